"""Words as recognised, put right in what is no question of letters: dashes by their width, dirt, words grown together.

What is left out here is no text: the dirt of a scanner, pieces of seals and signatures.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

import regex

from pipeline.read.tesseract import SeenWord
from pipeline.read.text_layer import syllable_share

_EN_DASH, _EM_DASH = 0.36, 0.7
"""From which width on, as a share of the height of its line, a stroke is an en dash and an em dash."""

_MIN_LINE_CONFIDENCE = 55.0
_MIN_EDGE_CONFIDENCE = 50.0
_MIN_DASH_CONFIDENCE = 40.0
_MIN_LONE_CONFIDENCE = 90.0
_MIN_COLON_CONFIDENCE = 80.0
_LEAST_PLAUSIBLE = 0.5
_FLAT = 0.22
"""The greatest height of a dash, as a share of the height of its line."""

_LETTER = regex.compile(r"\p{L}")
_FIGURE = (0.62, 0.86)
"""How high printed figures are, as a share of the height of their line: .66 to .78 were measured."""

_LONGEST_DATE = 12
_NUMBER_LINE = regex.compile(r"Số\s?:?")
_STROKE = regex.compile(r"[-–—_]{1,3}")
_DIRT_ENDS = regex.compile(
    rf"^[{regex.escape('|~^`©®¬°»«¡¿_¦¨´¸ˆ˜„')}'‘]+(?=\S)|(?<=\S)[{regex.escape('|~^`©®¬°¡¿_¦¨´¸ˆ˜„')}]+$"
)
_SIGNS = regex.compile(r"[-–—+•*/&%=()]|\.{3,}|…+|\(?[….]{3,}\)?|\./\.|/\.")
_WORDLESS = regex.compile(r"[^\p{L}\p{N}]+")
_GROWN_TOGETHER = regex.compile(r"(?<=\p{Ll})(?=\p{Lu}\p{Ll}*$)|(?<=\p{Lu}{2})(?=\p{Ll}{2,}$)")
_PLAIN_NUMBER = regex.compile(r"\(?\d[\d./,:%-]*\)?[.;,:)]?|[IVX]{1,5}[.):]?")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The words of a part of a page, and how many lines were left out as no text."""

    words: tuple[SeenWord, ...]
    lines_left_out: int


def cleaned(words: Sequence[SeenWord], *, in_cell: bool = False) -> Cleaned:
    """The words without dirt; dashes are named by their width, words that grew together parted.

    Outside a cell a letter is no line.
    """
    kept: list[SeenWord] = []
    left_out = 0
    for _, group in groupby(words, key=lambda word: word.line):
        line = [part for word in group for part in _parts(_with_dash(word))]
        line = _without_dirt(_with_bullet(line))
        printed = _without_handwriting(line)
        left_out += len(printed) < len(line)
        line = printed
        if not in_cell and len(line) == 1 and _LETTER.fullmatch(line[0].text):
            continue
        if line and _is_no_text(line):
            left_out += sum(len(word.text) for word in line) >= 3
            continue
        kept += line
    return Cleaned(tuple(kept), left_out)


def is_plausible(text: str) -> bool:
    """Whether a word looks like one of a Vietnamese text: a syllable, a number, a code."""
    if _PLAIN_NUMBER.fullmatch(text):
        return True
    share, judged = syllable_share((text,))
    return share == 1.0 if judged else bool(regex.search(r"\p{L}|\p{N}", text)) or bool(_SIGNS.fullmatch(text))


def sureness(words: Sequence[SeenWord]) -> float:
    """How sure a reading is, from 0 to 100: by the recogniser's own measure and by what looks like words."""
    letters = sum(len(word.text) for word in words)
    if not letters:
        return 0.0
    confidence = sum(word.confidence * len(word.text) for word in words) / letters
    plausible = sum(is_plausible(word.text) for word in words) / len(words)
    return confidence * (0.5 + 0.5 * plausible)


def _with_dash(word: SeenWord) -> SeenWord:
    if not _STROKE.fullmatch(word.text):
        return word
    width = (word.x1 - word.x0) / max(1.0, word.bottom - word.top)
    return replace(word, text="—" if width >= _EM_DASH else "–" if width >= _EN_DASH else "-", others=())


def _with_bullet(line: list[SeenWord]) -> list[SeenWord]:
    """The line with a dash in front where what stands there is flat, whatever letters it was taken for."""
    first, height = line[0], line[0].bottom - line[0].top
    is_flat = first.ink_bottom - first.ink_top <= _FLAT * height
    if not is_flat or len(line) < 2 or len(first.text) > 2 or not 0.1 <= (first.x1 - first.x0) / height <= 1:
        return line
    rest = line[1:]
    return rest if rest[0].text == "-" else [replace(first, text="-", confidence=100, others=()), *rest]


def _parts(word: SeenWord) -> Iterator[SeenWord]:
    """The word, or two where a small gap was not seen: `SởY`, `UBNDtỉnh`."""
    gap = _GROWN_TOGETHER.search(word.text)
    if gap is None:
        yield word
        return
    parts = word.text[: gap.start()], word.text[gap.start() :]
    if not all(syllable_share((part,))[0] == 1.0 or part.isupper() for part in parts):
        yield word
        return
    middle = word.x0 + (word.x1 - word.x0) * gap.start() / len(word.text)
    yield replace(word, text=parts[0], x1=middle - 3, others=())
    yield replace(word, text=parts[1], x0=middle + 3, others=())


def _without_dirt(line: list[SeenWord]) -> list[SeenWord]:
    """The words of a line without signs that are none, at its ends also without what is hardly a word."""
    words = [word for word in map(_without_dirty_ends, line) if not _is_dirt(word)]
    while words and (_is_edge_dirt(words[0], is_first=True) or _is_alone(words[0], words[1:2])):
        words.pop(0)
    while words and (_is_edge_dirt(words[-1], is_first=False) or _is_alone(words[-1], words[-2:-1])):
        words.pop()
    return words


def _is_alone(word: SeenWord, neighbours: Sequence[SeenWord]) -> bool:
    """Whether a word at the end of a line is a letter or two, hardly recognised, far from its neighbour."""
    if not neighbours or len(word.text) > 2 or word.confidence >= _MIN_LONE_CONFIDENCE:
        return False
    gap = max(neighbours[0].x0 - word.x1, word.x0 - neighbours[0].x1)
    return gap > 1.5 * (word.bottom - word.top)


def _without_handwriting(line: list[SeenWord]) -> list[SeenWord]:
    """The line without what is written by hand into the gaps of `Số:      /KH-UBND` and `ngày     tháng     năm`.

    It is read wrongly more often than not (01 as 04). Printed figures are as high as the capitals of their line, and
    a printed number is not parted from its symbol.
    """
    texts = [word.text for word in line]
    gaps: set[int] = set()
    if len(line) >= 3 and _NUMBER_LINE.fullmatch(texts[0]) and texts[2].startswith("/"):
        gaps.add(1)
    if len(line) <= _LONGEST_DATE and {"ngày", "tháng", "năm"} <= set(texts):
        day, month, year = texts.index("ngày"), texts.index("tháng"), texts.index("năm")
        if day < month < year and month - day <= 3 and year - month <= 3:
            gaps |= {*range(day + 1, month), *range(month + 1, year)}
    return [word for index, word in enumerate(line) if index not in gaps or _is_printed_figure(word)]


def _is_printed_figure(word: SeenWord) -> bool:
    share = (word.ink_bottom - word.ink_top) / max(1.0, word.bottom - word.top)
    return word.text.isdigit() and _FIGURE[0] <= share <= _FIGURE[1]


def _without_dirty_ends(word: SeenWord) -> SeenWord:
    text = _DIRT_ENDS.sub("", word.text)
    return replace(word, text=text, others=()) if text != word.text and regex.search(r"\p{L}|\p{N}", text) else word


def _is_dirt(word: SeenWord) -> bool:
    if not _WORDLESS.fullmatch(word.text):
        return False
    return _SIGNS.fullmatch(word.text) is None and not (word.text == ":" and word.confidence > _MIN_COLON_CONFIDENCE)


def _is_edge_dirt(word: SeenWord, *, is_first: bool) -> bool:
    if regex.fullmatch(r"[-–—+•*]", word.text):
        return word.confidence < _MIN_DASH_CONFIDENCE
    if _WORDLESS.fullmatch(word.text):
        return (is_first and word.text in "/&%=)") or word.text in ":("
    return word.confidence < _MIN_EDGE_CONFIDENCE and len(word.text) <= 3 and not is_plausible(word.text)


def _is_no_text(line: Sequence[SeenWord]) -> bool:
    """Whether a line is a piece of a seal or signature: hardly recognised, and not like words."""
    confidence = sum(word.confidence for word in line) / len(line)
    plausible = sum(is_plausible(word.text) and len(word.text) > 1 for word in line) / len(line)
    if confidence < 25:
        return True
    return confidence < _MIN_LINE_CONFIDENCE and plausible <= _LEAST_PLAUSIBLE
