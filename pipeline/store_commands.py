"""The commands that look after the tables: `kehoach verify`, `forget`, `report run`."""

from __future__ import annotations

import typer

from pipeline.console import command, console, counting
from pipeline.errors import KehoachError
from pipeline.options import DocumentArgument, InterimOption, JsonOption, TablesOption
from pipeline.places import TABLES_FOLDER


@command
def verify(tables: TablesOption = TABLES_FOLDER, interim: InterimOption = None, as_json: JsonOption = False) -> None:
    """Checks that the tables are whole and true to what was read.

    Each row is compared with the interim files, each quote with the text; keys must be unique, and what rows refer to
    must be there. Ends with 1 and a list when something is wrong.

    \b
    Examples:
      kehoach verify
      kehoach verify --tables /srv/plans/parquet --interim /srv/plans/interim --json
    """
    import dataclasses
    import json

    from pipeline.upkeep import verify as verification_of

    with counting("Verifying") as progress:
        found = verification_of(tables, interim, progress=progress)
    if as_json:
        print(json.dumps(dataclasses.asdict(found), ensure_ascii=False, indent=2))
    elif found.problems:
        print("\n".join(found.problems))
    else:
        print(f"{found.documents} documents, {found.rows} rows: all is well.")
    if found.problems:
        raise typer.Exit(KehoachError.exit_code)


@command
def forget(
    document: DocumentArgument,
    tables: TablesOption = TABLES_FOLDER,
    interim: InterimOption = None,
) -> None:
    """Takes a document out of the tables.

    Out of their older states too. Its file is left alone; as long as that lies in its folder, the next ingest of the
    folder reads it again.

    \b
    Examples:
      kehoach forget tay-ninh-2020-khao-sat-hai-long-du-thao.txt
      kehoach forget 05718f1f
    """
    from pipeline.lookup import find_document
    from pipeline.query import open_tables
    from pipeline.storage import file_at
    from pipeline.upkeep import forget as forgotten

    paths = forgotten(find_document(open_tables(tables), document), tables, interim)
    print(f"Forgotten: {', '.join(paths)}")
    if there := [path for path in paths if (file := file_at(path)).folder.has(file.name)]:
        print(f"Still there, and read again by the next ingest unless moved away: {', '.join(there)}")


@command
def report_run(tables: TablesOption = TABLES_FOLDER, as_json: JsonOption = False) -> None:
    """Tells how good the tables are and what the last run changed.

    So a bad rule or a strange province is seen at once.

    \b
    Examples:
      kehoach report run
      kehoach report run --json > report.json
    """
    from pipeline.run_report import run_report
    from pipeline.run_report_view import print_report, report_json

    report = run_report(tables)
    if as_json:
        print(report_json(report))
    else:
        print_report(report, console())
