"""Items of a list in a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.table import Table
    from rich.text import Text


def bulleted(text: Text) -> Table:
    """A text behind a dash, its further lines under its first word."""
    from rich.table import Table

    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(width=1)
    grid.add_column()
    grid.add_row("-", text)
    return grid


def shortened(text: str, length: int) -> str:
    """A text on one line, cut where it is longer than `length` characters."""
    plain = " ".join(text.split())
    return plain if len(plain) <= length else f"{plain[: length - 1].rstrip()}…"
