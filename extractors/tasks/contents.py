"""Work whose list only tells what a thing consists of: `Lập hồ sơ hoàn công, bao gồm:` above `+ Đơn đề nghị …`."""

from __future__ import annotations

from extractors.actions import action_of
from extractors.attributes import attributes_of
from extractors.outline import Item, opens_contents
from extractors.tasks.model import PlanContext
from extractors.values import value_class


@value_class(frozen=True, slots=True)
class Contents:
    """Where the items stand that are such work, and where the lines of their lists stand."""

    work: frozenset[int]
    lines: frozenset[int]


def contents_of_work(context: PlanContext) -> Contents:
    """The items of a plan with nothing but names in the list below them."""
    below: dict[int, list[Item]] = {}
    for item in context.outline.items:
        if item.lead_ins:
            below.setdefault(item.lead_ins[-1].start, []).append(item)
    work, lines = set[int](), set[int]()
    for item in context.outline.items:
        members = below.get(item.start, [])
        if (
            not members
            or not opens_contents(context.plan.text[item.start : item.end])
            or not all(_is_name(context, member) for member in members)
        ):
            continue
        work.add(item.start)
        lines.update(member.start for member in members)
    return Contents(frozenset(work), frozenset(lines))


def _is_name(context: PlanContext, item: Item) -> bool:
    text = context.plan.text[item.start : item.end]
    is_plain = not item.has_items and action_of(text) is None and not attributes_of(text)
    return is_plain and not context.roles_in(item.start, item.end).lead
