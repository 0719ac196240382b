"""The format of a file, found from its content: a name proves nothing (many a `.doc` is HTML or RTF)."""

from __future__ import annotations

import io
import zipfile

import regex

from pipeline.read import UnreadableError
from pipeline.read.markdown import is_markdown
from schemas.documents import SourceFormat

_SAVE_AS = "open it in the program that made it and save it as docx or PDF"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument.text"
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"II*\x00", b"MM\x00*")
_CONTROLS = bytes(code for code in range(0x20) if code not in b"\t\n\v\f\r")
_PDF_HEADER_WITHIN = 1024  # ISO 32000-1, Annex H.3.4.1: the header may stand anywhere in the first 1024 bytes

_HTML_ROOT = regex.compile(r"<!doctype\s{1,3}html|<html[\s>]|<body[\s>]", regex.IGNORECASE)
_HTML_BLOCK = regex.compile(r"</(?:p|div|table|tr|td|li|h[1-6])>", regex.IGNORECASE)
_WEB_ARCHIVE = regex.compile(r"MIME-Version:.{0,2000}?Content-Type:\s{0,3}multipart/related", regex.DOTALL)
_WORD_XML = regex.compile(r'progid="Word\.Document"|<pkg:package\s|<w:wordDocument\s')


def sniff(content: bytes) -> SourceFormat:
    """The format of a file's content. RTF, OpenDocument and Word's old XML count as `doc`: one program converts all.

    Raises UnreadableError `unknown_format` for what is no document, `encrypted` for a Word file with a password,
    `picture` for a bare picture.
    """
    if b"%PDF-" in content[:_PDF_HEADER_WITHIN]:
        return "pdf"
    if content.startswith(b"PK\x03\x04"):
        return _zip_format(content)
    if content.startswith(_OLE):
        return _ole_format(content)
    if content.startswith(b"{\\rtf"):
        return "doc"
    if content.startswith(_PICTURES):
        raise UnreadableError("picture", "This is a picture, not a document; put its pages together into a PDF.")
    return _text_format(content)


def _zip_format(content: bytes) -> SourceFormat:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            names = set(package.namelist())
            kind = package.read("mimetype")[: len(_OPEN_DOCUMENT)] if "mimetype" in names else b""
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        sentence = f"The file is a damaged zip package ({error}); fetch it again or {_SAVE_AS}."
        raise UnreadableError("damaged", sentence) from error
    if "word/document.xml" in names or any(name.startswith("word/document") for name in names):
        return "docx"
    if kind == _OPEN_DOCUMENT:
        return "doc"
    what = "a spreadsheet" if "xl/workbook.xml" in names else "a zip package without a Word document in it"
    raise UnreadableError("unknown_format", f"This is {what}; {_SAVE_AS}.")


def _ole_format(content: bytes) -> SourceFormat:
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise UnreadableError("encrypted", "The Word file has a password; save it without one.")
    if "WordDocument".encode("utf-16-le") in content:
        return "doc"
    raise UnreadableError("unknown_format", f"This is an old Office file but no Word document; {_SAVE_AS}.")


def _text_format(content: bytes) -> SourceFormat:
    encoding = next((name for mark, name in _BOMS if content.startswith(mark)), None) or _eight_or_sixteen_bit(content)
    text = content.decode(encoding, errors="replace")
    head = text[:8192].lstrip("\ufeff \t\r\n")
    if _WORD_XML.search(head):
        return "doc"
    if ("<" in text and _HTML_ROOT.search(text[:65536])) or _WEB_ARCHIVE.search(head):
        return "html"
    if head.startswith("<") and len(_HTML_BLOCK.findall(text[:262144])) >= 3:
        return "html"
    return "markdown" if is_markdown(text) else "text"


def _eight_or_sixteen_bit(content: bytes) -> str:
    """A codec good enough to look for marks: all of them are ASCII, so Latin-1 stands for every eight-bit encoding."""
    sample = content[:4096]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if max(even, odd) * 10 > len(sample) and min(even, odd) * 10 <= max(even, odd):
        return "utf-16-le" if odd > even else "utf-16-be"
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    if controls * 20 > len(sample):
        raise UnreadableError("unknown_format", f"The file is not a document that can be read; {_SAVE_AS}.")
    return "latin-1"
