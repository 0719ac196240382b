"""The command `kehoach explain`: why a task has the values it has."""

from __future__ import annotations

from typing import Annotated

import typer

from pipeline.console import command, console
from pipeline.options import DocumentArgument, JsonOption, TablesOption
from pipeline.places import TABLES_FOLDER


@command
def explain(
    document: DocumentArgument,
    task: Annotated[
        str | None,
        typer.Argument(metavar="TASK", help="Its label, #number or id; without it the tasks are listed."),
    ] = None,
    tables: TablesOption = TABLES_FOLDER,
    as_json: JsonOption = False,
) -> None:
    """Tells why a task has its values, and why it lacks others.

    Why it is a task, and where each of its values comes from: the rule, the words, their place. What is missing is
    explained too: who or what was looked for, and where. A label that several tasks have gives a list to choose from.

    \b
    Examples:
      kehoach explain an-giang-2026 3.1
      kehoach explain bac-kan-2018 "#4"
      kehoach explain fcab5e50 t0012 --json
    """
    from pipeline.explanation import explanation_of, find_task, listed
    from pipeline.explanation_view import explanation_json, print_explanation, tasks_json
    from pipeline.lookup import find_document, records_of
    from pipeline.query import open_tables

    opened = open_tables(tables)
    records = records_of(opened, find_document(opened, document))
    if task is None:
        print(tasks_json(records.tasks) if as_json else listed(records.tasks, limit=None))
        return
    explanation = explanation_of(records, find_task(records, task))
    if as_json:
        print(explanation_json(explanation))
    else:
        print_explanation(explanation, console())
