"""What a section is for, from its heading: purpose, objectives, tasks, implementation, funding.

The words are those of the genre (`lexicon/section_kinds.yaml`): a plan has the parts mục đích - yêu cầu, mục tiêu,
nhiệm vụ - giải pháp, kinh phí, tổ chức thực hiện.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import regex
import yaml

from extractors import lexicon
from extractors.alternatives import grouped
from extractors.verbs import opens_with_action
from schemas.structure import SectionKind

_MAY_FOLLOW: dict[SectionKind, tuple[SectionKind, ...]] = {
    "purpose": ("objectives", "purpose", "other", "tasks"),
    "objectives": ("objectives", "purpose", "tasks"),
    "tasks": ("objectives", "purpose", "other", "funding", "implementation"),
    "implementation": ("funding", "objectives"),
    "funding": ("implementation",),
    "other": ("objectives", "purpose", "funding", "implementation", "tasks"),
}


@cache
def _announcing() -> tuple[tuple[SectionKind, regex.Pattern[str]], ...]:
    words: dict[SectionKind, list[str]] = yaml.safe_load(lexicon.text("section_kinds.yaml"))["announces"]
    return tuple((kind, _words(patterns)) for kind, patterns in words.items())


@cache
def _opening() -> dict[SectionKind, regex.Pattern[str]]:
    words: dict[SectionKind, list[str]] = yaml.safe_load(lexicon.text("section_kinds.yaml"))["opens"]
    return {
        kind: regex.compile(rf"\s{{0,3}}(?:về )?(?:{grouped(patterns)})\b", regex.IGNORECASE)
        for kind, patterns in words.items()
    }


@cache
def _generic() -> regex.Pattern[str]:
    words: list[str] = yaml.safe_load(lexicon.text("section_kinds.yaml"))["generic"]
    return regex.compile(rf"{_words(sorted(words, key=len, reverse=True)).pattern}|[\d\W_]+", regex.IGNORECASE)


def _words(patterns: Iterable[str]) -> regex.Pattern[str]:
    return regex.compile(rf"\b(?:{grouped(patterns)})\b", regex.IGNORECASE)


def kind_of_heading(heading: str) -> SectionKind | None:
    """What a heading of the first level announces, None when it names none of the usual parts.

    The part named first decides (`Nội dung nhiệm vụ, trách nhiệm thực hiện …` is tasks), except that an objective
    goes with what follows it: `Mục tiêu, yêu cầu` is purpose, `Mục tiêu, nhiệm vụ` tasks; and `Kinh phí và tổ
    chức thực hiện` is implementation, `Kinh phí tổ chức thực hiện` is not.
    """
    found = sorted((m.start(), kind) for kind, pattern in _announcing() if (m := pattern.search(heading)))
    kinds = [kind for _, kind in found]
    if not kinds:
        return None
    if kinds[0] == "objectives":
        return next((kind for kind in kinds[1:] if kind in ("purpose", "tasks")), "objectives")
    if kinds[0] == "other":
        return next((kind for kind in kinds[1:] if kind in ("tasks", "implementation")), "other")
    if kinds[0] == "funding":
        carried_out = any(kind == "implementation" and _LINK.search(heading, 0, start) for start, kind in found[1:])
        return "implementation" if carried_out else "funding"
    return kinds[0]


_LINK = regex.compile(r"(?:[,;&–-]|\bvà)\s{0,3}$", regex.IGNORECASE)
_CONTENTS = regex.compile(r"\s{0,3}(?:các )?nội dung\b", regex.IGNORECASE)
_WORK = regex.compile(
    r"\b(?:nhiệm vụ|giải pháp|biện pháp|hoạt động|công việc|kế hoạch|công tác|triển khai|thực hiện)\b", regex.IGNORECASE
)


def is_contents(heading: str) -> bool:
    """Whether a heading says of what it gives the contents, and that is no work: `NỘI DUNG BỘ CHỈ SỐ`."""
    contents = _CONTENTS.match(heading)
    if contents is None or _WORK.search(heading) or opens_with_action(heading[contents.end() :].strip()):
        return False
    return not is_generic(heading)


_ASSIGNS = regex.compile(r"\s{0,3}(?:Giao|Phân công|Trách nhiệm|Tổ chức thực hiện|Nhiệm vụ)\b")
_PLAN_FOLLOWS = regex.compile(
    r"\s{0,3}(?:Ban hành|Phê duyệt)\s(?:kế hoạch|chương trình|phương án|lịch)\b.{0,600}:\s{0,3}$",
    regex.IGNORECASE | regex.DOTALL,
)


def kind_of_article(heading: str) -> SectionKind:
    """What an article with items is for: it assigns work, or holds the plan that the decision approves."""
    if _ASSIGNS.match(heading):
        return "implementation"
    return "tasks" if _PLAN_FOLLOWS.match(heading) else "other"


def kind_below(heading: str, parent: SectionKind) -> SectionKind:
    """The kind of a section inside another: the parent's, unless its own heading opens with the name of a part."""
    return next((kind for kind in _MAY_FOLLOW.get(parent, ()) if _opening()[kind].match(heading)), parent)


def describes_only(heading: str) -> bool:
    """Whether a heading opens with what is described, not done: `Tiêu chuẩn khen thưởng`, `Đối tượng`."""
    return _opening()["other"].match(heading) is not None


_OF_ALL = regex.compile(r"\s{0,3}(?:các )?yêu cầu chung\W{0,3}$", regex.IGNORECASE)


def is_of_all(heading: str) -> bool:
    """Whether a heading announces what everybody has to do: `Yêu cầu chung`, in a letter or directive."""
    return _OF_ALL.match(heading) is not None


_REQUESTS = regex.compile(r"\s{0,3}về (?:các |những |một số )?(?:đề xuất|kiến nghị|đề nghị)\b", regex.IGNORECASE)


def is_of_requests(heading: str) -> bool:
    """Whether a heading is about what was asked for, on which a conclusion decides: `Về các kiến nghị của huyện`."""
    return _REQUESTS.match(heading) is not None


_OF_REWARDS = (
    r"(?:đối\stượng|nguyên\stắc|hình\sthức|tiêu\s(?:chuẩn|chí)|điều\skiện|mức|số\slượng|thủ\stục|hồ\ssơ|thời\sgian"
    r"|(?:quy|tuyến)\strình|thẩm\squyền|tổng\skết)"
)
_REWARDS = regex.compile(
    rf"""
    ^\W{{0,3}}
    (?: {_OF_REWARDS} (?: (?:,|\svà|,\svà)\s{_OF_REWARDS} ){{0,4}} (?:,|\svà)?\s (?:(?:xét|đề\snghị|tặng|được)\s)? )?
    (?:khen\sthưởng|bằng\skhen|giấy\skhen|danh\shiệu\sthi\sđua|(?:cơ\scấu\s)?giải\sthưởng)\b
    """,
    regex.VERBOSE | regex.IGNORECASE,
)


def is_of_rewards(heading: str) -> bool:
    """Whether a heading is about rewards: what stands below it says who earns them."""
    return _REWARDS.search(heading) is not None


def is_generic(heading: str) -> bool:
    """Whether a heading names no field of work: `NỘI DUNG`, `NHIỆM VỤ CỤ THỂ CỦA CÁC CƠ QUAN, ĐƠN VỊ`."""
    return not _generic().sub(" ", heading).strip()
