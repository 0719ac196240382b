"""How the reading of a document tells whoever watches its time that it takes longer for a good reason."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_watcher: ContextVar[Callable[[int], None] | None] = ContextVar("watcher", default=None)


def announce_ocr(pages: int) -> None:
    """Tells the watcher, if there is one, that so many pages of the document are now read by OCR."""
    watcher = _watcher.get()
    if watcher is not None:
        watcher(pages)


@contextmanager
def watched_by(watcher: Callable[[int], None]) -> Iterator[None]:
    """Whatever is announced within, the watcher is told."""
    token = _watcher.set(watcher)
    try:
        yield
    finally:
        _watcher.reset(token)
