"""The tokens of `kehoach_vi`: letters, digits, and every other character by itself, so that any finding can be a span.

Vietnamese writes a space between syllables, so a token is a syllable, not a word; words are the matter of
`extractors.words`. spaCy's own Vietnamese tokenizer needs a package with a model, and without it cuts at spaces alone,
which loses `(Sở`, `ngành;` and `05/3/2020`.
"""

from __future__ import annotations

import regex
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import DummyTokenizer, registry
from spacy.vocab import Vocab

TOKENIZER = "kehoach.syllables.v1"
"""The name of the tokenizer in spaCy's registry and in the configuration of a saved pipeline."""

# A syllable with its marks; a number; white space that is no single space between tokens; any other character.
_PIECE = regex.compile(r"[\p{L}\p{M}]+|\p{N}+|.", regex.DOTALL)


class SyllableTokenizer(DummyTokenizer):
    """Cuts a text where letters, digits and other characters meet; `doc.text` is the text as it was."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __reduce__(self) -> tuple[type[SyllableTokenizer], tuple[Vocab]]:
        return SyllableTokenizer, (self.vocab,)

    def __call__(self, text: str) -> Doc:
        """The Doc of a text, without annotations."""
        words: list[str] = []
        spaces: list[bool] = []
        for piece in _PIECE.findall(text):
            if piece == " " and spaces and not spaces[-1] and not words[-1].isspace():
                spaces[-1] = True
            else:
                words.append(piece)
                spaces.append(False)
        return Doc(self.vocab, words=words, spaces=spaces)


@registry.tokenizers(TOKENIZER)  # type: ignore[untyped-decorator] # spaCy's registry has no types
def _tokenizer() -> object:
    """What makes the tokenizer of a pipeline."""

    def make(nlp: Language) -> SyllableTokenizer:
        return SyllableTokenizer(nlp.vocab)

    return make
