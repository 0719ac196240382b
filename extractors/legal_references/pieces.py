"""Pieces that the patterns of references share.

Patterns are written with plain spaces; `spaced` lets each of them be a few blanks, a no-break space or a line break. A
tab is the border of a cell and is never passed over. Runs of blanks are bounded, so that hostile text costs no time.
"""

from __future__ import annotations

GAP = r"[^\S\t]{1,3}"
"""What stands between two words."""
MAYBE_GAP = r"(?:[^\S\t]|<br>){0,3}"
"""What may stand around a dash, slash or colon: also the line break of a Markdown cell."""
MARKS = r"[*_]{0,3}"
"""Markdown's marks of emphasis."""


def spaced(pattern: str) -> str:
    """The pattern with every plain space standing for a `GAP`."""
    return pattern.replace(" ", GAP)
