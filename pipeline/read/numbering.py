"""The labels that Word counts itself: `Điều 1.`, `I.`, `a)`, `-`, which stand in no paragraph of the file.

Source of the rules: ECMA-376 (Office Open XML), Part 1, 17.9 (Numbering). Counters belong to the abstract definition,
so that two lists made of the same one go on counting, unless a list states a start of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from pipeline.read.ooxml import W, attribute, child, child_value

Element = etree._Element

_ROMAN = ((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
# Symbol and Wingdings keep their bullets in the private use area: code point → the sign a reader sees.
_SYMBOLS = {
    0xF0A7: "▪",
    0xF0B7: "•",
    0xF0D8: "●",
    0xF0FC: "●",
    0xF076: "♦",
    0xF02D: "-",
    0xF02B: "+",
}
_PRIVATE = range(0xE000, 0xF900)


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: how it counts, and its label with `%1` for the number of level 1."""

    number_format: str
    label: str
    start: int
    restart_after: int | None
    all_decimal: bool
    spaced: bool


@dataclass(slots=True)
class Numbering:
    """The lists of a document, with their counters: ask for the label of each numbered paragraph in reading order."""

    _levels: dict[str, dict[int, Level]]
    _starts: dict[str, dict[int, int]]
    _abstract_of: dict[str, str]
    _style_levels: dict[tuple[str, str], int]
    _counters: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    @classmethod
    def read(cls, root: Element | None) -> Numbering:
        """The lists of `numbering.xml`; without that part every paragraph is unnumbered."""
        if root is None:
            return cls({}, {}, {}, {})
        abstracts = {attribute(a, "abstractNumId"): a for a in root.iterchildren(f"{W}abstractNum")}
        named = {child_value(a, "styleLink"): a for a in abstracts.values() if child_value(a, "styleLink")}
        levels: dict[str, dict[int, Level]] = {}
        starts: dict[str, dict[int, int]] = {}
        abstract_of: dict[str, str] = {}
        style_levels: dict[tuple[str, str], int] = {}
        for num in root.iterchildren(f"{W}num"):
            number_id, abstract_id = attribute(num, "numId"), child_value(num, "abstractNumId")
            stated = abstracts.get(abstract_id)
            if stated is None:
                continue
            abstract = named.get(child_value(stated, "numStyleLink"), stated)
            abstract_of[number_id] = attribute(abstract, "abstractNumId")
            levels[number_id] = {index: _level(lvl) for index, lvl in _indexed(abstract, "lvl")}
            for index, lvl in _indexed(abstract, "lvl"):
                style_levels[(number_id, child_value(lvl, "pStyle"))] = index
            starts[number_id] = {}
            for index, override in _indexed(num, "lvlOverride"):
                own = child(override, "lvl")
                if own is not None:
                    levels[number_id][index] = _level(own)
                if start := child_value(override, "startOverride"):
                    starts[number_id][index] = int(start)
        return cls(levels, starts, abstract_of, style_levels)

    def level_of_style(self, number_id: str, style_id: str) -> int:
        """The level that a paragraph style stands for in a list; 0 if the list does not say."""
        return self._style_levels.get((number_id, style_id), 0)

    def label(self, number_id: str, level: int) -> str:
        """The label of the next paragraph of that list and level, with its space; "" for none."""
        levels = self._levels.get(number_id)
        if not levels or level not in levels:
            return ""
        counters = self._counters.setdefault(self._abstract_of[number_id], {})
        self._count(number_id, level, counters)
        definition = levels[level]
        if definition.number_format == "bullet":
            text = "".join(map(shown_symbol, definition.label))
        elif definition.number_format == "none" and "%" in definition.label:
            text = ""
        else:
            text = definition.label
            for other in range(level + 1):
                shown = levels.get(other, definition)
                name = "decimal" if definition.all_decimal and other != level else shown.number_format
                text = text.replace(f"%{other + 1}", number_text(counters.get(other, shown.start), name))
        return text + (" " if text and definition.spaced else "")

    def _count(self, number_id: str, level: int, counters: dict[int, int]) -> None:
        levels, starts = self._levels[number_id], self._starts[number_id]
        for other in range(level):
            counters.setdefault(other, starts.get(other, levels[other].start if other in levels else 1))
        if level in starts and (number_id, level) not in self._begun:
            counters[level] = starts[level]
        else:
            counters[level] = counters[level] + 1 if level in counters else levels[level].start
        self._begun.add((number_id, level))
        for deeper in [key for key in counters if key > level]:
            after = levels[deeper].restart_after if deeper in levels else None
            if after is None or (after > 0 and level < after):
                del counters[deeper]


def _indexed(parent: Element, name: str) -> list[tuple[int, Element]]:
    found = ((attribute(element, "ilvl"), element) for element in parent.iterchildren(f"{W}{name}"))
    return [(int(index), element) for index, element in found if index.isdigit()]


def _level(lvl: Element) -> Level:
    start, restart = child_value(lvl, "start"), child_value(lvl, "lvlRestart")
    is_legal = child(lvl, "isLgl")
    return Level(
        number_format=child_value(lvl, "numFmt") or "decimal",
        label=child_value(lvl, "lvlText"),
        start=int(start) if start.lstrip("-").isdigit() else 0,
        restart_after=int(restart) if restart.isdigit() else None,
        all_decimal=is_legal is not None and attribute(is_legal, "val") not in ("0", "false"),
        spaced=child_value(lvl, "suff") != "nothing",
    )


def shown_symbol(character: str) -> str:
    """The sign that a symbol font shows for a character of the private use area; others stay."""
    code = ord(character)
    if character == "o":  # Courier New's "o" is the usual hollow bullet
        return "•"
    return _SYMBOLS.get(code, "•") if code in _PRIVATE else character


def number_text(number: int, number_format: str) -> str:
    """A number as a list shows it: `decimal`, `upperRoman`, `lowerLetter`, … (17.18.59 ST_NumberFormat)."""
    match number_format:
        case "upperRoman":
            return _roman(number).upper()
        case "lowerRoman":
            return _roman(number)
        case "upperLetter":
            return _letters(number).upper()
        case "lowerLetter":
            return _letters(number)
        case "decimalZero":
            return f"{number:02d}"
        case "none":
            return ""
        case _:
            return str(number)


def _roman(number: int) -> str:
    if not 0 < number < 90:
        return str(number)
    text = ""
    for value, letters in _ROMAN:
        while number >= value:
            text, number = text + letters, number - value
    return text


def _letters(number: int) -> str:
    """a … z, then aa, bb, cc: Word repeats the letter."""
    if number < 1:
        return str(number)
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
