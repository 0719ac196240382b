"""What a document defines: abbreviations in brackets, and the fullest form of its councils and working groups."""

from __future__ import annotations

import regex

from extractors.agencies.find import names_in
from extractors.agencies.kinds import kind_of
from extractors.agencies.model import Definitions
from extractors.agencies.names import body_of_members
from extractors.provinces import fold

_SHORT = regex.compile(r"\((?:(?:sau đây )?(?:gọi|viết) tắt là:?\s)?([\p{Lu}&]{2,10}(?:[-&]\p{Lu}{1,6})?)\)")
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
    """The words right before the bracket whose initials are `short`."""
    letters = [c for c in short if c.isalpha()]
    words = regex.findall(r"\p{L}+", before)[-len(letters) :]
    if len(words) != len(letters) or any(w[0].upper() != c for w, c in zip(words, letters, strict=True)):
        return None
    found = regex.search(r"\P{L}+".join(map(regex.escape, words)) + r"\P{L}*$", before)
    return regex.sub(r"\s+", " ", found[0]).strip() if found else None


def _fullest(name: str, names: set[str]) -> str:
    """The longest name that begins with `name`, when all that do so are the beginning of it; else `name` itself.

    Case is ignored: `Hội đồng Thẩm định …` and `Hội đồng thẩm định …` are one.
    """
    folded = fold(name)
    longer = sorted((n for n in names if fold(n).startswith(folded + " ")), key=lambda n: (len(n), n))
    if longer and all(fold(longer[-1]).startswith(fold(n)) for n in longer):
        return longer[-1]
    return name
