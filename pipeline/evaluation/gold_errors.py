"""What is wrong with a gold file, in sentences that say where and what should stand there."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

_LONGEST_VALUE = 40
# What should stand there, by the beginning of pydantic's name of the error.
_WANTED = {
    "string": "should be text in quotes",
    "int": "should be a whole number",
    "float": "should be a number",
    "bool": "should be true or false",
    "date": "should be a day such as 2026-12-31",
    "tuple": "should be a list in [ ]",
    "list": "should be a list in [ ]",
    "model": "should be an object in { }",
}


def sentences_of(error: ValidationError, content: Any) -> Iterator[str]:
    """One sentence for each thing wrong; rows are counted from 1, and tasks named by their label too."""
    for detail in error.errors(include_url=False):
        place = _place(detail["loc"], content)
        yield f"{place}: {_sentence(detail)}" if place else _sentence(detail)


def _sentence(detail: ErrorDetails) -> str:
    kind = detail["type"]
    if kind == "missing":
        return "is missing"
    if kind == "value_error":
        return str(detail["ctx"]["error"])
    value = _shown(detail["input"])
    if kind == "literal_error":
        return f"{value} is none of {detail['ctx']['expected'].replace(' or ', ', ')}"
    wanted = next((words for name, words in _WANTED.items() if kind.startswith(name)), None)
    return f"{value} {wanted}" if wanted else f"{value}: {detail['msg']}"


def _place(path: tuple[int | str, ...], content: Any) -> str:
    """`tasks 4 (label 2.1), deadlines 1, kind`."""
    parts: list[str] = []
    value = content
    for step in path:
        value = _inside(value, step)
        if isinstance(step, int) and parts:
            label = value.get("label") if isinstance(value, dict) else None
            parts[-1] += f" {step + 1}" + (f" (label {label})" if label else "")
        else:
            parts.append(str(step))
    return ", ".join(parts)


def _inside(value: Any, step: int | str) -> Any:
    try:
        return value[step]
    except (KeyError, IndexError, TypeError):
        return None


def _shown(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= _LONGEST_VALUE else f"{text[:_LONGEST_VALUE]}…"
