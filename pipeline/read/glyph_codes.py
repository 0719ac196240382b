"""Letters whose codes a PDF translates wrongly, or that are typed in fonts older than Unicode, put right.

Two faults occur with fonts of the Times New Roman family, both in one file: a subset gives the numbers of its glyphs
for letters (`7KӵF KLӋQ` for `Thực hiện`), and a whole font gives letters of Windows-1252 as if they were Mac Roman
(`Gi·m` for `Giám`). The glyphs of the family stand in one order: ASCII from 3 on, then letters with marks as in Apple's
standard order (TrueType Reference Manual, `post`), and the Vietnamese letters from U+1EA0 on in one block, Ỳ and ỳ left
out.
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from pipeline.read.glyphs import Canvas, Glyph
from pipeline.read.legacy_fonts import font_named, in_unicode, in_unicode_by_name, legacy_font_of
from pipeline.read.ocr_language import without_marks
from pipeline.read.text_layer import TextLayer, judge

_ASCII_FIRST, _ASCII_LAST = 3, 97
_ASCII_SHIFT = 29
_BLOCK_FIRST, _BLOCK_LAST, _Y_GRAVE = 0x1EA0, 0x1EF9, 0x1EF2
_BLOCKS = (0x4A4, 0x328)  # the number of the glyph of Ạ in the upright and in the italic fonts
_BEFORE_BLOCK = {-0x3A: "Ơ", -0x39: "ơ", -0x38: "Ư", -0x37: "ư", -0xCE: "\u0430"}  # counted from that of Ạ
_MARKED = {
    105: "á", 106: "à", 107: "â", 109: "ã", 112: "é", 113: "è", 114: "ê", 116: "í", 117: "ì", 121: "ó", 122: "ò",
    123: "ô", 125: "õ", 126: "ú", 127: "ù", 172: "À", 173: "Ã", 174: "Õ", 255: "đ", 258: "Ă", 259: "ă", 264: "Đ",
    0x1AC: "Ĩ", 0x1AD: "ĩ", 0x1C9: "Ũ", 0x1CA: "ũ", 0x1E3: "Ỳ", 0x1E4: "ỳ",
}  # fmt: skip
_ALPHABET = frozenset(
    "aáàảãạăắằẳẵặâấầẩẫậbcdđeéèẻẽẹêếềểễệfghiíìỉĩịjklmnoóòỏõọôốồổỗộơớờởỡợpqrstuúùủũụưứừửữựvwxyýỳỷỹỵz0123456789"
)
_SIGNS = frozenset("–—…“”\u0430")
_LEAST_LETTERS = 0.97
_LONG_WORD = 3
_LEAST_AGREEMENT = 0.6


def translated(canvas: Canvas) -> Canvas | None:
    """The page, read with its characters apart, its letters translated by font; None if that gives no Vietnamese."""
    fonts: dict[str, list[Glyph]] = defaultdict(list)
    for glyph in canvas.glyphs:
        fonts[canvas.font_of(glyph.index)].append(glyph)
    letters = {id(glyph): text for glyphs in fonts.values() for glyph, text in zip(glyphs, _best(glyphs), strict=True)}
    page = replace(canvas, glyphs=tuple(replace(glyph, text=letters[id(glyph)]) for glyph in canvas.glyphs))
    return page if _is_vietnamese(page) else None


def from_old_fonts(canvas: Canvas) -> Canvas | None:
    """The page with what is typed in old fonts (.VnTime, VNI-Times) in Unicode; None if that gives no Vietnamese.

    The fonts are told by their names, or else by the look of the text.
    """
    names = [canvas.font_of(glyph.index) for glyph in canvas.glyphs]
    glyphs = tuple(
        replace(glyph, text=in_unicode_by_name(glyph.text, name))
        for glyph, name in zip(canvas.glyphs, names, strict=True)
    )
    if not any(map(font_named, set(names))):
        font = legacy_font_of(" ".join(glyph.text for glyph in canvas.glyphs))
        if font is None:
            return None
        glyphs = tuple(replace(glyph, text=in_unicode(glyph.text, font)) for glyph in canvas.glyphs)
    page = replace(canvas, glyphs=glyphs)
    return page if _is_vietnamese(page) else None


def agrees(translation: Sequence[str], seen: Sequence[str]) -> bool:
    """Whether the words of a translation are those that OCR has seen on the page, but for marks and a few letters."""
    wanted = Counter(without_marks(word) for word in translation if len(word) >= _LONG_WORD)
    found = Counter(without_marks(word) for word in seen)
    return sum((wanted & found).values()) >= _LEAST_AGREEMENT * sum(wanted.values())


def _is_vietnamese(canvas: Canvas) -> bool:
    from pipeline.read.page_blocks import page_of

    return judge(page_of(canvas).words(), has_picture=True) == TextLayer.SOUND


def _best(glyphs: list[Glyph]) -> list[str]:
    """The texts of one font's glyphs as they are, or in the translation that makes letters of most of them."""
    texts = [glyph.text for glyph in glyphs]
    ways = [texts, _from_mac(glyphs)]
    ways += [[_from_numbers(text, block) for text in texts] for block in _BLOCKS]
    shares = [_share_of_letters(way) for way in ways]
    best = max(range(len(ways)), key=lambda index: (shares[index], -index))
    return ways[best] if shares[best] >= _LEAST_LETTERS else texts


def _share_of_letters(texts: list[str]) -> float:
    """The share of the signs that are letters of Vietnamese, digits or ASCII."""
    signs = [unicodedata.normalize("NFC", text).lower() for text in texts]
    good = sum(sign in _ALPHABET or sign in _SIGNS or (sign.isascii() and sign.isprintable()) for sign in signs)
    return good / max(1, len(signs))


def _from_mac(glyphs: list[Glyph]) -> list[str]:
    """The letters of Windows-1252 that were taken for Mac Roman, as PDFium has it: £ for ¡, and Ã for what it lacks."""
    texts = []
    for glyph, following in zip_longest(glyphs, glyphs[1:]):
        if glyph.text == "£":
            texts.append("Á")
        elif glyph.text == "Ã":  # Ì, or Ã itself, which stands last: TÌNH, but XÃ, and in LÃNH
            is_inside = following is not None and following.index == glyph.index + 1 and not following.spaced
            texts.append("Ì" if is_inside and texts[-1:] != ["L"] else "Ã")
        else:
            texts.append(_from_mac_letter(glyph.text))
    return texts


def _from_mac_letter(text: str) -> str:
    try:
        return text.encode("mac_roman").decode("cp1252")
    except UnicodeError:
        return text


def _from_numbers(text: str, block: int) -> str:
    return "".join(_letter(ord(char), block) for char in text)


def _letter(number: int, block: int) -> str:
    if _ASCII_FIRST <= number <= _ASCII_LAST:
        return chr(number + _ASCII_SHIFT)
    code = _BLOCK_FIRST + number - block
    if code >= _Y_GRAVE:
        code += 2
    if _BLOCK_FIRST <= code <= _BLOCK_LAST:
        return chr(code)
    return _BEFORE_BLOCK.get(number - block) or _MARKED.get(number) or chr(number)
