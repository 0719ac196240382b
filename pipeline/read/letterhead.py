"""The head and foot of an instrument in text that keeps the places of words with spaces: two columns, left one first.

Nghị định 30/2020/NĐ-CP, Phụ lục I, IV: issuer and number stand beside Quốc hiệu and date, Nơi nhận beside the
signature.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from extractors import lexicon
from extractors.markers import marker_of
from pipeline.read.grids import begins_head_or_foot

_GAP = regex.compile(r"\s{3,}")
_SLACK = 8
_MOST_LINES = 40
_MOST_BLANK = 7
_TYPES = "|".join(regex.escape(row["type"].upper()) for row in lexicon.rows("doc_types"))
# What stands below both columns: the title of an annex, and the type of the document (ô số 5a).
_ENDS = regex.compile(rf"(?:PHỤ\s?LỤC|Phụ lục|DANH SÁCH|DANH MỤC|BIỂU|MẪU)\b|(?:{_TYPES})[ .:]*$")


@dataclass(frozen=True, slots=True)
class _Part:
    """Words of one column, and where they begin on their line, in characters."""

    begin: int
    text: str


def two_columns(lines: Sequence[str], start: int) -> tuple[list[str], int] | None:
    """The lines of the head or foot that begins at line `start`, left column first, and the line after it."""
    first = _split(lines[start])
    if first is None or not (any(begins_head_or_foot(part.text) for part in first)):
        return None
    left, right = [first[0]], [first[1]]
    index = end = start + 1
    while index < len(lines) and index - start < _MOST_LINES and index - end <= _MOST_BLANK:
        line = lines[index]
        if line.strip():
            if not _add(line, left, right):
                break
            end = index + 1
        index += 1
    return [part.text for part in (*left, *right)], end


def stands_below_head(text: str) -> bool:
    """Whether a line opens what stands below a head or foot: the type of the document or the title of an annex."""
    return text.isupper() and _ENDS.match(text) is not None


def _split(line: str) -> tuple[_Part, _Part] | None:
    """Both parts of a line; None when no gap parts it in two."""
    if "   " not in line and line.isprintable():  # of white space only the space is printable
        return None
    text = line.rstrip()
    begin = len(text) - len(text.lstrip())
    gaps = [gap for gap in _GAP.finditer(text) if gap.start() > begin]
    if len(gaps) != 1:
        return None
    return _Part(begin, text[begin : gaps[0].start()]), _Part(gaps[0].end(), text[gaps[0].end() :])


def _add(line: str, left: list[_Part], right: list[_Part]) -> bool:
    """Take a line into the columns, unless it stands in the middle of the page or opens an annex."""
    border = min(part.begin for part in right)
    parts = _split(line)
    if parts is not None and parts[1].begin >= border - _SLACK:
        left.append(parts[0])
        right.append(parts[1])
        return True
    text = line.strip()
    part = _Part(len(line) - len(line.lstrip()), text)
    if _ENDS.match(text) or _is_numbered(text):
        return False
    if part.begin >= border - _SLACK and part.begin > max(other.begin for other in left) + _SLACK:
        right.append(part)
        return True
    if part.begin + len(text) < border and part.begin <= max(other.begin for other in left) + _SLACK:
        left.append(part)
        return True
    return False


def _is_numbered(text: str) -> bool:
    """Whether a line is a numbered item: none stands in the head or foot."""
    marker = marker_of(text)
    return marker is not None and not marker.is_bullet
