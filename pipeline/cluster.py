"""The work on documents done by the workers of a Dask cluster (docs/cluster.md).

The content of a document travels with the task, so workers need no shared disk; only this process writes files. What a
worker that died was doing is done by another one. Inside a Dask worker each batch is read by a process of its own, so
that a crash, a hang or a memory bomb costs one document there as well as here.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from pipeline.errors import KehoachError, UsageError
from pipeline.layout import Notice
from pipeline.limits import MIB, Limits
from pipeline.store import Packed
from pipeline.version import PIPELINE_VERSION
from pipeline.work import Job, Recipe

if TYPE_CHECKING:
    from distributed import Client, Future

_BATCH = 8
"""Documents in a task: sending one by one would cost more than a tenth of the work."""

_BATCH_BYTES = 4 * MIB
_SECONDS_TO_CONNECT = 20
_SECONDS_FOR_WORKERS = 60

Answer = tuple[str, list[Packed]]
"""The rules by which a worker reads, and what is to be stored."""


class Cluster:
    """Does the work on documents on the workers of a Dask scheduler, within limits of time and memory."""

    def __init__(self, recipe: Recipe, scheduler: str, limits: Limits) -> None:
        self._recipe = recipe
        self._scheduler = scheduler
        self._limits = limits

    def prepare(self) -> None:
        """The workers of the cluster are there already."""

    def run(self, jobs: Iterable[Job]) -> Iterator[Packed]:
        """What is to be stored of each document, as they are done.

        Raises UsageError when there is no scheduler, KehoachError when it is lost or its workers cannot do the work.
        """
        with _connected(self._scheduler) as client:
            yield from self._run(client, _batches(jobs))

    def _run(self, client: Client, batches: Iterator[list[Job]]) -> Iterator[Packed]:
        from distributed import as_completed

        done = as_completed(loop=client.loop)
        running: dict[Future, list[Job]] = {}
        again: list[list[Job]] = []
        while True:
            while len(running) < 2 * sum(client.nthreads().values()) + 1:
                batch = again.pop() if again else next(batches, None)
                if batch is None:
                    break
                future = client.submit(read_batch, self._recipe, self._limits, batch, pure=False)
                running[future] = batch
                done.add(future)
            if not running:
                return
            future = next(done)
            batch = running.pop(future)
            if self._lost_workers(future):
                # One of them ends whole workers, in spite of all: alone it harms no other.
                again += [[job] for job in batch if len(batch) > 1]
                yield from (self._crashed(job) for job in batch if len(batch) == 1)
            else:
                yield from self._answer(future)

    def _lost_workers(self, future: Future) -> bool:
        from distributed import KilledWorker

        return future.status == "error" and isinstance(future.exception(), KilledWorker)

    def _answer(self, future: Future) -> list[Packed]:
        if future.status not in ("finished", "error"):
            raise KehoachError(f"The scheduler {self._scheduler} is gone; start it, and run the same command to go on.")
        if future.status == "error":
            error = future.exception()
            problem = f"{type(error).__name__}: {error}"
            raise KehoachError(f"The workers of {self._scheduler} cannot read documents ({problem}).") from error
        rules, documents = future.result()
        if rules != PIPELINE_VERSION:
            raise KehoachError(f"Workers of {self._scheduler} have kehoach {rules}; install {PIPELINE_VERSION} there.")
        return list(documents)

    def _crashed(self, job: Job) -> Packed:
        return self._recipe.failed(
            job, Notice("crashed", f"{job.name} ended every worker of the cluster that read it; please report it.")
        )


def read_batch(recipe: Recipe, limits: Limits, jobs: list[Job]) -> Answer:
    """What a Dask worker does: has a process read the documents, and another one when that has ended."""
    from pipeline.workers import Workers

    with _children_allowed():
        return PIPELINE_VERSION, list(Workers(recipe, 1, limits).run(jobs))


def _batches(jobs: Iterable[Job]) -> Iterator[list[Job]]:
    batch: list[Job] = []
    for job in jobs:
        batch.append(job)
        if len(batch) == _BATCH or sum(len(job.content) for job in batch) > _BATCH_BYTES:
            yield batch
            batch = []
    if batch:
        yield batch


@contextmanager
def _connected(scheduler: str) -> Iterator[Client]:
    try:
        from distributed import Client
    except ImportError as error:
        raise UsageError("--scheduler needs Dask; install it with: pip install 'kehoach[cluster]'") from error
    try:
        client = Client(scheduler, timeout=_SECONDS_TO_CONNECT, set_as_default=False)
    except (OSError, ValueError) as error:
        raise UsageError(f"No Dask scheduler answers at {scheduler}; see docs/cluster.md.") from error
    try:
        client.wait_for_workers(1, timeout=_SECONDS_FOR_WORKERS)
        yield client
    except TimeoutError as error:
        raise KehoachError(f"The scheduler {scheduler} has no workers; start some, see docs/cluster.md.") from error
    finally:
        client.close()


@contextmanager
def _children_allowed() -> Iterator[None]:
    """Lets a Dask worker start processes. They end with it: their pipe closes, or else their alarm rings.

    Nannies start workers as daemons, to which multiprocessing forbids children because it could not end them.
    """
    config: dict[str, Any] = multiprocessing.current_process()._config  # type: ignore[attr-defined]
    before = config.get("daemon")
    config["daemon"] = False
    try:
        yield
    finally:
        config["daemon"] = before
