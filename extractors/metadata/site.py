"""Fields that a web site prints around a document: `Số hiệu: …`, `Ngày ban hành: …`. They fill what the head lacks."""

from __future__ import annotations

from functools import cache

import regex

from extractors import lexicon
from extractors.alternatives import grouped
from extractors.plan_text import PlanText, Table


@cache
def _line() -> regex.Pattern[str]:
    """A line with a known field and its value: `• Số hiệu: 12/KH-UBND`."""
    names = grouped(regex.escape(name) for name in sorted(_columns(), key=len, reverse=True))
    return regex.compile(
        rf"(?:^|[\n\t])[ •*·\-+]{{0,4}}(?=\p{{Lu}})(?P<name>(?i:{names}))\s{{0,3}}(?::|\t|\n(?=\d))\s{{0,3}}"
        r"(?P<value>[^\n\t]{1,300})"
    )


def site_fields(plan: PlanText) -> dict[str, str]:
    """The known fields of a site's block by column (`number`, `issued_date`, `issuer`, `signer_name`, `title`).

    A field that fills no column is passed over. A block is believed when it has at least two of them.
    """
    fields: dict[str, str] = {}
    for match in _line().finditer(plan.text, overlapped=True):
        column = _columns().get(match["name"].casefold())
        value = match["value"].strip(" .;")
        if column and value and value.casefold() not in _EMPTY:
            fields.setdefault(column, value)
    return fields if len(fields) >= 2 else {}


def is_site_field(text: str) -> bool:
    """Whether a paragraph is nothing but a known field of a site's block with its value."""
    return _line().fullmatch(text.strip()) is not None


def is_field_table(plan: PlanText, table: Table) -> bool:
    """Whether a table is a site's block: two of its rows open with the name of a known field."""
    opened = (plan[row[0]].strip(" :•*").casefold() for row in table.rows)
    return sum(name in _columns() for name in opened) > 1


_EMPTY = frozenset({"đang cập nhật", "chưa xác định", "không", "***", "đã biết", "..."})


@cache
def _columns() -> dict[str, str]:
    return {row["field"].casefold(): row["column"] for row in lexicon.rows("site_fields")}
