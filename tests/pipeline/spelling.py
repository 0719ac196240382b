"""The same text typed in other ways, and what must stay the same: tasks, roles, times, references, targets, head."""

from __future__ import annotations

import random
import re
import textwrap
import unicodedata
from collections.abc import Callable
from typing import Any

from pipeline.evaluation.folding import fold
from schemas import PlanRecords, Task

_OLD, _NEW = "òa óa ỏa õa ọa òe óe ỏe ọe ùy úy ủy ũy ụy", "oà oá oả oã oạ oè oé oẻ oẹ uỳ uý uỷ uỹ uỵ"
_NEWER = dict(zip(_OLD.split(), _NEW.split(), strict=True))
_ENDS_SYLLABLE = re.compile(rf"(?<![qQ])(?:{'|'.join(_NEWER)})(?![a-zà-ỹ])")
_LONE_HYPHEN = re.compile(r"(?m)(?<![-\n^|:])-(?![-|:])")

Typed = Callable[[str], str]

SPELLINGS: dict[str, Typed] = {
    "no-break spaces": lambda t: t.replace(" ", "\u00a0"),
    "a no-break space now and then": lambda t: re.sub(r"(\w+ \w+) ", "\\1\u00a0", t),
    "double spaces": lambda t: re.sub(r"(?<=\w) (?=\w)", "  ", t),
    "letters and marks apart": lambda t: unicodedata.normalize("NFD", t),
    "newer tone marks": lambda t: _ENDS_SYLLABLE.sub(lambda m: _NEWER[m[0]], t),
    "curly quotes": lambda t: re.sub(r'"([^"\n]*)"', r"“\1”", t),
    "straight quotes": lambda t: re.sub("[“”]", '"', t),
    "en dashes": lambda t: _LONE_HYPHEN.sub("–", t),
    "hyphens that do not break": lambda t: _LONE_HYPHEN.sub("\u2011", t),
    "bullets as dashes": lambda t: re.sub(r"(?m)^- ", "– ", t),
    "line ends of Windows": lambda t: t.replace("\n", "\r\n"),
    "characters without width": lambda t: t.replace(" ", " \u200b").replace(", ", ",\u00ad "),
    "spaces at line ends": lambda t: t.replace("\n", "  \n"),
    "letters of items in capitals": lambda t: re.sub(r"(?m)^([a-hđ])\)", lambda m: f"{m[1].upper()})", t),
    "articles in capitals": lambda t: re.sub(r"(?m)^Điều (?=\d)", "ĐIỀU ", t),
}
"""Ways to type a plain text that do not change what it says."""


def wrapped(text: str, width: int) -> str:
    """The text with its paragraphs broken at a width, tables left alone."""
    lines: list[str] = []
    for line in text.split("\n"):
        is_row = "|" in line or "\t" in line
        lines += [line] if is_row or len(line) <= width else textwrap.wrap(line, width, break_on_hyphens=False)
    return "\n".join(lines)


def broken_html(text: str, seed: int) -> str:
    """The page with line ends in place of some of the blanks between its words."""
    chance = random.Random(seed)

    def breaks(match: re.Match[str]) -> str:
        return "".join("\n" if c == " " and chance.random() < 0.2 else c for c in match[0])

    return re.sub(r">[^<]*<", breaks, text)


def values_of(records: PlanRecords) -> dict[str, list[tuple[Any, ...]]]:
    """What the tables say of a document, without the positions and the spelling of its words."""
    times: dict[str | None, list[tuple[Any, ...]]] = {}
    for row in records.deadlines:
        columns = (row.kind, row.qualifier, row.start_date, row.end_date, row.due_date, row.rrule, row.year_source)
        times.setdefault(row.task_id, []).append(columns)
    return {
        "documents": [
            (d.number, d.symbol, d.issuer, d.issued_date, d.period_start_year, d.period_end_year, d.signer_name)
            for d in records.documents
        ],
        "tasks": [
            (fold(t.text).translate(_QUOTES), t.origin, t.action, t.reform_area, *_agencies(t), times.get(t.task_id))
            for t in records.tasks
        ],
        "references": [
            (r.doc_type, r.number, fold(r.name), r.issued_date, r.provision, r.relation, r.canonical_id)
            for r in records.legal_references
        ],
        "targets": [(t.comparator, t.value, t.value_high, t.unit, t.year) for t in records.targets],
    }


def _agencies(task: Task) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return task.lead_agencies, task.coordinating_agencies


_QUOTES = str.maketrans("“”", '""')
