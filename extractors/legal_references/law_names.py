"""The laws of the lexicon: their versions, and where a text names one of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cache, lru_cache

import regex

from extractors import lexicon
from extractors.slugs import slug
from extractors.values import value_class

_ABBREVIATED = {
    "văn bản quy phạm pháp luật": "VBQPPL",
    "an toàn giao thông": "ATGT",
    "ngân sách nhà nước": "NSNN",
    "chính quyền địa phương": "CQĐP",
    "Hội đồng nhân dân": "HĐND",
    "Ủy ban nhân dân": "UBND",
}
"""How plans shorten words inside the name of a law: `Luật Ban hành VBQPPL`."""
_WORDS_FOR_ANY_MARKS = 3
"""From this many words on, a name is recognised without its marks or with wrong ones (`Tô tụng hành chính`)."""
_WORD = regex.compile(r"(?P<joint>[^\S\t]{0,3}(?:[,–&/-][^\S\t]{0,3})?)(?P<word>\p{L}+)")
_BRACKET = regex.compile(r"[^\S\t]{1,3}\(HIV/AIDS\)")
"""The one name that ends in a bracket."""
_JOINS = "va"


@value_class(frozen=True, slots=True)
class Law:
    """A law, code or ordinance of the lexicon; several with one name are its versions."""

    doc_type: str
    name: str
    number: str | None
    issued: date | None


@dataclass(slots=True)
class _Node:
    """A step in the tree of names: the next words, without marks, and the names that end here, with theirs."""

    following: dict[str, _Node] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    depth: int = 0


@cache
def laws() -> dict[tuple[str, str], tuple[Law, ...]]:
    """The versions of each law by type and the key of its name."""
    found: dict[tuple[str, str], tuple[Law, ...]] = {}
    for row in lexicon.rows("laws"):
        issued = date.fromisoformat(row["issued_date"]) if row["issued_date"] else None
        law = Law(row["doc_type"], row["name"], row["number"] or None, issued)
        key = law.doc_type, name_key(law.name)
        found[key] = (*found.get(key, ()), law)
    return found


def is_number_of(number: str, name: str) -> bool:
    """Whether a number is that of a version of the law of this name, as the lexicon knows it."""
    key = name_key(name)
    return any(law.number == number for doc_type in ("Luật", "Bộ luật") for law in laws().get((doc_type, key), ()))


@cache
def _spelled() -> tuple[tuple[str, regex.Pattern[str]], ...]:
    return tuple((words, regex.compile(rf"\b{letters}\b")) for words, letters in _ABBREVIATED.items())


@lru_cache(maxsize=4096)
def name_key(name: str) -> str:
    """A name for comparing laws: abbreviations written out; marks, commas, dashes and `và` left out."""
    for words, letters in _spelled():
        name = letters.sub(words, name)
    return "-".join(word for word in slug(name).split("-") if word != _JOINS)


@cache
def _tree() -> _Node:
    root = _Node()
    for row in lexicon.rows("laws"):
        node = root
        name = row["name"].split(" (")[0]
        for word in name_key(name).split("-"):
            node = node.following.setdefault(word, _Node(depth=node.depth + 1))
        node.names.add(_marked(name))
    return root


def _marked(words: str) -> str:
    """Words with their marks, for names too short to do without."""
    return " ".join(word for word in regex.findall(r"\p{L}+", words.casefold()) if word != "và")


def title_end(text: str, position: int) -> int | None:
    """Where the name of a law of the lexicon that begins at `position` ends, the longest one; None when none does."""
    node: _Node | None = _tree()
    start, end = position, None
    while node is not None and (match := _WORD.match(text, position)) is not None and _is_joined(match, start):
        position = match.end()
        key = name_key(match["word"])
        if not key:  # `và`
            continue
        for step in key.split("-"):
            node = node.following.get(step) if node is not None else None
        if node is not None and node.names and _is_named(node, text[start:position]):
            end = position
    bracket = _BRACKET.match(text, end) if end is not None else None
    return bracket.end() if bracket else end


def _is_joined(match: regex.Match[str], start: int) -> bool:
    return bool(match["joint"]) != (match.start() == start)


def _is_named(node: _Node, words: str) -> bool:
    return node.depth >= _WORDS_FOR_ANY_MARKS or _marked(words) in node.names
