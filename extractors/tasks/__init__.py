"""What a plan tells somebody to do: tasks from tables and from prose."""

from __future__ import annotations

from extractors.tasks.model import DeadlineDraft, PlanContext, Reason, RoleDraft, TaskDraft
from extractors.tasks.prose import tasks_of_prose
from extractors.tasks.rows import tasks_of_table

__all__ = ["DeadlineDraft", "PlanContext", "Reason", "RoleDraft", "TaskDraft", "find_tasks"]


def find_tasks(context: PlanContext) -> list[TaskDraft]:
    """All tasks of a plan in reading order."""
    tasks = tasks_of_prose(context)
    for placed in context.outline.tables:
        tasks += tasks_of_table(context, placed)
    return sorted(tasks, key=lambda task: (task.start, task.extent))
