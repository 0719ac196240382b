"""The words of Vietnamese text, by underthesea: for likeness between tasks, for search, for verbs the lexicon lacks.

Vietnamese writes a space between syllables; `thủ tục hành chính` is two words of two syllables. The models come with
underthesea, so nothing is fetched. It is loaded with the first text (0.8 s); a task takes 1.6 ms.
"""

from __future__ import annotations

from functools import cache, lru_cache

import regex

from extractors import lexicon
from extractors.tones import older_tones

_OPENING = 80
"""How much of a text decides on its first word, in characters."""
_WORD = regex.compile(r"\p{L}")


@lru_cache(maxsize=8192)
def words(text: str) -> tuple[str, ...]:
    """The words and marks of a text (NFC) in order, syllables as written, a space between the syllables of a word.

    Only white space is left out: `"".join(words(text))` without spaces is `text` without white space.
    """
    from underthesea import word_tokenize

    # Its table of spellings loses marks, and `fixed_words` stays for the whole process: both are left alone.
    found: list[str] = word_tokenize(text, use_token_normalize=False)
    # It writes some letters anew all the same (`Ð` as `Đ`): they are taken from the text, one by one.
    written = (char for char in text if not char.isspace())
    return tuple("".join(" " if char.isspace() else next(written, char) for char in word) for word in found)


@lru_cache(maxsize=8192)
def content_words(text: str) -> tuple[str, ...]:
    """The words that say what a text is about, in order, in lower case; no numbers, marks or stop words.

    A word has one spelling, however its tone was placed.
    """
    found = (word.casefold() for word in words(older_tones(text)))
    return tuple(word for word in found if _WORD.search(word) and word not in _stop_words())


def opening_verb(text: str) -> str | None:
    """The word a text opens with if underthesea takes it for a verb, in lower case; for verbs that `actions` lacks.

    Not used for the column `action`. On 135 real documents it knew 36 of 48 openings that the first 217 verbs of the
    lexicon lacked, but where the lexicon of today finds none, five in six of its verbs were nouns or names.
    """
    from underthesea import pos_tag

    opening = older_tones(text[:_OPENING].lstrip())
    # With a capital it takes `Rà soát` for a name.
    tagged = pos_tag(opening[:1].lower() + opening[1:])
    if not tagged or tagged[0][1] != "V":
        return None
    word: str = tagged[0][0].casefold()
    return word


@cache
def _stop_words() -> frozenset[str]:
    return frozenset(row["word"] for row in lexicon.rows("stop_words"))
