"""A lock on an object store: an object that one creates and the others wait for.

Where the store knows conditional writes (S3, Google, Azure) only one can create it. Elsewhere two that ask in the same
instant are told apart by who finds his own name in it afterwards. The owner writes a new time into it every few
seconds; one whose time stands still, by the watch of whoever waits, is dead, and his lock is taken away. So clocks of
different machines are not compared.
"""

from __future__ import annotations

import json
import os
import platform
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Protocol

from pipeline.errors import KehoachError

BEAT_SECONDS = 10.0
"""So often the owner says that he lives."""

DEAD_SECONDS = 60.0
"""After so long without a word he is taken for dead."""

_POLL_SECONDS = 0.5


class Objects(Protocol):
    """What a lock needs of the folder in which it lies."""

    def create(self, name: str, content: bytes) -> bool:
        """Writes an object unless there is one; whether it did."""

    def get(self, name: str) -> bytes | None:
        """The content of an object; None when it is not there."""

    def write(self, name: str, content: bytes) -> None:
        """Writes an object."""

    def remove(self, name: str) -> None:
        """Removes an object."""


@contextmanager
def hold(folder: Objects, name: str, seconds: float) -> Iterator[None]:
    """Holds the lock; raises TimeoutError when it is still another's after so many seconds.

    It may be taken away meanwhile, as from a machine that slept for too long: ask `check_held` before a step that only
    its owner may make.
    """
    owner = f"{platform.node()}:{os.getpid()}:{uuid.uuid4().hex}"
    _acquire(folder, name, owner, seconds)
    over = threading.Event()
    heart = threading.Thread(target=_beat, args=(folder, name, owner, over), daemon=True)
    heart.start()
    try:
        yield
    finally:
        over.set()
        heart.join()
        if _owner_of(folder.get(name)) == owner:
            folder.remove(name)


def check_held(folder: Objects, name: str) -> None:
    """Raises KehoachError when the lock is not this process's any more."""
    owner = _owner_of(folder.get(name))
    if not owner.startswith(f"{platform.node()}:{os.getpid()}:"):
        raise KehoachError("Another kehoach took the lock, as this one did not answer; run the same command again.")


def _acquire(folder: Objects, name: str, owner: str, seconds: float) -> None:
    end = time.monotonic() + seconds
    seen, since = b"", time.monotonic()
    while True:
        if folder.create(name, _content(owner)) and _owner_of(folder.get(name)) == owner:
            return
        held = folder.get(name)
        now = time.monotonic()
        if held is not None and held != seen:
            seen, since = held, now
        if held is not None and now - since > DEAD_SECONDS:
            folder.remove(name)
            continue
        if now >= end:
            raise TimeoutError(f"{name} is held by {_owner_of(held)}")
        time.sleep(min(_POLL_SECONDS, end - now))


def _beat(folder: Objects, name: str, owner: str, over: threading.Event) -> None:
    while not over.wait(BEAT_SECONDS):
        try:
            if _owner_of(folder.get(name)) != owner:
                return
            folder.write(name, _content(owner))
        except (KehoachError, OSError):
            continue  # The network may come back before others take this process for dead.


def _content(owner: str) -> bytes:
    return json.dumps({"owner": owner, "time": datetime.now(UTC).isoformat()}).encode()


def _owner_of(content: bytes | None) -> str:
    try:
        return str(json.loads(content or b"{}").get("owner", ""))
    except (ValueError, AttributeError):
        return ""
