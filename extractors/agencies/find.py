"""Finds where agencies are named: in prose, in cells and headings that list them, in elliptic lists."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extractors.agencies.grammar import POSITIONS, department_objects, pattern
from extractors.agencies.kinds import is_collective, kind_of, level_of
from extractors.agencies.model import Definitions
from extractors.agencies.names import canonical_name
from extractors.mentions import AgencyMention

# Words that look like the head of a name and are none, and classes of bodies that are only talked about.
_NOT_AN_AGENCY = regex.compile(
    r"^(?:các\s)?(?:cơ quan|đơn vị)(?:,? tổ chức)? hành chính|^(?:các\s)?cơ quan nhà nước|^(?:các\s)?tổ chức,|cá nhân|tập thể|^sở hữu|^ban hành"
    r"|^tổ chức$|^báo cáo|^bộ (?:tiêu chí|thủ tục|máy|chỉ số|phận$)|^hội nghị|^(?:các\s)?(?:cơ quan|tổ chức),? (?:tổ chức|doanh nghiệp)",
    regex.IGNORECASE,
)
_DOUBLE = regex.compile(r"^(?:các )?(?:ngành|bộ),? (?:lĩnh vực|nghề)", regex.IGNORECASE)
_NOBODY = regex.compile(r"\s{0,3}(?:Theo (?:phân công|quy định|chức năng|nhiệm vụ|Quyết định|Kế hoạch)|Như trên|nt\b|-\s*$|//)", regex.IGNORECASE)
_SPLIT = regex.compile(r"[;\n]|(?<!\p{L})[+•]|(?:^|\s)-\s|,(?=\s?(?:[Cc]ác|Sở|UBND|Ủy ban|Văn phòng|Công an|Cục|Ban|Bộ|Đài|Báo|Trung tâm|Hội)\s)")
_HEAD_PREFIX = regex.compile(
    r"\W{0,5}(?:(?:trách nhiệm|nhiệm vụ)(?: thực hiện| cụ thể)?(?: của)?|đối với|giao|đề nghị|phân công|giao nhiệm vụ cho|yêu cầu)\s{1,2}", regex.IGNORECASE
)
_BETWEEN = regex.compile(r"(?:\s|[,;.:()\-–+&/]|\bvà\b|\bcùng\b|\bvới\b|\bhoặc\b|\bcủa\b|\bcác\b|\bcụ thể\b|\bcó trách nhiệm\b|\bchủ trì\b)*", regex.IGNORECASE)

_ADDRESSING = regex.compile(
    r"(?:[\s\W]|\b(?:trách nhiệm|nhiệm vụ|phân công|cụ thể|thực hiện|tổ chức|triển khai|của|cho|đối với|giao|các|và|cùng|với|chủ trì|phối hợp|có)\b)*",
    regex.IGNORECASE,
)


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
    for match in pattern().finditer(text):
        if any(a < match.end() and match.start() < b for a, b in masked):
            continue
        if match.lastgroup == "elliptic":
            found += _elliptic(match, province, definitions)
            continue
        mention = _mention(text, match.start(), match.end(), province, definitions)
        if mention is not None:
            found.append(mention)
    return found


def agencies_of_cell(
    text: str, *, province: str | None = None, definitions: Definitions | None = None
) -> list[AgencyMention]:
    """The bodies that a cell lists: all that are known, and what else stands between separators as written.

    A cell that refers to another document names nobody; a unit in brackets after its body is none of its own.
    """
    if _NOBODY.match(text) or not any(c.isalpha() for c in text):
        return []
    outside = regex.sub(r"\([^()]{0,200}\)", lambda m: " " * len(m[0]), text)
    found = find_agencies(outside, province=province, definitions=definitions)
    for start, end in _segments(outside):
        if any(m.start < end and start < m.end for m in found):
            continue
        segment = outside[start:end].strip(" .,;:-–+")
        if len(segment) >= 2 and segment[0].isupper() and len(segment) < 120:
            at = outside.index(segment, start)
            name = canonical_name(segment, province=province, definitions=definitions)
            found.append(_as_mention(text, at, at + len(segment), name))
    return sorted(found, key=lambda m: m.start)


def is_agency_list(text: str) -> bool:
    """Whether a heading or lead-in is nothing but bodies: `Sở Nội vụ`, `Trách nhiệm của Giám đốc các sở; …:`."""
    if len(text) > 400:
        return False
    prefix = _HEAD_PREFIX.match(text)
    at = prefix.end() if prefix else 0
    rest = regex.sub(r"\([^()]{0,200}\)", " ", text[at:])
    mentions = find_agencies(rest)
    if not mentions:
        return False
    position = 0
    for mention in mentions:
        if not _is_joint(rest[position : mention.start]):
            return False
        position = mention.end
    return _is_joint(rest[position:])


def names_agencies_only(text: str) -> bool:
    """Whether a heading says nothing beside who is addressed: `Nhiệm vụ cụ thể của các sở, ban, ngành tỉnh`."""
    mentions = find_agencies(text)
    rest = "".join(" " if any(m.start <= i < m.end for m in mentions) else c for i, c in enumerate(text))
    return bool(mentions) and _ADDRESSING.fullmatch(rest) is not None


def _is_joint(text: str) -> bool:
    without_office = POSITIONS.sub("", text + " " if text.endswith(("của", "trưởng", "đốc", "tịch")) else text)
    return _BETWEEN.fullmatch(without_office) is not None


def _segments(text: str) -> list[tuple[int, int]]:
    cuts = [0, *(m.end() for m in _SPLIT.finditer(text))]
    ends = [*(m.start() for m in _SPLIT.finditer(text)), len(text)]
    return list(zip(cuts, ends, strict=True))


def _elliptic(
    match: regex.Match[str], province: str | None, definitions: Definitions | None
) -> list[AgencyMention]:
    """`các Sở: Nội vụ, Tư pháp` is two departments: the head stands once, each object is a mention."""
    text = match.string
    head = "Bộ" if regex.search(r"\bbộ\b", match[0][:8], regex.IGNORECASE) else "Sở"
    first = regex.match(r"(?:các\s{1,3})?", text[match.start() :], regex.IGNORECASE)
    start = match.start() + (first.end() if first else 0)
    objects = regex.compile(rf"(?<!\p{{L}})(?:{department_objects()})(?!\p{{L}})", regex.IGNORECASE)
    mentions = []
    for found in objects.finditer(text, start, match.end()):
        begin = start if not mentions else found.start()
        name = canonical_name(f"{head} {found[0]}", province=province, definitions=definitions)
        mentions.append(_as_mention(text, begin, found.end(), name))
    return mentions


def _mention(
    text: str, start: int, end: int, province: str | None, definitions: Definitions | None
) -> AgencyMention | None:
    surface = text[start:end]
    stripped = surface.rstrip(" ,;.:-–")
    end = start + len(stripped)
    if _NOT_AN_AGENCY.search(stripped) or _DOUBLE.match(stripped):
        return None
    name = canonical_name(stripped, province=province, definitions=definitions)
    return _as_mention(text, start, end, name)


def _as_mention(text: str, start: int, end: int, name: str) -> AgencyMention:
    return AgencyMention(
        start=start,
        end=end,
        quote=text[start:end],
        name=name,
        kind=kind_of(name),
        level=level_of(name),
        is_collective=is_collective(name),
    )
