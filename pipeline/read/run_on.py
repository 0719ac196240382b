"""Text whose paragraphs run on: a web page saved without the ends of its paragraphs, broken at the width of its source.

The paragraphs are found again by the order of the parts that Nghị định 30/2020/NĐ-CP prescribes (head, title, body,
foot) and by the numbers of items, which count up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from extractors.attributes import is_attribute_line
from extractors.markers import marker_of
from extractors.verbs import opens_with_action
from pipeline.read.broken_words import without_broken_words

_LEAST_ITEMS = 4
_LEAST_ROWS = 3
_INLINE_ITEM = regex.compile(r"[.;:…]\s(?:\d{1,2}(?:\.\d{1,2}){0,2}\s?\.|[a-zđ]\s?\)|[-+•]|[IVX]{1,4}\s?\.)\s\p{Lu}")
_HEAD_IN_LINE = regex.compile(r"Tự do\s?[-–]\s?Hạnh phúc[-–_*\s]{1,80}Số\s?:")
_LETTERS = "abcdđeghiklmnopqrstuvxy"
_CUT = regex.compile(
    r"""
    (?<=\s)(?:
      (?P<head>CỘNG\ H[OÒ][AÀ]\ XÃ\ HỘI | Độc\ lập\s?[-–]\s?Tự\ do | Số\s?:\s?[\d….\s]{0,12}/)  # the head
    | (?P<rule>[-–—_]{3,})                                              # ------- under a name
    | (?P<foot>Nơi\ nhận\s?: | (?:TM|KT|TL|TUQ)\s?\.\s?\p{Lu}{2,}\ \p{Lu}{2,})  # Nơi nhận: … TM. ỦY BAN
    | (?P<basis>Căn\ cứ\ (?=\p{Lu}) | Theo\ đề\ nghị\ của | Xét\ đề\ nghị) # Căn cứ Luật …; Theo đề nghị của …
    | (?P<decides>QUYẾT\ ĐỊNH\s?:)
    | (?P<closing>Trên\ đây\ là\ )
    | (?P<attached>\((?:Ban\ hành\ )?[Kk]èm\ theo\ )                    # (Kèm theo Quyết định số …)
    | (?P<annex>PHỤ\ LỤC(?=\s(?:SỐ\s)?[\dIVX]|\s\())
    | (?P<part>(?:Phần|PHẦN)\ (?:thứ|THỨ)\ \p{L}{2,4} | (?:Chương|CHƯƠNG)\ [IVX]{1,5}\b)
    | (?P<article>Điều\ \d{1,3}\s?\.)\s(?=\p{Lu})                       # Điều 2. …
    | (?P<roman>[IVX]{1,5})\s?\.\s(?=\p{Lu})                            # II. NHIỆM VỤ
    | (?P<decimal>\d{1,2}(?:\s?\.\s?\d{1,2}){1,2})\s?\.?\s(?=\p{Lu}\p{Ll})  # 1.2. …
    | (?P<arabic>\d{1,2})\s?\.\s(?=\p{Lu})                              # 3. Sở Nội vụ
    | (?P<letter>[a-zđ])\s?\)\s                                         # b) …
    | (?P<dash>[-–•+])\s(?=\p{Lu}|\d)                                   # - Xây dựng …
    )
    """,
    regex.VERBOSE,
)
_ROMANS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")
_POINTING = regex.compile(
    r"(?:Điều|điều|[Kk]hoản|[Đđ]iểm|[Mm]ục|[Pp]hần|số|tháng|ngày|[Qq]uý|[Pp]hụ lục|[Bb]ảng|[Hh]ình|[Bb]iểu|và|,)\s?$"
)
_SENTENCE_END = regex.compile(r"[.;:…/]\s?(?:\[\d{1,2}\]\s?)?$")
_CAPITALS = regex.compile(r"(?:[^\p{Ll}\s]{1,40}\s){2,}(?=\p{Lu}\p{Ll})")
_NUMBER_AND_DATE = regex.compile(
    r"(?P<number>Số\s?:\s?[\d….\s]{0,12}/\s?\S{2,40})\s"
    r"(?P<date>\p{Lu}[\p{L}\s.-]{1,40}?\s?,\s?ngày\s[\d….\s]{0,8}tháng\s[\d….\s]{0,8}năm\s?[\d….]{0,6})\s?(?P<rest>.*)",
    regex.DOTALL,
)
_TYPE = regex.compile(
    r"(?P<type>KẾ HOẠCH|QUYẾT ĐỊNH|CHƯƠNG TRÌNH(?: HÀNH ĐỘNG)?|CHỈ THỊ|NGHỊ QUYẾT|ĐỀ ÁN|PHƯƠNG ÁN"
    r"|HƯỚNG DẪN|THÔNG BÁO|BÁO CÁO)"
    r"\s(?P<title>\p{Lu}.*)"
)
_ISSUER = regex.compile(
    r"(?<!CỦA)(?<!QUYỀN)\s(?=(?:CHỦ TỊCH|BỘ TRƯỞNG|THỦ TƯỚNG|GIÁM ĐỐC|[UỦ][ỶY] BAN NHÂN DÂN)\s[\p{Lu}\s]{3,60}$)"
)
_AUTHORITY = regex.compile(r"(?:TM|KT|TL|TUQ)\s?\.(?:\s[^\p{Ll}\s]{1,20}){1,14}(?:\s|$)(?!\p{Ll})")
_OFFICE = regex.compile(
    r"(?<!KT\.)(?<!KT \.)(?<!PHÓ)\s(?=(?:KT\s?\.|PHÓ\s|THỨ TRƯỞNG|CHỦ TỊCH|BỘ TRƯỞNG|GIÁM ĐỐC|CHÁNH\s))"
)
_SMALL_LETTER = regex.compile(r"\p{Ll}")
_SIGNER = regex.compile(r"(?P<name>(?:\p{Lu}\p{Ll}{0,7}\s){2,5})(?=\p{Lu}{2,}\s\p{Lu}{2,})")
_STANDARD_HEADING = regex.compile(
    r"(?:Mục đích(?:,? (?:và )?yêu cầu)?|Yêu cầu|Mục tiêu(?: chung| tổng quát| cụ thể)?|Quan điểm(?: chỉ đạo)?"
    r"|Nhiệm vụ(?: chung| cụ thể| trọng tâm)?|Nguyên tắc|Giải pháp|Phạm vi|Đối tượng|Nội dung|Kinh phí(?: thực hiện)?)"
    r"\s(?=\p{Lu}\p{Ll})"
)
_SHORT_HEADING = 110
_AFTER_HEADING = regex.compile(r"(?<=\p{Ll}|\)|\p{Lu}{2})\s(?=\p{Lu}\p{Ll})")


def run_on_paragraphs(lines: Sequence[str], *, is_wrapped: bool) -> list[str] | None:
    """The paragraphs of a text that runs on; None when its items begin lines of their own, or when it holds a table.

    `is_wrapped` tells that its lines end at a width; without it stronger evidence is asked for.
    """
    if sum(_is_row(line) for line in lines) >= _LEAST_ROWS:
        return None
    text = " ".join(" ".join(lines).split())
    inline = len(_INLINE_ITEM.findall(text))
    if inline < _LEAST_ITEMS:
        return None
    own = sum(marker_of(line.strip()) is not None for line in lines)
    if inline <= own:
        return None
    if not is_wrapped and inline <= 4 * own and not any(_HEAD_IN_LINE.search(line) for line in lines):
        return None
    return [part for piece in _pieces(without_broken_words(text)) for part in _parts(piece)]


def _is_row(line: str) -> bool:
    """Whether a line is a row of a table: of pipes, or of cells with tabs between them."""
    return line.count("\t") >= 2 or (line.lstrip().startswith("|") and line.count("|") >= 3)


@dataclass(slots=True)
class _Count:
    """The last number seen at each level."""

    roman: int = 0
    arabic: int = 0
    letter: int = -1

    def takes(self, match: regex.Match[str]) -> bool:
        """Whether the number found is the next of its level, or begins the level again."""
        if (roman := match["roman"]) is not None:
            number = _ROMANS.index(roman) + 1 if roman in _ROMANS else 0
            if number not in (1, self.roman + 1):
                return False
            self.roman, self.arabic, self.letter = number, 0, -1
        elif (arabic := match["arabic"]) is not None:
            if int(arabic) not in (1, self.arabic + 1, self.arabic + 2):
                return False
            self.arabic, self.letter = int(arabic), -1
        elif (letter := match["letter"]) is not None:
            place = _LETTERS.find(letter)
            if not (place == 0 or self.letter < place <= self.letter + 3):
                return False
            self.letter = place
        return True


def _pieces(text: str) -> Iterator[str]:
    """The text cut before all that begins a paragraph."""
    count = _Count()
    start = 0
    for match in _CUT.finditer(text):
        before = text[start : match.start()]
        if not _may_begin(match, before, text[match.end() : match.end() + 60]) or not count.takes(match):
            continue
        if before.strip():
            yield before.strip()
        start = match.start()
    if text[start:].strip():
        yield text[start:].strip()


def _may_begin(match: regex.Match[str], before: str, after: str) -> bool:
    ended = _SENTENCE_END.search(before) is not None
    match match.lastgroup:
        case "dash" if is_attribute_line(after):
            return True
        case "dash":
            return ended or (_is_heading(before) and (opens_with_action(after) or before.rstrip()[-2:].isupper()))
        case "basis":
            return ended or before.rstrip()[-3:].isupper()
        case "arabic" | "letter" | "decimal" | "roman":
            return _POINTING.search(before) is None
        case "closing":
            return ended
    return True


def _is_heading(text: str) -> bool:
    marker = marker_of(text)
    return marker is not None and len(text) <= _SHORT_HEADING + 40 and not regex.search(r"[.;:]\s", text[marker.end :])


def _parts(piece: str) -> Iterator[str]:
    """The paragraphs of a piece: number and date, a title in capitals, a heading and what follows it."""
    piece = piece.strip("-–—_ ") if regex.match(r"[-–—_]{3,}", piece) else piece
    if not piece:
        return
    found = _NUMBER_AND_DATE.match(piece)
    if found is not None:
        yield found["number"]
        yield found["date"]
        yield from _parts(found["rest"])
        return
    authority = _AUTHORITY.match(piece)
    if authority is not None:
        yield from _OFFICE.split(authority[0].strip())
        piece = piece[authority.end() :]
    signer = _SIGNER.match(piece)
    if signer is not None:
        yield signer["name"].strip()
        piece = piece[signer.end() :]
    capitals = _CAPITALS.match(piece)
    if _SMALL_LETTER.search(piece) is None:
        yield from _title(piece)
    elif capitals is not None and sum(word.isupper() and len(word) > 1 for word in capitals[0].split()) >= 2:
        yield from _title(capitals[0].strip())
        yield from _parts(piece[capitals.end() :])
    else:
        yield from _heading_and_rest(piece)


def _title(text: str) -> Iterator[str]:
    """The lines of a title in capitals: the kind of instrument, what it is about, who decides."""
    found = _TYPE.fullmatch(text)
    if found is None:
        yield text
    else:
        yield found["type"]
        yield from (part for part in _ISSUER.split(found["title"], maxsplit=1) if part)


def _heading_and_rest(piece: str) -> Iterator[str]:
    """A short heading without punctuation and the sentence after it, which opens with a verb of action."""
    marker = marker_of(piece)
    if marker is None or marker.is_bullet:
        yield piece
        return
    standard = _STANDARD_HEADING.match(piece, marker.end)
    if standard is not None:
        yield piece[: standard.end()].strip()
        yield piece[standard.end() :]
        return
    for match in _AFTER_HEADING.finditer(piece, marker.end, marker.end + _SHORT_HEADING):
        heading, rest = piece[: match.start()], piece[match.end() :]
        words = heading[marker.end :]
        if regex.search(r"[.;:]", words) or opens_with_action(words):
            break
        if " " in words and opens_with_action(rest) and len(rest) > 40:
            yield heading
            yield rest
            return
    yield piece
