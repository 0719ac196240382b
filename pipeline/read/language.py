"""Checks of a whole layout, whatever its format: the letters of old fonts converted, the language looked at."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

import regex

from pipeline.layout import CellBlock, Fragment, Layout, Notice, ParagraphBlock, TableBlock
from pipeline.read.legacy_fonts import LegacyFont, in_unicode, legacy_font_of, legacy_notice

_SAMPLE_FRAGMENTS = 400
_LEAST_LETTERS = 100
_LEAST_SHARE = 0.1
_MARKED = re.compile(r"[àáâãèéêìíòóôõùúýăđĩũơưÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯ\u1ea0-\u1ef9]")
_MARKED_APART = regex.compile(r"[aeiouy]\p{Mn}")


def with_unicode_letters(layout: Layout) -> Layout:
    """The layout with text typed for an old font converted, and the notice `legacy_encoding`."""
    font = legacy_font_of(_sample(layout))
    if font is None:
        return layout
    blocks = tuple(_converted_block(block, font) for block in layout.blocks)
    return replace(layout, blocks=blocks, warnings=(*layout.warnings, legacy_notice(font)))


def with_language_checked(layout: Layout) -> Layout:
    """The layout, with the notice `not_vietnamese` when its text has hardly any letter of Vietnamese.

    Of the letters of a Vietnamese text a quarter bear a mark, of French about one in 25, of English none.
    """
    text = _sample(layout)
    marked = len(_MARKED.findall(text))
    if marked >= _LEAST_SHARE * len(text):
        return layout  # whatever of the text are letters
    letters = sum(map(str.isalpha, text))
    if letters < _LEAST_LETTERS:
        return layout
    if marked < _LEAST_SHARE * letters:
        marked += len(_MARKED_APART.findall(text))
    if marked >= _LEAST_SHARE * letters:
        return layout
    sentence = "The text has hardly any Vietnamese letters; kehoach reads Vietnamese that is written with its marks."
    return replace(layout, warnings=(*layout.warnings, Notice("not_vietnamese", sentence)))


def _sample(layout: Layout) -> str:
    return " ".join(fragment.text for fragment in islice(_fragments(layout), _SAMPLE_FRAGMENTS))


def _fragments(layout: Layout) -> Iterator[Fragment]:
    for block in layout.blocks:
        if isinstance(block, ParagraphBlock):
            yield from block.fragments
        else:
            for cell in block.cells:
                yield from cell.fragments


def _converted_block(block: ParagraphBlock | TableBlock, font: LegacyFont) -> ParagraphBlock | TableBlock:
    if isinstance(block, ParagraphBlock):
        return replace(block, fragments=_converted(block.fragments, font))
    return TableBlock(tuple(_converted_cell(cell, font) for cell in block.cells))


def _converted_cell(cell: CellBlock, font: LegacyFont) -> CellBlock:
    return replace(cell, fragments=_converted(cell.fragments, font))


def _converted(fragments: tuple[Fragment, ...], font: LegacyFont) -> tuple[Fragment, ...]:
    return tuple(replace(fragment, text=in_unicode(fragment.text, font)) for fragment in fragments)
