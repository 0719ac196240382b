"""Text to values: pure functions that find what SCHEMA's tables hold, without files and without the network.

Each finder gives its mentions in reading order, with their span in the text and the values of SCHEMA's columns. It is
loaded when it is first asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractors.agencies import find_agencies
    from extractors.deadlines import find_deadlines
    from extractors.legal_references import find_legal_references
    from extractors.targets import find_targets

_HOMES = {
    "find_agencies": "extractors.agencies",
    "find_deadlines": "extractors.deadlines",
    "find_legal_references": "extractors.legal_references",
    "find_targets": "extractors.targets",
}

__all__ = ["find_agencies", "find_deadlines", "find_legal_references", "find_targets"]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
