"""The bodies that a cell or heading lists, and headings that say nothing beside who is addressed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

import regex

from extractors.agencies.classes import is_class, may_open_class, spans_with_classes, with_classes
from extractors.agencies.described import may_describe, opens_with_class, restricted, run_of
from extractors.agencies.find import as_mention, bodies_of, find_agencies, opened
from extractors.agencies.model import Definitions
from extractors.agencies.names import canonical_name
from extractors.agencies.offices import OFFICE
from extractors.agencies.runs import Bodies
from extractors.family_names import family_names
from extractors.mentions import AgencyMention
from extractors.scanning import LETTER
from extractors.spans import blanked
from extractors.tones import older_tones
from extractors.verbs import opens_with_action

_NOBODY = regex.compile(
    r"\s{0,3}(?:Do [^;]{3,80} (?:quyết định|phân công)\W{0,4}$"
    r"|Theo (?:phân công|quy định|chức năng|nhiệm vụ|Quyết định|Kế hoạch|thành phần)|Như trên|nt\b|-\s*$|//"
    r"|không(?: có)?\s*$|x\s*$)",
    regex.IGNORECASE,
)
_BRACKET = regex.compile(r"\([^()]{0,200}\)")
# Where the bodies of a cell are parted; a comma or `và` only before a word that opens a body.
_PARTS = regex.compile(
    r"[;\n]|(?<=[\p{L})])\s?/\s?(?=\p{Lu}\p{Ll})|(?<!\p{L})[+•]|(?:^|\s)-\s"
    r"|(?:,| và)(?=\s?(?:[Cc]ác|Sở|UBND|Ủy ban|Văn phòng|Công an|Cục|Ban|Bộ|Đài|Báo|Trung tâm|Hội|[Pp]hòng"
    r"|[Kk]hoa(?! học))\s)"
)
_UNIT = regex.compile(r"(?:phòng|khoa|ban|tổ|trung tâm)\s\p{Lu}")  # phòng KT&ĐBCL
# Sở Tài chính - Cơ quan thường trực Ban Chỉ đạo: what the body before is
_APPOSITION = regex.compile(r"(?:cơ quan|đơn vị) (?:thường trực|đầu mối)\b", regex.IGNORECASE)
_MEMBER = regex.compile(r"\s[-–]\s(?=(?:là )?thành viên\b)", regex.IGNORECASE)  # Sở Tài chính - Thành viên Tổ công tác
_CHARGED = regex.compile(r"\s(?:có|chịu)\strách\snhiệm\b.*", regex.IGNORECASE | regex.DOTALL)
_VERB = 80  # characters after a body in which the verb of its sentence stands
_LONGEST = 120  # characters of a part that is taken as a name though no family knows it

_ADDRESS = regex.compile(
    r"""
    \W{0,5}
    (?: (?:trách\snhiệm|nhiệm\svụ)(?:\s(?:thực\shiện|cụ\sthể|chủ\syếu|trọng\stâm|chung|của\stừng))?(?:\scủa)?
      | (?:các\s)?(?:nội\sdung|nhiệm\svụ|công\sviệc)(?:\sdo)?    # Nội dung Sở Y tế có trách nhiệm chủ trì
      | đối\svới | giao(?:\snhiệm\svụ\scho)? | đề\snghị | phân\scông(?:\snhiệm\svụ)?
      | yêu\scầu(?:\schung)?(?:\sđối\svới)?
    ):?\s{1,2}
    """,
    regex.VERBOSE | regex.IGNORECASE,
)
_BETWEEN = regex.compile(
    r"(?:\s|[,;.:()\-–+&/]"
    r"|\b(?:và|cùng|với|hoặc|của|các|cụ thể|có trách nhiệm|chủ trì|theo chức năng, nhiệm vụ(?: được giao)?)\b"
    r"|(?:,\s(?:là\s)?|\slà\s)(?:cơ quan|đơn vị) (?:chủ trì|thường trực|đầu mối|điều phối)\b[^,;.:]{0,60})*",
    regex.IGNORECASE,
)
_ADDRESSING = regex.compile(
    r"(?:[\s\W]|\b(?:trách nhiệm|nhiệm vụ|phân công|cụ thể|chung|thực hiện|tổ chức|triển khai"
    r"|của|cho|đối với|giao|các|và|cùng|với|chủ trì|phối hợp|có)\b)*",
    regex.IGNORECASE,
)


def agencies_of_cell(
    text: str, *, province: str | None = None, definitions: Definitions | None = None
) -> list[AgencyMention]:
    """The bodies that a cell lists: all that are known, and what else stands between separators as written.

    A cell that refers to another document names nobody, nor does the name of a person; a unit in brackets after its
    body is none of its own.
    """
    if _NOBODY.match(text) or not any(c.isalpha() for c in text):
        return []
    outside = _without_brackets(text)
    found = find_agencies(outside, province=province, definitions=definitions)
    if may_describe(outside):
        found += _described_in(outside, found, definitions)
    for start, end in _parts(outside):
        if (team := _TEAM.match(outside, start, end)) is not None:
            found = [m for m in found if m.end <= start or end <= m.start]
            name = canonical_name(team["name"], province=province, definitions=definitions)
            found.append(as_mention(outside, *team.span("name"), name))
        if any(m.start < end and start < m.end for m in found):
            found += _abbreviated(outside, start, end, found, province, definitions)
            continue
        part = _CHARGED.sub("", outside[start:end])
        address = _ADDRESS.match(part)
        part = part[address.end() if address else 0 :].strip(" .,;:-–+")
        office = OFFICE.match(part)
        if office is not None and is_class(part[office.end() :].strip()):  # Tư lệnh | các quân khu
            part = part[office.end() :].strip()
        is_body = part[:1].isupper() or _UNIT.match(part) or is_class(part) or opens_with_class(part)
        if 2 <= len(part) < _LONGEST and is_body and not _person().fullmatch(part):
            at = outside.index(part, start)
            name = canonical_name(part, province=province, definitions=definitions)
            found.append(as_mention(text, at, at + len(part), name))
    whole = (_whole_class(outside, restricted(outside, m)) for m in found)
    in_order = sorted(whole, key=lambda m: m.start)
    stated = [
        m
        for m in in_order
        if m is in_order[0] or not (_APPOSITION.match(m.quote) or _MEMBER.match(outside, max(0, m.start - 3)))
    ]
    return [as_mention(text, m.start, m.end, m.name) for m in stated] if outside != text else stated


# Đoàn kiểm tra theo Quyết định của Giám đốc Sở Nội vụ: who set it up does not inspect
_TEAM = regex.compile(
    r"""\W{0,5}(?P<name>(?:Các\s)?(?:Đoàn|Tổ)\s(?:kiểm\stra|thanh\stra|giám\ssát|khảo\ssát|công\stác)\b[^;\n]{0,80}?
    \s(?:theo\s(?:quyết\sđịnh|kế\shoạch)\s[^;\n]*[^\s.,;]|do\s[^,;\n]{2,60}\sthành\slập))""",
    regex.VERBOSE | regex.IGNORECASE,
)
# Đoàn TN, TTGDTX: known only by its letters
_ABBREVIATED = regex.compile(
    r"(?<=[,;]\s?|^|\n)(?:[Cc]ác\s)?(?:\p{Lu}\p{Ll}{2,5}\s)?\p{Lu}[\p{Lu}&]{1,8}(?:\s(?:tỉnh|huyện|xã|các\shuyện))?"
    r"(?=\s?(?:[,;.\n]|$))"
)


def _abbreviated(
    text: str,
    start: int,
    end: int,
    found: Sequence[AgencyMention],
    province: str | None,
    definitions: Definitions | None,
) -> list[AgencyMention]:
    """The bodies between the known ones of a list that are named by letters: `Hội CCB, | Đoàn TN | `."""
    return [
        as_mention(text, *m.span(), canonical_name(m[0], province=province, definitions=definitions))
        for m in _ABBREVIATED.finditer(text, start, end)
        if not any(one.start < m.end() and m.start() < one.end for one in found) and not _NOBODY.match(m[0])
    ]


# các doanh nghiệp | chế biến gỗ: which of them, up to the next mark; not what they are told
_WHICH = regex.compile(
    r"(?!\s(?:theo|thực hiện|chủ trì|phối hợp|tham mưu|triển khai|tổ chức|căn cứ|được|có|và|với|cùng|báo cáo|gửi|trình"
    r"|rà soát|khác|tham gia|xây dựng|đề xuất|đăng ký|làm|là|để|từ|đến|tại)\b)"
    r"(?:\s\p{Ll}[\p{L}\d]*){1,6}(?=\s{0,3}(?:[,;.\n]|$))"
)
_CLASS_NAME = regex.compile(r"Các (?:cơ quan|đơn vị|doanh nghiệp|tổ chức|cơ sở|chủ|nhà|hộ|hợp tác xã)\b")


def _whole_class(text: str, mention: AgencyMention) -> AgencyMention:
    """A class of bodies in a cell with the words that tell which, as a cell holds no predicate."""
    which = _WHICH.match(text, mention.end) if _CLASS_NAME.match(mention.name) else None
    if which is None:
        return mention
    return as_mention(text, mention.start, which.end(), f"{mention.name}{which[0].rstrip()}")


def _described_in(text: str, found: list[AgencyMention], definitions: Definitions | None) -> list[AgencyMention]:
    """The classes of bodies among those of a cell that none of the known is: `Sở Y tế và | doanh nghiệp viễn thông`."""
    bodies = Bodies(text, found, list(with_classes(text, found, definitions)), definitions)
    described: list[AgencyMention] = []
    for start, _ in _parts(text):
        run = run_of(bodies, start + _blank(text, start), listed=True)
        described += [m for m in run if not any(m.start < one.end and one.start < m.end for one in found + described)]
    return described


def _blank(text: str, start: int) -> int:
    return len(text) - start - len(text[start:].lstrip(" .,;:-–+"))


@cache
def _person() -> regex.Pattern[str]:
    """A person by family name, with the way to address them: `Ông Vũ Văn Bình`, `Đ/c Lê Thị Hoa - Phó phòng`."""
    families = "|".join(sorted(family_names()))
    syllable = r"\p{Lu}\p{Ll}{0,7}"
    return regex.compile(
        rf"(?:(?:Ông|Bà|Đ/c|Đồng chí)[.:]?\s(?:{syllable}\s){{1,4}}|(?:{families})\s(?:{syllable}\s){{1,3}}){syllable}"
        r"(?:\s?[-–,(].{0,80})?"
    )


_LEADING = regex.compile(r"\s(?:chủ trì|phối hợp)\b")
_SEPARATED = regex.compile(r"[;\n]")  # each part has its own subject
# Who leads and who takes part, said in one cell.
_WITH = regex.compile(
    r"[,;.]?\s{0,2}(?:\(?chủ trì\)?[,;.]?\s(?:và\s)?)?phối hợp"
    r"(?:(?:\schặt chẽ)?(?:\s(?:cùng|với|thực hiện với)){1,2}\s{0,2}:?|\s?:)"
    r"|[,;]?\s{0,2}\(?chủ trì\)?,?\s(?:và\s)?phối hợp\s"
    r"|;\s{1,2}(?=[^;]{3,300}\s(?:cùng )?phối hợp(?: thực hiện)?\W{0,3}$)"  # Sở A; Sở B, Sở C phối hợp
    r"|\sphối hợp\s(?=(?-i:\p{Lu}|các\s))"  # Sở A phối hợp Sở B
    r"|\s\(?chủ trì\)?\s?[,;\n](?=[^;.]{3,300}\s\(?(?:cùng )?phối hợp\b)",  # Sở A chủ trì; Sở B phối hợp
    regex.IGNORECASE,
)


# Sở A (chủ trì), | Sở B
_CHAIR = regex.compile(r"\s?\((?:cơ quan |đơn vị )?chủ trì\)\s?[,;\n]\s?", regex.IGNORECASE)


def partners_in(text: str) -> tuple[int, int] | None:
    """The span of the words in a cell between who leads and who takes part: `Sở A | chủ trì, phối hợp với | Sở B`."""
    count = text.casefold().count("phối hợp")
    if count > 1:
        return None
    found = _WITH.search(text) if count else _CHAIR.search(text)
    return None if found is None or not find_agencies(text[: found.start()]) else found.span()


def acting(text: str, mentions: Sequence[AgencyMention], end: int) -> Sequence[AgencyMention]:
    """Those of the bodies in a cell that act: in a sentence its subject, `Sở A đôn đốc các sở`; in a list all.

    `end` is where the cell ends in `text`.
    """
    for count, mention in enumerate(mentions, start=1):
        after = text[mention.end : min(end, mention.end + _VERB)]
        acts = after[:1] == " " and after[1:2].islower() and opens_with_action(after) and not _LEADING.match(after)
        if acts and _SEPARATED.search(text, mention.end, end) is None:
            return mentions[:count]
    return mentions


def is_agency_list(text: str) -> bool:
    """Whether a heading or lead-in is nothing but bodies: `Sở Nội vụ`, `Trách nhiệm của Giám đốc các sở; …:`."""
    if len(text) > 400:
        return False
    prefix = _ADDRESS.match(text)
    rest = _without_brackets(text[prefix.end() if prefix else 0 :])
    opening = _TWO_WORDS.match(rest)
    if opening is not None and not _may_open_list(older_tones(opening[0])):
        return False
    position = 0
    for start, end in spans_with_classes(rest, ((body.start, body.end) for body in bodies_of(rest))):
        if not _is_joint(rest[position:start]):
            return False
        position = end
    return position > 0 and (_is_joint(rest[position:]) or _STANDING.fullmatch(rest, position) is not None)


# Sở Nội vụ | - Thường trực Ban Chỉ đạo: what the body is beside
_STANDING = regex.compile(r"\s?[-–,]\s(?:(?:là )?cơ quan )?thường trực\b[^,;:.–-]{0,60}[:.]?", regex.IGNORECASE)


def is_role_list(text: str) -> bool:
    """Whether a text is nothing but bodies and what each is: `Sở A chủ trì, phối hợp với Sở B.`"""
    return is_agency_list(_TOGETHER.sub(", ", text))


_TOGETHER = regex.compile(r",? phối hợp (?:với |cùng )?")
_TWO_WORDS = re.compile(rf"[{LETTER}]+ [{LETTER}]+")


@lru_cache(maxsize=4096)
def _may_open_list(words: str) -> bool:
    """Whether a list of bodies may begin with some words: with a body, a class of bodies, an office, or a joint."""
    joint = _BETWEEN.match(words)
    return bool(
        opened()[words]
        or may_open_class(words)
        or OFFICE.match(words, partial=True)
        or (joint and joint.end())
        or _BETWEEN.fullmatch(words, partial=True)
    )


def names_agencies_only(text: str) -> bool:
    """Whether a heading says nothing beside who is addressed: `Nhiệm vụ cụ thể của các sở, ban, ngành tỉnh`."""
    mentions = find_agencies(text)
    rest = blanked(text, ((m.start, m.end) for m in mentions))
    return bool(mentions) and _ADDRESSING.fullmatch(rest) is not None


def _without_brackets(text: str) -> str:
    return _BRACKET.sub(lambda match: " " * len(match[0]), text) if "(" in text else text


def _is_joint(text: str) -> bool:
    """Whether a piece between two bodies only joins them; an office before a body is that body."""
    return _BETWEEN.fullmatch(OFFICE.sub(" ", text)) is not None


def _parts(text: str) -> list[tuple[int, int]]:
    cuts = list(_PARTS.finditer(text))
    return list(zip([0, *(m.end() for m in cuts)], [*(m.start() for m in cuts), len(text)], strict=True))
