"""Where the work on documents is done: here, in worker processes, or on a cluster."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.limits import Limits
from pipeline.work import Engine, Here, Recipe

_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Effort:
    """How the work is done: so many processes, None for as many as there are CPUs, 0 for this process.

    `scheduler` is the address of a Dask cluster whose workers do it instead. `limits` hold for each document; in this
    process there are none.
    """

    workers: int | None = 0
    limits: Limits = _LIMITS
    scheduler: str | None = None


def engine_of(recipe: Recipe, effort: Effort, documents: int) -> Engine:
    """The engine for an effort; `documents` is how many there may be at most."""
    if effort.scheduler is not None:
        from pipeline.cluster import Cluster

        return Cluster(recipe, effort.scheduler, effort.limits)
    if effort.workers == 0:
        return Here(recipe)
    from pipeline.workers import Workers, default_workers

    return Workers(recipe, effort.workers or default_workers(documents), effort.limits)
