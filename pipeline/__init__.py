"""Everything with input and output: reading files, making the tables, asking them.

What notebooks need is here; each name is loaded when it is first asked for, so that the import takes no time.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.comparison import compare
    from pipeline.document import process_document
    from pipeline.errors import KehoachError, NoTablesError, UsageError
    from pipeline.evaluation import evaluate
    from pipeline.explanation import Explanation, explain
    from pipeline.ingestion import ingest
    from pipeline.matrices import matrix
    from pipeline.query import Tables, open_tables
    from pipeline.summary import IngestSummary

_HOMES = {
    "Explanation": "pipeline.explanation",
    "IngestSummary": "pipeline.summary",
    "KehoachError": "pipeline.errors",
    "NoTablesError": "pipeline.errors",
    "Tables": "pipeline.query",
    "UsageError": "pipeline.errors",
    "compare": "pipeline.comparison",
    "evaluate": "pipeline.evaluation",
    "explain": "pipeline.explanation",
    "ingest": "pipeline.ingestion",
    "matrix": "pipeline.matrices",
    "open_tables": "pipeline.query",
    "process_document": "pipeline.document",
}

__all__ = [
    "Explanation",
    "IngestSummary",
    "KehoachError",
    "NoTablesError",
    "Tables",
    "UsageError",
    "compare",
    "evaluate",
    "explain",
    "ingest",
    "matrix",
    "open_tables",
    "process_document",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
