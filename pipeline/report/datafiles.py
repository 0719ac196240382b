"""Data that scripts of the pages read: small script files, as a page opened from disk may not fetch anything else."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Generic, TypeVar

from markupsafe import Markup

from pipeline.calendar import DueItem
from pipeline.report.corpus import Entry
from pipeline.report.rules import rule_phrase
from pipeline.report.words import Phrase

T = TypeVar("T", bound=Hashable)

_DUE_PER_FILE = 2000
_LONGEST_TASK = 300


def script(name: str, value: object) -> str:
    """A script that hands a value to the pages under a name. No text in it can end the script or the line."""
    from jinja2.utils import htmlsafe_json_dumps

    safe = htmlsafe_json_dumps(value, ensure_ascii=False, separators=(",", ":"))
    return f'kehoach.put("{name}",{_on_one_line(safe)});\n'


def _on_one_line(text: Markup) -> str:
    """Line ends that JSON allows inside strings and old scripts do not."""
    return str(text).replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


class Lexicon(Generic[T]):
    """Names by their numbers, so that a name that stands in many rows is written once."""

    def __init__(self) -> None:
        self._numbers: dict[T, int] = {}

    def number(self, name: T) -> int:
        """The number of a name, a new one for a new name."""
        return self._numbers.setdefault(name, len(self._numbers))

    def names(self) -> list[T]:
        """All names, in the order of their numbers."""
        return list(self._numbers)


def corpus_script(entries: Sequence[Entry]) -> str:
    """The documents for all scripts: id, name, title, province, year; their numbers are their places in the list."""
    rows = [[entry.document_id, entry.name, entry.title, entry.province, entry.year] for entry in entries]
    return script("corpus", rows)


def deadline_scripts(
    due: Sequence[DueItem], entries: Sequence[Entry], anchors: dict[str, str]
) -> Iterator[tuple[str, str]]:
    """Name and content of the files with all deadlines: by year, some thousand rows each, and a table of contents.

    `anchors` leads from a deadline to its place in the page of its document.
    """
    agencies, rules = Lexicon[str](), Lexicon[Phrase]()
    places = {entry.document_id: number for number, entry in enumerate(entries)}
    contents: list[dict[str, object]] = []
    for year, items in groupby(due, key=lambda item: item.day.year if item.day else 0):
        rows = [_due_row(item, places, agencies, rules, anchors) for item in items]
        files = []
        for number, begin in enumerate(range(0, len(rows), _DUE_PER_FILE)):
            name = f"deadlines-{year}-{number}"
            files.append(name)
            yield f"{name}.js", script(name, rows[begin : begin + _DUE_PER_FILE])
        contents.append({"year": year, "count": len(rows), "files": files})
    said = [[phrase.vi, phrase.en] for phrase in rules.names()]
    yield "deadlines.js", script("deadlines", {"agencies": agencies.names(), "rules": said, "years": contents})


def _due_row(
    item: DueItem, places: dict[str, int], agencies: Lexicon[str], rules: Lexicon[Phrase], anchors: dict[str, str]
) -> list[object]:
    return [
        _iso(item.day),
        places[item.document_id],
        shortened(item.what),
        item.quote,
        [agencies.number(name) for name in item.leads],
        [agencies.number(name) for name in item.partners],
        rules.number(rule_phrase(item.rrule, is_before=item.is_before)) if item.rrule else item.kind,
        anchors.get(item.deadline_id, ""),
    ]


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def shortened(text: str, length: int = _LONGEST_TASK) -> str:
    """A text, cut at a word with an ellipsis when it is too long for a list."""
    if len(text) <= length:
        return text
    return f"{text[:length].rsplit(' ', 1)[0]} …"


def ordered(due: Iterable[DueItem]) -> list[DueItem]:
    """Deadlines by day, those without a day first (year 0)."""
    return sorted(due, key=lambda item: (item.day or date.min, item.province or "", item.document, item.deadline_id))
