"""The foot: Nơi nhận and the signature (Nghị định 30/2020/NĐ-CP, Phụ lục I, II.7 to II.9).

The two stand side by side on paper. A converted file gives one after the other, both in each line, or all in one.
"""

from __future__ import annotations

from dataclasses import dataclass

import regex

from extractors.metadata.person import closing_person, leading_person, person_of
from extractors.metadata.recipients import BULLET, HEADING, recipients_of
from extractors.metadata.signature import SIGNED, opening_words, signature_of
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


_LINE = regex.compile(r"[^\n]+")
_NEXT_PART = regex.compile(
    r"(?<=\bLưu\b.{3,200})\s(?:P[Hh][Ụụ]\s?[Ll][Ụụ][Cc]|KẾ HOẠCH|CHƯƠNG TRÌNH|ĐỀ ÁN|DANH (?:SÁCH|MỤC))\b"
)
_HAND = regex.compile(r"(?<=[;.)])\s{1,4}(?=[\[(]\s?[ĐđKk][ãýÃÝ]\s)")


def foot_of(plan: PlanText, parts: tuple[Part, ...]) -> Foot | None:
    """The foot of the first instrument, None when the file has none before its first annex."""
    for index, part in enumerate(parts):
        if part.kind == "annex" and part.first > 0:
            return None
        if part.kind == "foot":
            foot = read_foot(plan, _lines(plan, part.first, part.last))
            if foot is None or foot.name is not None or index + 1 == len(parts) or parts[index + 1].kind == "annex":
                return foot
            longer = read_foot(plan, _lines(plan, part.first, min(part.last + 4, parts[index + 1].last)))
            return longer if longer is not None and longer.name is not None else foot
    return _foot_in_table(plan, parts[0].last if parts else 0)


def _foot_in_table(plan: PlanText, last_block: int) -> Foot | None:
    """The foot of an instrument whose Nơi nhận stands in a cell of a table."""
    for index, block in enumerate(plan.blocks[:last_block]):
        if not isinstance(block, Paragraph) and any(HEADING.match(plan[cell]) for cell in block.cells):
            return read_foot(plan, _lines(plan, index, index + 1))
    return None


def read_foot(plan: PlanText, lines: list[tuple[int, int]]) -> Foot | None:
    """The foot that stands in `lines`, spans of the text."""
    if not lines:
        return None
    texts = [_without_next_part(plan.text[start:stop]) for start, stop in lines]
    recipients, signature = _apart(texts)
    found = signature_of(signature)
    name = found.name
    if name is None:
        recipients, name = _without_names(recipients)
    bounds = [position for line in lines for position in line]
    return Foot(min(bounds), max(bounds), recipients_of(recipients), found.authority, found.title, name)


def _lines(plan: PlanText, first: int, last: int) -> list[tuple[int, int]]:
    """The lines of a foot; those of a table column after column, as they are meant to be read."""
    lines: list[tuple[int, int]] = []
    for block in plan.blocks[first:last]:
        cells = [block] if isinstance(block, Paragraph) else sorted(block.cells, key=lambda c: (c.column, c.row))
        for cell in cells:
            lines += [
                (cell.start + m.start(), cell.start + m.end()) for m in _LINE.finditer(plan.text[cell.start : cell.end])
            ]
    return lines


def _without_next_part(text: str) -> str:
    """A line without the title of an annex or of an attached plan that a conversion ran on to it."""
    following = _NEXT_PART.search(text)
    return text[: following.start()] if following else text


def _apart(texts: list[str]) -> tuple[list[str], list[str]]:
    """The lines of Nơi nhận and those of the signature; a line that holds both columns is cut in two."""
    recipients: list[str] = []
    signature: list[str] = []
    for text in texts:
        if not signature and not recipients and person_of(text) is not None:
            continue
        hand = _HAND.search(text)
        if hand is not None:
            text = text[: hand.start()]
        cut = _signature_within(text)
        if cut is None:
            of_signature = bool(signature) and not BULLET.match(text) and not HEADING.match(text)
            (signature if of_signature or SIGNED.fullmatch(text) else recipients).append(text)
            continue
        end = _end_of_capitals(text, cut)
        before, rest = text[:cut], text[end:]
        signature.append(text[cut:end].strip())
        signer = leading_person(rest)
        if signer is not None and (not before.strip() or not rest[signer[1] :].strip(" ./")):
            signature.append(rest[: signer[1]].strip())
            rest = ""
        if before.strip():
            recipients.append(before + rest)
        elif rest.strip():
            (recipients if HEADING.match(rest) or BULLET.match(rest) else signature).append(rest.strip())
    return recipients, signature


def _without_names(recipients: list[str]) -> tuple[list[str], str | None]:
    """Lines of Nơi nhận without a name that the right column left at the end of one, and the first such name."""
    lines: list[str] = []
    name: str | None = None
    for line in recipients:
        found = closing_person(line)
        lines.append(line[: found[0]] if found else line)
        name = name or (found[1] if found else None)
    return lines, name


def _signature_within(text: str) -> int | None:
    """Where in a line the words of authority or office begin, in capitals; None when they do not stand in it."""
    match = opening_words().search(text)
    return match.start() if match else None


def _end_of_capitals(text: str, start: int) -> int:
    """The end of the run of capitals; a dash ends it where the line begins with the heading of Nơi nhận."""
    headed = HEADING.match(text) is not None
    end = start
    for token in regex.finditer(r"\S+", text[start:]):
        if any(c.islower() for c in token[0]) or (headed and end > start and token[0] in {"-", "–", "+", "•"}):
            break
        if any(c.isalpha() for c in token[0]):
            end = start + token.end()
    return end
