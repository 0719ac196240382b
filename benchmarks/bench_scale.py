"""What a big store costs: time, memory and disk of each step, with synthetic plans.

Usage: python benchmarks/bench_scale.py FOLDER [--count 10000] [--chars 10000] [--workers 2] [--clones 9] [--json FILE]

Makes the plans (once), reads them, runs again with nothing to do, adds one more, asks the five questions of the
read-me. With --clones each document then gets so many clones: the same text under another number, its interim file a
copy with other ids. So a store of 100 000 is measured without reading 100 000 documents; all but the reading is real.
Every step is a process of its own; peak memory is that of all its processes together, pages they share counted once.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import zstandard
from generate_plans import plan_of, write_plans
from pydantic import TypeAdapter

from pipeline.heads import StoredHead
from pipeline.storage import folder_at
from pipeline.store import Packed, Store, name_of

ROOT = Path(__file__).resolve().parent.parent
QUESTIONS = ROOT / "README.md"
HEAD = TypeAdapter(StoredHead)


@dataclass(frozen=True)
class Figure:
    """A step with its seconds, and megabytes at its peak."""

    step: str
    seconds: float
    megabytes: float = 0.0
    documents: int = 0

    def __str__(self) -> str:
        rate = f"{self.documents / self.seconds:9.1f} documents/s" if self.documents else ""
        return f"{self.step:48} {self.seconds:9.2f} s {self.megabytes:8.0f} MB {rate}"


class Bench:
    """A folder in which plans, interim files and tables are made, and the figures so far."""

    def __init__(self, folder: Path, workers: int) -> None:
        self.folder = folder
        self.workers = workers
        self.figures: list[Figure] = []

    def add(self, figure: Figure) -> None:
        self.figures.append(figure)
        print(figure, flush=True)

    def ingest(self, step: str, *paths: str, documents: int = 0) -> None:
        command = [sys.executable, "-m", "pipeline.cli", "ingest", *paths, "--workers", str(self.workers)]
        command += ["--out", "parquet", "--interim", "interim", "--json"]
        begin = time.perf_counter()
        with (self.folder / "ingest.log").open("a") as log:
            process = subprocess.Popen(command, cwd=self.folder, stdout=log, stderr=log)
            peak = 0.0
            while process.poll() is None:
                peak = max(peak, megabytes_of(process.pid))
                time.sleep(0.2)
        if process.returncode:
            raise SystemExit(f"{step} failed; see {self.folder / 'ingest.log'}")
        self.add(Figure(step, time.perf_counter() - begin, peak, documents))

    def questions(self, documents: int) -> None:
        """The first time is that of a new process: opening the tables included."""
        code = "import sys, time; from pipeline import open_tables; t = time.perf_counter()\n"
        code += "tables = open_tables('parquet'); tables.arrow(sys.argv[1]); a = time.perf_counter() - t\n"
        code += "t = time.perf_counter(); tables.arrow(sys.argv[1]); print(a, time.perf_counter() - t)"
        for number, question in enumerate(questions(), 1):
            done = subprocess.run(
                [sys.executable, "-c", code, question], cwd=self.folder, check=True, capture_output=True, text=True
            )
            first, again = map(float, done.stdout.split())
            self.add(Figure(f"question {number} of {documents} documents", first))
            self.add(Figure(f"question {number} again", again))

    def sizes(self, documents: int) -> None:
        for name in ("raw", "interim", "parquet"):
            total = sum(p.stat().st_size for p in (self.folder / name).resolve().rglob("*") if p.is_file())
            print(f"{name}: {total / 1e6:.0f} MB, {total / documents / 1000:.1f} kB per document", flush=True)


def questions() -> Iterator[str]:
    """The SQL of the five questions of the read-me."""
    parts = QUESTIONS.read_text(encoding="utf-8").split("```sql\n")[1:6]
    return (part.split("```")[0] for part in parts)


def megabytes_of(pid: int) -> float:
    """The memory of a process and its descendants: what they share is counted once (PSS)."""
    total = 0.0
    for one in (pid, *descendants(pid)):
        try:
            lines = Path(f"/proc/{one}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        total += sum(int(line.split()[1]) / 1000 for line in lines if line.startswith("Pss:"))
    return total


def descendants(pid: int) -> Iterator[int]:
    try:
        children = [int(c) for t in Path(f"/proc/{pid}/task").iterdir() for c in (t / "children").read_text().split()]
    except OSError:
        return
    for child in children:
        yield child
        yield from descendants(child)


def clone(folder: Path, count: int, clones: int) -> None:
    """Adds clones of the documents, each with a number of its own, as sources and as interim files."""
    store = Store(folder_at(folder / "interim"))
    for path in sorted((folder / "raw").rglob("*-KH.*")):
        path.unlink()
    for path in sorted((folder / "raw").rglob("0*.*")):
        content = path.read_bytes()
        old = hashlib.sha256(content).hexdigest()
        head = store.head(old[:16])
        if head is None:
            continue
        stored = zstandard.decompress(store.folder.read(name_of(old[:16])))
        for number in range(1, clones + 1):
            twin = content.replace(b"/KH-UBND", f"{number}/KH-UBND".encode(), 1)
            new = hashlib.sha256(twin).hexdigest()
            path.with_name(f"{path.stem}-{number}-KH{path.suffix}").write_bytes(twin)
            _, _, body = stored.partition(b"\n")
            body = body.replace(old.encode(), new.encode()).replace(old[:16].encode(), new[:16].encode())
            likeness = hashlib.sha512(new.encode()).hexdigest()
            own = HEAD.dump_python(head) | {
                "document_id": new[:16],
                "digest": hashlib.sha256(body).hexdigest(),
                "number": f"{head.number}.{number}",
                "canonical_id": f"{head.canonical_id}.{number}",
                "likeness": likeness,
            }
            line = HEAD.dump_json(StoredHead(**own))
            store.write(Packed(new[:16], line, zstandard.compress(line + b"\n" + body)))
    store.save_index()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--chars", type=int, default=10_000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--clones", type=int, default=0)
    parser.add_argument("--json", type=Path, help="write the figures here too")
    options = parser.parse_args()
    bench = Bench(options.folder, options.workers)
    raw = options.folder / "raw"
    if not raw.is_dir():
        write_plans(raw, options.count, chars=options.chars)
    measured(bench, options.count, options.chars, f"read {options.count} documents, {options.workers} processes")
    if options.clones:
        clone(options.folder, options.count, options.clones)
        whole = options.count * (1 + options.clones)
        measured(bench, whole, options.chars, f"publish {whole} documents that are read already")
    if options.json:
        options.json.write_text(json.dumps([asdict(figure) for figure in bench.figures], indent=1), encoding="utf-8")


def measured(bench: Bench, count: int, chars: int, step: str) -> None:
    """The steps with a store of so many documents."""
    bench.ingest(step, "raw", documents=count)
    bench.ingest(f"nothing to do, {count} documents", "raw", documents=count)
    plan = plan_of(10_000_000 + count, chars=chars)
    more = bench.folder / "more" / plan.path
    more.parent.mkdir(parents=True, exist_ok=True)
    more.write_text(plan.text, encoding="utf-8")
    bench.ingest(f"one more, beside {count} documents", more.relative_to(bench.folder).as_posix())
    bench.questions(count)
    bench.sizes(count)


if __name__ == "__main__":
    main()
