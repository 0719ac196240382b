"""The tasks of a document against those of its gold, with all that hangs on a task."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from pipeline.evaluation import keys, wording
from pipeline.evaluation.bench import Bench
from pipeline.evaluation.folding import SAME_OUTPUT, SAME_TASK, Bag, bag, common_share, fold_label
from pipeline.evaluation.gold import GoldTask
from pipeline.evaluation.tally import Figures, pairs_by_score
from schemas import Deadline, PlanRecords, Task

_ROLES = ("lead_agencies", "coordinating_agencies")


def judge_tasks(bench: Bench, wanted: Sequence[GoldTask], records: PlanRecords | None) -> None:
    """Pairs the tasks by their words; a pair is compared column by column, the rest is missing or unwanted."""
    tasks = sorted(records.tasks, key=lambda task: task.ordinal) if records else []
    deadlines: defaultdict[str | None, list[Deadline]] = defaultdict(list)
    for deadline in records.deadlines if records else ():
        deadlines[deadline.task_id].append(deadline)
    pairs = pairs_of(tasks, wanted)
    bench.add("tasks", Figures(len(pairs), len(tasks), len(wanted)))
    for given_place, wanted_place in pairs:
        task = tasks[given_place]
        _judge_task(bench, task, deadlines[task.task_id], wanted[wanted_place])
    found = {place for place, _ in pairs}
    for task in (task for place, task in enumerate(tasks) if place not in found):
        _unwanted(bench, task, deadlines[task.task_id])
    found = {place for _, place in pairs}
    for gold in (gold for place, gold in enumerate(wanted) if place not in found):
        _missing(bench, gold)


def _judge_task(bench: Bench, task: Task, deadlines: Sequence[Deadline], gold: GoldTask) -> None:
    label = gold.label
    for role in _ROLES:
        bench.names(role, getattr(task, role), getattr(gold, role), task, task=label)
    bench.rows("deadlines", deadlines, gold.deadlines, keys.deadline, wording.deadline, task=label)
    if all("qualifier" in deadline.model_fields_set for deadline in gold.deadlines):
        bench.rows(
            "deadlines_full",
            deadlines,
            gold.deadlines,
            keys.deadline_full,
            wording.deadline,
            task=label,
            beyond=keys.deadline,
        )
    for column in keys.TASK_COLUMNS:
        given, wanted = getattr(task, column), getattr(gold, column)
        right = fold_label(given) == fold_label(wanted)
        bench.value(f"task_{column}", given, wanted, right=right, row=task, name=label)
    if gold.output or gold.output_sig or task.output:
        right = common_share(bag(task.output), _bag_of(gold.output_sig, gold.output)) >= SAME_OUTPUT
        bench.value("task_output", task.output, gold.output, right=right, row=task, name=label)


def _missing(bench: Bench, gold: GoldTask) -> None:
    """A task that was not found: what hangs on it is missed too."""
    bench.misses.missing("tasks", wording.task(gold), gold.quote or gold.text)
    for role in _ROLES:
        bench.add(role, Figures(wanted=len(getattr(gold, role))))
    bench.add("deadlines", Figures(wanted=len(gold.deadlines)))


def _unwanted(bench: Bench, task: Task, deadlines: Sequence[Deadline]) -> None:
    """A task that the gold does not have, with what hangs on it."""
    bench.misses.unwanted("tasks", wording.task(task), task)
    for role in _ROLES:
        bench.add(role, Figures(predicted=len(getattr(task, role))))
    bench.add("deadlines", Figures(predicted=len(deadlines)))


def pairs_of(tasks: Sequence[Task], wanted: Sequence[GoldTask]) -> list[tuple[int, int]]:
    """The places of tasks that are the same by their words, and then by where they stand."""
    given, golden = [bag(task.text) for task in tasks], [_bag_of(gold.text_sig, gold.text) for gold in wanted]
    scores = [
        (share, abs(i / len(given) - j / len(golden)), i, j)
        for i, one in enumerate(given)
        for j, other in enumerate(golden)
        if (share := common_share(one, other)) >= SAME_TASK
    ]
    return pairs_by_score(scores)


def _bag_of(checksums: Sequence[int] | None, text: str | None) -> Bag:
    return Counter(checksums) if checksums else bag(text)
