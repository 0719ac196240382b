"""Processes that each work on one document at a time: a crash, a hang or a memory bomb costs that document alone.

Why not a pool from elsewhere: `concurrent.futures` loses its queue with one dead worker and cannot end a hanging one;
pebble is LGPL and knows no limit of memory. Here every worker has a pipe of its own, so that no lock is shared with a
process that may be killed at any moment.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterable, Iterator
from multiprocessing import forkserver
from multiprocessing.connection import wait

from pipeline.errors import KehoachError
from pipeline.layout import Notice
from pipeline.limits import MIB, Limits
from pipeline.store import Packed
from pipeline.work import Job, Recipe
from pipeline.worker import Worker

_PRELOAD, _PRELOAD_ALL = "pipeline.preload", "pipeline.preload_formats"
"""What the process from which workers are forked imports once, so that they are ready at once: for one, for several."""

_TICK = 0.2
"""Seconds after which the memory of the workers is looked at, at the latest."""

_DOCUMENTS_PER_WORKER = 200
"""After these a worker is replaced, so that what libraries leak stays small."""


class Workers:
    """Does the work on documents in processes of this machine, within limits of time and memory."""

    def __init__(self, recipe: Recipe, count: int, limits: Limits) -> None:
        self._recipe = recipe
        self._count = count
        self._limits = limits
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload([_PRELOAD if count == 1 else _PRELOAD_ALL])

    def prepare(self) -> None:
        """Starts the process of which the workers are copies; it compiles patterns for seconds."""
        forkserver.ensure_running()

    def run(self, jobs: Iterable[Job]) -> Iterator[Packed]:
        """What is to be stored of each document, as they are done.

        A document that takes too long, needs too much memory, or ends its process, is one of which nothing could be
        read. A process that somebody else killed is no fault of its document, so that gets a second chance.
        Raises KehoachError when no worker can be started.
        """
        queue = _Queue(jobs)
        crew: list[Worker] = []
        try:
            while True:
                while len(crew) < self._count and (job := queue.next()):
                    crew.append(Worker(self._context, self._recipe, self._limits, job))
                if not crew:
                    return
                for worker in _listened(crew):
                    job = worker.job
                    done = worker.hear()
                    if worker.trouble and job:
                        crew.remove(worker)
                        done = self._of_trouble(worker, job, queue)
                    elif worker.job is None and not _goes_on(worker, queue):
                        crew.remove(worker)
                    if done is not None:
                        yield done
        finally:
            for worker in crew:
                worker.kill()

    def _of_trouble(self, worker: Worker, job: Job, queue: _Queue) -> Packed | None:
        """What is to be stored of a document whose worker has ended; None when it gets a second chance."""
        if worker.trouble == "not_started":
            hint = 'In a script, call ingest below `if __name__ == "__main__":`, or without workers (--workers 0).'
            raise KehoachError(f"The worker processes do not start ({worker.exit}). {hint}")
        if worker.trouble == "killed" and queue.takes_back(job):
            return None
        return self._recipe.failed(job, self._notice(worker, job.name))

    def _notice(self, worker: Worker, name: str) -> Notice:
        match worker.trouble:
            case "timeout":
                advice = "to give it more time: --retry-failed --timeout SECONDS"
                seconds = self._limits.seconds_with(worker.ocr_pages)
                return Notice("timeout", f"{name} was not done after {seconds:g} seconds; {advice}.")
            case "out_of_memory":
                advice = "to give it more memory: --retry-failed --memory MB"
                return Notice("out_of_memory", f"{name} needed more than {self._limits.bytes // MIB} MB; {advice}.")
        return Notice("crashed", f"{name} ended the process that read it ({worker.exit}); please report it.")


class _Queue:
    """The documents to come, and those that get a second chance."""

    def __init__(self, jobs: Iterable[Job]) -> None:
        self._jobs = iter(jobs)
        self._again: list[Job] = []
        self._taken_back: set[str] = set()

    def next(self) -> Job | None:
        return self._again.pop() if self._again else next(self._jobs, None)

    def takes_back(self, job: Job) -> bool:
        """Whether the document gets a second chance; nobody gets a third."""
        if job.document_id in self._taken_back:
            return False
        self._taken_back.add(job.document_id)
        self._again.append(job)
        return True


def default_workers(documents: int) -> int:
    """How many workers a run gets: one for each CPU that this process may use, but none without work."""
    cpus = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(cpus, documents // _DOCUMENTS_WORTH_A_WORKER))


_DOCUMENTS_WORTH_A_WORKER = 4


def _listened(crew: list[Worker]) -> list[Worker]:
    """The workers, as soon as one has something to say, one's time is over, or their memory is to be looked at."""
    soonest = min(worker.seconds_left() for worker in crew)
    wait([worker.connection for worker in crew], timeout=min(_TICK, soonest))
    return list(crew)


def _goes_on(worker: Worker, queue: _Queue) -> bool:
    """Gives a worker its next document; one that has done enough, or for which there is none, is dismissed."""
    job = queue.next() if worker.documents < _DOCUMENTS_PER_WORKER else None
    if job is None:
        worker.dismiss()
        return False
    worker.give(job)
    return True
