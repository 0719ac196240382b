"""From the bytes of one document to all its rows: the heart of the pipeline, without paths, globals or the network."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from extractors.plan_text import PlanText
from pipeline.analysis import Analysis, analyse
from pipeline.assemble import Source, assemble
from pipeline.canonical import canonical
from pipeline.failures import failed_records
from pipeline.layout import Layout, Notice
from pipeline.read import UnreadableError, read
from schemas import PlanRecords
from schemas.checks import check_records


@dataclass(frozen=True, slots=True)
class Stages:
    """What each stage made of a document, for those who want to look between them."""

    layout: Layout
    plan: PlanText
    analysis: Analysis


def source_of(name: str, content: bytes) -> Source:
    """The identity of a document: its id is made from the SHA-256 of its content."""
    return Source(name, hashlib.sha256(content).hexdigest(), len(content))


def stages_of(content: bytes) -> Stages:
    """The stages of reading a document; raises UnreadableError when nothing of it can be read."""
    layout = read(content)
    plan = canonical(layout)
    return Stages(layout, plan, analyse(plan))


def process_document(name: str, content: bytes) -> PlanRecords:
    """All rows of one document. A document that cannot be read is one row of `documents` with status `failed`.

    `name` becomes `source_path`; it decides nothing else. The same bytes give the same rows.
    """
    source = source_of(name, content)
    try:
        stages = stages_of(content)
    except UnreadableError as error:
        return failed_records(source.document_id, name, source.sha256, source.size, Notice(error.code, str(error)))
    records = assemble(source, stages.layout, stages.plan, stages.analysis)
    problems = check_records(records)
    if not problems:
        return records
    notices = tuple(str(Notice("contract", problem)) for problem in problems)
    document = records.document.model_copy(update={"warnings": (*records.document.warnings, *notices)})
    return records.model_copy(update={"documents": (document,)})
