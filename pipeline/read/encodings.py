"""Bytes to characters."""

from __future__ import annotations

from pipeline.layout import Notice


def decode(content: bytes) -> tuple[str, tuple[Notice, ...]]:
    """The text of a file and what was remarkable about its encoding."""
    return content.decode("utf-8-sig", errors="replace"), ()
