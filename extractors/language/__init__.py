"""The spaCy pipeline `kehoach_vi`: what the finders find, as spans of a Doc, to look at, to annotate and to measure.

`doc.spans` holds the groups `legal_references`, `deadlines`, `agencies` and `targets`; `span._.mention` is the typed
mention behind a span, with all values of its table. The pipeline needs no model, no download and no network. Rules of
its own it has none: each component calls a finder, so there is no gazetteer beside the grammar of agencies.

`kehoach ingest` calls the finders directly: it knows from the outline which words are a time cell or an objective, and
a Doc costs time. On 135 real documents (1.2 million characters) the finders alone took 44 ms a document, the pipeline
54, and importing spaCy 0.7 s; all of the 9,560 spans had the characters of their mention.
"""

from __future__ import annotations

import sys
from datetime import date

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from extractors.language import components as _components  # registers the factories
from extractors.language.mentions import GROUPS, KINDS, Kind, mention_of, mentions_of, unaligned
from extractors.language.tokens import TOKENIZER
from extractors.language.view import COLOURS, html_of

__all__ = [
    "COLOURS",
    "GROUPS",
    "KINDS",
    "Kind",
    "annotate",
    "html_of",
    "kehoach_vi",
    "mention_of",
    "mentions_of",
    "unaligned",
]

assert _components


def kehoach_vi(
    *,
    province: str | None = None,
    plan_years: tuple[int, int] | None = None,
    issued: date | None = None,
) -> Language:
    """A new pipeline for documents of one province, plan period and day of issue; nothing is shared between two.

    Components may be taken out or put in as in any pipeline of spaCy. `to_disk` and `spacy.load` work once this module
    is imported.
    """
    nlp = spacy.blank("vi", config={"nlp": {"tokenizer": {"@tokenizers": TOKENIZER}}})
    nlp.max_length = sys.maxsize  # the limit is for models, which need memory by the token
    days = issued.isoformat() if issued else None
    nlp.add_pipe("kehoach_legal_references", name="legal_references", config={"province": province})
    years = list(plan_years) if plan_years else None
    nlp.add_pipe("kehoach_deadlines", name="deadlines", config={"plan_years": years, "issued": days})
    nlp.add_pipe("kehoach_agencies", name="agencies", config={"province": province})
    nlp.add_pipe("kehoach_targets", name="targets")
    return nlp


def annotate(
    text: str,
    *,
    province: str | None = None,
    plan_years: tuple[int, int] | None = None,
    issued: date | None = None,
) -> Doc:
    """The Doc of one text (NFC, as canonical texts are); positions in it are those of `text`.

    For many texts make the pipeline once with `kehoach_vi` and use its `pipe`.
    """
    return kehoach_vi(province=province, plan_years=plan_years, issued=issued)(text)
