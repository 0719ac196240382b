"""Gold files: what people have found in a document, in JSON. One file is the gold of one document.

The columns are those of the tables. A column that is left out is null, a list of a task that is left out is empty; a
table that is left out is not judged.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from pipeline.errors import UsageError
from pipeline.evaluation.gold_errors import sentences_of
from schemas import Agency, AgencyMention, Deadline, Document, FormRow, LegalReference, Record, Section, Target, Task
from schemas.findings import Comparator, DeadlineKind, Granularity, Qualifier, Relation
from schemas.structure import SectionKind
from schemas.tasks import ReformArea, TaskOrigin

_SHOWN = 10


class GoldRow(BaseModel):
    """A row of gold. Columns of the table that are not judged may stand in it; other names are noted."""

    model_config = ConfigDict(frozen=True, extra="allow")

    records: ClassVar[tuple[type[Record], ...]] = ()

    def unknown_names(self) -> Iterator[str]:
        """Names that are no column of the table: probably misspelt."""
        known = {name for record in self.records for name in record.model_fields}
        return (name for name in self.model_extra or () if name not in known)


class GoldFinding(GoldRow):
    """A row with the words it was read from, by which its place is found; they may be left out."""

    quote: str | None = None


class GoldDocument(GoldRow):
    """What head and foot of the document say."""

    records = (Document,)

    doc_type: str | None = None
    number: str | None = None
    symbol: str | None = None
    issuer: str | None = None
    province: str | None = None
    issued_date: date | None = None
    issued_year: int | None = None
    issued_month: int | None = None
    title: str | None = None
    period_start_year: int | None = None
    period_end_year: int | None = None
    signer_name: str | None = None
    signer_title: str | None = None


class GoldSection(GoldFinding):
    """A heading of the outline."""

    records = (Section,)

    label: str | None = None
    heading: str | None = None
    kind: SectionKind


class GoldDeadline(GoldFinding):
    """A time at which a task is due."""

    records = (Deadline,)

    kind: DeadlineKind
    qualifier: Qualifier | None = None
    start_date: date | None = None
    end_date: date | None = None
    granularity: Granularity | None = None
    rrule: str | None = None


class GoldTask(GoldFinding):
    """A task, with who is to do it and by when.

    Where its words must not be passed on, `text_sig` and `output_sig` hold the checksums of its words instead
    (`folding.bag`).
    """

    records = (Task,)

    label: str | None = None
    origin: TaskOrigin | None = None
    text: str | None = None
    text_sig: tuple[int, ...] | None = None
    field: str | None = None
    reform_area: ReformArea | None = None
    lead_agencies: tuple[str, ...] = ()
    coordinating_agencies: tuple[str, ...] = ()
    output: str | None = None
    output_sig: tuple[int, ...] | None = None
    deadlines: tuple[GoldDeadline, ...] = ()

    @model_validator(mode="after")
    def _has_words(self) -> GoldTask:
        if not self.text and not self.text_sig:
            raise ValueError("text is missing")
        return self


class GoldReference(GoldFinding):
    """A mention of a legal document."""

    records = (LegalReference,)

    doc_type: str | None = None
    number: str | None = None
    name: str | None = None
    year: int | None = None
    issued_date: date | None = None
    provision: str | None = None
    relation: Relation | None = None
    is_self: bool = False


class GoldTarget(GoldFinding):
    """A quantified goal."""

    records = (Target,)

    comparator: Comparator
    value: float
    unit: str
    year: int | None = None


class GoldForm(GoldFinding):
    """A row of an annexed form."""

    records = (FormRow,)

    label: str | None = None
    indicator: str


class GoldAgency(GoldFinding):
    """An agency that the document names. Of kind `generic` or `position` it names nobody in particular, and is not
    judged."""

    records = (Agency, AgencyMention)

    name: str
    kind: str | None = None


class GoldPlan(BaseModel):
    """The gold of one document. Other names beside these (`purpose`, `doubts`) are the annotators' own notes."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    source: str
    document: GoldDocument | None = None
    sections: tuple[GoldSection, ...] | None = None
    tasks: tuple[GoldTask, ...] | None = None
    legal_references: tuple[GoldReference, ...] | None = None
    targets: tuple[GoldTarget, ...] | None = None
    forms: tuple[GoldForm, ...] | None = None
    agencies: tuple[GoldAgency, ...] | None = None

    def unknown_names(self) -> Iterator[str]:
        """Names in its rows that are no columns, each once, with their table: `tasks: lead_agency`."""
        named: list[tuple[str, tuple[GoldRow, ...]]] = [
            ("document", (self.document,) if self.document else ()),
            ("sections", self.sections or ()),
            ("tasks", self.tasks or ()),
            ("deadlines", tuple(deadline for task in self.tasks or () for deadline in task.deadlines)),
            ("legal_references", self.legal_references or ()),
            ("targets", self.targets or ()),
            ("forms", self.forms or ()),
            ("agencies", self.agencies or ()),
        ]
        found = (f"{table}: {name}" for table, rows in named for row in rows for name in row.unknown_names())
        return iter(dict.fromkeys(found))


def gold_files(path: Path) -> list[Path]:
    """The gold files that a path means: itself, or those of a folder. Raises UsageError when there are none."""
    if path.is_file():
        return [path]
    if not path.is_dir():
        raise UsageError(f"There is no file or folder {path}.")
    files = sorted(path.glob("*.json"))
    if not files:
        raise UsageError(f"{path} holds no gold files (*.json).")
    return files


def read_gold(path: Path) -> GoldPlan:
    """The gold in a file. Raises UsageError with all that is wrong with it, each with its place."""
    content = _content(path)
    try:
        return GoldPlan.model_validate(content)
    except ValidationError as error:
        found = list(sentences_of(error, content))
        more = f"\n  … and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
        listed = "".join(f"\n  {sentence}" for sentence in found[:_SHOWN])
        raise UsageError(f"{path} is no gold file as it should be:{listed}{more}") from error


def _content(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as error:
        raise UsageError(f"{path} is not written in UTF-8; save it as UTF-8.") from error
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise UsageError(f"{path} is no JSON: {error.msg} at {place}.") from error
