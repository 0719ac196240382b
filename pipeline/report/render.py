"""Jinja templates with everything escaped, and what they may call."""

from __future__ import annotations

from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING

from pipeline.report import words
from pipeline.report.corpus import original_among
from pipeline.report.dates import day_text

if TYPE_CHECKING:
    from jinja2 import Environment


@cache
def environment() -> Environment:
    """The templates of this package; text is escaped in every one of them, and an unknown name is an error."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader("pipeline.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.globals.update(
        t=words.translated,
        both=words.both,
        word=words.word_or,
        warned=words.warned,
        spoken=words.spoken,
        num=words.number,
        phrase=words.phrase,
        original=original_among,
    )
    made.filters.update(day=day_text, fitted=fitted)
    return made


def rendered(template: str, **values: object) -> str:
    """The page of a template."""
    return environment().get_template(template).render(**values)


_CAPITAL = 1.35
"""How wide a capital is, in small letters."""


def fitted(words: str, width: int) -> str:
    """Words cut with an ellipsis where they are wider than so many small letters, as in a drawing."""
    ends = list(accumulate(_CAPITAL if sign.isupper() else 1.0 for sign in words))
    fitting = sum(end <= width for end in ends)
    return words if fitting == len(words) else f"{words[: max(0, fitting - 2)].rstrip()} …"
