"""Codes of letters that a PDF translates wrongly, as two faults of Times New Roman make them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from shared_folder import PLANS

from pipeline.read.glyph_codes import agrees, from_old_fonts, translated
from pipeline.read.glyphs import Canvas, Glyph
from pipeline.read.legacy_fonts import in_unicode_by_name

TEXT = (
    "Thực hiện Quyết định của Giám đốc Sở Công Thương tỉnh về việc kiểm tra chấp hành pháp luật, Kỹ thuật và an toàn "
)
_NUMBERS = {"á": 105, "à": 106, "ô": 123, "đ": 255, "ơ": 0x46B, "ư": 0x46D, "Ư": 0x46C, "ã": 109}


def glyph_number(letter: str) -> str:
    if " " <= letter <= "~":
        return chr(ord(letter) - 29)
    if letter in _NUMBERS:
        return chr(_NUMBERS[letter])
    return chr(ord(letter) - 0x1EA0 + 0x4A4 - 2 * (ord(letter) > 0x1EF3))


def as_mac_roman(letter: str) -> str:
    return letter.encode("cp1252").decode("mac_roman")


def page(words: list[tuple[str, str]]) -> Canvas:
    """Words side by side, each with the name of its font; a letter is 6 points wide."""
    glyphs: list[Glyph] = []
    fonts: list[str] = []
    x, y = 50.0, 100.0
    for word, font in words:
        for letter in word:
            place = len(glyphs)
            glyphs.append(Glyph(letter, x, y, x + 6, y + 12, y + 6, 12, place, place, spaced=letter == word[0]))
            fonts.append(font)
            x += 6
        x += 6
        if x > 450:
            x, y = 50.0, y + 18
    return Canvas(1, 595, 842, tuple(glyphs), (), lambda _: False, has_picture=False, font_of=fonts.__getitem__)


def text_of(canvas: Canvas | None) -> str:
    return "" if canvas is None else "".join(glyph.text for glyph in canvas.glyphs)


def test_glyph_numbers_and_mac_roman_in_one_file() -> None:
    words = (TEXT * 5).split()
    latin = [word for word in words if all(ord(letter) < 256 and letter not in "đĐ" for letter in word)]
    typed = [
        ("".join(map(as_mac_roman, word)), "TimesNewRomanPSMT")
        if word in latin
        else ("".join(map(glyph_number, word)), "ABCDEF+TimesNewRomanPSMT")
        for word in words
    ]
    assert text_of(translated(page(typed))) == "".join(words)


def test_sound_text_stays() -> None:
    words = (TEXT * 5).split()
    assert text_of(translated(page([(word, "Tinos") for word in words]))) == "".join(words)


def test_what_makes_no_vietnamese_is_not_translated() -> None:
    assert translated(page([("qwrtz", "A"), ("xcvbn", "A")] * 40)) is None


def test_ocr_has_to_agree() -> None:
    words = TEXT.split()
    assert agrees(words, [word.replace("ể", "ê").replace("ấ", "â") for word in words])
    assert not agrees(words, ["một", "hai", "ba"])


@pytest.mark.shared
@pytest.mark.parametrize("name", ["kh1105-kiemtra", "qd1050"])
def test_real_files_give_every_letter(name: str) -> None:
    import unicodedata

    from pipeline.read.glyphs import read_canvas
    from pipeline.read.page_blocks import page_of
    from pipeline.read.pdf_file import open_pdf

    document = open_pdf((PLANS / "real" / f"laocai-sct-2026-{name}-brokencmap.pdf").read_bytes())
    found = [translated(read_canvas(document, number, apart=True)) for number in range(len(document))]
    ours = "".join("".join(page_of(canvas).words()) for canvas in found if canvas is not None)
    truth = (PLANS / "real" / f"laocai-sct-2026-{name}-groundtruth.txt").read_text(encoding="utf-8")
    wanted = "".join(unicodedata.normalize("NFC", truth).split())
    assert abs(len(ours) - len(wanted)) <= 12
    for letter in set(wanted):
        assert abs(ours.count(letter) - wanted.count(letter)) <= 8, letter


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("ABCDEF+.VnTime", "Céng hßa x· héi chñ nghÜa ViÖt Nam, nhiÖm vô cña n-íc ta, QuyÕt ®Þnh"),
        ("VNI-Times", "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam, nhieäm vuï cuûa nöôùc ta, Quyeát ñònh"),
        ("F1", "Céng hßa x· héi chñ nghÜa ViÖt Nam, nhiÖm vô cña n−íc ta, QuyÕt ®Þnh"),
    ],
)
def test_old_fonts_are_told_by_name_or_look(name: str, typed: str) -> None:
    wanted = "Cộng hòa xã hội chủ nghĩa Việt Nam, nhiệm vụ của nước ta, Quyết định"
    words = [(word, name) for word in typed.split() * 6]
    canvas = from_old_fonts(whole_words(page(words)))
    assert text_of(canvas) == wanted.replace(" ", "") * 6


def whole_words(canvas: Canvas) -> Canvas:
    """The page with its letters put together, as they are read unless they are to be kept apart."""
    pieces: list[Glyph] = []
    for glyph in canvas.glyphs:
        if glyph.spaced or not pieces or pieces[-1].top != glyph.top or glyph.x0 > pieces[-1].x1 + 1:
            pieces.append(replace(glyph))
        else:
            pieces[-1].text += glyph.text
            pieces[-1].x1, pieces[-1].end = glyph.x1, glyph.index
    return replace(canvas, glyphs=tuple(pieces))


def test_a_font_of_capitals() -> None:
    assert in_unicode_by_name("uû ban nh©n d©n", ".VnTimeH") == "UỶ BAN NHÂN DÂN"
    assert in_unicode_by_name("uû ban", "Times New Roman") == "uû ban"
