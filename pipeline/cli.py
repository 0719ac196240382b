"""The command line: `kehoach ingest`, `documents`, `show`, `query`, `schema`.

What a command needs is imported when it runs, so that the help comes at once.
"""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from pipeline.console import command, complain, console, ended_like_ctrl_c, progress_shown, speak_utf8
from pipeline.errors import KehoachError, UsageError
from pipeline.evaluate_command import evaluate
from pipeline.explain_command import explain
from pipeline.export import Format
from pipeline.inspect_command import inspect
from pipeline.limits import MEGABYTES, SECONDS
from pipeline.options import DocumentArgument, InterimOption, JsonOption, TablesOption
from pipeline.people_commands import compare, deadlines, export
from pipeline.places import DOCUMENTS_FOLDER, TABLES_FOLDER
from pipeline.report_commands import report_app, serve
from pipeline.store_commands import forget, report_run, verify

_HELP = """Turns plans of Vietnam's provincial governments into tables, and answers questions about them.

\b
Examples:
  kehoach ingest data/raw
  kehoach documents
  kehoach query "select province, count(*) from documents group by all"

\b
Exit codes:
  0    done; files that could not be read are rows of documents with status failed
  1    error; of ingest also: nothing was there to read, or could be read
  2    the command, a path, a name or a query is wrong
  3    there are no tables yet
  130  interrupted
"""

app = typer.Typer(
    help=_HELP,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


class StatusName(StrEnum):
    """A status of documents."""

    ok = "ok"
    partial = "partial"
    failed = "failed"


class SchemaFormat(StrEnum):
    """How the data dictionary is written."""

    markdown = "markdown"
    json = "json"


def _say_version(wanted: bool) -> None:
    if wanted:
        from pipeline.version import PIPELINE_VERSION, VERSION

        print(f"kehoach {VERSION} (rules {PIPELINE_VERSION.partition('+')[2]})")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_say_version, is_eager=True, help="The version of program and rules.")
    ] = False,
) -> None:
    pass


@app.command()
@command
def ingest(
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="PATH", help=f"Files and folders, s3://… too; default {DOCUMENTS_FOLDER}."),
    ] = None,
    out: Annotated[
        str, typer.Option(metavar="FOLDER", help="Where the tables are written; it may be s3://bucket/folder.")
    ] = TABLES_FOLDER,
    interim: InterimOption = None,
    force: Annotated[
        bool, typer.Option("--force", help="Read everything again; take out what a now empty folder held.")
    ] = False,
    retry_failed: Annotated[bool, typer.Option("--retry-failed", help="Read again what failed before.")] = False,
    workers: Annotated[
        int | None,
        typer.Option(min=0, metavar="N", help="Processes that read; default one per CPU; 0: this one, without limits."),
    ] = None,
    timeout: Annotated[
        float,
        typer.Option(
            min=0.1, metavar="SECONDS", help="Time one document may take; each page read by OCR adds a twelfth."
        ),
    ] = SECONDS,
    memory: Annotated[int, typer.Option(min=256, metavar="MB", help="Memory one document may take.")] = MEGABYTES,
    scheduler: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="Read on a Dask cluster: tcp://host:8786.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Reads documents into the tables.

    A file that has not changed is not read again, a changed one replaces its rows, one that is gone from a folder
    leaves the tables. A file that cannot be read is reported, and the others are read all the same. One that takes
    too much time or memory, or crashes, costs itself alone; it is not tried again without --retry-failed.

    \b
    Examples:
      kehoach ingest
      kehoach ingest data/raw my-plans/plan.pdf
      kehoach ingest data/raw --json > summary.json
      kehoach ingest data/raw --retry-failed --timeout 600 --memory 4096
      kehoach ingest data/raw --scheduler tcp://10.0.0.5:8786
    """
    from pipeline.ingest_view import nothing_there, print_summary, summary_json
    from pipeline.ingestion import ingest as ingest_paths

    given = paths or [DOCUMENTS_FOLDER]
    with ended_like_ctrl_c(), progress_shown() as progress:
        summary = ingest_paths(
            given,
            out=out,
            interim=interim,
            force=force,
            retry_failed=retry_failed,
            workers=workers,
            timeout=timeout,
            memory=memory,
            scheduler=scheduler,
            progress=progress,
        )
    is_empty = not summary.sources and not summary.removed
    if is_empty:
        complain(nothing_there(given, summary))
    if as_json:
        print(summary_json(summary))
    elif not is_empty or summary.totals.rows["documents"]:
        print_summary(summary, console())
    if is_empty or (summary.sources and len(summary.failures) == summary.sources):
        raise typer.Exit(KehoachError.exit_code)


@app.command()
@command
def documents(
    status: Annotated[StatusName | None, typer.Option(help="Only documents with this status.")] = None,
    no_copies: Annotated[
        bool, typer.Option("--no-copies", help="Without copies: each document once, in its better reading.")
    ] = False,
    tables: TablesOption = TABLES_FOLDER,
    as_json: JsonOption = False,
) -> None:
    """Lists what was read, and what could not be.

    ok: all of it was read; partial: some of it could not be read; failed: nothing could. A document that is there
    twice, as PDF and as Word file, says of which other one it is a copy.

    \b
    Examples:
      kehoach documents
      kehoach documents --status failed
      kehoach documents --no-copies
      kehoach documents --json
    """
    from pipeline.export import write_json
    from pipeline.listing import lines_of, print_lines, rows_of
    from pipeline.query import open_tables

    opened = open_tables(tables)
    chosen = None if status is None else status.value
    if as_json:
        write_json(rows_of(opened, chosen, copies=not no_copies), sys.stdout)
    else:
        print_lines(lines_of(opened, chosen, copies=not no_copies), console())


@app.command()
@command
def show(
    document: DocumentArgument,
    table: Annotated[
        str | None, typer.Option(metavar="NAME", help="Its rows of a table instead: deadlines, targets, …")
    ] = None,
    tables: TablesOption = TABLES_FOLDER,
    as_json: JsonOption = False,
) -> None:
    """Shows one document: head, outline, tasks.

    \b
    Examples:
      kehoach show nam-dinh-2024-thang-hanh-dong-an-toan-thuc-pham.txt
      kehoach show nam-dinh --table legal_references
      kehoach show fcab5e50 --json
    """
    from pipeline.export import print_answer, without_empty_columns, write_json
    from pipeline.lookup import find_document, records_of, rows_of
    from pipeline.query import open_tables
    from schemas import TABLES

    if table is not None and table not in TABLES:
        raise UsageError(f"There is no table {table}; the tables are {', '.join(TABLES)}.")
    opened = open_tables(tables)
    document_id = find_document(opened, document)
    if table is not None:
        rows = rows_of(opened, table, document_id)
        if as_json:
            write_json(rows, sys.stdout)
        else:
            print_answer(without_empty_columns(rows), console(), rows=0)
    elif as_json:
        print(records_of(opened, document_id).model_dump_json(indent=2))
    else:
        from pipeline.show import print_document

        print_document(records_of(opened, document_id), console())


@app.command()
@command
def query(
    sql: Annotated[str, typer.Argument(metavar="SQL", help="The question; - reads it from the standard input.")],
    form: Annotated[
        Format | None,
        typer.Option("--format", help="How the answer is written; default: as the name of FILE says, else a table."),
    ] = None,
    output: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write all rows to a file: .csv, .json, .parquet, .txt.")
    ] = None,
    rows: Annotated[
        int | None,
        typer.Option(
            min=0, metavar="N", help="How many rows a table shows; 0: all; default 40, or 5 when they are too wide."
        ),
    ] = None,
    bom: Annotated[bool, typer.Option("--bom", help="CSV that Excel opens with the right letters.")] = False,
    tables: TablesOption = TABLES_FOLDER,
) -> None:
    """Asks the tables in SQL.

    The SQL is that of DuckDB; `kehoach schema` lists the tables with their columns. Files may be named in it too.

    \b
    Examples:
      kehoach query "select doc_type, count(*) from documents group by all"
      kehoach query "select province, text from tasks join documents using (document_id)" --rows 10
      kehoach query "from tasks" --bom --output tasks.csv
      kehoach query "from deadlines where due_date >= date '2027-01-01'" --format json
      kehoach query - < question.sql
    """
    from pipeline.export import format_of, write_answer
    from pipeline.query import open_tables

    written = format_of(form, output)
    if bom and written is not Format.csv:
        raise UsageError("--bom is for CSV: --output FILE.csv, or --format csv.")
    question = sys.stdin.read() if sql == "-" else sql
    found = open_tables(tables).arrow(question)
    write_answer(found, written, output, rows=rows, bom=bom)
    if output is not None:
        number = "1 row" if found.num_rows == 1 else f"{found.num_rows} rows"
        print(f"{number} written to {output}", file=sys.stderr)


@app.command()
@command
def schema(
    table: Annotated[str | None, typer.Argument(metavar="TABLE", help="One table; default all.")] = None,
    form: Annotated[SchemaFormat, typer.Option("--format", help="For people or programs.")] = SchemaFormat.markdown,
) -> None:
    """Prints every table and column with its meaning.

    \b
    Examples:
      kehoach schema tasks
      kehoach schema --format json > dictionary.json
    """
    from schemas import TABLES
    from schemas.dictionary import as_json, as_markdown

    if table is not None and table not in TABLES:
        raise UsageError(f"There is no table {table}; the tables are {', '.join(TABLES)}.")
    chosen = TABLES if table is None else (table,)
    print(as_json(chosen) if form is SchemaFormat.json else as_markdown(chosen))


app.command()(explain)
app.command()(inspect)
app.command()(deadlines)
app.command()(export)
app.command()(compare)
app.command()(evaluate)
app.add_typer(report_app, name="report")
app.command()(serve)
report_app.command("run")(report_run)
app.command()(verify)
app.command()(forget)


def main() -> None:
    """The console script `kehoach`."""
    speak_utf8()
    try:
        sys.exit(app(sys.argv[1:] or ["--help"], prog_name="kehoach", standalone_mode=False))
    except Exception as error:
        if not hasattr(error, "format_message"):  # the library's own errors have one, whatever its version
            raise
        from pipeline.wrong_words import sentence_of

        complain(sentence_of(error))
        sys.exit(UsageError.exit_code)


if __name__ == "__main__":
    main()
