"""Seconds that reading and extracting a folder of documents takes, stage by stage, in one warm process.

Usage: python benchmarks/bench_extract.py [FOLDER] [--rounds N] [--json FILE]

The first round warms caches and is not counted; of the others the fastest is reported, for each stage by itself.
Prints also what a user waits for at the start: `import pipeline` and `kehoach --help`, each in a new process.
"""

from __future__ import annotations

import argparse
import functools
import gc
import json
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import ParamSpec, TypeVar

from pipeline.analysis import analyse
from pipeline.assemble import assemble
from pipeline.canonical import canonical
from pipeline.document import source_of
from pipeline.read import UnreadableError, read
from schemas.checks import check_records

ROOT = Path(__file__).resolve().parent.parent
P = ParamSpec("P")
T = TypeVar("T")
STAGES = ("read", "canonical", "analyse", "assemble", "check")


@dataclass
class Round:
    """Seconds of each stage over all documents, and how many could be read."""

    seconds: dict[str, float] = field(default_factory=lambda: dict.fromkeys(STAGES, 0.0))
    documents: int = 0
    unreadable: int = 0

    def timed(self, stage: str, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        begin = time.perf_counter()
        try:
            return function(*args, **kwargs)
        finally:
            self.seconds[stage] += time.perf_counter() - begin

    @property
    def total(self) -> float:
        return sum(self.seconds.values())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "data" / "raw")
    parser.add_argument("--rounds", type=int, default=3, help="rounds after the warm-up (3)")
    parser.add_argument("--json", type=Path, help="write the figures here too")
    options = parser.parse_args()
    contents = [(p.name, p.read_bytes()) for p in sorted(options.folder.iterdir()) if p.is_file()]
    if not contents:
        parser.error(f"{options.folder} holds no files")
    rounds = [_round(contents) for _ in range(options.rounds + 1)][1:]
    figures = _figures(min(rounds, key=lambda r: r.total), sum(len(content) for _, content in contents))
    print(_report(options.folder, figures))
    if options.json:
        options.json.write_text(json.dumps(figures, indent=2), encoding="utf-8")


def _round(contents: list[tuple[str, bytes]]) -> Round:
    result = Round()
    _forget_texts()
    for name, content in contents:
        result.documents += 1
        try:
            layout = result.timed("read", read, content)
        except UnreadableError:
            result.unreadable += 1
            continue
        plan = result.timed("canonical", canonical, layout)
        analysis = result.timed("analyse", analyse, plan)
        records = result.timed("assemble", assemble, source_of(name, content), layout, plan, analysis)
        result.timed("check", check_records, records)
    return result


def _forget_texts() -> None:
    """Empties the caches of bounded size, which hold texts: a real document has not been read a moment before."""
    for thing in gc.get_objects():
        if isinstance(thing, functools._lru_cache_wrapper) and thing.cache_parameters()["maxsize"] is not None:
            thing.cache_clear()


def _figures(best: Round, size: int) -> dict[str, float]:
    return {
        "documents": best.documents,
        "unreadable": best.unreadable,
        "bytes": size,
        "seconds": best.total,
        "documents_per_second": best.documents / best.total,
        **{f"seconds_{stage}": seconds for stage, seconds in best.seconds.items()},
        "seconds_import": _wall([sys.executable, "-c", "import pipeline"]),
        "seconds_help": _wall([sys.executable, "-m", "pipeline.cli", "--help"]),
    }


def _wall(command: list[str]) -> float:
    """The fastest of three runs."""
    runs = []
    for _ in range(3):
        begin = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
        runs.append(time.perf_counter() - begin)
    return min(runs)


def _report(folder: Path, figures: dict[str, float]) -> str:
    lines = [
        f"{folder}: {figures['documents']:.0f} documents ({figures['unreadable']:.0f} unreadable),"
        f" {figures['bytes'] / 1000:.0f} kB",
        f"{figures['seconds']:.3f} s, {figures['documents_per_second']:.1f} documents per second",
    ]
    for stage in STAGES:
        seconds = figures[f"seconds_{stage}"]
        lines.append(f"  {stage:10} {seconds:7.3f} s  {seconds / figures['seconds']:4.0%}")
    lines.append(f"import pipeline {figures['seconds_import']:.2f} s, kehoach --help {figures['seconds_help']:.2f} s")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
