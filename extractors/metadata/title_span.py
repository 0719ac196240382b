"""Where a title begins and ends: between the name of the type and the preamble, legal bases or the first heading."""

from __future__ import annotations

from functools import cache

import regex

from extractors.markers import marker_of
from extractors.metadata.words import alternatives
from extractors.parts import is_capitals
from extractors.plan_text import Paragraph, PlanText

_MERGED_PREAMBLE = regex.compile(
    r"""
    (?<=[\p{Ll}\d”"]) \s
    (?= (?:Căn\scứ|Thực\shiện|(?:Triển\skhai|Tiếp\stục)\sthực\shiện|Theo|Để|Nhằm) \s [^.;]{0,80}
        (?:số\s?\d|Luật|Nghị\squyết|Chỉ\sthị|Quyết\sđịnh|Kế\shoạch|Công\svăn|Giấy\smời|Văn\sbản|Chương\strình) )
    """,
    regex.VERBOSE,
)
_NAME_BEFORE = regex.compile(r"(?:hoạch|trình|định|việc|khai|và|án|đoạn|,)\s{0,2}$")
_ATTACHED = regex.compile(r"\(\s?(?:[Bb]an hành )?[Kk]èm theo\b")
_NOTE = regex.compile(r"\s{0,3}\(?\s?(?:[Bb]an hành )?(?:[Kk]èm theo|đính kèm|Dự thảo|DỰ THẢO)|\s{0,3}\(")
_BRACKETED = regex.compile(r"\s{0,3}\(\s?(?:Dự thảo|DỰ THẢO)[^()]{0,40}\)\s{0,3}")
_FOLLOWER = regex.compile(r"\s{0,3}(?:Căn cứ|Kính gửi)")
_OPEN_END = regex.compile(r"(?:,|\b(?:của|và|về|tại|theo|các|trên|địa bàn|tỉnh|giai đoạn))$")
_SIGNED_TYPES = frozenset({"Quyết định", "Nghị quyết", "Chỉ thị", "Nghị định", "Thông tư", "Công điện", "Quy định"})
_TOKEN = regex.compile(r"\S+")
_HEADING_IN_CAPITALS = regex.compile(r"\s(?:I|A|1)\s?[.)/](?=\s)")


@cache
def _preamble() -> regex.Pattern[str]:
    return regex.compile(rf"\s{{0,3}}(?:[-–]\s?)?(?:{alternatives('preamble')})")


@cache
def _authority() -> regex.Pattern[str]:
    return regex.compile(
        rf"(?<!(?:CỦA|DO|VÀ|,|PHÓ)\s{{0,2}})\b(?:QUYỀN\s|Q\.\s?)?(?:{alternatives('authority')})\b[^,;.:“”\"]{{0,90}}$"
    )


def opens_preamble(text: str) -> bool:
    """Whether a paragraph is the first of a preamble: `Căn cứ Luật …`, `Thực hiện Quyết định số …`."""
    return _preamble().match(text) is not None


def title_after(plan: PlanText, position: int, doc_type: str, end: int) -> tuple[int, int] | None:
    """The span of the title that begins at `position`, right after the name of the type."""
    first: tuple[int, int] | None = None
    last = position
    capitals = False
    segments = _segments(plan, position, end)
    for index, (start, stop, bold) in enumerate(segments):
        text = plan.text[start:stop]
        if not any(c.isalpha() for c in text):
            continue
        if first is None:
            if _BRACKETED.fullmatch(text):
                continue
            if _NOTE.match(text) or _FOLLOWER.match(text):
                return None
            first = (start, stop)
            capitals = is_capitals(text[:40]) or is_capitals(" ".join(text.split()[:4]))
        elif (
            capitals != is_capitals(text)
            or _breaks_off(text, doc_type)
            or (not capitals and not _continues(plan, segments, index, bold))
        ):
            break
        cut = _cut(text, doc_type, capitals=capitals)
        last = start + cut
        if cut < len(text.rstrip()):
            break
    if first is None:
        return None
    begin = first[0] + len(plan.text[first[0] : last]) - len(plan.text[first[0] : last].lstrip(" :.-–\n"))
    stripped = plan.text[begin:last].rstrip(" .:;,\n-–_*")
    return (begin, begin + len(stripped)) if stripped else None


def _segments(plan: PlanText, position: int, end: int) -> list[tuple[int, int, bool]]:
    segments = []
    for block in plan.blocks:
        if block.end <= position or (block.start >= end and block.start > position):
            continue
        if not isinstance(block, Paragraph):
            break
        segments.append((max(block.start, position), block.end, block.bold))
        if len(segments) > 8:
            break
    return segments


def _breaks_off(text: str, doc_type: str) -> bool:
    """Whether a later paragraph belongs to the title no more: a note, an item, who signs, a preamble."""
    if _NOTE.match(text) or marker_of(text) or _FOLLOWER.match(text):
        return True
    if is_capitals(text):
        return doc_type in _SIGNED_TYPES and _authority().match(text.strip()) is not None
    return opens_preamble(text)


def _continues(plan: PlanText, segments: list[tuple[int, int, bool]], index: int, bold: bool) -> bool:
    """Whether a paragraph in small letters goes on with the title in the one before it."""
    start, stop, _ = segments[index]
    before_start, before_stop, before_bold = segments[index - 1]
    text, before = plan.text[start:stop].strip(), plan.text[before_start:before_stop].rstrip()
    if len(text) > 220 or text.endswith((".", ":", ";")) or before.endswith((".", ":", ";")):
        return False
    if text[0].islower() or _OPEN_END.search(before):
        return True
    if bold or before_bold:
        return bold and before_bold
    following = plan.text[segments[index + 1][0] : segments[index + 1][1]] if index + 1 < len(segments) else ""
    return bool(_preamble().match(following))


def _cut(text: str, doc_type: str, *, capitals: bool) -> int:
    """Where the title ends inside a paragraph that goes on with something else."""
    if capitals:
        attached = _ATTACHED.search(text)
        if attached is not None and attached.start() > 5:
            text = text[: attached.start()]
        end = _end_of_capitals(text)
        heading = _HEADING_IN_CAPITALS.search(text, 0, end + 3)
        if heading is not None and heading.start() > 10:
            end = min(end, heading.start())
        if doc_type in _SIGNED_TYPES:
            authority = _authority().search(text[:end].rstrip())
            if authority is not None and authority.start() > 5:
                end = authority.start()
        return end
    if doc_type in _SIGNED_TYPES:
        authority = _authority().search(text.rstrip())
        if authority is not None and authority.start() > 5 and is_capitals(text[authority.start() :]):
            return authority.start()
    for match in _MERGED_PREAMBLE.finditer(text):
        if not _NAME_BEFORE.search(text, 0, match.start()) and len(text) - match.end() > 60:
            return match.start()
    return len(text.rstrip())


def _end_of_capitals(text: str) -> int:
    """The end of the run of words in capitals at the beginning of `text`; numbers and signs belong to it."""
    end = 0
    for token in _TOKEN.finditer(text):
        word = token[0]
        letters = [c for c in word if c.isalpha()]
        if any(c.islower() for c in letters) and not any(c.isdigit() or c == "/" for c in word):
            break
        end = token.end()
    else:
        return len(text.rstrip())
    return len(text[:end].rstrip())
