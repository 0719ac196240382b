"""The paragraphs and tables of a plan as the tree that their markers make, before it is known what is a section."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import regex

from extractors.agencies import is_agency_list, is_role_list
from extractors.attributes import Attribute, AttributeValue, attributes_of
from extractors.markers import Marker, Style, marker_of
from extractors.outline.acting import opens_with_agency
from extractors.outline.unnumbered import unnumbered_headings
from extractors.parts import ends_body, is_capitals, is_closing, opens_with_basis
from extractors.plan_text import Block, Paragraph, PlanText, Table
from extractors.spaces import one_line
from extractors.verbs import opens_with_action, opens_with_order


@dataclass(slots=True)
class Node:
    """A paragraph or table in the tree that the markers make, before it is known what is a section."""

    start: int
    end: int
    marker: Marker | None = None
    block: Paragraph | Table | None = None
    children: list[Node] = field(default_factory=list)

    @property
    def style(self) -> int:
        """The rank of the marker among the units of a document; past all of them without one."""
        return self.marker.style if self.marker else 99

    @property
    def page(self) -> int | None:
        """The page of the block, None where the format has no pages."""
        return self.block.page if self.block is not None else None


_SHORT, _FEW_WORDS = 60, 12
"""Characters and words of a heading that ends with a full stop."""
_LONGEST_TOPIC = 150
"""Characters of a sentence that may stand over the paragraph that says who does it."""


_CHARGES = regex.compile(r"\b(?:(?:có|chịu) trách nhiệm|chủ trì|phối hợp)\b")
_RIGHTS = regex.compile(r"[\s.]{0,3}Quyền(?: lợi)?(?: và lợi ích)?\b(?! hạn| và)", regex.IGNORECASE)
_OPENING = 300
"""How far into an item it says who has to do something, in characters."""


def tree_of(plan: PlanText, first: int, last: int, *, has_parts: bool = False) -> list[Node]:
    """The blocks as a tree: a marked paragraph holds what is of a smaller unit, up to the next of its own.

    `has_parts` tells that they are the body of a plan, so that the parts of one may stand in it without numbers.
    """
    roots: list[Node] = []
    stack: list[Node] = []
    blocks = plan.blocks[first:last]
    unnumbered = unnumbered_headings(plan, blocks, has_parts=has_parts)
    for index, block in enumerate(blocks):
        if isinstance(block, Table):
            _holder(plan, stack, roots, "").append(Node(block.start, block.end, None, block))
            continue
        text = plan[block]
        marker = marker_of(text) or unnumbered.get(index)
        node = Node(block.start, block.end, marker, block)
        if marker is None:
            is_order = opens_with_basis(text) and (_is_addressed(plan, stack) or _goes_on(plan, stack, blocks, index))
            if is_closing(text) and not is_order:
                stack.clear()
            _holder(plan, stack, roots, text).append(node)
            continue
        while stack and stack[-1].style >= marker.style:
            stack.pop()
        (stack[-1].children if stack else roots).append(node)
        stack.append(node)
        if ends_body(text):
            stack.clear()
    return roots


def _goes_on(plan: PlanText, stack: list[Node], blocks: Sequence[Block], index: int) -> bool:
    """Whether the numbers go on behind a paragraph: the next numbered one is that after one that is open."""
    markers = (marker_of(plan[block]) for block in blocks[index + 1 :] if isinstance(block, Paragraph))
    following = next((marker for marker in markers if marker is not None and not marker.is_bullet), None)
    return following is not None and any(
        node.marker is not None and node.marker.style == following.style and _is_next(node.marker, following)
        for node in stack
    )


def _is_next(marker: Marker, following: Marker) -> bool:
    return marker.label.isdecimal() and following.label.isdecimal() and int(following.label) == int(marker.label) + 1


def _is_addressed(plan: PlanText, stack: list[Node]) -> bool:
    """Whether the last heading names bodies and nothing stands below it yet."""
    return bool(stack) and not stack[-1].children and is_agency_list(_words(plan, stack[-1]).strip())


def _holder(plan: PlanText, stack: list[Node], roots: list[Node], text: str) -> list[Node]:
    """Where a paragraph without a mark belongs: below the nearest heading, not below a sentence or a bullet."""
    while stack:
        top = stack[-1]
        assert top.marker is not None
        if not top.marker.is_bullet and (top.children or _looks_like_heading(plan, top, text)):
            return top.children
        if top.marker.is_bullet and plan.text[top.start : top.end].rstrip().endswith(":"):
            return top.children
        stack.pop()
    return roots


def _looks_like_heading(plan: PlanText, node: Node, below: str) -> bool:
    """Whether a numbered paragraph is a heading for the paragraph `below` it, which has no mark."""
    assert node.marker is not None
    if node.marker.style <= Style.ROMAN:
        return True
    text = plan.text[node.start + node.marker.end : node.end].strip()
    if not text.endswith((".", ";")) or is_agency_list(text):
        return True
    if len(text) < _SHORT and text.count(" ") < _FEW_WORDS and not opens_with_agency(text):
        return True
    is_topic = len(text) < _LONGEST_TOPIC and ". " not in text and not opens_with_agency(text)
    return is_topic and opens_with_agency(below)


def introduces(plan: PlanText, node: Node) -> bool:
    """Whether a paragraph ends with a colon: what follows it belongs to it."""
    return plan.text[node.start : node.end].rstrip().endswith(":")


def has_only_attributes(plan: PlanText, node: Node) -> bool:
    """Whether all that stands below a node says when, by whom or with what result it is done: it is a task itself.

    An attribute may only be announced, and what it states stand below it: times, or who (`- Cơ quan thực hiện:`,
    `+ Chủ trì: Sở Y tế`); bodies that are each told what to do are no such statement.
    """
    return bool(node.children) and all(
        isinstance(child.block, Paragraph)
        and (attributes := attributes_of(_words(plan, child)))
        and (not child.children or _announces(plan, child, attributes))
        for child in node.children
    )


# What ends a sentence whose list says what a thing consists of.
_CONSISTS = regex.compile(
    r"""\bgồm(?:\scó)?(?:\s(?:các|những)(?:\s\p{L}+){1,6}\ssau(?:\sđây)?)?\s?:\s*$
    | \b(?:các|những)\s(?:luật|bộ\sluật|nghị\sđịnh|thông\stư|văn\sbản|tài\sliệu|chuyên\sđề|thành\s(?:viên|phần)
      |biểu\smẫu)\b(?:\s[\p{L}\d,]+){0,6}\ssau(?:\sđây)?\s?:\s*$""",
    regex.VERBOSE,
)


def opens_contents(text: str) -> bool:
    """Whether a text is work of which the list below it says what it consists of: `Lập hồ sơ hoàn công, bao gồm:`.

    Whom an order addresses (`Giao các đơn vị, gồm:`) is none.
    """
    return _CONSISTS.search(text) is not None and opens_with_action(text.lstrip()) and not opens_with_order(text)


def has_only_contents(plan: PlanText, node: Node) -> bool:
    """Whether a node is work and dashes with mere names tell what it consists of: then it is a task itself."""
    return opens_contents(_words(plan, node)) and all(
        child.marker is not None
        and child.marker.is_bullet
        and not child.children
        and not opens_with_action(words := _words(plan, child).strip())
        and not opens_with_agency(words)
        and not attributes_of(words)
        for child in node.children
    )


def _announces(plan: PlanText, node: Node, attributes: tuple[AttributeValue, ...]) -> bool:
    """Whether a line names one attribute of a task that is stated below it."""
    if len(attributes) > 1 or attributes[0].start < attributes[0].end:
        return False
    if attributes[0].attribute is Attribute.TIME:
        return True
    return attributes[0].is_of_task and any(
        attributes_of(words := _words(plan, child)) or is_role_list(words.strip()) for child in node.children
    )


def _words(plan: PlanText, node: Node) -> str:
    return plan.text[node.start + (node.marker.end if node.marker else 0) : node.end]


def has_items(node: Node) -> bool:
    """Whether a marked paragraph stands directly below a node."""
    return any(child.marker is not None for child in node.children)


def heading_end(plan: PlanText, node: Node) -> int:
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


def below_heading(plan: PlanText, node: Node) -> list[Node]:
    """The children of a node without those that its heading runs on over."""
    end = heading_end(plan, node)
    return [child for child in node.children if child.start >= end]


def heading_text(text: str) -> str | None:
    """The words of a heading on one line without closing punctuation, None when there are none."""
    return one_line(text).rstrip(" .:;/") or None


def first_sentence(plan: PlanText, nodes: list[Node]) -> Node | None:
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


_MANY = 5
"""From this many items on, what they are tells what a heading is for."""
# `Đối với các xã: Chuẩn bị …`
_ADDRESSES = regex.compile(r"\W{0,5}(?:Đối với|Giao)\s(?:các\s)?\p{L}[^:.;]{2,80}:\s", regex.IGNORECASE)


def assigns_work(plan: PlanText, node: Node) -> bool:
    """Whether most of the items below a heading open with a verb of work or an agency."""
    leaves = [leaf for leaf in _leaves(node) if leaf is not node]
    if not leaves:
        return any(isinstance(child.block, Table) for child in node.children)
    return 2 * _assigning(plan, leaves) >= len(leaves)


def lays_duties(plan: PlanText, node: Node) -> bool:
    """Whether most of the items below an article open with a verb of work or say who has to do something."""
    if _RIGHTS.match(plan.text, node.start + (node.marker.end if node.marker else 0), node.end):
        return False
    leaves = [leaf for leaf in _leaves(node) if leaf is not node]
    charged = sum(
        _CHARGES.search(plan.text, leaf.start, min(leaf.end, leaf.start + _OPENING)) is not None for leaf in leaves
    )
    return bool(leaves) and 2 * max(charged, _assigning(plan, leaves)) >= len(leaves)


def describes(plan: PlanText, node: Node) -> bool:
    """Whether hardly one of many items below a heading opens with a verb of work, and no table stands there."""
    leaves = [leaf for leaf in _leaves(node) if leaf is not node]
    return len(leaves) >= _MANY and 4 * _assigning(plan, leaves) <= len(leaves) and not _has_table(node)


def _assigning(plan: PlanText, leaves: list[Node]) -> int:
    """How many items open with a verb of work or address somebody."""
    texts = (plan.text[leaf.start + (leaf.marker.end if leaf.marker else 0) : leaf.end] for leaf in leaves)
    return sum(opens_with_action(text) or _ADDRESSES.match(text) is not None for text in texts)


def _has_table(node: Node) -> bool:
    return isinstance(node.block, Table) or any(_has_table(child) for child in node.children)


def _leaves(node: Node) -> Iterator[Node]:
    if not node.children:
        if isinstance(node.block, Paragraph):
            yield node
        return
    for child in node.children:
        yield from _leaves(child)
