"""The contract of a document's rows: good rows pass, and each kind of break is found and named."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from schemas import Agency, AgencyMention, Deadline, Document, PlanRecords, Section, Task, Text
from schemas.checks import check_records

TEXT = "I. Nhiệm vụ\nSở Nội vụ báo cáo trước ngày 05/3/2020"
DOCUMENT = Document(
    document_id="d",
    source_path="a.txt",
    source_format="text",
    source_sha256="0",
    source_bytes=1,
    status="ok",
    char_count=len(TEXT),
    pipeline_version="0",
)


def span(words: str) -> dict[str, Any]:
    start = TEXT.index(words)
    return {"document_id": "d", "char_start": start, "char_end": start + len(words), "quote": words}


SECTION = Section(section_id="s", ordinal=0, level=1, kind="tasks", span_end=len(TEXT), **span("I. Nhiệm vụ"))
INNER = Section(
    section_id="i", parent_id="s", ordinal=1, level=2, kind="tasks", span_end=len(TEXT), **span("Sở Nội vụ báo cáo")
)
TASK = Task(task_id="t", section_id="i", ordinal=0, origin="prose", text="báo cáo", page=1, **span("báo cáo"))
LATER = Task(task_id="u", section_id="i", ordinal=1, origin="prose", text="trước", page=1, **span("trước"))
DEADLINE = Deadline(
    deadline_id="x",
    task_id="t",
    section_id="i",
    ordinal=0,
    inherited=False,
    kind="fixed",
    **span("trước ngày 05/3/2020"),
)
GOOD = PlanRecords(
    documents=(DOCUMENT,),
    texts=(Text(document_id="d", text=TEXT),),
    sections=(SECTION, INNER),
    tasks=(TASK, LATER),
    agencies=(Agency(agency_id="so", name="Sở Nội vụ", kind="department", is_collective=False, mention_count=1),),
    agency_mentions=(AgencyMention(mention_id="m", agency_id="so", **span("Sở Nội vụ")),),
    deadlines=(DEADLINE,),
)


def changed(table: str, index: int, **values: object) -> PlanRecords:
    """The good rows with other values in one of them, unchecked."""
    rows = list(getattr(GOOD, table))
    rows[index] = rows[index].model_copy(update=values)
    return GOOD.model_copy(update={table: tuple(rows)})


def test_good_rows() -> None:
    assert check_records(GOOD) == []


BREAKS: list[tuple[str, Callable[[], PlanRecords], str]] = [
    ("no document", lambda: GOOD.model_copy(update={"documents": ()}), "0 rows for one document"),
    ("two documents", lambda: GOOD.model_copy(update={"documents": (DOCUMENT, DOCUMENT)}), "2 rows for one document"),
    ("a row of another", lambda: changed("tasks", 0, document_id="e"), "tasks: a row of another document"),
    ("failed, with rows", lambda: changed("documents", 0, status="failed"), "a failed document has rows"),
    ("no text", lambda: GOOD.model_copy(update={"texts": ()}), "texts: 0 rows"),
    ("wrong length", lambda: changed("documents", 0, char_count=7), "char_count is 7"),
    ("not NFC", lambda: changed("texts", 0, text=TEXT.replace("ộ", "o\u0323\u0302")), "not in Unicode NFC"),
    ("quote elsewhere", lambda: changed("tasks", 0, char_start=0), "tasks t: the quote does not stand at 0–"),
    ("quote changed", lambda: changed("deadlines", 0, quote="Trước"), "deadlines x: the quote does not stand"),
    ("key twice", lambda: changed("tasks", 1, task_id="t"), "tasks t: the key stands twice"),
    ("unknown section", lambda: changed("tasks", 0, section_id="q"), "section_id q is not in sections.section_id"),
    ("unknown agency", lambda: changed("agency_mentions", 0, agency_id="q"), "agency_id q is not in agencies"),
    ("period backwards", lambda: changed("documents", 0, period_start_year=2022, period_end_year=2021), "is after"),
    ("ordinals with a gap", lambda: changed("tasks", 1, ordinal=2), "tasks: the ordinals do not count"),
    ("page goes back", lambda: changed("tasks", 0, page=2), "its page 1 is before the page"),
    (
        "order of the text",
        lambda: changed("tasks", 0, **span("05/3/2020")),
        "tasks u: stands before the row it follows",
    ),
    ("level of the parent", lambda: changed("sections", 1, level=1), "its level 1 is not below its parent's 1"),
    ("out of the parent", lambda: changed("sections", 0, span_end=20), "sections i: it reaches out of its parent"),
    ("ends in its heading", lambda: changed("sections", 1, span_end=15), "its span ends within its heading"),
]


@pytest.mark.parametrize(("records", "says"), [pytest.param(*row[1:], id=row[0]) for row in BREAKS])
def test_breaks(records: Callable[[], PlanRecords], says: str) -> None:
    problems = check_records(records())
    assert any(says in problem for problem in problems), problems


def test_document_cited_may_lie_elsewhere() -> None:
    from schemas import LegalReference

    reference = LegalReference(
        reference_id="r",
        ordinal=0,
        kind="named",
        relation="cites",
        is_self=False,
        canonical_id="c",
        cited_document_id="of another file",
        **span("báo cáo"),
    )
    assert check_records(GOOD.model_copy(update={"legal_references": (reference,)})) == []


def test_failed_document_needs_no_text() -> None:
    assert check_records(PlanRecords(documents=(DOCUMENT.model_copy(update={"status": "failed"}),))) == []
