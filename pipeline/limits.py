"""How much time and memory one document may take, and how a process is held to it."""

from __future__ import annotations

import math
import os
import signal
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

MIB = 1 << 20
SECONDS = 120.0
"""Seconds for one document, unless the user says otherwise; pages read by OCR add to it."""
OCR_SHARE = 1 / 12
"""What each page that is read by OCR adds, as a share of the time for a document: 10 seconds of 120.

A page takes one to two seconds, on a machine that has much else to do ten.
"""
MEGABYTES = 2048
"""Memory for one document, unless the user says otherwise."""

_GRACE = 5
"""Seconds that a process waits, beyond its time, for the one that watches it before it ends itself."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds, without those that OCR adds, and bytes of memory that one document may take."""

    seconds: float = SECONDS
    bytes: int = MEGABYTES * MIB

    def seconds_with(self, ocr_pages: int) -> float:
        """The time for a document of which so many pages are read by OCR; no more than 300 are."""
        return self.seconds * (1 + OCR_SHARE * ocr_pages)

    def hold_this_process(self) -> None:
        """Limits what this process may allocate, and lets it die before others when the machine runs out of memory.

        RLIMIT_DATA counts private memory that can be written to; RLIMIT_AS would also count files that are mapped.
        What libraries have reserved at the start and do not use comes on top. The limit holds on Linux only, which
        is also the only one on which `resident` can tell.
        """
        import resource

        os.setsid()
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        unused = max(0, _reserved() - resident(os.getpid()))
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_DATA, (self.bytes + unused, self.bytes + unused))
        with suppress(OSError):
            Path("/proc/self/oom_score_adj").write_text("500")

    def set_alarm(self, ocr_pages: int = 0) -> None:
        """Ends this process some seconds after its time, should the one that watches it be dead or gone."""
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.alarm(math.ceil(self.seconds_with(ocr_pages)) + _GRACE)

    @staticmethod
    def stop_alarm() -> None:
        """The work was done in time."""
        signal.alarm(0)


def _reserved() -> int:
    """The bytes of private memory that this process has asked for so far; 0 when that cannot be told."""
    try:
        return int(Path("/proc/self/statm").read_bytes().split()[5]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError):
        return 0


def resident(pid: int) -> int:
    """The bytes of memory that a process uses; 0 when that cannot be told."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_bytes().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError):
        return 0
