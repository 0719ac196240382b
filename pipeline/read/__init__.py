"""Bytes to layout: one module per format; the format is found from the content."""

from __future__ import annotations

from pipeline.layout import Layout


class UnreadableError(Exception):
    """A file that cannot be read at all; `code` is the machine-readable warning code, the message is for people."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


def read(content: bytes) -> Layout:
    """The layout of a document, whatever its format.

    Text typed for an old font is converted (notice `legacy_encoding`), text in another language is pointed out
    (`not_vietnamese`). Raises UnreadableError when nothing of it can be read.
    """
    from pipeline.read.language import with_language_checked, with_unicode_letters

    if not content.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise UnreadableError("empty", "The file is empty; put the document itself into the folder.")
    return with_language_checked(with_unicode_letters(_read(content)))


def _read(content: bytes) -> Layout:
    from pipeline.read.formats import sniff

    match sniff(content):
        case "pdf":
            from pipeline.read.pdf import read_pdf

            return read_pdf(content)
        case "docx":
            from pipeline.read.docx import read_docx

            return read_docx(content)
        case "doc":
            from pipeline.read.doc import read_doc

            return read_doc(content)
        case "html":
            from pipeline.read.html import read_html

            return read_html(content)
        case _:
            from pipeline.read.text import read_text

            return read_text(content)
