"""What a document defines: abbreviations in brackets, and the fullest form of its councils and working groups."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from extractors.agencies.find import find_agencies, names_in
from extractors.agencies.kinds import kind_of
from extractors.agencies.model import Definitions
from extractors.agencies.names import body_of_members, canonical_name
from extractors.provinces import fold
from extractors.slugs import slug

_SHORT = regex.compile(r"\((?:(?:sau đây )?(?:gọi|viết) tắt là:?\s)?([\p{Lu}&]{2,10}(?:[-&]\p{Lu}{1,6})?)\)")
# Phòng Cảnh sát hình sự (PC02)
_CODE = regex.compile(r"\s\((P(?:[ACHKTVX](?=\d\d))?\d{1,2})\)")
_WORD = regex.compile(r"\p{L}+")
_OPEN_CLASSES = ("council", "working_group", "steering_committee")


def find_definitions(text: str, *, issuer: str | None = None) -> Definitions:
    """The abbreviations that `text` defines by their initials, and its councils' and groups' fullest names.

    `issuer` is that of the document: in a plan of a commune or district its own bodies are meant by `UBND xã`.
    """
    abbreviations: dict[str, str] = {}
    for match in _SHORT.finditer(text):
        long = _spelled_out(match[1], text[max(0, match.start() - 160) : match.start()])
        if long is not None:
            abbreviations.setdefault(match[1], long)
    abbreviations |= {code: body for code, body in _coded(text) if code not in abbreviations}
    defined = Definitions(abbreviations)
    called = dict(_called(text, defined))
    names = {name for name in names_in(text, defined) if kind_of(name) in _OPEN_CLASSES}
    names |= {body for name in names if (body := body_of_members(name)) is not None}
    fullest = {name: full for name in sorted(names) if (full := _fullest(name, names)) != name}
    return Definitions(abbreviations, _of_own_area(issuer) | fullest | called)


def _coded(text: str) -> Iterator[tuple[str, str]]:
    """The codes that stand in brackets right behind the name of a body, with that name."""
    for match in _CODE.finditer(text):
        start = max(0, match.start() - _BEFORE)
        bodies = find_agencies(text[start : match.start()])
        if bodies and start + bodies[-1].end == match.start():
            yield match[1], bodies[-1].name


_OWN_AREA = regex.compile(
    r"(?P<body>.+ (?P<kind>xã|phường|thị trấn|đặc khu|huyện|quận|thị xã)) (?P<place>\p{Lu}\p{L}*(?: \p{Lu}[\p{L}']*)*)"
)


def _of_own_area(issuer: str | None) -> dict[str, str]:
    """The names of a commune's or district's own bodies in full, as the province's are: `UBND xã Tân Lập`."""
    own = _OWN_AREA.fullmatch(issuer) if issuer else None
    if own is None:
        return {}
    bodies = (f"Ủy ban nhân dân {own['kind']}", f"Hội đồng nhân dân {own['kind']}", own["body"])
    return {name: f"{name} {own['place']}" for body in bodies for name in (body, f"Ban Thường trực {body}")}


# Ban Quản lý dự án đầu tư xây dựng hạ tầng đô thị (sau đây gọi tắt là Ban Hạ tầng đô thị)
_CALLED = regex.compile(
    r"\s?\((?P<told>(?:sau đây )?(?:gọi|viết) tắt là:?\s)?(?P<short>(?-i:\p{Lu}\p{Ll})[^()\n]{2,60}?)\s?\)",
    regex.IGNORECASE,
)
# Hội đồng Bồi thường, hỗ trợ và tái định cư huyện (Hội đồng BT, HT và TĐC huyện)
_LETTERS = regex.compile(r"\b\p{Lu}{2,}\b")
_BEFORE = 200
"""How far before the bracket the name that it shortens begins at most, in characters."""


def _called(text: str, defined: Definitions) -> Iterator[tuple[str, str]]:
    """The short names that a document gives to bodies, each with the full one."""
    for match in _CALLED.finditer(text):
        start = max(0, match.start() - _BEFORE)
        bodies = find_agencies(text[start : match.start()], definitions=defined)
        if not bodies or start + bodies[-1].end != match.start():
            continue
        short = canonical_name(match["short"])
        full = bodies[-1].name
        is_short = find_agencies(short) if match["told"] else _are_initials(short, full)
        if short != full and short.split()[0] == full.split()[0] and is_short:
            yield short, full


def _are_initials(short: str, full: str) -> bool:
    """Whether the capitals of a short name are initials of words of the full one, `và` and `của` passed over."""
    initials = slug("".join(word[0][0] for word in _WORD.finditer(full) if word[0] not in ("và", "của")))
    letters = [slug(run[0]) for run in _LETTERS.finditer(short)]
    return bool(letters) and all(run in initials for run in letters)


def _spelled_out(short: str, before: str) -> str | None:
    """The words right before the bracket whose initials are `short`, whatever their marks (`nhà ở xã hội (NOXH)`).

    A `và` or `của` among them may be passed over.
    """
    before = _AREA.sub("", before)
    words = list(_WORD.finditer(before))
    letters = [c for c in short if c.isalpha()]
    first = None
    while letters:
        if not words:
            return None
        first = words.pop()
        if slug(first[0][0]) == slug(letters[-1]):
            letters.pop()
        elif first[0] not in ("và", "của") or not before[first.end() :].strip():
            return None
    if first is None:
        return None
    return regex.sub(r"\s+", " ", before[first.start() :]).strip()


_AREA = regex.compile(r"\s(?:tỉnh|thành phố|huyện|xã|phường)\s*$")  # Trung tâm Giới thiệu việc làm | tỉnh (TTGTVL)


def _fullest(name: str, names: set[str]) -> str:
    """The longest name that begins with `name`, when all that do so are the beginning of it; else `name` itself.

    Case is ignored: `Hội đồng Thẩm định …` and `Hội đồng thẩm định …` are one.
    """
    folded = fold(name)
    longer = sorted((n for n in names if fold(n).startswith(folded + " ")), key=lambda n: (len(n), n))
    if longer and all(fold(longer[-1]).startswith(fold(n)) for n in longer):
        return longer[-1]
    return name
