"""The verbs with which plans assign work: `xây dựng`, `tổ chức`, `rà soát`.

They are rows of `lexicon/action_verbs.csv`. `role` is `action`; `stress` for a verb that says how hard to do what
follows, and is the action only where no verb follows (`tăng cường kiểm tra` is `kiểm tra`, `tăng cường kỷ luật` is
`tăng cường`); `adverb`; `order` for what the issuer does to the body that acts; `basis`. A word before one of
`not_before` is a noun: `Chi cục`, `Cấp xã`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, cast

import regex

from extractors import lexicon
from extractors.alternatives import any_of
from extractors.scanning import LETTER
from extractors.tones import older_tones
from extractors.values import value_class

VerbRole = Literal["action", "stress", "adverb", "order", "basis"]

_WORDS = regex.compile(r"\p{L}+(?:\s{1,3}\p{L}+){0,3}")
# `Hướng dẫn của Sở Nội vụ` is a thing.
_NOUN_AFTER = regex.compile(r"\s{1,3}của(?!\p{L})", regex.IGNORECASE)
_SPACE = regex.compile(r"[,\s]{1,3}(?:và\s{1,3})?")
_ADVERBS_BEFORE = 2


@value_class(frozen=True, slots=True)
class Verb:
    """A verb of the lexicon in its standard spelling, and its span in the text."""

    name: str
    role: VerbRole
    start: int
    end: int


@cache
def _lexicon() -> dict[str, tuple[VerbRole, regex.Pattern[str] | None]]:
    """Per verb its role, and what it must not stand before."""
    table: dict[str, tuple[VerbRole, regex.Pattern[str] | None]] = {}
    for row in lexicon.rows("action_verbs"):
        words = row["not_before"]
        noun = regex.compile(rf"[\s,]{{1,3}}(?:{words})(?!\p{{L}})", regex.IGNORECASE) if words else None
        table[row["verb"]] = cast("VerbRole", row["role"]), noun
    return table


_LETTERS = re.compile(rf"[{LETTER}]+")
_WORD_CHARACTER = regex.compile(r"\w")


def verb_at(text: str, position: int = 0) -> Verb | None:
    """The longest verb of the lexicon that begins at `position`; None where the same words are a noun."""
    match = _WORDS.match(text, position)
    if match is None:
        return None
    words = older_tones(match[0].casefold()).split()
    ends = [word.end() for word in _LETTERS.finditer(match[0])]
    for count in range(len(words), 0, -1):
        verb = " ".join(words[:count])
        entry = _lexicon().get(verb)
        if entry is None:
            continue
        role, noun = entry
        end = match.start() + ends[count - 1]
        if not (_NOUN_AFTER.match(text, end) or (noun is not None and noun.match(text, end))):
            return Verb(verb, role, match.start(), end)
    return None


@cache
def orders() -> str:
    """A pattern of the verbs with which somebody is told to act: `giao`, `yêu cầu`, `đề nghị`, `phân công`."""
    return any_of(*(verb for verb, (role, _) in _lexicon().items() if role == "order"))


def opens_with_action(text: str) -> bool:
    """Whether a text opens with a verb that assigns work, adverbs before it aside."""
    first = _WORD_CHARACTER.search(text, 0, 6)
    position = first.start() if first else 0
    for _ in range(_ADVERBS_BEFORE + 1):
        verb = verb_at(text, position)
        if verb is None or verb.role != "adverb":
            return verb is not None
        space = _SPACE.match(text, verb.end)
        if space is None:
            return False
        position = space.end()
    return False


def opens_with_order(text: str) -> bool:
    """Whether a text opens with a verb with which somebody is told to act: `Giao Sở Y tế …`."""
    verb = verb_at(text.lstrip())
    return verb is not None and verb.role == "order"
