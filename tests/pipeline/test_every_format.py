"""A plan gives the same rows in every format it comes in.

What differs by nature is left out: ids and offsets, pages, the name and the bytes of the file.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from plan_formats import (
    as_doc,
    as_docx,
    as_html,
    as_markdown,
    as_pdf,
    as_pdf_without_rulings,
    as_scan,
    as_text,
    needs_fonts,
    sample_of,
)
from sample_source import Sample, load
from scan_files import needs_ocr

from pipeline import process_document
from pipeline.read import read
from schemas import PlanRecords

ROOT = Path(__file__).resolve().parents[2]
RAW = {path.stem: path for path in sorted((ROOT / "data" / "raw").iterdir())}
SOURCES = {path.stem: path for path in sorted((ROOT / "scripts" / "samples").glob("*.yaml"))}
COLUMNS = {
    "documents": "doc_type number symbol issuer province_code issued_date title period_start_year period_end_year "
    "signer_name signer_title signing_authority recipients status",
    "sections": "level label heading kind",
    "tasks": "label origin text field reform_area lead_agencies coordinating_agencies output deadline_text "
    "start_date end_date",
    "deadlines": "kind qualifier start_date end_date due_date rrule condition applies_to inherited quote",
    "legal_references": "kind doc_type number name issued_date issuer provision relation is_self quote",
    "targets": "comparator value value_high unit subject year quote",
    "forms": "form_title label indicator columns",
}
SCANNED = ("tasks", "deadlines", "legal_references", "targets")
LEAST_OF_A_SCAN = 0.98
"""The share of values in the tables of SCANNED that a scan at 200 dpi has to give exactly; OCR misreads letters."""


@cache
def sample(name: str) -> Sample:
    if name in SOURCES:
        return load(SOURCES[name])
    return sample_of(read(RAW[name].read_bytes()))


@cache
def expected(name: str) -> PlanRecords:
    """The rows of the sample as it lies in data/raw."""
    return process_document(name, RAW[name].read_bytes())


def rows(records: PlanRecords, table: str) -> list[tuple[Any, ...]]:
    return [tuple(getattr(row, column) for column in COLUMNS[table].split()) for row in getattr(records, table)]


every_sample = pytest.mark.parametrize("name", RAW)


@every_sample
@pytest.mark.parametrize("write", [as_text, as_markdown, as_html, as_docx, pytest.param(as_pdf, marks=needs_fonts)])
def test_every_format_gives_the_same_rows(name: str, write: Callable[[Sample], bytes]) -> None:
    records = process_document("plan", write(sample(name)))
    for table in COLUMNS:
        assert rows(records, table) == rows(expected(name), table)


@needs_fonts
@pytest.mark.parametrize("name", ["an-giang-2026-cai-cach-hanh-chinh-2027", "thanh-hoa-2025-phong-chong-thien-tai"])
def test_tables_without_rulings_give_the_same_rows(name: str) -> None:
    """Tables whose cells are not merged: without rulings nothing shows how far a merged cell goes."""
    records = process_document("plan", as_pdf_without_rulings(sample(name)))
    for table in COLUMNS:
        assert rows(records, table) == rows(expected(name), table)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_file_of_word_97_gives_the_same_rows(tmp_path: Path) -> None:
    for name in SOURCES:
        records = process_document("plan", as_doc(sample(name), tmp_path))
        assert records.document.source_format == "doc"
        for table in COLUMNS:
            assert rows(records, table) == rows(expected(name), table)


@needs_ocr
@needs_fonts
@pytest.mark.parametrize("name", SOURCES)
def test_a_scan_gives_nearly_the_same_rows(name: str) -> None:
    records = process_document("plan", as_scan(sample(name)))
    assert (records.document.source_format, records.document.number) == ("pdf_scanned", expected(name).document.number)
    same: list[bool] = []
    for table in SCANNED:
        wanted, found = (rows(source, table) for source in (expected(name), records))
        assert len(found) == len(wanted), table
        same += [a == b for pair in zip(found, wanted, strict=True) for a, b in zip(*pair, strict=True)]
    assert sum(same) >= LEAST_OF_A_SCAN * len(same)


def test_the_samples_have_all_that_is_compared() -> None:
    assert {table for name in RAW for table in COLUMNS if rows(expected(name), table)} == set(COLUMNS)
