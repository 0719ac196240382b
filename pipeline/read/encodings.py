"""Bytes to characters: the encodings in which Vietnamese text has been stored since the 1990s.

A file does not say its encoding. The evidence, in this order: a byte order mark, zero bytes, valid UTF-8, and for the
rest the share of words that are built as Vietnamese syllables. The result is NFC.
"""

from __future__ import annotations

import codecs
import unicodedata
from functools import cache

from extractors import lexicon
from pipeline.layout import Notice
from pipeline.read import UnreadableError
from pipeline.read.legacy_fonts import in_unicode, legacy_font_of, legacy_notice, share_of_syllables

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS = frozenset(range(0x20)) - frozenset(b"\t\n\v\f\r\x1a")
_MOST_CONTROLS = 0.02
_MOST_DAMAGED = 0.02
_LEAST_SHARE = 0.6
_SAMPLE = 1 << 16


def decode(content: bytes) -> tuple[str, tuple[Notice, ...]]:
    """The text of a file in NFC without byte order mark, and what was remarkable about its encoding.

    Notices: `legacy_encoding` (an encoding older than Unicode, or letters typed for an old font), `mojibake` (UTF-8
    taken for another encoding and stored again), `damaged_characters`. Raises UnreadableError `not_text` for binary
    content.
    """
    text, notices = _characters(content)
    text = unicodedata.normalize("NFC", text)
    repaired = _without_mojibake(text)
    if repaired is not None:
        sentence = "The file was stored in a wrong encoding; its letters were repaired."
        return repaired, (*notices, Notice("mojibake", sentence))
    font = legacy_font_of(text)
    if font is not None:
        return in_unicode(text, font), (*notices, legacy_notice(font))
    return text, notices


def _characters(content: bytes) -> tuple[str, tuple[Notice, ...]]:
    for mark, codec in _BOMS:
        if content.startswith(mark):
            return _decoded(content[len(mark) :], codec)
    wide = _codec_by_zeros(content)
    if wide is not None:
        return _decoded(content, wide)
    _refuse_binary(content)
    try:
        return content.decode("utf-8"), ()
    except UnicodeDecodeError:
        return _eight_bit(content)


def _decoded(content: bytes, codec: str) -> tuple[str, tuple[Notice, ...]]:
    text = content.decode(codec, errors="replace")
    controls = sum(ord(char) in _CONTROLS for char in text[:_SAMPLE])
    if controls > _MOST_CONTROLS * len(text[:_SAMPLE]):
        raise _not_text()
    return text, _damage(text)


def _damage(text: str) -> tuple[Notice, ...]:
    lost = text.count("\ufffd")
    return (Notice("damaged_characters", f"{lost} characters of the file could not be read."),) if lost else ()


def _codec_by_zeros(content: bytes) -> str | None:
    """UTF-16 without a mark: every second byte of ASCII characters is zero."""
    sample = content[:_SAMPLE]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if max(even, odd) * 10 <= len(sample) or min(even, odd) * 10 > max(even, odd):
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _refuse_binary(content: bytes) -> None:
    sample = content[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, bytes(_CONTROLS)))
    if sample.count(0) > 0 or controls > _MOST_CONTROLS * len(sample):
        raise _not_text()


def _not_text() -> UnreadableError:
    return UnreadableError("not_text", "The file is no text but binary data; fetch the document again.")


def _eight_bit(content: bytes) -> tuple[str, tuple[Notice, ...]]:
    """The text in the encoding that gives the most Vietnamese syllables; UTF-8 when only a few bytes are damaged."""
    lenient = content.decode("utf-8", errors="replace")
    if lenient.count("\ufffd") <= _MOST_DAMAGED * len(lenient) and share_of_syllables(lenient) >= _LEAST_SHARE:
        return lenient, _damage(lenient)
    sample = content[:_SAMPLE]
    candidates = {
        "windows-1252": _windows_1252(sample),
        "windows-1258": unicodedata.normalize("NFC", sample.decode("cp1258", errors="replace")),
        "VISCII": _viscii(sample),
    }
    scores = {name: share_of_syllables(text) for name, text in candidates.items()}
    font = legacy_font_of(candidates["windows-1252"])
    if font is not None:
        scores["windows-1252"] = share_of_syllables(in_unicode(candidates["windows-1252"], font))
    best = max(scores, key=lambda name: scores[name])
    if best == "windows-1252":
        return _windows_1252(content), ()
    text = content.decode("cp1258", errors="replace") if best == "windows-1258" else _viscii(content)
    return text, (
        Notice("legacy_encoding", f"The file is stored in {best}; it was converted to Unicode."),
        *_damage(text),
    )


def _windows_1252(content: bytes) -> str:
    """Windows-1252, with the five codes it leaves open as their Latin-1 controls, so that nothing is lost."""
    return content.decode("latin-1").translate(_FROM_LATIN_1)


_FROM_LATIN_1 = {
    code: bytes([code]).decode("cp1252") for code in range(0x80, 0xA0) if code not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}
_TO_LATIN_1 = {ord(char): code for code, char in _FROM_LATIN_1.items()}


def _viscii(content: bytes) -> str:
    return content.decode("latin-1").translate(_viscii_letters())


@cache
def _viscii_letters() -> dict[int, str]:
    return {int(row["code"], 16): row["letter"] for row in lexicon.rows("viscii")}


def _without_mojibake(text: str) -> str | None:
    """The text of UTF-8 bytes that were taken for Windows-1252, None when it is nothing of the kind."""
    if "á»" not in text and "áº" not in text and "Ä‘" not in text:
        return None
    parts = [_repaired_line(line) for line in text.split("\n")]
    repaired = unicodedata.normalize("NFC", "\n".join(parts))
    return repaired if share_of_syllables(repaired) > share_of_syllables(text) + 0.1 else None


def _repaired_line(line: str) -> str:
    try:
        return line.translate(_TO_LATIN_1).encode("latin-1").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return line
