"""Measures how often tasks with so many signs of difficulty are right, and writes pipeline/confidence.yaml.

Usage: python scripts/calibrate_confidence.py --fit GOLD DOCUMENTS [--fit …] [--check GOLD DOCUMENTS …] [--write]

GOLD is a folder of gold files (docs/evaluate.md), DOCUMENTS the folder with the files they name. Documents by which the
rules were written say too much good of them: give them to --check, which counts and prints, but changes nothing. Of a
document that several people have annotated each gold counts in part, so that every document counts once.
"""

from __future__ import annotations

import argparse
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.confidence import Level, signs_of
from pipeline.document import process_document
from pipeline.evaluation.gold import gold_files, read_gold
from pipeline.evaluation.right_tasks import right_tasks
from schemas import PlanRecords

TABLE = Path(__file__).resolve().parent.parent / "pipeline" / "confidence.yaml"
LAST_LEVEL = 3
"""Tasks with more signs are too few to be a level of their own."""
PRIOR = 10
"""How many tasks of the average each level gets on top, so that few tasks make no bold claim."""


@dataclass(frozen=True)
class Judged:
    """A task of an annotated document: how many signs it has, whether it is right, how much it counts."""

    document: str
    signs: int
    right: bool
    weight: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    folders = {"nargs": 2, "type": Path, "metavar": ("GOLD", "DOCUMENTS"), "action": "append"}
    parser.add_argument("--fit", required=True, **folders)  # type: ignore[arg-type]
    parser.add_argument("--check", default=[], **folders)  # type: ignore[arg-type]
    parser.add_argument("--write", action="store_true", help=f"write {TABLE.name}")
    options = parser.parse_args()
    judged, checked = judged_tasks(options.fit), judged_tasks(options.check)
    levels = fitted(judged)
    print(_report(judged, levels))
    for level in _counts(checked):
        print(f"check: {level.signs} signs: {level.right:.0f} of {level.tasks:.0f} right")
    if options.write:
        TABLE.write_text(_yaml(judged, levels), encoding="utf-8")


def judged_tasks(folders: Sequence[tuple[Path, Path]]) -> list[Judged]:
    """The tasks of all documents that the gold files name."""
    golds = [(read_gold(path), documents) for gold, documents in folders for path in gold_files(gold)]
    annotators = Counter(gold.source for gold, _ in golds)
    records: dict[str, PlanRecords] = {}
    found = []
    for gold, documents in golds:
        if gold.source not in records:
            records[gold.source] = process_document(gold.source, (documents / gold.source).read_bytes())
        read = records[gold.source]
        for task, right in right_tasks(read, gold.tasks or ()):
            signs = signs_of(task, (row for row in read.evidence if row.task_id == task.task_id))
            found.append(Judged(gold.source, len(signs), right, 1 / annotators[gold.source]))
    return found


def _counts(judged: Sequence[Judged]) -> list[Level]:
    rows = []
    for signs in range(LAST_LEVEL + 1):
        tasks = [one for one in judged if min(one.signs, LAST_LEVEL) == signs]
        right = sum(one.weight for one in tasks if one.right)
        rows.append(Level(signs, sum(one.weight for one in tasks), right, 0.0))
    return rows


def fitted(judged: Sequence[Judged]) -> list[Level]:
    """The levels: shares drawn towards the average by PRIOR tasks, then made to fall with every sign."""
    return shares_of(_counts(judged))


def shares_of(counts: Sequence[Level]) -> list[Level]:
    """The counts with their shares; neighbours that do not fall are one level (pool adjacent violators)."""
    average = sum(level.right for level in counts) / sum(level.tasks for level in counts)
    pools: list[list[Level]] = []
    for level in counts:
        pools.append([level])
        while len(pools) > 1 and _share(pools[-1], average) > _share(pools[-2], average):
            pools[-2:] = [pools[-2] + pools[-1]]
    return [
        Level(level.signs, level.tasks, level.right, round(_share(pool, average), 2))
        for pool in pools
        for level in pool
    ]


def _share(pool: Sequence[Level], average: float) -> float:
    tasks, right = sum(level.tasks for level in pool), sum(level.right for level in pool)
    return (right + PRIOR * average) / (tasks + PRIOR)


def _report(judged: Sequence[Judged], levels: Sequence[Level]) -> str:
    """The levels, and how well levels of the other documents tell the tasks of each document."""
    documents = sorted({one.document for one in judged})
    total = sum(one.weight for one in judged)
    lines = [f"{len(documents)} documents, {total:g} tasks", "signs  tasks  right  share  confidence  left out"]
    told: list[tuple[Judged, float, float]] = []
    for document in documents:
        others = [one for one in judged if one.document != document]
        levels_of_others = fitted(others)
        average = sum(one.weight for one in others if one.right) / sum(one.weight for one in others)
        told += [
            (one, levels_of_others[min(one.signs, LAST_LEVEL)].confidence, average)
            for one in judged
            if one.document == document
        ]
    for level in levels:
        mine = [(one, p) for one, p, _ in told if min(one.signs, LAST_LEVEL) == level.signs]
        said = sum(one.weight * p for one, p in mine) / sum(one.weight for one, _ in mine) if mine else math.nan
        share = level.right / level.tasks if level.tasks else math.nan
        counted = f"{level.signs:5}  {level.tasks:5.1f}  {level.right:5.1f}"
        lines.append(f"{counted}  {share:5.2f}  {level.confidence:10.2f}  {said:8.2f}")
    loss, loss_of_average = (
        -sum(one.weight * math.log(p if one.right else 1 - p) for one, p in pairs) / total
        for pairs in ([(one, p) for one, p, _ in told], [(one, average) for one, _, average in told])
    )
    lines.append(f"log loss, each document by the others: {loss:.3f}; by their average alone: {loss_of_average:.3f}")
    return "\n".join(lines)


def _yaml(judged: Sequence[Judged], levels: Sequence[Level]) -> str:
    documents = len({one.document for one in judged})
    total = sum(one.weight for one in judged)
    rows = "".join(
        f"  - {{signs: {one.signs}, tasks: {one.tasks:g}, right: {one.right:g}, confidence: {one.confidence:g}}}\n"
        for one in levels
    )
    return f"""# Written by scripts/calibrate_confidence.py; not edited by hand.
# Of {documents} annotated documents ({total:g} tasks), without those by which the rules were first written: tasks with
# so many signs of difficulty (pipeline/confidence.py; the last level: or more), how many of them were right, and the
# share made of it: drawn towards the average by {PRIOR} tasks. A document annotated by two people counts half for each.
levels:
{rows}"""


if __name__ == "__main__":
    main()
