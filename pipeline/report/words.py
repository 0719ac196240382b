"""What the pages say, in Vietnamese and English: both stand in the page, and the reader chooses without a reload."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from markupsafe import Markup

Language = Literal["vi", "en"]
_THOUSAND = 1000


@dataclass(frozen=True, slots=True)
class Phrase:
    """The same words in both languages."""

    vi: str
    en: str

    def filled(self, **values: object) -> Phrase:
        """The phrase with its blanks filled: `{n} nhiệm vụ`."""
        if not values:
            return self
        english = {name: f"{value:,}" if isinstance(value, int) else value for name, value in values.items()}
        vietnamese = {name: _vietnamese(value) if isinstance(value, int) else value for name, value in values.items()}
        return Phrase(self.vi.format(**vietnamese), self.en.format(**english))


@cache
def phrases() -> dict[str, Phrase]:
    """All phrases by their keys, from words.csv."""
    text = files("pipeline.report").joinpath("words.csv").read_text(encoding="utf-8")
    return {row["key"]: Phrase(row["vi"], row["en"]) for row in csv.DictReader(text.splitlines())}


def phrase(key: str, **values: object) -> Phrase:
    """The phrase of a key. Raises KeyError for an unknown one, so that no page is written with a hole."""
    return phrases()[key].filled(**values)


def translated(key: str, **values: object) -> Markup:
    """The phrase in both languages as HTML; the style sheet shows one."""
    return both(phrase(key, **values))


def phrase_or(prefix: str, value: str) -> Phrase:
    """The phrase for a value of the tables (`deadline_kind.fixed`); a value without one stands as it is."""
    return phrases().get(f"{prefix}.{value}") or Phrase(value, value)


def word_or(prefix: str, value: str) -> Markup:
    """The same as HTML."""
    return both(phrase_or(prefix, value))


def both(said: Phrase) -> Markup:
    """A phrase in both languages as HTML."""
    if said.vi == said.en:
        return Markup.escape(said.vi)
    return Markup('<span class="l-vi" lang="vi">{}</span><span class="l-en" lang="en">{}</span>').format(
        said.vi, said.en
    )


_PAGES = re.compile(r"(?i)\bpages? (\d[\d, –-]*(?:and \d+)?)")
_QUOTED = re.compile(r": (?P<words>[^;]+?)[.;]")
_QUOTING = frozenset({"day_blank", "impossible_day"})
"""The warnings whose sentence quotes the document after a colon."""


def warned(code: str, sentence: str) -> Markup:
    """The sentence of a warning; in Vietnamese its pages and what it quotes, as its name says the rest."""
    pages = _PAGES.search(sentence)
    told = [f"Trang {pages[1].replace('and', 'và').strip()}"] if pages else []
    if code in _QUOTING and (quoted := _QUOTED.search(sentence)) is not None:
        told.append(f"“{quoted['words']}”")
    return both(Phrase(f"{'; '.join(told)}." if told else "", sentence))


def spoken(key: str, **values: object) -> Markup:
    """An `aria-label` in Vietnamese, with what the script needs to say it in English."""
    said = phrase(key, **values)
    return Markup('aria-label="{}" data-label-vi="{}" data-label-en="{}"').format(said.vi, said.vi, said.en)


def number(value: int) -> Markup:
    """A number with its thousands parted: 1.234 in Vietnamese, 1,234 in English."""
    return both(Phrase(_vietnamese(value), f"{value:,}")) if abs(value) >= _THOUSAND else Markup(str(value))


def _vietnamese(value: int) -> str:
    return f"{value:,}".replace(",", ".")
