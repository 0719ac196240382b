"""The commands that make pages: `kehoach report`, `serve`."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.console import command, counting
from pipeline.options import TablesOption
from pipeline.places import TABLES_FOLDER, site_of

if TYPE_CHECKING:
    from pipeline.query import Tables
    from pipeline.report import SiteSummary

OutOption = Annotated[
    Path | None,
    typer.Option(
        "--out",
        metavar="FOLDER",
        help="Where the pages are written; default site, or beside the tables named by --tables: my-tables.site.",
    ),
]
AsOfOption = Annotated[str | None, typer.Option("--as-of", metavar="DAY", help="As if this day were today.")]

report_app = typer.Typer(
    help="Pages for people, from the tables.\n\nWithout a further word: the pages of all plans, as `report site`.",
    invoke_without_command=True,
)


@report_app.callback()
def report(
    context: typer.Context,
    out: OutOption = None,
    as_of: AsOfOption = None,
    tables: TablesOption = TABLES_FOLDER,
) -> None:
    """Pages for people, from the tables.

    Without a further word: the pages of all plans, as `kehoach report site`.
    """
    if context.invoked_subcommand is None:
        site(out, as_of, tables)
    # `kehoach report --out here site` means what it says.
    context.default_map = {"site": {"out": out and str(out), "as_of": as_of, "tables": tables}}


@report_app.command()
@command
def site(out: OutOption = None, as_of: AsOfOption = None, tables: TablesOption = TABLES_FOLDER) -> None:
    """Writes the pages of all plans.

    Overview, deadlines, agencies, references, comparison, search, and each plan with its findings marked. They open
    from disk, without a server and without the internet. Pages that stay the same are not written again.

    \b
    Examples:
      kehoach report --out site
      kehoach report site --out /srv/plans --as-of 2027-01-01
    """
    from pipeline.query import open_tables

    summary = _built(open_tables(tables), out or site_of(tables), _day(as_of))
    copies = f" ({summary.copies} of them copies of others)" if summary.copies else ""
    print(
        f"{summary.documents} documents{copies}, {summary.tasks} tasks;"
        f" {summary.written} files written. Open {summary.index}"
    )


@command
def serve(
    out: OutOption = None,
    port: Annotated[int, typer.Option(min=0, max=65535, metavar="PORT", help="The port; 0: any free one.")] = 8765,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Do not open the browser.")] = False,
    tables: TablesOption = TABLES_FOLDER,
) -> None:
    """Shows the plans as pages in the browser.

    Writes the pages anew when the tables have changed, and serves them; only this computer can reach them. Each store
    has pages of its own.

    \b
    Examples:
      kehoach serve
      kehoach serve --tables my-tables/parquet
      kehoach serve --port 0 --no-browser
    """
    import webbrowser

    from pipeline.query import open_tables
    from pipeline.report import site_is_current
    from pipeline.report.serve import address_of, server_of

    opened, folder, today = open_tables(tables), out or site_of(tables), _day(None)
    if not site_is_current(opened, folder, today=today):
        _built(opened, folder, today)
    with server_of(folder, port) as server:
        print(f"{address_of(server)}   (Ctrl-C ends it)", flush=True)
        if not no_browser:
            webbrowser.open(address_of(server))
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            print()


def _day(text: str | None) -> date:
    from pipeline.selection import day_of, today_in_vietnam

    return day_of(text) if text else today_in_vietnam()


def _built(tables: Tables, out: Path, today: date) -> SiteSummary:
    """The site; what is being done is said on the standard error output, as it takes some seconds."""
    import sys

    from pipeline.report import build_site

    print(f"Writing the pages to {out}: a page for each document, lists, comparisons of provinces …", file=sys.stderr)
    with counting("Documents") as progress:
        return build_site(tables, out, today=today, progress=progress)
