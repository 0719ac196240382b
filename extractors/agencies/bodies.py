"""Bodies that the lexicon names (`Kho bạc Nhà nước`), with their area, and open classes with a name (`Cục …`)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import regex

from extractors import lexicon
from extractors.agencies.families import Family, Part, Step, by_level
from extractors.agencies.pieces import (
    CAPITAL,
    PROVINCE,
    SEAT,
    compiled,
    escaped,
    flexible,
    has_stops,
    open_name,
    stop_words,
    tail,
)
from extractors.alternatives import any_of
from extractors.provinces import provinces


@cache
def families() -> tuple[Family, ...]:
    """The families of this module."""
    return (*_official(), *_forms(), *_open(), _CENTRE)


_STEERED = regex.compile(
    r"\b(?:hướng dẫn|quy định|chỉ đạo|chỉ thị|nghị quyết|kết luận|định hướng)\scủa\s$", regex.IGNORECASE
)


def _centre(match: regex.Match[str], end: int) -> Iterator[Part]:
    """`hướng dẫn của Trung ương`: whatever central body is meant; elsewhere the word only tells a level."""
    if _STEERED.search(match.string, max(0, match.start() - 30), match.start()):
        yield Part(match.start(), end, match[0])


_CENTRE = Family("the centre", frozenset({"trung"}), compiled(rf"(?-i:Trung ương)(?!\x20{CAPITAL})"), _centre)


def _first(name: str) -> str:
    return regex.split(r"[\s,.&-]", name)[0].casefold()


def _grouped(rows: list[tuple[str, str]]) -> dict[str, list[str]]:
    """Patterns by the first word of the name they are for."""
    groups: dict[str, list[str]] = {}
    for name, pattern in rows:
        groups.setdefault(_first(name), []).append(pattern)
    return groups


def _spelled(row: dict[str, str]) -> list[str]:
    return [row["name"], *filter(None, row["aliases"].split("|"))]


def _official() -> list[Family]:
    """Single bodies with their official names; departments and ministries have a family of their own."""
    names = {
        name
        for row in lexicon.rows("agencies")
        for name in _spelled(row)
        if not (row["kind"] in ("department", "ministry") and name.startswith(("Sở ", "Bộ ")))
    }
    ordered = sorted(names, key=lambda n: (-len(n), n))
    groups = _grouped([(name, _unless_compound(name)) for name in ordered])
    return [Family(f"official {head}", frozenset({head}), compiled(any_of(*group))) for head, group in groups.items()]


def _unless_compound(name: str) -> str:
    """A name that is also part of other words only with a capital and before none of them: no `chính phủ điện tử`."""
    pattern, word = flexible(name), name.casefold()
    return rf"{CAPITAL}{pattern}(?!\x20(?!số\x20\d){stop_words(word)})" if has_stops(word) else pattern


def _forms() -> list[Family]:
    """Local bodies by form, with what may follow the form."""
    groups: dict[tuple[str, str], list[str]] = {}
    rows = [(name, row["area"], row["kind"]) for row in lexicon.rows("agency_forms") for name in _spelled(row)]
    for name, area, kind in sorted(rows, key=lambda r: (-len(r[0]), r[0])):
        pattern = flexible(name)
        if name.isupper():
            pattern = f"(?-i:{pattern})"  # CA, PC, FPT
        elif area == "required" and kind != "force":
            pattern = CAPITAL + pattern  # Thuế tỉnh, but not: nộp thuế tỉnh
        groups.setdefault((_first(name), area), []).append(pattern)
    return [
        Family(
            f"form {head} {area}",
            frozenset({head}),
            compiled(any_of(*names)),
            by_level,
            steps=_steps(area),
            is_open=area == "name",
            small_needs_step=area != "any",
        )
        for (head, area), names in groups.items()
    ]


def _steps(area: str) -> tuple[Step, ...]:
    """What may follow a form, by the `area` of its row."""
    match area:
        case "optional" | "any":
            return (Step(tail()),)  # Trung tâm Y tế các huyện
        case "required":
            return (Step(tail(), required=True),)  # Thuế tỉnh
        case "seat":  # Chi nhánh Văn phòng Đăng ký đất đai Yên Thành
            return (Step(tail()), Step(compiled(rf"\x20{SEAT}")))
        case "place":
            return (Step(_province()),)  # Thanh tra tỉnh, VNPT Vĩnh Long
        case "province":
            return (Step(_province_name(), required=True),)  # Báo Vĩnh Long
        case "name":
            return (Step(open_name()), Step(tail()))  # Ban Quản lý Khu kinh tế Dung Quất
        case _:
            return ()


@cache
def _province() -> regex.Pattern[str]:
    return compiled(rf" (?:tỉnh|thành phố)(?: {CAPITAL}{PROVINCE})?| {CAPITAL}{PROVINCE}")


@cache
def _province_name() -> regex.Pattern[str]:
    """A province by its name, or its initials: `Báo Vĩnh Long`, `Báo VL`."""
    initials = {"".join(w[0] for w in regex.findall(r"\p{Lu}\p{L}*", p.name)) for p in provinces()}
    return compiled(rf" (?:{CAPITAL}{PROVINCE}|(?-i:{any_of(*sorted(initials, key=lambda i: (-len(i), i)))})(?!&))")


def _open() -> list[Family]:
    """Open classes with the name of the body: `Vụ Pháp chế`, `Trung tâm Kiểm nghiệm tỉnh`, `Quân khu 4`.

    The class word has a capital; the name too where the row's `object` says so. Where it says `topic`, the class word
    may be small, but the name must begin with what a body is responsible for: `phòng Nội vụ`, not `phòng Covid-19`.
    """
    heads = sorted(((r["head"], r["object"]) for r in lexicon.rows("agency_heads")), key=lambda h: (-len(h[0]), h))
    return [
        Family(
            f"open {head}, {case} object",
            frozenset({head}),
            compiled(any_of(*group)),
            steps=(Step(open_name(of_topics=case == "topic"), required=True, capital=case != "any"), Step(tail())),
            is_open=True,
            needs_capital=case != "topic",
        )
        for case in ("any", "capital", "topic")
        for head, group in _grouped([(h, _class_word(h)) for h, o in heads if o == case]).items()
    ]


def _class_word(head: str) -> str:
    """The class word, unless it belongs to another: `Hội nghị`."""
    return f"{escaped(head)}(?! {stop_words(head.casefold())})" if has_stops(head.casefold()) else escaped(head)
