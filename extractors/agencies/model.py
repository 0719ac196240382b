"""What the agency extractor knows of a document and what it gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from extractors.mentions import AgencyMention
from extractors.values import value_class


@value_class(frozen=True, slots=True)
class Definitions:
    """Abbreviations that a document defines, and the fullest form of its councils and working groups.

    `abbreviations` maps the short form to the long one; `full_names` a canonical name that is the beginning of exactly
    one longer one to that.
    """

    abbreviations: Mapping[str, str] = field(default_factory=dict)
    full_names: Mapping[str, str] = field(default_factory=dict)


@value_class(frozen=True, slots=True)
class Roles:
    """Lead and coordinating agencies that one item of prose names; positions are those of the item's text.

    `addressed_too`: only a later sentence has a subject of its own, so the agency that the heading addresses acts too.
    """

    lead: tuple[AgencyMention, ...] = ()
    coordinating: tuple[AgencyMention, ...] = ()
    addressed_too: bool = False
