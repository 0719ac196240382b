"""A look at a PDF before PDFium opens it: does it swell beyond measure when its streams are unpacked?

PDFium makes an object in memory of each line that a page draws; a file of some kilobytes can hold a hundred million.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator

import regex

from pipeline.read import UnreadableError

MAX_STREAM_BYTES = 32_000_000
"""The most that the text and lines of a page, or any other stream but a picture or font, may be when unpacked."""

MAX_SWOLLEN_BYTES = 128_000_000
"""The most that all streams together may be of those that swell SWELLING times or more."""

SWELLING = 100
_CHUNK = 1 << 20
_DICTIONARY = 1000  # bytes before a stream where its dictionary stands
_STREAM = regex.compile(rb"stream\r?\n")
_FILTERS = regex.compile(rb"/FlateDecode|/Fl(?=[\s/\]>])")
_NOT_UNPACKED = regex.compile(rb"/Subtype\s{0,3}/Image|/Length1|/Type\s{0,3}/EmbeddedFile")


def check_streams(content: bytes) -> None:
    """Raises UnreadableError `too_large` for a PDF whose streams swell beyond these bounds."""
    swollen = 0
    for dictionary, packed in _streams(content):
        size = _unpacked_size(packed, len(_FILTERS.findall(dictionary)))
        if size >= SWELLING * len(packed):
            swollen += size
        if size > MAX_STREAM_BYTES or swollen > MAX_SWOLLEN_BYTES:
            sentence = "The PDF swells beyond measure when it is unpacked; print it to a new PDF and read that."
            raise UnreadableError("too_large", sentence)


def _streams(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The packed streams that are no pictures or fonts, each with its dictionary."""
    place = 0
    while (match := _STREAM.search(content, place)) is not None:
        start = match.end()
        end = content.find(b"endstream", start)
        place = end if end >= 0 else start
        head = content[max(0, match.start() - _DICTIONARY) : match.start()]
        dictionary = head[head.rfind(b"obj") + 3 :]
        if _FILTERS.search(dictionary) and not _NOT_UNPACKED.search(dictionary):
            yield dictionary, content[start : end if end >= 0 else len(content)]


def _unpacked_size(packed: bytes, layers: int) -> int:
    """The size after unpacking, counted until it passes the bound; damaged streams count as far as they go."""
    for _ in range(layers - 1):
        packed = b"".join(_unpacked(packed))
    return sum(map(len, _unpacked(packed)))


def _unpacked(packed: bytes) -> Iterator[bytes]:
    inflater = zlib.decompressobj()
    total = 0
    try:
        while packed and total <= MAX_STREAM_BYTES and not inflater.eof:
            part = inflater.decompress(packed, _CHUNK)
            total += len(part)
            yield part
            packed = inflater.unconsumed_tail
    except zlib.error:
        return
