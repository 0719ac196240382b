"""A text as the grammar of names reads it, with the way back to the text itself."""

from __future__ import annotations

import re
from bisect import bisect_right

from extractors.tones import older_tones
from extractors.values import value_class

_ALIKE = dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-") | dict.fromkeys("“”„", '"')
_WHITE = re.compile(r"\s(?:\s+|(?<![ \n]))")
_BREAKS = re.compile(r"[\n\r\v\f\u2028\u2029]")
CELL_END = "|"


@value_class(frozen=True, slots=True)
class View:
    """A text with one kind of dash, tone marks on the older place, and one character for a run of white space.

    The run is a bar where it holds a tab, the end of a cell, which no name goes over; a line break where it holds a
    break, else a space: names may be broken over two lines, but an open-ended name ends there.
    """

    text: str
    _starts: tuple[int, ...]
    _shifts: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a span of the view, whose first and last characters are no white space, stands in the text."""
        return self._source(start), self._source(end - 1) + 1

    def _source(self, position: int) -> int:
        return position + self._shifts[bisect_right(self._starts, position) - 1]


def _mark(white: str) -> str:
    if "\t" in white:
        return CELL_END
    return "\n" if _BREAKS.search(white) else " "


def view_of(text: str) -> View:
    """The view of a text in NFC."""
    alike = text
    for mark, plain in _ALIKE.items():
        alike = alike.replace(mark, plain)
    alike = older_tones(alike)
    pieces: list[str] = []
    starts, shifts = [0], [0]
    position = length = 0
    for run in _WHITE.finditer(alike):
        pieces += (alike[position : run.start()], _mark(run[0]))
        length += run.start() - position + 1
        position = run.end()
        if run.end() - run.start() > 1:
            starts.append(length)
            shifts.append(position - length)
    pieces.append(alike[position:])
    return View("".join(pieces), tuple(starts), tuple(shifts))
