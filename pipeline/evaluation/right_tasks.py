"""Which tasks of a document are right as a whole: found by people too, with the same leads and the same deadlines."""

from __future__ import annotations

from collections import Counter, defaultdict

from pipeline.evaluation import keys
from pipeline.evaluation.folding import fold_name
from pipeline.evaluation.gold import GoldTask
from pipeline.evaluation.judge_tasks import pairs_of
from schemas import Deadline, PlanRecords, Task


def right_tasks(records: PlanRecords, wanted: tuple[GoldTask, ...]) -> list[tuple[Task, bool]]:
    """The tasks of a document, each with whether the gold has it with the same lead agencies and deadlines."""
    deadlines: defaultdict[str | None, list[Deadline]] = defaultdict(list)
    for deadline in records.deadlines:
        deadlines[deadline.task_id].append(deadline)
    found = dict(pairs_of(records.tasks, wanted))
    return [
        (task, place in found and _same(task, deadlines[task.task_id], wanted[found[place]]))
        for place, task in enumerate(records.tasks)
    ]


def _same(task: Task, deadlines: list[Deadline], gold: GoldTask) -> bool:
    given, wanted = (Counter(map(fold_name, names)) for names in (task.lead_agencies, gold.lead_agencies))
    return given == wanted and Counter(map(keys.deadline, deadlines)) == Counter(map(keys.deadline, gold.deadlines))
