"""Names of people in a foot, with ranks and degrees before them: `Đại tá Nguyễn Văn A`, `H’Yim Kđoh`, `Giàng A Páo`."""

from __future__ import annotations

from functools import cache

import regex

from extractors import lexicon
from extractors.family_names import family_names
from extractors.spaces import single_spaced

_SYLLABLE = r"(?!I\s)\p{Lu}\p{Ll}{0,7}(?:[’'`‘]\s?\p{L}\p{Ll}{0,7})?(?:-\p{Lu}\p{Ll}{1,6})?(?!\p{L})"  # Páo, H’Yim
_PERSON = regex.compile(rf"(?P<name>{_SYLLABLE}(?:\s{{1,2}}{_SYLLABLE}){{1,5}})")
_IN_CAPITALS = regex.compile(r"(?P<name>(?:\p{Lu}{1,7}\s{1,2}){1,4}\p{Lu}{1,7})")
_AFTER_CLOSING = regex.compile(
    rf"(?<=[;.)])\s{{1,4}}(?P<name>{_SYLLABLE}(?:\s{{1,2}}{_SYLLABLE}){{1,4}})[\s./]{{0,5}}$"
)


def person_of(line: str) -> str | None:
    """The person whose name is all that a line holds, rank and degree left out; None when it holds anything else."""
    bare = without_rank(line).strip(" ./,*_")
    match = _PERSON.fullmatch(bare)
    return _folded(match["name"]) if match else None


def person_in_capitals(line: str) -> str | None:
    """The same of a line in capitals, where a name looks like any other words."""
    match = _IN_CAPITALS.fullmatch(without_rank(line).strip(" ./,*_"))
    return _folded(match["name"]) if match and max(map(len, match["name"].split())) > 2 else None


def leading_person(text: str) -> tuple[str, int] | None:
    """The name that a text begins with, and where it ends: `Trần Văn A KẾ HOẠCH …`."""
    rank = _rank().match(text)
    match = _PERSON.match(text, rank.end() if rank else len(text) - len(text.lstrip()))
    return (_folded(match["name"]), match.end()) if match else None


def closing_person(line: str) -> tuple[int, str] | None:
    """Where in a line of Nơi nhận a name stands after a closed item, to the end: `- Sở Y tế; Nguyễn Văn A`."""
    match = _AFTER_CLOSING.search(line)
    return (match.start(), _folded(match["name"])) if match else None


def first_of_several(names: str) -> str:
    """The first of the names that joint signers leave on one line, told apart by their family names."""
    syllables = names.split()
    cut = next((i for i in range(2, len(syllables) - 1) if syllables[i] in family_names()), len(syllables))
    return " ".join(syllables[:cut])


def without_rank(line: str) -> str:
    """The line without ranks and degrees before a name: `Đại tá, TS. Nguyễn Văn A` is `Nguyễn Văn A`."""
    return _rank().sub("", line.strip(), count=1)


def _folded(name: str) -> str:
    return single_spaced(name)


@cache
def _rank() -> regex.Pattern[str]:
    words = sorted((row["word"] for row in lexicon.rows("signer") if row["kind"] == "rank"), key=len, reverse=True)
    spelled = "|".join(regex.escape(word).replace(r"\ ", r"\s{1,2}").replace(r"\.", r"\s?\.\s?") for word in words)
    return regex.compile(rf"\s{{0,3}}(?:(?:{spelled})[,\s]{{0,3}}){{1,4}}")
