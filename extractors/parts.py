"""The parts of a file: an instrument's head and body, its foot, attached instruments, annexes, a web page's rest.

Order after Nghị định 30/2020/NĐ-CP, Điều 8 and Phụ lục I: head, body, signature and Nơi nhận, then annexes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import regex

from extractors.markers import marker_of
from extractors.plan_text import Block, Paragraph, PlanText, Table

PartKind = Literal["instrument", "foot", "annex"]


@dataclass(frozen=True, slots=True)
class Part:
    """A run of blocks `plan.blocks[first:last]`; the title of an annex stands in `plan.blocks[first:title_end]`."""

    kind: PartKind
    first: int
    last: int
    title_end: int


RECIPIENTS = regex.compile(r"\s{0,5}[*_]{0,2}(?:Nơi\s{1,2}(?:nhận|gửi)|NƠI\s{1,2}NHẬN)\b")
_AUTHORITY = regex.compile(
    r"\s{0,5}(?:T/?M|K/?T|T/?L|TUQ|Q)\s{0,2}\.\s{0,2}\p{Lu}|\s{0,5}(?:T/?M|K/?T|T/?L|TUQ)\s\p{Lu}{2}"
)
_OFFICE = regex.compile(
    r"\s{0,5}(?:Q\.\s?)?(?:PHÓ\s|QUYỀN\s)?(?:TỔNG\s)?"
    r"(?:CHỦ TỊCH|CHỦ NHIỆM|GIÁM ĐỐC|BỘ TRƯỞNG|THỨ TRƯỞNG|TRƯỞNG BAN|CHÁNH VĂN PHÒNG|VĂN PHÒNG TRƯỞNG"
    r"|CỤC TRƯỞNG|VIỆN TRƯỞNG|BÍ THƯ|THỦ TƯỚNG|CHÁNH THANH TRA|HIỆU TRƯỞNG|TRƯỞNG PHÒNG|TỔNG KIỂM TOÁN"
    r"|CHỈ HUY TRƯỞNG|CHÁNH ÁN|VỤ TRƯỞNG|CHI CỤC TRƯỞNG|TRƯỞNG ĐOÀN|TỔ TRƯỞNG)\b[^.;:]{0,60}"
)
_PERSON = regex.compile(r"\s{0,5}(?:\p{Lu}\p{Ll}{0,7}\s{1,3}){1,4}\p{Lu}\p{Ll}{0,7}\s{0,5}")
COPIES = regex.compile(r"\s{0,5}(?!PL\b)(?:\d{1,3}\s?\p{Lu}{2,4}|\p{Lu}{2,4}[\s.,-]?\d{1,3})\s{0,5}")
"""How many copies and who typed them (Nghị định 30/2020/NĐ-CP, Điều 8 khoản 3 điểm c): `08 KH`."""
_ANNEX_LINE = regex.compile(
    r"\s{0,5}(?:(?:PHỤ\s?LỤC|Phụ lục)(?:\s(?:SỐ|Số|số))?(?:\s?[:.]?\s?(?:[IVX]{1,5}|\d{1,2})(?:[A-Za-z.]\d{0,2})?)?"
    r"|(?:BIỂU|MẪU|BIỂU MẪU|Biểu|Mẫu|Biểu mẫu)\s(?:SỐ|Số|số)\s?:?\s?[\dIVX]{1,4}\w{0,3})\s{0,3}[:.]?\s{0,3}"
)
_ATTACHED = regex.compile(r"\s{0,5}\(?\s?(?:Ban hành |BAN HÀNH )?(?:[Kk]èm theo|KÈM THEO|[Đđ]ính kèm)\b")
_INSTRUMENT = regex.compile(
    r"\s{0,5}(?:KẾ HOẠCH|CHƯƠNG TRÌNH(?: HÀNH ĐỘNG)?|ĐỀ ÁN|QUY CHẾ|QUY ĐỊNH|PHƯƠNG ÁN|HƯỚNG DẪN|ĐIỀU LỆ"
    r"|CHIẾN LƯỢC|KỊCH BẢN)\s{0,5}"
)
_FIRST_PART = regex.compile(r"\s{0,3}[*_]{0,3}(?:I|1|A)\s?\.\s?\p{Lu}|\s{0,3}Phần\s(?:thứ nhất|I|1)\b|\s{0,3}Điều 1\.")
_NUMBERED_PART = regex.compile(r"\s{0,3}[*_]{0,3}(?:[IVX]{1,5}|\d{1,2})\s?[.)]\s?\p{Lu}")
_REACH = 60
"""In how many blocks before and after a last table numbered parts of the body are looked for."""
_PREAMBLE = 8
"""In how many paragraphs after a title its body begins: a note on the decision, a reason, what it is based on."""
_END_MARK = regex.compile(r"[./]\s?/\s?\.?\s{0,3}$")  # ./.  )/.
_LONGEST_END_MARK = 9
"""In characters, with a line break after it."""
_CLOSING = regex.compile(
    r"""
    \s{0,3}
    (?: Trên\sđây\slà                                                      # Trên đây là Kế hoạch …
      | (?:Trong\sq|Q)uá\strình\s(?:triển\skhai,?\s|tổ\schức\s)?(?:thực\shiện|triển\skhai)  # Trong quá trình thực hiện
      | Căn\scứ\s(?:nội\sdung\s)?Kế\shoạch\snày
      | Căn\scứ\s(?:các\s)?(?:ý\skiến|nội\sdung)(?:\schỉ\sđạo)?\s(?:nêu\s)?trên\b
      | (?: (?:Ủy\sban\snhân\sdân|Uỷ\sban\snhân\sdân|UBND|Chủ\stịch|Sở|Ban)\b [^.;:]{0,60} \s )?
        (?: Nhận\sđược\s(?:\p{L}+\s){1,3}này,?\s )?
        (?:[Yy]êu\scầu|[Đđ]ề\snghị) \s (?:[Tt]hủ\strưởng|[Gg]iám\sđốc|[Cc]ác) [^:]{0,200}
        (?:nghiêm\stúc|triển\skhai|thực\shiện) \s
        (?: (?:thực\shiện\s|triển\skhai\s)? (?:Kế\shoạch|nghiêm|tốt|[Cc]hỉ\sthị)
          | (?:triển\skhai\s)? thực\shiện
            (?: \W{0,4}$
              | [.;]\s(?:nếu\scó|(?:[Tt]rong\sq|[Qq])uá\strình|\p{Lu}\p{L}+\s\p{L}+\snày\s(?:thay|có\shiệu))\b ) )
      | [Đđ]ề\snghị\s[^.;:]{3,120}\schấp\shành\snghiêm(?:\stúc)?\W{0,6}$
      | (?:Kế\shoạch|Quyết\sđịnh|Chương\strình|Chỉ\sthị|Công\s(?:văn|điện)|Thông\sbáo) \s này \s
        (?:có\shiệu\slực|thay\sthế)
      | (?:Nay,?\s)?[Tt]hông\sbáo\skết\sluận\b [^:]{0,200} (?:biết|thực\shiện) \W{0,5} $
      | (?:[^.;:]{3,120}\s)?(?:[Tt]rân\strọng|[Xx]in\schân\sthành)\scảm\sơn\b
      | (?:Ủy\sban\snhân\sdân|Uỷ\sban\snhân\sdân|UBND|Chủ\stịch|Sở|Ban)\b [^.;:]{0,60} \s cảm\sơn\b
      | Văn\sphòng\b [^.;:]{0,60} \sthông\sbáo\s [^:]{0,200} (?:biết|thực\shiện) \W{0,5} $
      | (?:Kế\shoạch|Chương\strình|Chỉ\sthị|Nghị\squyết) \s này \s (?:được\s)? phổ\sbiến \s (?:đến|tới) \b
    )
    """,
    regex.VERBOSE,
)
# … after other words; looked for only where its rarest word stands.
_CLOSING_LATER = {
    "nghiêm": regex.compile(
        r"""
        \s{0,3} [^:]{0,400} nghiêm\stúc\s(?:tổ\schức\s)?(?:triển\skhai|thực\shiện)[^.;:]{0,80} [.]\s
        (?:Trong\sq|Q)uá\strình\s(?:triển\skhai|thực\shiện)
        """,
        regex.VERBOSE,
    ),
    "vướng": regex.compile(
        r"""
        (?!\s{0,3}(?:\d|[-–+*•]|\p{Ll}[.)]|[IVX]+\.)) \s{0,3} [^:]{0,400}
        (?:tổ\schức|triển\skhai)\s(?:triển\skhai\s)?thực\shiện[^.;:]{0,60} [.;]\s
        (?:[Tt]rong\sq|[Qq])uá\strình\s(?:tổ\schức\s|triển\skhai\s)?(?:triển\skhai|thực\shiện),?\snếu\scó\s[^.]{3,60}vướng\smắc
        """,
        regex.VERBOSE,
    ),
    "này": regex.compile(
        r"""
        \s{0,3} [^:]{0,900} [.]\s [^.;:]{0,80} \s (?:yêu\scầu|đề\snghị) \s [^.;:]{0,300} \s
        (?:thực\shiện|triển\skhai|chấp\shành) [^.;:]{0,80} (?:[Cc]hỉ\sthị|[Cc]ông\sđiện|[Kk]ế\shoạch) \s này \W{0,5} $
        """,
        regex.VERBOSE,
    ),
}
# A closing paragraph with an order of its own: `… thực hiện nghiêm Chỉ thị này. Giao Sở Tư pháp theo dõi …`
_ASSIGNING = regex.compile(r"[.;]\s{1,3}Giao\s(?:cho\s)?\p{Lu}")
_ANNEX_WORDS = regex.compile(
    r"(?:DANH (?:SÁCH|MỤC)|BIỂU|MẪU|BẢNG|ĐỀ CƯƠNG|THỐNG KÊ|PHỤ LỤC|PHÂN CÔNG|TỔNG HỢP|LỊCH|TIẾN ĐỘ"
    r"|CHỈ TIÊU|BÁO CÁO|ĐÁNH GIÁ|NHIỆM VỤ)"
)


_FILED = regex.compile(r"\s{0,5}[-–+•]\s{0,3}Lưu\s?:\s{0,2}(?:VT|Văn thư|HS|VP)\b")
_MOST_RECIPIENTS = 40
"""How many lines the list of recipients has at most."""
_NOTE = regex.compile(r"\([^)]{0,200}\)")
_LEAST_ANNEX = 40
"""What must follow a title behind the foot, in characters, that it is one and no scrap of a seal or signature."""


def is_capitals(text: str) -> bool:
    """Whether the letters of `text` are capitals (at least two, notes in brackets aside)."""
    bare = _NOTE.sub("", text) if "(" in text else text
    if 10 * sum(map(str.islower, bare[: len(bare) // 6])) > len(bare):
        return False  # the beginning has more small letters than the whole may have
    letters = list(filter(str.isalpha, bare))
    return len(letters) >= 2 and sum(map(str.isupper, letters)) >= 0.9 * len(letters)


def is_closing(text: str, *, is_item: bool = False) -> bool:
    """Whether a paragraph is the closing formula of an instrument: `Trên đây là Kế hoạch …`.

    `is_item`: it is an item of a list, its mark left out; it may tell somebody to act and whom to ask in difficulties.
    """
    closes = _CLOSING.match(text) is not None or any(
        word in text and pattern.match(text) is not None
        for word, pattern in _CLOSING_LATER.items()
        if not (is_item and word == "vướng")
    )
    return closes and _ASSIGNING.search(text) is None


def opens_with_basis(text: str) -> bool:
    """Whether a closing formula says on what somebody is to act, so that it may be an order: `Căn cứ Kế hoạch này`."""
    return text.lstrip().startswith("Căn cứ")


def ends_body(text: str) -> bool:
    """Whether a paragraph closes the body of an instrument: a closing formula, or the end mark `./.`."""
    return is_closing(text) or _END_MARK.search(text, max(0, len(text) - _LONGEST_END_MARK)) is not None


def parts_of(plan: PlanText) -> tuple[Part, ...]:
    """The parts of a file in order; they cover all blocks."""
    parts: list[Part] = []
    first = index = title_end = 0
    kind: PartKind = "instrument"
    body_ended = False
    while index < len(plan.blocks):
        is_title = kind == "annex" and _only_notes(plan, title_end, index)
        start = None if is_title else _start_of_part(plan, index, kind, body_ended)
        if start is not None and index > first:
            parts.append(Part(kind, first, index, title_end))
            first = index
        if start is not None:
            kind, title_end = start
            body_ended = False
            index = max(title_end, index + 1)
            continue
        block = plan.blocks[index]
        if not body_ended and isinstance(block, Paragraph) and ends_body(plan[block]):
            body_ended = True
        index += 1
    if first < len(plan.blocks):
        parts.append(Part(kind, first, len(plan.blocks), title_end))
    return tuple(parts)


def _start_of_part(plan: PlanText, index: int, current: PartKind, body_ended: bool) -> tuple[PartKind, int] | None:
    """The kind and the end of the title of the part that begins at block `index`, None when none begins."""
    block = plan.blocks[index]
    if isinstance(block, Table):
        return ("annex", index) if body_ended and current == "instrument" and _is_wide(block) else None
    text = plan[block]
    if current != "foot" and _opens_foot(plan, index, body_ended):
        return "foot", index
    if _ANNEX_LINE.fullmatch(text) and (index == 0 or index > 5 or body_ended):
        return "annex", _annex_title_end(plan, index + 1)
    if not is_capitals(text):
        return None
    if current == "instrument" and not body_ended and not _closes_with_table(plan, index):
        return None
    if _is_of_foot(text) or text.rstrip().endswith(("…", "...")) or marker_of(text) or _is_letterhead(plan, index):
        return None
    before = _text(plan, plan.blocks[index - 1]) if index else ""
    if _is_bare_mark(before) or (current == "foot" and before.rstrip().endswith(",")):
        return None
    end = _title_end(plan, index)
    if _INSTRUMENT.fullmatch(text) and end > index + 1:
        return "instrument", end
    if current == "foot" and _INSTRUMENT.match(text) and (_is_attached(plan, end) or _begins_body(plan, end)):
        return "instrument", end
    heading = " ".join(plan[b] for b in plan.blocks[index:end] if isinstance(b, Paragraph))
    follower = plan.blocks[end] if end < len(plan.blocks) else None
    if current == "foot" and len(plan.text[plan.blocks[end - 1].end :].strip()) < _LEAST_ANNEX:
        return None
    if (
        current == "foot"
        or _ATTACHED.match(_text(plan, follower))
        or isinstance(follower, Table)
        or _ANNEX_WORDS.search(heading)
    ):
        return "annex", end
    return None


_MOTTO = regex.compile(r"CỘNG H(?:ÒA|OÀ) XÃ HỘI CHỦ NGHĨA|ĐỘC LẬP\s?-\s?TỰ DO|ĐẢNG CỘNG SẢN VIỆT NAM\s{0,3}$")
_ISSUER = regex.compile(
    r"\s{0,3}(?:[UỦ][ỶY] BAN NHÂN DÂN|UBND|HỘI ĐỒNG NHÂN DÂN|TỈNH|THÀNH PHỐ|HUYỆN|QUẬN|THỊ XÃ|XÃ|PHƯỜNG|BỘ|SỞ|BAN)\b"
)
_HEAD_LINES = 3
"""In how many lines from the issuer's name on the motto or the kind of the instrument stands."""


def _is_letterhead(plan: PlanText, index: int) -> bool:
    """Whether the head of an attached instrument begins at a line in capitals: the issuer, the motto, then its kind.

    The motto may be left out.
    """
    if any(_MOTTO.search(_text(plan, block)) for block in plan.blocks[index : index + _HEAD_LINES]):
        return True
    for block in plan.blocks[index : index + _HEAD_LINES]:
        text = _text(plan, block)
        if _INSTRUMENT.fullmatch(text):
            return block is not plan.blocks[index]
        if _ISSUER.match(text) is None:
            return False
    return False


def _only_notes(plan: PlanText, first: int, last: int) -> bool:
    """Whether between the title of an annex and a line nothing stands but `(Kèm theo Kế hoạch số …)`."""
    between = plan.blocks[first:last]
    return bool(between) and all(_ATTACHED.match(_text(plan, block)) for block in between)


def _opens_foot(plan: PlanText, index: int, body_ended: bool) -> bool:
    text = _text(plan, plan.blocks[index])
    if RECIPIENTS.match(text) or lists_recipients(plan, index):
        return True
    if not (_AUTHORITY.match(text) or (body_ended and _OFFICE.fullmatch(text))):
        return False
    return len(text) < 90 and is_capitals(text) and (body_ended or index * 2 > len(plan.blocks))


def lists_recipients(plan: PlanText, index: int) -> bool:
    """Whether the recipients' list begins at a block though its heading is lost: bullets, the last `- Lưu: VT`."""
    previous = plan.blocks[index - 1] if index else None
    if not _is_bullet(plan, plan.blocks[index]) or _is_bullet(plan, previous):
        return False
    for block in plan.blocks[index : index + _MOST_RECIPIENTS]:
        if not _is_bullet(plan, block):
            return False
        if _FILED.match(_text(plan, block)):
            return True
    return False


def _is_bullet(plan: PlanText, block: Block | None) -> bool:
    return _text(plan, block).lstrip()[:1] in ("-", "–", "+", "•")


def _is_of_foot(text: str) -> bool:
    is_signed = _AUTHORITY.match(text) or _OFFICE.fullmatch(text) or _PERSON.fullmatch(text)
    return bool(is_signed or COPIES.fullmatch(text)) or not any(c.isalpha() for c in text)


def _title_end(plan: PlanText, index: int) -> int:
    """The first block at or after `index` that is no line of a title in capitals."""
    while index < len(plan.blocks):
        block = plan.blocks[index]
        if isinstance(block, Table):
            break
        text = plan[block]
        if not is_capitals(text) or marker_of(text) or _is_of_foot(text):
            break
        index += 1
    return index


def _annex_title_end(plan: PlanText, index: int) -> int:
    """Where the title below the label of an annex ends; a note `(Kèm theo …)` may stand between the two."""
    end = _title_end(plan, index)
    if end > index or end == len(plan.blocks):
        return end
    if _ATTACHED.match(_text(plan, plan.blocks[index])):
        below = _title_end(plan, index + 1)
        return below if below > index + 1 else end
    return _plain_title_end(plan, index)


_LONGEST_TITLE_LINE = 250


def _plain_title_end(plan: PlanText, index: int) -> int:
    """Where a title in small letters ends: lines without a number, above a note `(Kèm theo …)` or a table."""
    for end in range(index, min(index + 3, len(plan.blocks))):
        block = plan.blocks[end]
        if isinstance(block, Table) or _ATTACHED.match(plan[block]):
            return end
        if (
            marker_of(plan[block]) is not None
            or len(plan[block]) > _LONGEST_TITLE_LINE
            or plan[block].endswith((":", ";"))
        ):
            break
    return index


def _is_attached(plan: PlanText, index: int) -> bool:
    """Whether a note `(Kèm theo Quyết định số …)` stands among the first paragraphs after a title."""
    return any(_ATTACHED.match(_text(plan, block)) for block in plan.blocks[index : index + 3])


def _begins_body(plan: PlanText, index: int) -> bool:
    """Whether the first numbered part of a body stands among the first paragraphs after a title: `I. MỤC ĐÍCH`."""
    return any(_FIRST_PART.match(_text(plan, block)) for block in plan.blocks[index : index + _PREAMBLE])


def _closes_with_table(plan: PlanText, index: int) -> bool:
    """Whether a title in capitals stands over a table after which no numbered part of a body follows."""
    end = _title_end(plan, index)
    table = plan.blocks[end] if end < len(plan.blocks) else None
    if index == 0 or end == index or not isinstance(table, Table):
        return False
    if not _is_wide(table):
        return False
    before = any(_NUMBERED_PART.match(_text(plan, block)) for block in plan.blocks[:index][-_REACH:])
    after = (_text(plan, block) for block in plan.blocks[end + 1 : end + 1 + _REACH])
    return before and not any(_NUMBERED_PART.match(text) for text in after)


def _is_bare_mark(text: str) -> bool:
    """Whether a line is only the mark of a part whose title follows on the next line: `Phần thứ hai`, `Chương II`."""
    marker = marker_of(text)
    return marker is not None and not marker.is_bullet and not text[marker.end :].strip()


def _is_wide(table: Table) -> bool:
    return len(table.rows) >= 2 and len(table.rows[0]) >= 3


def _text(plan: PlanText, block: Block | None) -> str:
    return plan[block] if isinstance(block, Paragraph) else ""
