"""The command `kehoach evaluate`: how right the tables are, by what people have annotated."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from pipeline.console import command, console
from pipeline.options import TablesOption
from pipeline.places import TABLES_FOLDER


class EvaluationFormat(StrEnum):
    """How figures and differences are written."""

    table = "table"
    json = "json"


@command
def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="A folder of gold files (*.json), or one of them.")],
    misses: Annotated[bool, typer.Option("--misses", help="List what is missing, unwanted or different.")] = False,
    form: Annotated[
        EvaluationFormat, typer.Option("--format", help="For people, or for programs (with all differences).")
    ] = EvaluationFormat.table,
    tables: TablesOption = TABLES_FOLDER,
) -> None:
    """Scores the tables by plans that you have annotated.

    A gold file holds what a careful reader finds in one document, in JSON; docs/evaluate.md describes it. Of a folder,
    all its files are scored, together and one by one. Documents without a gold file are left out.

    \b
    Examples:
      kehoach evaluate tests/gold
      kehoach evaluate tests/gold --misses
      kehoach evaluate my-gold/57-KH-UBND.json
      kehoach evaluate my-gold --format json > figures.json
    """
    from pipeline.evaluation import evaluate as evaluation_of
    from pipeline.evaluation_view import evaluation_json, print_evaluation
    from pipeline.query import open_tables

    evaluation = evaluation_of(open_tables(tables), gold)
    if form is EvaluationFormat.json:
        print(evaluation_json(evaluation))
    else:
        print_evaluation(evaluation, console(), misses=misses)
