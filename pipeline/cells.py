"""Values of the tables as text, and columns that fit a width."""

from __future__ import annotations

from datetime import date, datetime


def cell_text(value: object) -> str:
    """A value for people and for CSV: dates as 2021-03-31, lists with semicolons, nothing for null."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case float():
            return f"{value:.15g}"
        case datetime():
            return value.isoformat(sep=" ")
        case date():
            return value.isoformat()
        case list() | tuple():
            return "; ".join(cell_text(item) for item in value)
    return str(value)


def fitted_widths(natural: list[int], room: int, least: int) -> list[int] | None:
    """Widths of columns that fit a room: the widest give way first. None when a column would fall below `least`."""
    widths = list(natural)
    while sum(widths) > room:
        widest = max(widths)
        if widest <= least:
            return None
        number = widths.count(widest)
        below = max((width for width in widths if width < widest), default=0)
        level = max(below, widest - max(1, (sum(widths) - room) // number), least)
        widths = [min(width, level) if width == widest else width for width in widths]
    return widths
