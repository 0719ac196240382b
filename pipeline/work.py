"""The work on one document, as any process on any machine can do it: from its bytes to what is stored."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from pipeline.failures import crash_notice, failed_records, id_of_content
from pipeline.layout import Notice
from pipeline.store import Identify, Packed, packed
from schemas import PlanRecords

MAX_TEXT_BYTES = 16 * 1024 * 1024
"""Larger plain texts, which hold no pictures, are no documents of an office: it would be five thousand pages."""

Process = Callable[[str, bytes], PlanRecords]
"""Gives all rows of a document from its name and content."""


@dataclass(frozen=True, slots=True)
class Job:
    """A document to be read: its path as it was given, and its content, which travels with it."""

    name: str
    sha256: str
    content: bytes

    @property
    def document_id(self) -> str:
        """The id of the document."""
        return id_of_content(self.sha256)


@dataclass(frozen=True, slots=True)
class Recipe:
    """How the rows of a document, and the id under which others cite it, are made. It can be sent to a process."""

    process: Process
    identify: Identify

    def packed(self, job: Job) -> Packed:
        """A document as it is stored; of one that the program itself fails on, the row that says so.

        Raises MemoryError when there is not enough memory.
        """
        try:
            if len(job.content) > MAX_TEXT_BYTES and _is_plain_text(job.content):
                return self.failed(job, too_large(job.name, len(job.content), MAX_TEXT_BYTES))
            return packed(self.process(job.name, job.content), self.identify)
        except MemoryError:
            raise
        except Exception as error:
            return self.failed(job, crash_notice(job.name, error))

    def failed(self, job: Job, notice: Notice) -> Packed:
        """A document of which nothing could be read, as it is stored."""
        records = failed_records(job.document_id, job.name, job.sha256, len(job.content), notice)
        return packed(records, self.identify)


class Engine(Protocol):
    """Does the work on many documents somewhere."""

    def prepare(self) -> None:
        """Starts, without waiting for it, what takes its time: there will be work."""

    def run(self, jobs: Iterable[Job]) -> Iterator[Packed]:
        """What is to be stored of each document, in any order. Jobs are taken only as fast as they can be done."""


@dataclass(frozen=True, slots=True)
class Here:
    """Does the work in this process, one document after the other, without limits of time and memory."""

    recipe: Recipe

    def prepare(self) -> None:
        """Nothing takes time here."""

    def run(self, jobs: Iterable[Job]) -> Iterator[Packed]:
        """What is to be stored of each document, in their order."""
        for job in jobs:
            yield self.recipe.packed(job)


def too_large(name: str, size: int, limit: int) -> Notice:
    """Why a file is not read at all."""
    sentence = f"{name} has {size >> 20} MB, the limit is {limit >> 20} MB; split it, or check that it is a plan."
    return Notice("too_large", sentence)


def _is_plain_text(content: bytes) -> bool:
    from pipeline.read import UnreadableError
    from pipeline.read.formats import sniff

    try:
        return sniff(content) in ("text", "markdown")
    except UnreadableError:
        return False
