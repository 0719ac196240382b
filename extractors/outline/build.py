"""Builds the outline of a plan: which nodes of the tree are sections, what they are for, what stands under them."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import pairwise, takewhile

from extractors.agencies import is_agency_list
from extractors.kinds import (
    describes_only,
    is_contents,
    is_of_all,
    is_of_requests,
    is_of_rewards,
    kind_below,
    kind_of_article,
    kind_of_heading,
)
from extractors.markers import Style, marker_of
from extractors.outline.acting import opens_with_agency
from extractors.outline.annexes import annex_kind, annex_title
from extractors.outline.model import Item, Outline, PlacedTable, SectionNode
from extractors.outline.tree import (
    Node,
    assigns_work,
    below_heading,
    describes,
    first_sentence,
    has_items,
    has_only_attributes,
    has_only_contents,
    heading_end,
    heading_text,
    introduces,
    lays_duties,
    tree_of,
)
from extractors.parts import COPIES, RECIPIENTS, Part, is_capitals, lists_recipients, parts_of
from extractors.plan_text import Paragraph, PlanText, Table
from extractors.tables import TaskTable, task_table_of
from extractors.verbs import opens_with_order
from schemas.structure import SectionKind


def outline_of(
    plan: PlanText,
    parts: tuple[Part, ...] | None = None,
    *,
    is_directive: bool = False,
    of_addressees: SectionKind = "implementation",
) -> Outline:
    """The outline of a plan, with all its attached instruments and annexes.

    `is_directive` tells that its parts assign work whatever their headings say; `of_addressees` what the sections are
    for whose headings only say who is meant; `parts` are those of the file, where they are known.
    """
    builder = _Builder(plan, is_directive, of_addressees)
    for part in parts_of(plan) if parts is None else parts:
        builder.add_part(part)
    return builder.outline()


@dataclass(slots=True)
class _Builder:
    plan: PlanText
    is_directive: bool
    of_addressees: SectionKind
    sections: list[SectionNode] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    tables: list[PlacedTable] = field(default_factory=list)
    preamble: tuple[int, int] | None = None
    read_tables: dict[int, TaskTable | None] = field(default_factory=dict)

    def outline(self) -> Outline:
        return Outline(tuple(self.sections), tuple(self.items), tuple(self.tables), self.preamble)

    def add_part(self, part: Part) -> None:
        if part.kind == "foot":
            self._add_foot(part)
        elif part.kind == "annex":
            self._add_annex(part)
        else:
            self._add_instrument(part)

    def _add_instrument(self, part: Part) -> None:
        tree = tree_of(self.plan, part.title_end, part.last, has_parts=True)
        numbered = next((n for n in tree if n.marker and not n.marker.is_bullet), None)
        first = numbered or self._introduced(tree) or self._ordered(tree)
        opening = [n for n in tree if n.start < first.start] if first else _above_tables(tree)
        if self.preamble is None and (sentence := first_sentence(self.plan, opening)) is not None:
            end = opening[-1].end
            self.preamble = (sentence.start, end)
            self._section(1, None, None, "preamble", sentence, end, None)
        body = tuple(n for n in tree if isinstance(n.block, Table) or (first is not None and n.start >= first.start))
        kinds = _Kinds(self.plan, body, is_directive=self.is_directive, of_addressees=self.of_addressees)
        lead_ins = tuple(self._item(node, None, ()) for node in opening[-1:] if introduces(self.plan, node))
        self._walk(body, level=1, kind="other", parent=None, lead_ins=lead_ins, kinds=kinds, part_end=self._end(part))

    def _introduced(self, tree: list[Node]) -> Node | None:
        """The first bullet that `… như sau:` introduces, in a text without numbered items."""
        return next(
            (
                node
                for before, node in pairwise(tree)
                if node.marker is not None and before.marker is None and introduces(self.plan, before)
            ),
            None,
        )

    def _ordered(self, tree: list[Node]) -> Node | None:
        """The first paragraph of a letter that tells somebody to act, its opening sentence aside: `Giao Sở Y tế …`."""
        if not self.is_directive:
            return None
        sentence = first_sentence(self.plan, tree)
        later = (node for node in tree if node is not sentence and isinstance(node.block, Paragraph))
        return next((node for node in later if _tells(self.plan.text[node.start : node.end])), None)

    def _add_foot(self, part: Part) -> None:
        end = self._end(part)
        blocks = self.plan.blocks[part.first : part.last]
        heading = next((b for b in blocks if isinstance(b, Paragraph) and RECIPIENTS.match(self.plan[b])), None)
        signature = [b for b in blocks if isinstance(b, Paragraph) and _opens_signature(self.plan[b])]
        signature = [b for b in signature if heading is None or b.start > heading.start]
        if heading is not None:
            words = "Nơi nhận" if "nhận" in self.plan[heading].casefold() else "Nơi gửi"
            at = self.plan.text.casefold().find(words.casefold(), heading.start)
            title = Node(at, at + len(words), None, heading)
            span_end = signature[0].start if signature else end
            self._section(1, None, self.plan.text[at : at + len(words)], "recipients", title, span_end, None)
        is_listed = heading is None and lists_recipients(self.plan, part.first)
        if is_listed:
            span_end = signature[0].start if signature else end
            title = Node(blocks[0].start, blocks[0].end, None, blocks[0])
            self._section(1, None, None, "recipients", title, span_end, None)
        first = signature[0] if signature else (None if heading is not None or is_listed else blocks[0])
        if isinstance(first, Paragraph):
            self._section(1, None, None, "signature", Node(first.start, first.end, None, first), end, None)

    def _add_annex(self, part: Part) -> None:
        blocks = self.plan.blocks
        title = [b for b in blocks[part.first : part.title_end] if isinstance(b, Paragraph)]
        end = self._end(part)
        tree = tree_of(self.plan, part.title_end, part.last)
        kind = annex_kind(self.plan, part, self._task_table)
        parent, level = None, 1
        if title:
            found = annex_title(self.plan, title)
            node = Node(found.first.start, title[-1].end, None, found.first)
            parent = self._section(1, found.label, found.heading, kind, node, end, None)
            level = 2
        kinds = _Kinds(self.plan, tree, fixed=kind)
        self._walk(tree, level=level, kind=kind, parent=parent, lead_ins=(), kinds=kinds, part_end=end)

    def _walk(
        self,
        nodes: tuple[Node, ...] | list[Node],
        *,
        level: int,
        kind: SectionKind,
        parent: int | None,
        lead_ins: tuple[Item, ...],
        kinds: _Kinds,
        part_end: int,
    ) -> None:
        """Adds sections, items and tables of sibling nodes; lead-ins among them hold for the siblings that follow."""
        introduced = lead_ins
        for index, node in enumerate(nodes):
            following = nodes[index + 1].start if index + 1 < len(nodes) else part_end
            if isinstance(node.block, Table):
                self._add_table(node.block, level, kind, parent, introduced)
                continue
            if node.marker is not None and self._is_section(node, kind):
                own = kinds.of(node, kind, level, "" if parent is None else self.sections[parent].heading or "")
                ordinal = self._heading_section(node, level, own, parent, following)
                self._walk(
                    below_heading(self.plan, node),
                    level=level + 1,
                    kind=own,
                    parent=ordinal,
                    lead_ins=introduced,
                    kinds=kinds,
                    part_end=following,
                )
                continue
            item = self._item(node, parent, introduced)
            self.items.append(item)
            if node.children:
                self._walk(
                    node.children,
                    level=level,
                    kind=kind,
                    parent=parent,
                    lead_ins=(*introduced, item),
                    kinds=kinds,
                    part_end=following,
                )
            elif introduces(self.plan, node):
                introduced = (*lead_ins, item)

    def _is_section(self, node: Node, kind: SectionKind) -> bool:
        """Whether a numbered node is a heading: it has something below it, or its level is one of headings only."""
        assert node.marker is not None
        style = node.marker.style
        if node.marker.is_bullet or style is Style.BRACKET:
            return False
        if style <= Style.ARTICLE:
            return True
        if has_only_attributes(self.plan, node):
            return kind_of_heading(self.plan.text[node.start + node.marker.end : node.end]) == "funding"
        if has_only_contents(self.plan, node):
            return False
        if kind == "annex_form":
            return style is not Style.LETTER or has_items(node)
        return bool(node.children)

    def _heading_section(self, node: Node, level: int, kind: SectionKind, parent: int | None, following: int) -> int:
        assert node.marker is not None
        end = heading_end(self.plan, node)
        heading = heading_text(self.plan.text[node.start + node.marker.end : end])
        title = Node(node.start, end, node.marker, node.block)
        return self._section(level, node.marker.label or None, heading, kind, title, following, parent)

    def _item(self, node: Node, parent: int | None, lead_ins: tuple[Item, ...]) -> Item:
        start = node.start + (node.marker.end if node.marker else 0)
        has_items = bool(node.children) and not has_only_attributes(self.plan, node)
        return Item(parent, node.marker, start, node.end, node.page, has_items, lead_ins)

    def _add_table(
        self, table: Table, level: int, kind: SectionKind, parent: int | None, lead_ins: tuple[Item, ...]
    ) -> None:
        if kind in ("purpose", "objectives", "annex_form", "recipients"):
            return
        read = self._task_table(table)
        if read is None:
            return
        in_body = kind in ("tasks", "implementation") or (kind == "other" and parent is None)
        below: SectionKind = "tasks" if in_body else "annex_tasks"
        ordinals: list[int] = []
        for index, group in enumerate(read.groups):
            later = (g.start for g in read.groups[index + 1 :] if g.depth <= group.depth)
            span_end = _group_end(read, index, next(later, table.end))
            above = parent if group.parent is None else ordinals[group.parent]
            node = Node(group.start, group.end, None, table)
            ordinals.append(
                self._section(
                    level + group.depth - 1, group.label, group.heading, below, node, span_end, above, group.page
                )
            )
        self.tables.append(PlacedTable(parent, read, tuple(ordinals), lead_ins))

    def _task_table(self, table: Table) -> TaskTable | None:
        """The table as one of tasks, read once: what an annex is for is asked of its tables before they are added."""
        if table.start not in self.read_tables:
            above = self._right_above(table)
            read = self._task_table(above) if above is not None else None
            self.read_tables[table.start] = task_table_of(self.plan, table, read)
        return self.read_tables[table.start]

    def _right_above(self, table: Table) -> Table | None:
        """The table that stands right above another, nothing between them."""
        at = bisect_left(self.plan.blocks, table.start, key=lambda block: block.start)
        block = self.plan.blocks[at - 1] if at else None
        return block if isinstance(block, Table) else None

    def _section(
        self,
        level: int,
        label: str | None,
        heading: str | None,
        kind: SectionKind,
        node: Node,
        span_end: int,
        parent: int | None,
        page: int | None = None,
    ) -> int:
        ordinal = len(self.sections)
        self.sections.append(
            SectionNode(ordinal, level, label, heading, kind, node.start, node.end, span_end, parent, page or node.page)
        )
        return ordinal

    def _end(self, part: Part) -> int:
        return self.plan.blocks[part.last - 1].end


class _Kinds:
    """Decides what the sections of one part are for; a part whose kind is `fixed` has one kind throughout."""

    def __init__(
        self,
        plan: PlanText,
        tree: tuple[Node, ...] | list[Node],
        fixed: SectionKind | None = None,
        *,
        is_directive: bool = False,
        of_addressees: SectionKind = "implementation",
    ) -> None:
        self._plan = plan
        self._is_directive = is_directive
        self._of_addressees: SectionKind = of_addressees
        self._fixed = fixed
        styles = {node.marker.style for node in tree if node.marker}
        self._chapters = Style.CHAPTER in styles
        self._articles = Style.ARTICLE in styles

    def of(self, node: Node, parent: SectionKind, level: int, above: str) -> SectionKind:
        """The kind of a heading below a section of kind `parent` with the heading `above`."""
        if self._fixed is not None:
            return self._fixed
        assert node.marker is not None
        heading = self._plan.text[node.start + node.marker.end : heading_end(self._plan, node)]
        if node.marker.style is Style.ARTICLE:
            return self._of_article(node, heading)
        if level > 1 and not (parent == "other" and not self._articles):
            return kind_below(heading, parent)
        if describes_only(heading) and (level > 1 or is_of_rewards(heading)):
            return "other"
        if level > 1 and (is_of_rewards(above) or (level > 2 and describes_only(above))):
            return kind_below(heading, "other")
        found = kind_of_heading(heading)
        if found == "other" and self._is_directive and is_of_requests(heading):
            return "tasks"
        if found == "purpose" and self._is_directive and is_of_all(heading):
            return "tasks"
        if found == "tasks" and is_contents(heading) and describes(self._plan, node):
            return "other"
        if found is not None and node.marker.style <= Style.ROMAN:
            return found
        if is_agency_list(heading):
            return self._of_addressees
        assigns = self._is_directive or assigns_work(self._plan, node)
        return found or ("tasks" if assigns else "other")

    def _of_article(self, node: Node, heading: str) -> SectionKind:
        """The kind of an article: in a regulation, which has chapters, it may lay down who has to do what."""
        if not has_items(node) and not (self._chapters and node.children):
            return "other"
        kind = kind_of_article(heading)
        if self._chapters and kind == "other":
            kind = kind_below(heading, "other")
        lays_down = self._chapters and kind == "other" and not describes_only(heading)
        return "tasks" if lays_down and lays_duties(self._plan, node) else kind


def _above_tables(tree: list[Node]) -> list[Node]:
    return list(takewhile(lambda node: not isinstance(node.block, Table), tree))


def _tells(text: str) -> bool:
    if is_capitals(text):
        return False
    return opens_with_order(text) or opens_with_agency(text)


def _opens_signature(text: str) -> bool:
    is_other = RECIPIENTS.match(text) or COPIES.fullmatch(text)
    return is_capitals(text) and marker_of(text) is None and not is_other


def _group_end(table: TaskTable, index: int, limit: int) -> int:
    """Where a group ends: after the last task row or group that is below it (or below a group within it)."""
    inside = {index}
    for i, group in enumerate(table.groups):
        if group.parent in inside:
            inside.add(i)
    ends = [
        max(c.end for cells in row.cells.values() for c in cells) if row.cells else row.task.end
        for row in table.rows
        if row.group in inside
    ]
    ends += [row.task.end for row in table.rows if row.group in inside]
    ends += [table.groups[i].end for i in inside]
    return min(limit, max(ends))
