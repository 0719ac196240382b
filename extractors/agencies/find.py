"""Finds where agencies are named."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache

import regex

from extractors import lexicon
from extractors.agencies import boards, bodies, collectives, departments, local
from extractors.agencies.families import Family, Part
from extractors.agencies.kinds import is_collective, kind_of, level_of
from extractors.agencies.model import Definitions
from extractors.agencies.names import OWNED_UNIT, canonical_name
from extractors.agencies.pieces import escaped
from extractors.agencies.view import CELL_END, View, view_of
from extractors.alternatives import any_of
from extractors.mentions import AgencyMention
from extractors.scanning import KEPT, LETTER, in_small_letters, openings_of
from extractors.verbs import verb_at
from schemas.agencies import AgencyKind, AgencyLevel

# Short words that open a name (`Sở`, `Hội`, `Ban`) and end other words (`cơ sở`, `xã hội`): in small letters they are a
# name only where something calls for a body.
_AMBIGUOUS = frozenset(
    [
        "sở",
        "bộ",
        "ban",
        "ngành",
        "hội",
        "đoàn",
        "báo",
        "cục",
        "vụ",
        "viện",
        "phòng",
        "trường",
        "đài",
        "khu",
        "quỹ",
        "trạm",
    ]
)
# What looks like a name and is none.
_NO_AGENCY = regex.compile(
    r"""
      (?:các\s)?(?:cơ\squan|tổ\schức|doanh\snghiệp)(?:(?:,|\svà)\s(?:cơ\squan|tổ\schức|doanh\snghiệp))*$   # classes
    | (?:các\s)?(?:hội|hội\snghị|ban|bộ|tổ)$
    | (?:các\s)?(?:ngành|bộ|phòng),?\s(?:lĩnh\svực|nghề)                                             # ngành, lĩnh vực
    """,
    regex.VERBOSE | regex.IGNORECASE,
)


@cache
def _families() -> dict[str, tuple[Family, ...]]:
    """Families by the first word of their names."""
    by_head: dict[str, tuple[Family, ...]] = {}
    modules = (local, departments, bodies, boards, collectives)
    for family in (family for module in modules for family in module.families()):
        for head in family.heads:
            by_head[head] = (*by_head.get(head, ()), family)
    return by_head


_LETTERS = re.compile(rf"[{LETTER}]+")
# Words at which a name may open; the middle of one, `136/KH-UBND`, `02-KH/BCĐ`, `Số: /UBND-NC`, `QĐ- UBND` open none.
_WORD = regex.compile(r"(?<![\p{L}\d]|[\p{L}\d]-|\d/|\s/|\d-\p{L}{1,5}/|\p{Lu}- )\p{L}+")


_HALF = regex.compile(r"(?<=\s\p{Lu}\p{Ll}{1,6})\s(?=\p{Ll}+$)")  # the last word is in small letters, a name before it


# No name ends with these: what follows is done.
_TOLD = regex.compile(
    r"(?<![-–,]|và|công tác|về)\s"
    r"(?:tổ chức(?: (?:kiểm tra|thanh tra|thực hiện))?|triển khai|thực hiện|ban hành|tham mưu|hướng dẫn|đôn đốc"
    r"|phối hợp|chủ trì|tiến hành|đo đạc)$|(?<=liên ngành)\s(?:kiểm tra|kiểm soát|thanh tra|giám sát)$"
)
# What a steering committee does with others, right behind its name and level; none is called so.
_COMMANDS = regex.compile(
    r"(?<=\b(?:ban chỉ (?:đạo|huy)|bcđ|bch)(?:\s(?:(?:cấp )?(?:tỉnh|thành phố|huyện|xã)|các cấp|quốc gia|trung ương))?)"
    r"\s(?-i:hướng dẫn|chỉ đạo|đôn đốc|kiểm tra|yêu cầu|đề nghị|báo cáo|theo dõi|phân công|phối hợp"
    r"|rà soát|tổng hợp|đánh giá|giám sát|tham mưu|triển khai"
    r"|xây dựng(?=\s(?:kế hoạch|chương trình|quy chế|báo cáo)))\b.*",
    regex.IGNORECASE | regex.DOTALL,
)


# Areas that are only where something is: `tại các huyện, thành phố`.
_AREAS = regex.compile(
    r"các (?:tỉnh|huyện|xã|phường|quận|thành phố|thị xã|thị trấn|đặc khu)"
    r"(?:(?:, | và |/)(?:tỉnh|huyện|xã|phường|quận|thành phố|thị xã|thị trấn|đặc khu))*"
    r"(?: (?:ven (?:biển|sông)|miền núi|vùng cao|biên giới|hải đảo|trọng điểm))?"
    r"(?: (?:trên địa bàn|trong|trực thuộc).*)?",
    regex.IGNORECASE,
)
_WHERE = frozenset(["tại", "ở", "bàn", "đến", "tới", "từ", "tâm", "qua", "khắp", "vào", "cho", "thuộc"])


def _is_territory(text: str, part: Part) -> bool:
    if _AREAS.fullmatch(part.surface) is None:
        return False
    before = text[max(0, part.start - 12) : part.start].split()
    return bool(before) and before[-1].casefold() in _WHERE


def find_agencies(
    text: str,
    *,
    province: str | None = None,
    definitions: Definitions | None = None,
    masked: Sequence[tuple[int, int]] = (),
) -> list[AgencyMention]:
    """Every mention of a body in `text`, non-overlapping and in reading order.

    `province` is that of the document and completes names; `masked` spans are passed over.
    """
    found: list[AgencyMention] = []
    names: dict[str, str] = {}
    for start, end, surface in _placed(text, _aliases_of(definitions)):
        if masked and any(a < end and start < b for a, b in masked):
            continue
        name = names.get(surface)
        if name is None:
            name = names[surface] = canonical_name(surface, province=province, definitions=definitions)
        found.append(as_mention(text, start, end, name))
    return found


def names_in(text: str, definitions: Definitions) -> set[str]:
    """The names of the bodies in `text`, without a province."""
    surfaces = {surface for _, _, surface in _placed(text, _aliases_of(definitions))}
    return {canonical_name(surface, definitions=definitions) for surface in surfaces}


def bodies_of(text: str) -> Iterator[Part]:
    """The bodies in `text` one by one and unnamed, for those who stop at the first that does not belong."""
    return _bodies(text, None)


def as_mention(text: str, start: int, end: int, name: str) -> AgencyMention:
    """The mention of the body called `name` at a span of a text."""
    kind, level, several = _nature(name)
    return AgencyMention(
        start=start, end=end, quote=text[start:end], name=name, kind=kind, level=level, is_collective=several
    )


@lru_cache(maxsize=8192)
def _nature(name: str) -> tuple[AgencyKind, AgencyLevel | None, bool]:
    return kind_of(name), level_of(name), is_collective(name)


@lru_cache(maxsize=1024)
def _placed(text: str, aliases: regex.Pattern[str] | None) -> tuple[tuple[int, int, str], ...]:
    """The bodies in a text by their spans in it and their names; the same text is often asked for again."""
    return tuple((part.start, part.end, part.surface) for part in _bodies(text, aliases))


def _bodies(text: str, aliases: regex.Pattern[str] | None) -> Iterator[Part]:
    view = view_of(text)
    unit: Part | None = None
    for named in _parts(view, aliases):
        if _NO_AGENCY.match(named.surface):
            continue
        part = Part(*view.span(named.start, named.end), named.surface)
        if unit is not None:
            owned = OWNED_UNIT.fullmatch(unit.surface + text[unit.end : part.start] + part.surface)
            if owned is not None and owned["unit"] == unit.surface:
                unit = Part(unit.start, part.end, owned[0])
                continue
            yield unit
        unit = part
    if unit is not None:
        yield unit


def _parts(view: View, aliases: regex.Pattern[str] | None) -> Iterator[Part]:
    """The bodies in a view: at each opening word the longest name that any family reads."""
    text, position = view.text, 0
    small = in_small_letters(text)
    openings: Iterable[_Opening] = _openings(text)
    if aliases is not None:
        abbreviated = ((m.start(), m.end(), None) for m in aliases.finditer(text))
        openings = sorted([*openings, *abbreviated], key=lambda opening: opening[:2])
    for start, end, families in openings:
        if start < position:
            continue
        if families is None:
            position = end
            yield Part(start, end, text[start:end])
            continue
        match = _longest(text, small, start, end, families)
        if match is None:
            continue
        family, found, position = match
        for part in family.read(found, position):
            end = _before_verb(text, part) if family.is_open else part.end
            if end < part.end:
                position = end
            trimmed = text[part.start : end].rstrip(" ,;.:-\n")
            if trimmed and not _is_territory(text, part):
                yield Part(part.start, part.start + len(trimmed), _surface(text, part, trimmed))


def _before_verb(text: str, part: Part) -> int:
    """Where a name ends whose last words say what the body does.

    `Trường Đại học Vinh | bồi dưỡng cán bộ`; `Hội đồng thẩm định | tổ chức họp`; `Ban Chỉ đạo tỉnh | đôn đốc các xã`.
    """
    half = _HALF.search(text, part.start, part.end)
    if half is not None and (verb := verb_at(text, half.end())) is not None and verb.end > part.end:
        return half.start()
    told = _TOLD.search(text, part.start, part.end) or _COMMANDS.search(text, part.start, part.end)
    return told.start() if told is not None else part.end


_Opening = tuple[int, int, tuple[Family, ...] | None]
"""The span of a word, and the families whose names may open with it; None for an abbreviation of the document."""


def _openings(text: str) -> Iterator[_Opening]:
    """The words at which a name may open, in order."""
    for start, families in openings_of(text, opened()):
        if (word := _WORD.match(text, start)) is not None and families_of(word[0]):
            yield start, word.end(), families


def families_of(word: str) -> tuple[Family, ...]:
    """The families of names that a word opens."""
    return _families().get(word.casefold(), ())


class _FamiliesByOpening(dict[str, tuple[Family, ...]]):
    """The families whose names may open with some words, for those asked for."""

    def __missing__(self, words: str) -> tuple[Family, ...]:
        if len(self) >= KEPT:
            self.clear()
        first = _LETTERS.match(words)
        if first is None:
            families: tuple[Family, ...] = ()
        else:
            families = self[first[0]] if first[0] != words else families_of(words)
        self[words] = families = tuple(family for family in families if family.may_open(words))
        return families


@cache
def opened() -> Mapping[str, tuple[Family, ...]]:
    """The families whose names may open with a word, or with it and what follows it."""
    return _FamiliesByOpening()


def _surface(text: str, part: Part, trimmed: str) -> str:
    own = text[part.start : part.end]
    return trimmed if part.surface.casefold() == own.casefold() else part.surface


def _longest(
    text: str, small: str, start: int, end: int, families: tuple[Family, ...]
) -> tuple[Family, regex.Match[str], int] | None:
    word = text[start:end]
    in_capitals = word.isupper() and len(word) > 1 and text[end : end + 8].isupper()
    if word.casefold() in _AMBIGUOUS and (word[0].islower() or in_capitals) and not _is_called_for(text, start):
        return None
    best: tuple[Family, regex.Match[str], int] | None = None
    for family in families:
        found = family.match(small if family.is_open and in_capitals else text, start)
        if found is not None and (best is None or found[1] > best[2]):
            best = family, *found
    return best


@cache
def _cues() -> frozenset[str]:
    return frozenset(row["word"].split()[-1] for row in lexicon.rows("agency_cues"))


_WORD_STARTS = re.compile(rf"""[ \n{CELL_END}("'\[]+""")


def _is_called_for(text: str, start: int) -> bool:
    """Whether a body may be named here: at the start, after a mark or number, after a cue (`của`, `giám đốc`)."""
    before = text[max(0, start - 10) : start].rstrip(" ")
    if not before or not before[-1].isalpha():
        return True
    return _WORD_STARTS.split(before)[-1].casefold() in _cues()


def _aliases_of(definitions: Definitions | None) -> regex.Pattern[str] | None:
    return _aliases(tuple(definitions.abbreviations.items())) if definitions else None


@lru_cache(maxsize=64)
def _aliases(abbreviations: tuple[tuple[str, str], ...]) -> regex.Pattern[str] | None:
    """The abbreviations of a document that stand for a body: `BPMC` for `Bộ phận một cửa`."""
    names = [short for short, long in abbreviations if (len(short) > 2 or short[-1].isdigit()) and _is_body(long)]
    if not names:
        return None
    return regex.compile(rf"(?<![\p{{L}}\d&/-])(?:{any_of(*map(escaped, names))})(?![\p{{L}}\d&/])")


@lru_cache(maxsize=512)
def _is_body(name: str) -> bool:
    """Whether a phrase is the name of a body and nothing else."""
    mentions = find_agencies(name)
    return len(mentions) == 1 and mentions[0].end - mentions[0].start == len(name)
