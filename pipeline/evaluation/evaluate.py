"""The tables against a folder of gold files."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from pipeline.errors import UsageError
from pipeline.evaluation.gold import GoldPlan, gold_files, read_gold
from pipeline.evaluation.judge import judge
from pipeline.evaluation.misses import Miss
from pipeline.evaluation.tally import Figures
from pipeline.lookup import records_of
from pipeline.query import Tables
from schemas import AgencyMention, Deadline, FormRow, LegalReference, Section, Target, Task, TaskAgency

GROUNDED = "grounded"
"""The kind of figure that needs no gold: quotes that stand in the text where the row says."""

_FINDINGS = (Section, Task, TaskAgency, AgencyMention, Deadline, LegalReference, Target, FormRow)
"""The tables of what was found; `evidence` quotes the same words again."""


@dataclass(frozen=True, slots=True)
class DocumentScore:
    """The figures of one document by kind. `document_id` is None when the tables do not have it."""

    source: str
    document_id: str | None
    figures: dict[str, Figures]
    misses: tuple[Miss, ...]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The figures of all documents with gold by kind, those of each, and what should be looked at in the gold files.

    `grounded` counts the rows of all documents of the tables, with gold or without.
    """

    figures: dict[str, Figures]
    documents: tuple[DocumentScore, ...]
    notes: tuple[str, ...]

    @property
    def misses(self) -> tuple[Miss, ...]:
        """Every difference, document by document."""
        return tuple(miss for document in self.documents for miss in document.misses)


def evaluate(tables: Tables, gold: str | Path) -> Evaluation:
    """Scores the tables by the gold files of a folder, or by one file.

    A gold file is for the document whose path ends with its `source`. What the gold wants of a document that the
    tables do not have is missing. Raises UsageError when a gold file is not as it should be.
    """
    plans = {path: read_gold(path) for path in gold_files(Path(gold))}
    _check_once(plans)
    paths = _document_paths(tables)
    documents, notes = [], []
    for path, plan in plans.items():
        document_id = _document_of(path, plan.source, paths)
        if document_id is None:
            notes.append(f"{plan.source} is not in the tables; all that its gold wants counts as missing.")
        notes += [f"{path.name}: {name} is no column of the tables; it is not judged." for name in plan.unknown_names()]
        bench = judge(plan, None if document_id is None else records_of(tables, document_id))
        documents.append(DocumentScore(plan.source, document_id, bench.figures, tuple(bench.misses.found)))
    return Evaluation(
        figures={**_summed(document.figures for document in documents), GROUNDED: _grounded(tables)},
        documents=tuple(documents),
        notes=tuple(notes),
    )


def _summed(figures: Iterable[dict[str, Figures]]) -> dict[str, Figures]:
    total: dict[str, Figures] = {}
    for one in figures:
        for kind, value in one.items():
            total[kind] = total.get(kind, Figures()) + value
    return dict(sorted(total.items()))


def _check_once(plans: dict[Path, GoldPlan]) -> None:
    seen: dict[str, Path] = {}
    for path, plan in plans.items():
        if plan.source in seen:
            raise UsageError(f"{seen[plan.source]} and {path} are both the gold of {plan.source}; keep one.")
        seen[plan.source] = path


def _document_paths(tables: Tables) -> list[tuple[PurePosixPath, str]]:
    rows = tables.arrow("select source_path, document_id from documents order by all").to_pylist()
    return [(PurePosixPath(row["source_path"]), row["document_id"]) for row in rows]


def _document_of(gold: Path, source: str, paths: list[tuple[PurePosixPath, str]]) -> str | None:
    """The document that a source names. Raises UsageError when it may be several."""
    parts = PurePosixPath(source).parts
    found = [(path, document_id) for path, document_id in paths if parts and path.parts[-len(parts) :] == parts]
    if len(found) > 1:
        listed = ", ".join(str(path) for path, _ in found)
        raise UsageError(f"{gold}, source: {source} may be {listed}; write more of the path.")
    return found[0][1] if found else None


def _grounded(tables: Tables) -> Figures:
    """How many findings of all documents quote the text at their place."""
    union = " union all ".join(f"select document_id, char_start, char_end, quote from {row.table}" for row in _FINDINGS)
    [row] = tables.arrow(f"""
        select count(*) as total, count(*) filter (
            substring(text, cast(char_start + 1 as bigint), cast(char_end - char_start as bigint)) = quote) as right
        from ({union}) left join texts using (document_id) where char_start is not null
    """).to_pylist()
    return Figures(row["right"], row["total"], row["total"])
