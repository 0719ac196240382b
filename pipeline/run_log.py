"""What the runs of ingest did: a line each in a file beside the snapshots, the last hundred of them."""

from __future__ import annotations

from datetime import UTC, datetime

from pydantic import BaseModel, ConfigDict, ValidationError

from pipeline.snapshots import Snapshots
from pipeline.summary import IngestSummary
from pipeline.version import PIPELINE_VERSION

_FILE = "runs.jsonl"
_KEPT = 100


class RunEntry(BaseModel):
    """One run: when it ended (UTC), by which rules it read, what it did, and the snapshot that counted after it."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    ended: datetime
    pipeline_version: str
    snapshot: str
    tables_changed: bool
    sources: int
    read: int
    unchanged: int
    duplicates: int
    removed: int
    skipped: int
    failed: int
    files_written: int
    seconds: float


def log_run(snapshots: Snapshots, summary: IngestSummary) -> None:
    """Adds a run. Call it when locked; the log is for people, so that a disk that is full costs a line, not the run."""
    current = snapshots.current()
    entry = RunEntry(
        ended=datetime.now(UTC),
        pipeline_version=PIPELINE_VERSION,
        snapshot=current.name if current else "",
        tables_changed=summary.tables_changed,
        sources=summary.sources,
        read=summary.read,
        unchanged=summary.unchanged,
        duplicates=summary.duplicates,
        removed=len(summary.removed),
        skipped=len(summary.skipped),
        failed=len(summary.failures),
        files_written=summary.files_written,
        seconds=round(summary.seconds, 3),
    )
    entries = [*runs(snapshots), entry][-_KEPT:]
    content = "".join(f"{one.model_dump_json()}\n" for one in entries)
    try:
        snapshots.folder.write(_FILE, content.encode())
    except OSError:
        return


def runs(snapshots: Snapshots) -> list[RunEntry]:
    """The runs so far, the oldest first; lines that cannot be read are passed over."""
    try:
        lines = snapshots.folder.read(_FILE).decode().splitlines()
    except (OSError, UnicodeDecodeError):
        return []
    found = []
    for line in lines:
        try:
            found.append(RunEntry.model_validate_json(line))
        except ValidationError:
            continue
    return found
