"""Bytes to layout: one module per format; the format is found from the content."""

from __future__ import annotations


class UnreadableError(Exception):
    """A file that cannot be read at all; `code` is the machine-readable warning code, the message is for people."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code
