"""The signature: on whose behalf, in what office, and who (Nghị định 30/2020/NĐ-CP, Phụ lục I, II.7)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import regex

from extractors import lexicon
from extractors.metadata.furniture import SIGNATURE_LINE
from extractors.metadata.person import first_of_several, person_in_capitals, person_of, without_rank
from extractors.spaces import single_spaced


@dataclass(frozen=True, slots=True)
class Signature:
    """`authority` joins several lines with `; `; what is not there is None."""

    authority: str | None
    title: str | None
    name: str | None


SIGNED = regex.compile(
    r"\s{0,3}[\[(]?\s?(?:đã\ský|ký\stên|signed)[^\p{L}\n]{0,3}(?:(?:và\s)?đóng\sdấu)?\s?[\])]?", regex.IGNORECASE
)
_UNIT = regex.compile(
    r"(?:VỤ|SỞ|CỤC|CHI CỤC|PHÒNG|VĂN PHÒNG|BAN|[ỦU][ỶY] BAN|UBND|TỈNH|THÀNH PHỐ|HUYỆN|HỘI|CÔNG AN|TRUNG TÂM"
    r"|THƯỜNG TRỰC)\b"
)
_NO_NAME = regex.compile(r"\b(?:NHÂN DÂN|TỈNH|HUYỆN|KHÓA|KỲ HỌP|PHỤ LỤC|BIỂU|DANH MỤC)\b")
_DEPUTISING = ("KT", "K/T", "TL", "T/L", "TUQ", "Q")


def signature_of(lines: list[str]) -> Signature:
    """The signature in the lines that stand after, or beside, Nơi nhận; of several signers the first."""
    authorities: list[str] = []
    title: str | None = None
    joint = False
    for index, line in enumerate(lines):
        text = single_spaced(line).strip(" *_")
        text = SIGNED.sub("", text).strip()
        if not text or SIGNATURE_LINE.match(text):
            continue
        for piece in _pieces(text):
            if authority().match(piece):
                joint = joint or (bool(authorities) and not piece.startswith(_DEPUTISING))
                if not joint:
                    authorities.append(piece)
            elif office().match(piece):
                title = title or (_first_office(piece) if joint else piece)
            elif title is not None and _UNIT.match(piece):
                title = f"{title} {piece}"
            elif authorities and title is None and piece.isupper() and index and person_of(piece) is None:
                authorities[-1] = f"{authorities[-1]} {piece}"
        if title or authorities:
            name = person_of(text) or (_name_in_capitals(text) if title or authorities[-1].startswith("Q") else None)
            if name is not None:
                return Signature(_joined(authorities), title, first_of_several(name) if joint else name)
    return Signature(_joined(authorities), title, None)


def _joined(authorities: list[str]) -> str | None:
    return "; ".join(authorities) or None


def _pieces(text: str) -> list[str]:
    """A line of capitals cut where another office begins: `KT. CHỦ TỊCH PHÓ CHỦ TỊCH`."""
    cuts = {m.start() for m in _next_office().finditer(text)}
    first = authority().match(text)
    if not cuts and first is not None and not text.startswith(_DEPUTISING):
        following = office().search(text, first.end() + 3)
        cuts = {following.start()} if following else set()
    bounds = [0, *sorted(cuts), len(text)]
    return [text[a:b].strip() for a, b in pairwise(bounds) if text[a:b].strip()]


def _first_office(text: str) -> str:
    """The office that a line begins with, where joint signers leave two: `GIÁM ĐỐC CHỦ TỊCH`."""
    first = office().match(text)
    following = office().search(text, first.end()) if first else None
    return text[: following.start()].strip() if following else text


def _name_in_capitals(text: str) -> str | None:
    bare = without_rank(text)
    if office().search(bare) or authority().match(bare) or _UNIT.match(bare) or _NO_NAME.search(bare):
        return None
    return person_in_capitals(bare)


@cache
def _words(kind: str) -> str:
    words = sorted((row["word"] for row in lexicon.rows("signer") if row["kind"] == kind), key=len, reverse=True)
    return "|".join(regex.escape(word) for word in words)


@cache
def _authority_words() -> str:
    return rf"(?:{_words('authority')})(?:\s?\.\s{{0,2}}|\s(?=\p{{Lu}}{{2}}))(?=\p{{Lu}}{{2}})"


@cache
def opening_words() -> regex.Pattern[str]:
    """Where the words of authority or office begin inside a line, in capitals."""
    return regex.compile(
        rf"(?<!\p{{L}}|[/.])(?:{_authority_words()}"
        rf"|(?:PHÓ\s|QUYỀN\s)?(?:TỔNG\s)?(?:{_words('office')})(?!\p{{Ll}}|\p{{L}}\p{{Ll}}))(?![^\n]*\p{{Lu}}{{2,}}\.\))"
    )


@cache
def authority() -> regex.Pattern[str]:
    """`TM. ỦY BAN NHÂN DÂN`"""
    return regex.compile(_authority_words())


@cache
def office() -> regex.Pattern[str]:
    """`PHÓ CHỦ TỊCH`"""
    return regex.compile(rf"(?:PHÓ\s|QUYỀN\s)?(?:TỔNG\s)?(?:{_words('office')})\b")


@cache
def _next_office() -> regex.Pattern[str]:
    return regex.compile(rf"(?<=\p{{Lu}}\s)(?:(?:TM|KT|TL|TUQ)\.|THỨ TRƯỞNG|PHÓ\s(?:TỔNG\s)?(?:{_words('office')}))")
