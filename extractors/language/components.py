"""The components of `kehoach_vi`: one per finder, each fills one group of `doc.spans`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import regex
from spacy.language import Language
from spacy.tokens import Doc

from extractors.agencies import find_agencies, find_definitions
from extractors.deadlines import find_deadlines
from extractors.language.mentions import keep, mentions_of
from extractors.legal_references import find_legal_references
from extractors.mentions import Mention
from extractors.targets import find_targets

# In a canonical text a line is a paragraph or a row, a tab parts the cells of a row.
_SEGMENT = regex.compile(r"[^\n\t]+")


@dataclass(frozen=True, slots=True)
class LegalReferences:
    """Finds cited documents in the whole text; `province` is whose `UBND tỉnh` is meant."""

    province: str | None

    def __call__(self, doc: Doc) -> Doc:
        """Fills `doc.spans["legal_references"]`."""
        keep(doc, "legal_reference", find_legal_references(doc.text, province=self.province))
        return doc


@dataclass(frozen=True, slots=True)
class Deadlines:
    """Finds deadlines paragraph by paragraph and cell by cell, those of cited documents left out.

    A cell, and a text of one line, may be a period alone (`Quý II/2024`); a paragraph among others is prose.
    """

    plan_years: tuple[int, int] | None
    issued: date | None

    def __call__(self, doc: Doc) -> Doc:
        """Fills `doc.spans["deadlines"]`."""
        text = doc.text
        found: list[Mention] = []
        for start, segment in _segments(text):
            masked = _masked(doc, start, start + len(segment))
            cell = None if _is_cell(text, start, start + len(segment)) else False
            mentions = find_deadlines(segment, plan_years=self.plan_years, issued=self.issued, cell=cell, masked=masked)
            found += [mention.shifted(start) for mention in mentions]
        keep(doc, "deadline", found)
        return doc


@dataclass(frozen=True, slots=True)
class Agencies:
    """Finds agencies in the whole text, with the abbreviations that it defines.

    Those named in a citation count, as in the table `agency_mentions`, unless `masked`.
    """

    province: str | None
    masked: bool

    def __call__(self, doc: Doc) -> Doc:
        """Fills `doc.spans["agencies"]`."""
        text = doc.text
        masked = _masked(doc, 0, len(text)) if self.masked else []
        definitions = find_definitions(text)
        found = find_agencies(text, province=self.province, definitions=definitions, masked=masked)
        keep(doc, "agency", found)
        return doc


@dataclass(frozen=True, slots=True)
class Targets:
    """Finds quantified goals paragraph by paragraph and cell by cell, numbers of cited documents left out.

    A sentence about results looks like a goal: what a section is about is not known here.
    """

    def __call__(self, doc: Doc) -> Doc:
        """Fills `doc.spans["targets"]`."""
        found: list[Mention] = []
        for start, segment in _segments(doc.text):
            masked = _masked(doc, start, start + len(segment))
            for mention in find_targets(segment):
                if not any(a <= mention.start and mention.end <= b for a, b in masked):
                    found.append(mention.shifted(start))
        keep(doc, "target", found)
        return doc


@Language.factory("kehoach_legal_references", default_config={"province": None})
def _legal_references(nlp: Language, name: str, province: str | None) -> LegalReferences:
    return LegalReferences(province)


@Language.factory("kehoach_deadlines", default_config={"plan_years": None, "issued": None})
def _deadlines(nlp: Language, name: str, plan_years: list[int] | None, issued: str | None) -> Deadlines:
    years = (plan_years[0], plan_years[-1]) if plan_years else None
    return Deadlines(years, date.fromisoformat(issued) if issued else None)


@Language.factory("kehoach_agencies", default_config={"province": None, "masked": False})
def _agencies(nlp: Language, name: str, province: str | None, masked: bool) -> Agencies:
    return Agencies(province, masked)


@Language.factory("kehoach_targets")
def _targets(nlp: Language, name: str) -> Targets:
    return Targets()


def _segments(text: str) -> Iterator[tuple[int, str]]:
    return ((match.start(), match[0]) for match in _SEGMENT.finditer(text))


def _is_cell(text: str, start: int, end: int) -> bool:
    """Whether a segment stands in a row of a table, or is all there is."""
    beside = text[max(0, start - 1) : start] + text[end : end + 1]
    return "\t" in beside or "\n" not in beside


def _masked(doc: Doc, start: int, end: int) -> list[tuple[int, int]]:
    """The citations inside a span of the text, counted from its beginning."""
    cited = mentions_of(doc, "legal_reference")
    return [(m.start - start, m.end - start) for m in cited if m.start >= start and m.end <= end]
