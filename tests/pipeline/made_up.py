"""Plans of a made-up kind, so that folders, store and tables can be tested without reading real documents.

A plan is a text of lines: `province Tuyên Quang`, `year 2021`, `is KEY` (how others cite it), `cites KEY`,
`agency NAME`, `- TASK`; `crash` makes the processing fail, `do DEED` does what documents do that are poison to a
program (see `DEEDS`).
"""

from __future__ import annotations

import ctypes
import hashlib
import os
import re
import signal
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from pipeline.failures import id_of_content
from pipeline.ingestion import ingest
from pipeline.read.patience import announce_ocr
from pipeline.sources import PIPELINE_VERSION
from pipeline.summary import IngestSummary
from schemas import Agency, AgencyMention, Document, LegalReference, PlanRecords, Task, Text


def plan(*lines: str, province: str = "Tuyên Quang", year: int = 2021) -> bytes:
    return "\n".join((f"province {province}", f"year {year}", *lines)).encode()


def _recurse(words: str) -> None:
    _recurse(words)


def _die_once(words: str) -> None:
    """Is killed, as by the kernel that needs memory, unless the file named is there already."""
    mark = Path(words.split()[1])
    if not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)


def _spin(_: str) -> None:
    while True:
        pass


def _fill_memory(_: str) -> None:
    held = []
    while True:
        held.append(bytearray(1 << 24))


DEEDS: dict[str, Callable[[str], object]] = {
    "sleep": lambda words: time.sleep(float(words.split()[1])),
    "ocr": lambda words: announce_ocr(int(words.split()[1])),
    "spin": _spin,
    "hang": lambda _: re.match(r"(a+)+$", "a" * 60 + "b"),
    "fill": _fill_memory,
    "ask": lambda _: bytearray(60 << 30),
    "segfault": lambda _: ctypes.string_at(0),
    "abort": lambda _: os.abort(),
    "exit": lambda _: os._exit(3),
    "leave": lambda _: sys.exit(4),
    "kill": lambda _: os.kill(os.getpid(), signal.SIGKILL),
    "die_once": _die_once,
    "recurse": _recurse,
    "shout": lambda _: os.write(1, b"x" * 100_000),
}
"""What poisons a process, and what tells it that pages are read by OCR."""


def process(name: str, content: bytes) -> PlanRecords:
    text = content.decode()
    sha256 = hashlib.sha256(content).hexdigest()
    document_id = id_of_content(sha256)
    fields: dict[str, str] = {}
    tasks: list[Task] = []
    references: list[LegalReference] = []
    mentions: list[AgencyMention] = []
    start = 0
    for line in text.split("\n"):
        word, _, rest = line.partition(" ")
        span = {"char_start": start + len(word) + 1, "char_end": start + len(line), "quote": rest}
        own = {"document_id": document_id, **span}
        if word == "crash":
            raise ZeroDivisionError("made up")
        if word == "do":
            DEEDS[rest.split()[0]](rest)
        if word == "-":
            number = len(tasks)
            tasks.append(Task(task_id=f"{document_id}-t{number}", ordinal=number, origin="prose", text=rest, **own))
        elif word == "cites":
            number = len(references)
            reference = {"kind": "named", "relation": "cites", "is_self": False, "canonical_id": rest}
            references.append(
                LegalReference(reference_id=f"{document_id}-r{number}", ordinal=number, **reference, **own)
            )
        elif word == "agency":
            mentions.append(AgencyMention(mention_id=f"{document_id}-m{len(mentions)}", agency_id=rest, **own))
        else:
            fields[word] = rest
        start += len(line) + 1
    document = Document(
        document_id=document_id,
        source_path=name,
        source_format="text",
        source_sha256=sha256,
        source_bytes=len(content),
        status="ok",
        title=fields.get("is"),
        province=fields.get("province"),
        issued_year=int(fields["year"]) if "year" in fields else None,
        char_count=len(text),
        pipeline_version=PIPELINE_VERSION,
    )
    named = [mention.agency_id for mention in mentions]
    return PlanRecords(
        documents=(document,),
        texts=(Text(document_id=document_id, text=text),),
        tasks=tuple(tasks),
        agencies=tuple(
            Agency(agency_id=name, name=name, kind="agency", is_collective=False, mention_count=named.count(name))
            for name in sorted(set(named))
        ),
        agency_mentions=tuple(mentions),
        legal_references=tuple(references),
    )


def identify(document: Document) -> str | None:
    return document.title


class Workshop:
    """A folder with documents, tables and interim files, and the ingest that works in it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.raw = root / "raw"
        self.tables = root / "parquet"
        self.interim = root / "interim"
        self.processed: list[str] = []
        self.raw.mkdir(parents=True)

    def write(self, plans: Mapping[str, bytes]) -> None:
        for name, content in plans.items():
            path = self.raw / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)

    def ingest(self, *names: str, **options: Any) -> IngestSummary:
        """Reads the folder of documents, or files in it; `processed` then holds the names that were read.

        Worker processes, if there are any, do the same with less to tell.
        """
        self.processed.clear()
        paths = [self.raw / name for name in names] or [self.raw]
        work = process if options.get("workers") or options.get("scheduler") else self._process
        return ingest(paths, out=self.tables, interim=self.interim, process=work, identify=identify, **options)

    def files(self) -> dict[str, bytes]:
        """The tables, byte for byte."""
        return {path.relative_to(self.tables).as_posix(): path.read_bytes() for path in self.tables.rglob("*.parquet")}

    def interim_files(self) -> list[Path]:
        return sorted(self.interim.glob("??/*.zst"))

    def _process(self, name: str, content: bytes) -> PlanRecords:
        self.processed.append(Path(name).name)
        return process(name, content)
