"""Where words stand in a document: on which page, under which headings."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from schemas import PlanRecords, Section


@dataclass(frozen=True, slots=True)
class Words:
    """Words of a document and where they stand.

    `char_start` and `char_end` are code points of the canonical text, end exclusive. `pages` is one page, or the first
    and last of those between which the words stand when the tables do not tell it closer; empty without pages. `path`
    are the headings over them, outermost first.
    """

    quote: str
    char_start: int
    char_end: int
    pages: tuple[int, ...]
    path: tuple[str, ...]


class TextPlaces:
    """The pages and headings of a document, by position in its text."""

    def __init__(self, records: PlanRecords) -> None:
        self._text = records.texts[0].text if records.texts else ""
        self._sections = {section.section_id: section for section in records.sections}
        self._page_count = records.document.page_count
        known = sorted(
            [(section.char_start, section.page) for section in records.sections if section.page]
            + [(task.char_start, task.page) for task in records.tasks if task.page]
        )
        self._starts = [start for start, _ in known]
        self._pages = [page for _, page in known]

    def words(self, start: int, end: int) -> Words:
        """The words of a span with their place."""
        return Words(self._text[start:end], start, end, self.pages(start), self.path(start))

    def pages(self, position: int) -> tuple[int, ...]:
        """The page of a position: that of the headings and tasks around it, or the two pages it stands between."""
        if not self._page_count:
            return ()
        before = bisect_right(self._starts, position)
        after = bisect_left(self._starts, position)
        first = self._pages[before - 1] if before else 1
        last = self._pages[after] if after < len(self._pages) else self._page_count
        return tuple(dict.fromkeys((min(first, last), max(first, last))))

    def path(self, position: int) -> tuple[str, ...]:
        """The headings over a position, outermost first; a heading is not over itself."""
        holding = [s for s in self._sections.values() if s.char_end <= position < s.span_end]
        return tuple(map(heading_of, sorted(holding, key=lambda s: s.level)))

    def over(self, section_id: str | None) -> Iterator[Section]:
        """A section and those that hold it, innermost first."""
        while section_id is not None:
            section = self._sections[section_id]
            yield section
            section_id = section.parent_id

    def path_of_section(self, section_id: str | None) -> tuple[str, ...]:
        """The headings of a section and of those that hold it, outermost first."""
        return tuple(reversed([heading_of(section) for section in self.over(section_id)]))


def heading_of(section: Section) -> str:
    """A heading with its number as it is written: `II. NHIỆM VỤ`; the first line of a section without both."""
    label = section.label
    dotted = f"{label}." if label and label[-1].isalnum() and " " not in label else label
    return " ".join(" ".join(part for part in (dotted, section.heading) if part).split()) or section.quote
