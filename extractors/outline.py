"""The outline of a plan: a tree of sections with kinds, and the items of prose and tables that stand under them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import regex

from extractors.agencies import is_agency_list
from extractors.attributes import attributes_of
from extractors.kinds import kind_below, kind_of_heading
from extractors.markers import Marker, Style, marker_of
from extractors.parts import RECIPIENTS, Part, ends_body, is_capitals, is_closing, parts_of
from extractors.plan_text import Paragraph, PlanText, Table
from extractors.tables import TaskTable, task_table_of
from extractors.verbs import opens_with_action
from schemas.structure import SectionKind


@dataclass(frozen=True, slots=True)
class SectionNode:
    """A part of the outline; `start`/`end` are its heading line (or first line), `span_end` covers its descendants.

    `parent` is the ordinal of the section that holds it, None at level 1.
    """

    ordinal: int
    level: int
    label: str | None
    heading: str | None
    kind: SectionKind
    start: int
    end: int
    span_end: int
    parent: int | None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """A paragraph under a section that is no heading: a list item or a plain paragraph, with what stands below it.

    `start` is where its words begin, after the marker. `lead_ins` are the items (nearest last) that introduce it.
    """

    section: int | None
    marker: Marker | None
    start: int
    end: int
    page: int | None
    has_items: bool
    lead_ins: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class PlacedTable:
    """A table of tasks with the sections made of its group rows, by the index of the group."""

    section: int | None
    table: TaskTable
    groups: tuple[int, ...]
    lead_ins: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Outline:
    """Sections, items and task tables, each in reading order; `preamble` is the span before the first heading."""

    sections: tuple[SectionNode, ...]
    items: tuple[Item, ...]
    tables: tuple[PlacedTable, ...]
    preamble: tuple[int, int] | None = None

    def section_at(self, position: int) -> SectionNode | None:
        """The innermost section whose span holds `position`."""
        found = None
        for section in self.sections:
            if section.start <= position < section.span_end:
                found = section
        return found

    def ancestors(self, ordinal: int | None) -> Iterator[SectionNode]:
        """The section and those that hold it, innermost first."""
        while ordinal is not None:
            section = self.sections[ordinal]
            yield section
            ordinal = section.parent


def outline_of(plan: PlanText, *, is_directive: bool = False) -> Outline:
    """The outline of a plan, with all its attached instruments and annexes.

    `is_directive` tells that its parts assign work whatever their headings say.
    """
    builder = _Builder(plan, is_directive)
    for part in parts_of(plan):
        builder.add_part(part)
    return builder.outline()


@dataclass(slots=True)
class _Node:
    """A paragraph or table in the tree that the markers make, before it is known what is a section."""

    start: int
    end: int
    marker: Marker | None = None
    block: Paragraph | Table | None = None
    children: list[_Node] = field(default_factory=list)

    @property
    def style(self) -> int:
        return self.marker.style if self.marker else 99


@dataclass(slots=True)
class _Builder:
    plan: PlanText
    is_directive: bool
    sections: list[SectionNode] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    tables: list[PlacedTable] = field(default_factory=list)
    preamble: tuple[int, int] | None = None

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
        tree = _tree(self.plan, part.title_end, part.last)
        first = next((n for n in tree if n.marker and not n.marker.is_bullet), None)
        opening = [n for n in tree if first is None or n.start < first.start]
        if self.preamble is None and (sentence := _first_sentence(self.plan, opening)) is not None:
            end = opening[-1].end
            self.preamble = (sentence.start, end)
            self._section(1, None, None, "preamble", sentence, end, None)
        body = tuple(n for n in tree if isinstance(n.block, Table) or (first is not None and n.start >= first.start))
        kinds = _Kinds(self.plan, body, is_directive=self.is_directive)
        lead_ins = tuple(self._item(node, None, ()) for node in opening[-1:] if _introduces(self.plan, node))
        self._walk(body, level=1, kind="other", parent=None, lead_ins=lead_ins, kinds=kinds, part_end=self._end(part))

    def _add_foot(self, part: Part) -> None:
        end = self._end(part)
        blocks = self.plan.blocks[part.first : part.last]
        heading = next((b for b in blocks if isinstance(b, Paragraph) and RECIPIENTS.match(self.plan[b])), None)
        signature = [b for b in blocks if isinstance(b, Paragraph) and _opens_signature(self.plan[b])]
        signature = [b for b in signature if heading is None or b.start > heading.start]
        if heading is not None:
            words = "Nơi nhận" if "nhận" in self.plan[heading].casefold() else "Nơi gửi"
            at = self.plan.text.casefold().find(words.casefold(), heading.start)
            title = _Node(at, at + len(words), None, heading)
            span_end = signature[0].start if signature else end
            self._section(1, None, self.plan.text[at : at + len(words)], "recipients", title, span_end, None)
        first = signature[0] if signature else (None if heading is not None else blocks[0])
        if isinstance(first, Paragraph):
            self._section(1, None, None, "signature", _Node(first.start, first.end, None, first), end, None)

    def _add_annex(self, part: Part) -> None:
        blocks = self.plan.blocks
        title = [b for b in blocks[part.first : part.title_end] if isinstance(b, Paragraph)]
        end = self._end(part)
        tree = _tree(self.plan, part.title_end, part.last)
        kind = _annex_kind(self.plan, part)
        parent, level = None, 1
        if title:
            label, heading_blocks = _annex_title(self.plan, title)
            first, last = title[0], title[-1]
            heading = _joined(self.plan, heading_blocks)
            if heading_blocks and label is None:
                first = heading_blocks[0]
            node = _Node(first.start, last.end, None, first)
            parent = self._section(1, label, heading, kind, node, end, None)
            level = 2
        kinds = _Kinds(self.plan, tree, fixed=kind)
        self._walk(tree, level=level, kind=kind, parent=parent, lead_ins=(), kinds=kinds, part_end=end)

    def _walk(
        self,
        nodes: tuple[_Node, ...] | list[_Node],
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
                own = kinds.of(node, kind, level)
                ordinal = self._heading_section(node, level, own, parent, following)
                self._walk(
                    _below_heading(self.plan, node),
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
            elif _introduces(self.plan, node):
                introduced = (*lead_ins, item)

    def _is_section(self, node: _Node, kind: SectionKind) -> bool:
        """Whether a numbered node is a heading: it has something below it, or its level is one of headings only."""
        assert node.marker is not None
        style = node.marker.style
        if node.marker.is_bullet or style is Style.BRACKET:
            return False
        if style <= Style.ARTICLE:
            return True
        if _has_only_attributes(self.plan, node):
            return False
        if kind == "annex_form":
            return style is not Style.LETTER or _has_items(node)
        return bool(node.children)

    def _heading_section(self, node: _Node, level: int, kind: SectionKind, parent: int | None, following: int) -> int:
        assert node.marker is not None
        end = _heading_end(self.plan, node)
        heading = _heading_text(self.plan.text[node.start + node.marker.end : end])
        title = _Node(node.start, end, node.marker, node.block)
        return self._section(level, node.marker.label, heading, kind, title, following, parent)

    def _item(self, node: _Node, parent: int | None, lead_ins: tuple[Item, ...]) -> Item:
        start = node.start + (node.marker.end if node.marker else 0)
        has_items = bool(node.children) and not _has_only_attributes(self.plan, node)
        return Item(parent, node.marker, start, node.end, _page(node), has_items, lead_ins)

    def _add_table(
        self, table: Table, level: int, kind: SectionKind, parent: int | None, lead_ins: tuple[Item, ...]
    ) -> None:
        if kind in ("purpose", "objectives", "annex_form", "recipients"):
            return
        read = task_table_of(self.plan, table)
        if read is None:
            return
        below: SectionKind = "tasks" if kind in ("tasks", "implementation") and parent is not None else "annex_tasks"
        ordinals: list[int] = []
        for index, group in enumerate(read.groups):
            later = (g.start for g in read.groups[index + 1 :] if g.depth <= group.depth)
            span_end = _group_end(read, index, next(later, table.end))
            above = parent if group.parent is None else ordinals[group.parent]
            node = _Node(group.start, group.end, None, table)
            ordinals.append(
                self._section(
                    level + group.depth - 1, group.label, group.heading, below, node, span_end, above, group.page
                )
            )
        self.tables.append(PlacedTable(parent, read, tuple(ordinals), lead_ins))

    def _section(
        self,
        level: int,
        label: str | None,
        heading: str | None,
        kind: SectionKind,
        node: _Node,
        span_end: int,
        parent: int | None,
        page: int | None = None,
    ) -> int:
        ordinal = len(self.sections)
        self.sections.append(
            SectionNode(
                ordinal, level, label, heading, kind, node.start, node.end, span_end, parent, page or _page(node)
            )
        )
        return ordinal

    def _end(self, part: Part) -> int:
        return self.plan.blocks[part.last - 1].end


class _Kinds:
    """Decides what the sections of one part are for; a part whose kind is `fixed` has one kind throughout."""

    def __init__(
        self,
        plan: PlanText,
        tree: tuple[_Node, ...] | list[_Node],
        fixed: SectionKind | None = None,
        *,
        is_directive: bool = False,
    ) -> None:
        self._plan = plan
        self._is_directive = is_directive
        self._fixed = fixed
        self._articles = any(n.marker and n.marker.style is Style.ARTICLE for n in tree)

    def of(self, node: _Node, parent: SectionKind, level: int) -> SectionKind:
        """The kind of a heading below a section of kind `parent`."""
        if self._fixed is not None:
            return self._fixed
        assert node.marker is not None
        if node.marker.style is Style.ARTICLE:
            return "other"
        heading = self._plan.text[node.start + node.marker.end : _heading_end(self._plan, node)]
        if level > 1 and not (parent == "other" and not self._articles):
            return kind_below(heading, parent)
        found = kind_of_heading(heading)
        if found is not None and node.marker.style <= Style.ROMAN:
            return found
        if is_agency_list(heading):
            return "implementation"
        assigns = self._is_directive or _assigns_work(self._plan, node)
        return found or ("tasks" if assigns else "other")


def _tree(plan: PlanText, first: int, last: int) -> list[_Node]:
    """The blocks as a tree: a marked paragraph holds what is of a smaller unit, up to the next of its own."""
    roots: list[_Node] = []
    stack: list[_Node] = []
    for block in plan.blocks[first:last]:
        if isinstance(block, Table):
            _holder(plan, stack, roots).append(_Node(block.start, block.end, None, block))
            continue
        text = plan[block]
        marker = marker_of(text)
        node = _Node(block.start, block.end, marker, block)
        if marker is None:
            if is_closing(text):
                stack.clear()
            _holder(plan, stack, roots).append(node)
            continue
        while stack and stack[-1].style >= marker.style:
            stack.pop()
        (stack[-1].children if stack else roots).append(node)
        stack.append(node)
        if ends_body(text):
            stack.clear()
    return roots


def _holder(plan: PlanText, stack: list[_Node], roots: list[_Node]) -> list[_Node]:
    """Where a paragraph without a mark belongs: below the nearest heading, not below a sentence or a bullet."""
    while stack:
        top = stack[-1]
        assert top.marker is not None
        if not top.marker.is_bullet and (top.children or _looks_like_heading(plan, top)):
            return top.children
        if top.marker.is_bullet and plan.text[top.start : top.end].rstrip().endswith(":"):
            return top.children
        stack.pop()
    return roots


def _looks_like_heading(plan: PlanText, node: _Node) -> bool:
    assert node.marker is not None
    if node.marker.style <= Style.ROMAN:
        return True
    text = plan.text[node.start + node.marker.end : node.end].strip()
    return not text.endswith((".", ";")) or is_agency_list(text) or (len(text) < 60 and text.count(" ") < 12)


def _introduces(plan: PlanText, node: _Node) -> bool:
    return plan.text[node.start : node.end].rstrip().endswith(":")


def _has_only_attributes(plan: PlanText, node: _Node) -> bool:
    """Whether all that stands below a node says when, by whom or with what result it is done: it is a task itself."""
    return bool(node.children) and all(
        isinstance(child.block, Paragraph) and not child.children and attributes_of(_words(plan, child))
        for child in node.children
    )


def _words(plan: PlanText, node: _Node) -> str:
    return plan.text[node.start + (node.marker.end if node.marker else 0) : node.end]


def _has_items(node: _Node) -> bool:
    return any(child.marker is not None for child in node.children)


def _heading_end(plan: PlanText, node: _Node) -> int:
    """Where the heading of a node ends: a title in capitals may run on over the next paragraphs."""
    assert node.marker is not None
    end = node.end
    own = plan.text[node.start + node.marker.end : node.end]
    if node.marker.style > Style.ROMAN or (own.strip() and not is_capitals(own)):
        return end
    for child in node.children:
        if child.marker is not None or not isinstance(child.block, Paragraph):
            break
        if not is_capitals(plan[child.block]):
            break
        end = child.end
    return end


def _below_heading(plan: PlanText, node: _Node) -> list[_Node]:
    end = _heading_end(plan, node)
    return [child for child in node.children if child.start >= end]


def _heading_text(text: str) -> str | None:
    return regex.sub(r"\s+", " ", text).strip().rstrip(" .:;/") or None


def _first_sentence(plan: PlanText, nodes: list[_Node]) -> _Node | None:
    """The first paragraph before the headings that is a sentence of its own, not a line of the head or title."""
    for node in nodes:
        text = plan.text[node.start : node.end]
        if (
            isinstance(node.block, Paragraph)
            and len(text) >= 60
            and not is_capitals(text)
            and text.rstrip()[-1:] in ";:.,"
        ):
            return node
    return None


def _assigns_work(plan: PlanText, node: _Node) -> bool:
    """Whether most of the items below a heading open with a verb of work or an agency."""
    leaves = [leaf for leaf in _leaves(node) if leaf is not node]
    if not leaves:
        return any(isinstance(child.block, Table) for child in node.children)
    hits = 0
    for leaf in leaves:
        text = plan.text[leaf.start + (leaf.marker.end if leaf.marker else 0) : leaf.end]
        hits += opens_with_action(text)
    return 2 * hits >= len(leaves)


def _leaves(node: _Node) -> Iterator[_Node]:
    if not node.children:
        if isinstance(node.block, Paragraph):
            yield node
        return
    for child in node.children:
        yield from _leaves(child)


def _annex_title(plan: PlanText, title: list[Paragraph]) -> tuple[str | None, list[Paragraph]]:
    """The label of an annex (`PHỤ LỤC 1`) and the paragraphs of its heading."""
    first = plan[title[0]].strip().rstrip(".:")
    if regex.match(r"(?:PHỤ\s?LỤC|Phụ lục|BIỂU|Biểu|MẪU|Mẫu)\b", first) and len(first) < 30:
        return first, title[1:]
    kept = [b for b in title if not plan[b].rstrip().endswith(("…", "..."))]
    return None, kept if kept and kept[0] is not title[0] else title


def _opens_signature(text: str) -> bool:
    return is_capitals(text) and marker_of(text) is None and not RECIPIENTS.match(text)


def _joined(plan: PlanText, blocks: list[Paragraph]) -> str | None:
    return _heading_text(" ".join(regex.sub(r"\([^)]*\)\s*$", "", plan[b]) for b in blocks))


_FORM_WORDS = regex.compile(r"ĐỀ CƯƠNG|MẪU|BIỂU|THỐNG KÊ|DANH SÁCH|PHIẾU|TỔNG HỢP SỐ LIỆU|ĐÁNH GIÁ MỨC ĐỘ|SO SÁNH")


def _annex_kind(plan: PlanText, part: Part) -> SectionKind:
    """An annex with a table of tasks, an outline or form to fill in, or something else."""
    blocks = plan.blocks[part.first : part.last]
    tables = [b for b in blocks if isinstance(b, Table)]
    title = " ".join(plan[b] for b in plan.blocks[part.first : part.title_end] if isinstance(b, Paragraph))
    if any(task_table_of(plan, table) is not None for table in tables) and not _is_mostly_blank(plan, tables):
        return "annex_tasks"
    if _FORM_WORDS.search(title.upper()) or any(_is_mostly_blank(plan, [t]) for t in tables):
        return "annex_form"
    return "other"


def _is_mostly_blank(plan: PlanText, tables: list[Table]) -> bool:
    cells = [cell for table in tables for cell in table.cells]
    return sum(not plan[cell].strip(" .…_") for cell in cells) * 2 > len(cells)


def _group_end(table: TaskTable, index: int, limit: int) -> int:
    """Where a group ends: after the last task row that is below it (or below a group within it)."""
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
    return min(limit, max(ends, default=table.groups[index].end))


def _page(node: _Node) -> int | None:
    return node.block.page if node.block is not None else None
