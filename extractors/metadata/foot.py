"""The foot: Nơi nhận and the signature (Nghị định 30/2020/NĐ-CP, Phụ lục I, II.7 to II.9)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import regex

from extractors import lexicon
from extractors.parts import Part
from extractors.plan_text import Paragraph, PlanText


@dataclass(frozen=True, slots=True)
class Foot:
    """Who signed and who receives; `authority` joins several lines with `; `."""

    start: int
    end: int
    recipients: tuple[str, ...]
    authority: str | None
    title: str | None
    name: str | None


_HEADING = regex.compile(r"\s{0,5}[*_]{0,2}(?:Nơi\s{1,2}(?:nhận|gửi)|NƠI\s{1,2}NHẬN)\s{0,2}[:.]?[*_]{0,2}\s{0,3}")
_BULLET = regex.compile(r"\s{0,4}[-–—−+•*·]\s{0,3}(?=\S)")
_INNER_BULLET = regex.compile(r"(?<=[;.,)])\s{1,3}[-–—+•]\s{0,2}(?=\p{L})")
_FILED = regex.compile(r"\s{0,3}L[ưu]+\b")
_SIGNED = regex.compile(r"\s{0,3}[\[(]?\s?(?:đã ký|Đã ký|ĐÃ KÝ|ký tên|Ký tên|Ký bởi|Người ký)", regex.IGNORECASE)
_PERSON = regex.compile(
    r"""
    \s{0,3}
    (?P<name> (?: \p{Lu}(?:[’'`]\s?\p{Lu})?\p{Ll}{0,7}[’'`]? \s{1,2} ){1,5} \p{Lu}(?:[’'`]\s?\p{Lu})?\p{Ll}{0,7} )  # H’Yim Kđoh
    \s{0,3}[./]{0,3}\s{0,3}
    """,
    regex.VERBOSE,
)
_PERSON_IN_CAPITALS = regex.compile(r"\s{0,3}(?P<name>(?:\p{Lu}{1,7}\s{1,2}){1,4}\p{Lu}{1,7})\s{0,3}")
_UNIT = regex.compile(
    r"(?:VỤ|SỞ|CỤC|CHI CỤC|PHÒNG|VĂN PHÒNG|BAN|ỦY BAN|UBND|TỈNH|THÀNH PHỐ|HUYỆN|HỘI|CÔNG AN|TRUNG TÂM)\s\p{Lu}"
)
_OPEN_END = regex.compile(r"(?:[,(]|\b(?:các|và|của|tỉnh))$")


def foot_of(plan: PlanText, parts: tuple[Part, ...]) -> Foot | None:
    """The foot of the first instrument, None when the file has none before its first annex."""
    for index, part in enumerate(parts):
        if part.kind == "annex" and part.first > 0:
            return None
        if part.kind == "foot":
            foot = read_foot(plan, _lines(plan, part.first, part.last))
            if foot is None or foot.name is not None or index + 1 == len(parts):
                return foot
            longer = read_foot(plan, _lines(plan, part.first, min(part.last + 4, parts[index + 1].last)))
            return longer if longer is not None and longer.name is not None else foot
    return None


def read_foot(plan: PlanText, lines: list[tuple[int, int]]) -> Foot | None:
    """The foot that stands in `lines`, spans of the text."""
    if not lines:
        return None
    texts = [plan.text[start:stop] for start, stop in lines]
    texts, signature = _apart(texts)
    authority, title, name = _signature(signature)
    return Foot(lines[0][0], lines[-1][1], _recipients(texts), authority, title, name)


def _lines(plan: PlanText, first: int, last: int) -> list[tuple[int, int]]:
    lines: list[tuple[int, int]] = []
    for block in plan.blocks[first:last]:
        cells = [block] if isinstance(block, Paragraph) else list(block.cells)
        for cell in cells:
            lines += [
                (cell.start + m.start(), cell.start + m.end())
                for m in regex.finditer(r"[^\n]+", plan.text[cell.start : cell.end])
            ]
    return lines


def _apart(texts: list[str]) -> tuple[list[str], list[str]]:
    """The lines of Nơi nhận and those of the signature; a line that holds both columns is cut in two."""
    recipients: list[str] = []
    signature: list[str] = []
    for text in texts:
        if not signature and _PERSON.fullmatch(text) and not recipients:
            continue
        cut = _signature_within(text)
        if cut is None:
            (signature if signature and not _BULLET.match(text) else recipients).append(text)
            continue
        end = _end_of_capitals(text, cut)
        before, rest = text[:cut], text[end:]
        signature.append(text[cut:end].strip())
        if before.strip() and not _PERSON.fullmatch(rest):
            recipients.append(before + rest)
        else:
            recipients += [before] if before.strip() else []
            signature += [rest.strip()] if rest.strip() else []
    return recipients, signature


def _signature_within(text: str) -> int | None:
    """Where in a line the words of authority or office begin, in capitals; None when they do not stand in it."""
    match = _opening_words().search(text)
    return match.start() if match else None


def _end_of_capitals(text: str, start: int) -> int:
    end = start
    for token in regex.finditer(r"\S+", text[start:]):
        if any(c.islower() for c in token[0]):
            break
        end = start + token.end()
    return end


@cache
def _words(kind: str) -> str:
    words = sorted((row["word"] for row in lexicon.rows("signer") if row["kind"] == kind), key=len, reverse=True)
    return "|".join(regex.escape(word) for word in words)


@cache
def _opening_words() -> regex.Pattern[str]:
    return regex.compile(
        rf"(?<!\p{{L}}|[/.]\s?)(?:(?:{_words('authority')})(?:\s?\.\s{{0,2}}|\s(?=\p{{Lu}}{{2}}))(?=\p{{Lu}}{{2}})"
        rf"|(?:PHÓ\s|QUYỀN\s)?(?:TỔNG\s)?(?:{_words('office')})(?!\p{{Ll}}|\p{{L}}\p{{Ll}}))(?![^\n]*\p{{Lu}}{{2,}}\.\))"
    )


@cache
def _authority() -> regex.Pattern[str]:
    return regex.compile(rf"(?:{_words('authority')})(?:\s?\.\s{{0,2}}|\s(?=\p{{Lu}}{{2}}))(?=\p{{Lu}}{{2}})")


@cache
def _office() -> regex.Pattern[str]:
    return regex.compile(rf"(?:PHÓ\s|QUYỀN\s)?(?:TỔNG\s)?(?:{_words('office')})\b")


@cache
def _rank() -> regex.Pattern[str]:
    return regex.compile(rf"\s{{0,3}}(?:(?:{_words('rank')})\s{{0,2}})+")


def _signature(lines: list[str]) -> tuple[str | None, str | None, str | None]:
    """Authority, office and name, from the lines after Nơi nhận."""
    authorities: list[str] = []
    title: str | None = None
    for index, line in enumerate(lines):
        text = regex.sub(r"\s+", " ", line).strip(" *_")
        if _SIGNED.match(text):
            continue
        for piece in _pieces(text):
            if _authority().match(piece):
                authorities.append(piece)
            elif title is None and _office().match(piece):
                title = piece
            elif title is not None and _UNIT.match(piece):
                title = f"{title} {piece}"
            elif authorities and title is None and piece.isupper() and index and not _PERSON.fullmatch(piece):
                authorities[-1] = f"{authorities[-1]} {piece}"
        if title or authorities:
            name = _name(text)
            if name is not None:
                return _joined(authorities), title, name
    return _joined(authorities), title, None


def _joined(authorities: list[str]) -> str | None:
    return "; ".join(authorities) or None


def _pieces(text: str) -> list[str]:
    """A line of capitals cut where another office begins: `KT. CHỦ TỊCH PHÓ CHỦ TỊCH`."""
    cuts = [
        m.start()
        for m in regex.finditer(rf"(?<=\p{{Lu}}\s)(?:(?:KT|TL|TUQ)\.|PHÓ\s(?:TỔNG\s)?(?:{_words('office')}))", text)
    ]
    if (
        not cuts
        and (authority := _authority().match(text)) is not None
        and not text.startswith(("KT", "K/T", "TL", "T/L", "TUQ", "Q"))
    ):
        office = _office().search(text, authority.end() + 3)
        cuts = [office.start()] if office else []
    bounds = [0, *cuts, len(text)]
    return [text[a:b].strip() for a, b in pairwise(bounds) if text[a:b].strip()]


def _name(text: str) -> str | None:
    bare = _rank().sub("", text)
    match = _PERSON.fullmatch(bare)
    if match is None and not _office().search(bare) and not _authority().match(bare):
        match = _PERSON_IN_CAPITALS.fullmatch(bare)
        if match is not None and (_UNIT.match(bare) or regex.search(r"\b(?:NHÂN DÂN|TỈNH|HUYỆN)\b", bare)):
            match = None
    return regex.sub(r"\s+", " ", match["name"]) if match else None


def _recipients(lines: list[str]) -> tuple[str, ...]:
    """The lines of Nơi nhận, what is broken over two joined; nothing after the line `Lưu`, which is the last."""
    items: list[str] = []
    pieces = _recipient_pieces(lines)
    bulleted = any(marked for marked, _ in pieces)
    for marked, piece in pieces:
        filed = bool(items) and _FILED.match(items[-1]) is not None
        goes_on = items and not marked and (bulleted or _OPEN_END.search(items[-1]) or piece[:1].islower())
        if filed and (goes_on or _is_closed(items[-1])):
            break
        if goes_on:
            items[-1] = f"{items[-1]} {piece}"
        else:
            items.append(piece)
    cleaned = (regex.sub(r"\s+", " ", item).strip(" ;,.:/") for item in items)
    return tuple(item for item in cleaned if item)


def _recipient_pieces(lines: list[str]) -> list[tuple[bool, str]]:
    """What stands after the heading, cut at its marks: whether a mark stands before it, and the words."""
    pieces: list[tuple[bool, str]] = []
    begun = False
    for line in lines:
        heading = _HEADING.match(line)
        begun = begun or heading is not None
        rest = line[heading.end() :] if heading else line
        if not begun or not any(c.isalnum() for c in rest):
            continue
        bullet = _BULLET.match(rest)
        first, *others = _INNER_BULLET.split(rest[bullet.end() if bullet else 0 :])
        pieces.append((bullet is not None, first.strip()))
        pieces += [(True, other.strip()) for other in others]
    return pieces


def _is_closed(item: str) -> bool:
    return item.rstrip().endswith((".", ")", ";")) or "," in item
