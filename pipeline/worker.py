"""One worker: a process that reads documents, seen from outside (`Worker`) and from inside (`serve`)."""

from __future__ import annotations

import gc
import os
import signal
import time
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext
from typing import Literal

from pipeline.limits import Limits, resident
from pipeline.read.patience import watched_by
from pipeline.store import Packed
from pipeline.work import Job, Recipe

Trouble = Literal["not_started", "timeout", "out_of_memory", "killed", "crashed"]
"""Why a worker is no more: `killed` by somebody else, `crashed` by itself."""

_START_SECONDS = 120.0
_READY = "ready"
_NO_MEMORY = "no memory"
_SELDOM = 20_000, 20, 20
"""When garbage is looked for: rows hold no cycles, so that most looks find nothing."""


@dataclass(frozen=True, slots=True)
class _ReadsByOcr:
    """What a worker says in between: so many pages of its document are read by OCR."""

    pages: int


class Worker:
    """A process with the document it works on; `trouble` says why it ended, None while it lives.

    `ocr_pages` are those of the document that it has begun to read by OCR, for which it gets more time.
    """

    def __init__(self, context: ForkServerContext, recipe: Recipe, limits: Limits, job: Job) -> None:
        self.connection, inner = context.Pipe()
        self.job: Job | None = job
        self.trouble: Trouble | None = None
        self.documents = 0
        self.ocr_pages = 0
        self._limits = limits
        self._is_ready = False
        self._largest = 0
        self._begun = time.monotonic()
        self._deadline = self._begun + _START_SECONDS
        self._process = context.Process(target=serve, args=(inner, recipe, limits), daemon=True)
        self._process.start()
        inner.close()

    @property
    def exit(self) -> str:
        """How the process ended: `SIGSEGV`, `exit code 1`."""
        code = self._process.exitcode
        if code is None:
            return "still running"
        if code >= 0:
            return f"exit code {code}"
        try:
            return signal.Signals(-code).name
        except ValueError:
            return f"signal {-code}"

    def seconds_left(self) -> float:
        """Seconds until the time for the document is over; not negative."""
        return max(0.0, self._deadline - time.monotonic())

    def give(self, job: Job) -> None:
        """The next document; a worker that is still starting gets it when it is ready."""
        self.job = job
        self._begun = time.monotonic()
        self._deadline = self._begun + self._limits.seconds
        self._largest = self.ocr_pages = 0
        with suppress(OSError):  # It has just died; `hear` finds out.
            self.connection.send(job)

    def hear(self) -> Packed | None:
        """What the worker made of its document, if it is done; `trouble` is set if it will never be."""
        if self.connection.poll():
            return self._received()
        self._largest = max(self._largest, resident(self._process.pid or 0))
        if self._largest > self._limits.bytes:
            self._end("out_of_memory")
        elif not self.seconds_left():
            self._end("timeout" if self._is_ready else "not_started")
        return None

    def dismiss(self) -> None:
        """Lets the process end; it has nothing to do."""
        self.connection.close()

    def kill(self) -> None:
        """Ends the process and what it has started, whatever it does."""
        pid = self._process.pid
        if pid is not None and self._process.is_alive():
            with suppress(OSError):
                os.killpg(pid, signal.SIGKILL)
            self._process.kill()
            self._process.join()
        self.connection.close()

    def _received(self) -> Packed | None:
        try:
            answer = self.connection.recv()
        except (EOFError, OSError):
            self._process.join(timeout=_START_SECONDS)
            self._end(self._cause())
            return None
        if answer == _READY:
            self._is_ready = True
            if self.job is not None:
                self.give(self.job)
            return None
        if isinstance(answer, _ReadsByOcr):
            self.ocr_pages = answer.pages
            self._deadline = self._begun + self._limits.seconds_with(answer.pages)
            return None
        if answer == _NO_MEMORY:
            self._end("out_of_memory")
            return None
        self.job = None
        self.documents += 1
        return answer if isinstance(answer, Packed) else None

    def _cause(self) -> Trouble:
        """Why the process ended. Libraries in C abort, or worse, when they are refused memory."""
        code = self._process.exitcode
        if not self._is_ready:
            return "not_started"
        if code == -signal.SIGALRM:
            return "timeout"
        if code is not None and code < 0 and self._largest > self._limits.bytes // 2:
            return "out_of_memory"
        return "killed" if code == -signal.SIGKILL else "crashed"

    def _end(self, trouble: Trouble) -> None:
        self.trouble = trouble
        self.kill()


def serve(connection: Connection, recipe: Recipe, limits: Limits) -> None:
    """What a worker does from its start to its end: a document, an answer, the next one."""
    limits.hold_this_process()
    gc.freeze()  # what every document shares is no garbage
    gc.set_threshold(*_SELDOM)
    connection.send(_READY)

    def more_time(ocr_pages: int) -> None:
        limits.set_alarm(ocr_pages)
        with suppress(OSError):
            connection.send(_ReadsByOcr(ocr_pages))

    while True:
        try:
            job = connection.recv()
        except (EOFError, OSError):
            return
        limits.set_alarm()
        try:
            with watched_by(more_time):
                answer: Packed | str = recipe.packed(job)
        except MemoryError:
            answer = _NO_MEMORY
        limits.stop_alarm()
        try:
            connection.send(answer)
        except OSError:
            return
        del job, answer
