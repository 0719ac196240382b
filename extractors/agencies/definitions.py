"""What a document defines: abbreviations in brackets, and the fullest form of its councils and working groups."""

from __future__ import annotations

import regex

from extractors.agencies.find import names_in
from extractors.agencies.kinds import kind_of
from extractors.agencies.model import Definitions
from extractors.agencies.names import body_of_members
from extractors.provinces import fold

_SHORT = regex.compile(r"\((?:(?:sau đây )?(?:gọi|viết) tắt là:?\s)?([\p{Lu}&]{2,10}(?:[-&]\p{Lu}{1,6})?)\)")
_WORD = regex.compile(r"\p{L}+")
_OPEN_CLASSES = ("council", "working_group", "steering_committee")


def find_definitions(text: str) -> Definitions:
    """The abbreviations that `text` defines by their initials, and its councils' and groups' fullest names."""
    abbreviations: dict[str, str] = {}
    for match in _SHORT.finditer(text):
        long = _spelled_out(match[1], text[max(0, match.start() - 160) : match.start()])
        if long is not None:
            abbreviations.setdefault(match[1], long)
    defined = Definitions(abbreviations)
    names = {name for name in names_in(text, defined) if kind_of(name) in _OPEN_CLASSES}
    names |= {body for name in names if (body := body_of_members(name)) is not None}
    return Definitions(abbreviations, {name: full for name in sorted(names) if (full := _fullest(name, names)) != name})


def _spelled_out(short: str, before: str) -> str | None:
    """The words right before the bracket whose initials are `short`; an `và` among them may be passed over."""
    words = list(_WORD.finditer(before))
    letters = [c for c in short if c.isalpha()]
    first = None
    while letters:
        if not words:
            return None
        first = words.pop()
        if first[0][0].upper() == letters[-1]:
            letters.pop()
        elif first[0] != "và" or not before[first.end() :].strip():
            return None
    if first is None:
        return None
    return regex.sub(r"\s+", " ", before[first.start() :]).strip()


def _fullest(name: str, names: set[str]) -> str:
    """The longest name that begins with `name`, when all that do so are the beginning of it; else `name` itself.

    Case is ignored: `Hội đồng Thẩm định …` and `Hội đồng thẩm định …` are one.
    """
    folded = fold(name)
    longer = sorted((n for n in names if fold(n).startswith(folded + " ")), key=lambda n: (len(n), n))
    if longer and all(fold(longer[-1]).startswith(fold(n)) for n in longer):
        return longer[-1]
    return name
