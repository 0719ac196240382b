"""The search over all tasks, without a server: which words stand in which tasks, in files of bounded size.

Words count without case and marks (`thu tuc` finds thủ tục). The tasks with a word are written as gaps between their
numbers in base 36; the newest plans have the lowest numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.matching import plain
from pipeline.report.corpus import Entry
from pipeline.report.datafiles import Lexicon, script, shortened

_TASKS_PER_FILE = 250
_LARGEST_FILE = 200_000
"""Characters of postings; a first letter with more is parted by the second one."""

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Found:
    """A task as the search shows it, and where it leads."""

    document_id: str
    anchor: str
    text: str
    leads: tuple[str, ...]
    partners: tuple[str, ...]
    output: str
    deadline: str


def search_scripts(tasks: Sequence[Found], entries: Sequence[Entry]) -> Iterator[tuple[str, str]]:
    """Name and content of the files of the search. The tasks are in the order of their documents."""
    places = {entry.document_id: number for number, entry in enumerate(entries)}
    postings = _postings(tasks, {entry.document_id: entry for entry in entries})
    names = []
    for key, part in _parts(postings):
        names.append(key)
        yield f"words-{key}.js", script(f"words-{key}", {word: _gaps(numbers) for word, numbers in part.items()})
    for number, begin in enumerate(range(0, len(tasks), _TASKS_PER_FILE)):
        yield f"tasks-{number}.js", script(f"tasks-{number}", _chunk(tasks[begin : begin + _TASKS_PER_FILE]))
    counts = [0] * len(entries)
    for task in tasks:
        counts[places[task.document_id]] += 1
    contents = {"tasks": len(tasks), "perFile": _TASKS_PER_FILE, "words": names, "perDocument": counts}
    yield "search.js", script("search", contents)


def _postings(tasks: Sequence[Found], entries: dict[str, Entry]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for number, task in enumerate(tasks):
        entry = entries[task.document_id]
        parts = (task.text, *task.leads, *task.partners, task.output, task.deadline, entry.name, entry.province)
        for word in sorted({word for part in parts for word in plain(part).split()}):
            found.setdefault(word, []).append(number)
    return found


def _parts(postings: dict[str, list[int]]) -> Iterator[tuple[str, dict[str, list[int]]]]:
    """The words by their first letter; by their first two where that would be a large file."""
    by_letter: dict[str, dict[str, list[int]]] = {}
    for word in sorted(postings):
        by_letter.setdefault(_file_key(word[:1]), {})[word] = postings[word]
    for key, words in by_letter.items():
        if sum(len(numbers) for numbers in words.values()) * 2 <= _LARGEST_FILE:
            yield key, words
            continue
        finer: dict[str, dict[str, list[int]]] = {}
        for word, numbers in words.items():
            finer.setdefault(_file_key(word[:2]), {})[word] = numbers
        yield from finer.items()


def _file_key(beginning: str) -> str:
    """A file name for a beginning of words: letters and digits of ASCII as they are, others by their numbers."""
    return "".join(c if c.isascii() and c.isalnum() else f"u{ord(c):x}" for c in beginning)


def _gaps(numbers: Iterable[int]) -> str:
    gaps = []
    before = -1
    for number in numbers:
        gaps.append(_base36(number - before))
        before = number
    return " ".join(gaps)


def _base36(number: int) -> str:
    digits = ""
    while number:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
    return digits or "0"


def _chunk(tasks: Sequence[Found]) -> dict[str, object]:
    agencies = Lexicon[str]()
    rows = [
        [
            task.anchor,
            shortened(task.text, 600),
            [agencies.number(name) for name in task.leads],
            [agencies.number(name) for name in task.partners],
            shortened(task.deadline),
        ]
        for task in tasks
    ]
    return {"agencies": agencies.names(), "rows": rows}
