"""Departments and ministries, also in lists that name the head once: `các Sở: Nội vụ, Tư pháp`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import regex

from extractors import lexicon
from extractors.agencies.families import Family, Part, Step
from extractors.agencies.pieces import AND, CAPITAL, PROVINCE, compiled, escaped, flexible, open_name
from extractors.alternatives import any_of
from extractors.family_names import family_names

_HEADS = ("Sở ", "Bộ ")


@cache
def objects(head: str) -> str:
    """What may follow `Sở` or `Bộ` alone: the fields of work and their abbreviations, the longest first."""
    names = {
        spelled.split(" ", 1)[1]
        for row in lexicon.rows("agencies")
        for spelled in (row["name"], *filter(None, row["aliases"].split("|")))
        if spelled.startswith(f"{head} ")
    }
    short = {
        row["short"]
        for name in ("abbreviations", "department_abbreviations")
        for row in lexicon.rows(name)
        if row["example"].startswith(_HEADS)
    }
    spelled_out = [flexible(name) for name in sorted(names, key=lambda n: (-len(n), n))]
    abbreviated = [f"(?-i:{escaped(s)})" for s in sorted(short, key=lambda s: (-len(s), s))]
    return any_of(*spelled_out, *abbreviated) + r"(?!\p{L})"


@cache
def families() -> tuple[Family, ...]:
    """The families of this module."""
    return (
        Family("department", frozenset({"sở", "liên"}), _named("Sở"), _listed),
        Family(
            "departments after a colon",
            frozenset({"các", "sở"}),
            _after_colon("Sở", "sở(?:, ban)?(?:, ngành| và ngành)(?: tỉnh)?"),
            _listed,
        ),
        Family(
            "ministries after a colon",
            frozenset({"các", "bộ"}),
            _after_colon("Bộ", "bộ(?:, ngành|, cơ quan ngang bộ)"),
            _listed,
        ),
        Family("ministry", frozenset({"bộ"}), _named("Bộ"), _listed),
        _other(),
    )


def _named(head: str) -> regex.Pattern[str]:
    """One or several with one head; what follows a comma must have a capital: `Sở Tài chính, xây dựng …` is one."""
    no_verb = r"(?!(?<=xây dựng)\x20(?!và |chủ trì|phối hợp|có ))"
    no_area = (
        r"(?! (?:tỉnh|thành phố|huyện|các|cấp|xã|phường|nhân dân)(?!\p{L}))" if head == "Bộ" else ""
    )  # Bộ Y tế, Công an tỉnh
    others = rf"(?:\x20?[,;/] ?(?:và )?| và |-){CAPITAL}{objects(head)}{no_verb}{no_area}"
    place = any_of(
        rf" (?:tỉnh|thành phố) {PROVINCE}",
        rf" (?:tỉnh|thành phố)(?! {PROVINCE})(?!\p{{L}})",
        rf" (?:của )?các tỉnh(?:{AND}thành phố)?(?: trực thuộc (?:trung ương|tw))?",
    )
    colon = r"(?<!(?:thanh tra|văn phòng|lãnh đạo) (?:sở|bộ)):"  # Thanh tra Sở: Xây dựng kế hoạch …
    return compiled(rf"(?:liên )?{head}(?:{colon})? (?P<names>{objects(head)}(?:{others}){{0,20}})(?P<place>{place})?")


def _after_colon(head: str, collective: str) -> regex.Pattern[str]:
    """What a collective introduces without the head: `các sở, ban, ngành: Nội vụ, Tài chính`."""
    one = rf"{CAPITAL}{objects(head)}"
    return compiled(rf"(?:các )?{collective}: (?P<names>{one}(?:(?:\x20?[,;] ?(?:và )?| và ){one}){{1,20}})(?P<place>)")


def _other() -> Family:
    """Departments of other times: `Sở Thương mại`, `Sở Văn hóa - Thông tin`; not: `Giám đốc Sở Trần Văn Hùng`."""
    known = objects("Sở")
    person = rf"(?-i:(?:{'|'.join(sorted(family_names()))})(?:\x20\p{{Lu}}\p{{Ll}}{{0,7}}){{2,3}})(?!\p{{L}})"
    name = Step(open_name(), required=True, capital=True)
    return Family(
        "other department",
        frozenset({"sở"}),
        compiled(rf"sở(?=\x20{CAPITAL})(?!\x20(?:sở|{known}|{person}))"),
        steps=(name,),
        is_open=True,
        needs_capital=True,
    )


@cache
def _object(head: str) -> regex.Pattern[str]:
    return regex.compile(objects(head).replace(" ", r"[ \n]"), regex.IGNORECASE)


def _listed(match: regex.Match[str], _: int) -> Iterator[Part]:
    text = match.string
    head = "Bộ" if "bộ" in text[match.start() : match.start("names")].casefold() else "Sở"
    found = list(_object(head).finditer(text, match.start("names"), match.end("names")))
    start = match.start()
    for item in found:
        end = match.end() if item is found[-1] else item.end()
        yield Part(start if item is found[0] else item.start(), end, f"{head} {text[item.start() : end]}")
