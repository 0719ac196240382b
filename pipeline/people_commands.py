"""The commands for people who follow plans up: `kehoach deadlines`, `export`, `compare`."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.console import command, console
from pipeline.errors import UsageError
from pipeline.options import (
    AgencyOption,
    CollectivesOption,
    DocumentOption,
    JsonOption,
    MergedOption,
    ProvinceOption,
    SinceOption,
    TablesOption,
    UntilOption,
)
from pipeline.places import TABLES_FOLDER

if TYPE_CHECKING:
    from pipeline.selection import Selection

_DAYS_AHEAD = 30


@command
def deadlines(
    agency: AgencyOption = None,
    collectives: CollectivesOption = False,
    province: ProvinceOption = None,
    merged: MergedOption = False,
    document: DocumentOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    undated: Annotated[bool, typer.Option("--undated", help="Also what has no day.")] = False,
    repeating: Annotated[
        bool, typer.Option("--repeating", help="Only what repeats, with or without a named day (hằng tháng).")
    ] = False,
    ics: Annotated[Path | None, typer.Option("--ics", metavar="FILE", help="Write them to a calendar file.")] = None,
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="DAY", help="As if this day were today.")] = None,
    tables: TablesOption = TABLES_FOLDER,
    as_json: JsonOption = False,
) -> None:
    """Lists what is due, by day, and for whom.

    Without --from and --to: the next 30 days; with --ics: all from today on. A deadline `trước ngày 05/3` is due on
    4 March at the latest. What repeats on certain days stands once, on its next day, with its rhythm; --json has each
    day. Whether something was done, no plan says.

    \b
    Examples:
      kehoach deadlines --agency "so noi vu"
      kehoach deadlines --province an-giang --from 2027-01-01 --to 31/12/2027
      kehoach deadlines --repeating --from 2027-01-01 --to 2027-01-31
      kehoach deadlines --agency "Sở Tài chính" --ics so-tai-chinh.ics
    """
    from pipeline.calendar import due_list
    from pipeline.deadlines_view import due_json, print_due
    from pipeline.query import open_tables
    from pipeline.selection import day_of, today_in_vietnam

    if undated and repeating:
        raise UsageError("--undated shows also what has no day, --repeating only what repeats; choose one.")
    today = day_of(as_of) if as_of else today_in_vietnam()
    first, last = _period(since, until)
    if first is None and last is None:
        first, last = today, None if ics else today + timedelta(days=_DAYS_AHEAD)
    selection = _selection(province, merged, document, agency, collectives, first, last)
    due = due_list(open_tables(tables), selection, today=today, undated=undated, repeating=repeating)
    if ics is not None:
        from pipeline.export import replaced
        from pipeline.ics import calendar_of

        content = calendar_of(due.items, name=agency or province or "Thời hạn trong kế hoạch")
        with replaced(ics) as draft:
            draft.write_bytes(content)
        print(f"{content.count(b'BEGIN:VEVENT')} events written to {ics}")
    elif as_json:
        print(due_json(due, selection))
    else:
        print_due(due, selection, console())


@command
def export(
    xlsx: Annotated[Path | None, typer.Option("--xlsx", metavar="FILE", help="An Excel workbook.")] = None,
    csv: Annotated[Path | None, typer.Option("--csv", metavar="FILE", help="CSV that Excel opens as it is.")] = None,
    jsonl: Annotated[Path | None, typer.Option("--jsonl", metavar="FILE", help="JSON Lines, for programs.")] = None,
    datapackage: Annotated[
        Path | None, typer.Option("--datapackage", metavar="FOLDER", help="All tables, with datapackage.json.")
    ] = None,
    agency: AgencyOption = None,
    collectives: CollectivesOption = False,
    province: ProvinceOption = None,
    merged: MergedOption = False,
    document: DocumentOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    all_tables: Annotated[bool, typer.Option("--all-tables", help="With --xlsx: a sheet for each table too.")] = False,
    unguarded: Annotated[
        bool, typer.Option("--unguarded", help="With --csv: no apostrophe before what looks like a formula.")
    ] = False,
    tables: TablesOption = TABLES_FOLDER,
) -> None:
    """Writes the sheet by which tasks are followed up, for Excel.

    Who, what, until when, on which basis, where it is written. --from and --to choose the tasks that are due in that
    time. --datapackage takes all tables, whatever else is chosen.

    \b
    Examples:
      kehoach export --xlsx theo-doi.xlsx --province an-giang
      kehoach export --xlsx quy-1.xlsx --agency "Sở Nội vụ" --from 2027-01-01 --to 2027-03-31
      kehoach export --csv nhiem-vu.csv --jsonl nhiem-vu.jsonl
      kehoach export --datapackage plans-2026
    """
    from pipeline.exporting import Targets, write_targets
    from pipeline.query import open_tables

    targets = Targets(xlsx=xlsx, csv=csv, jsonl=jsonl, package=datapackage)
    if not targets.paths:
        raise UsageError("Name a file: --xlsx, --csv, --jsonl or --datapackage.")
    if all_tables and xlsx is None:
        raise UsageError("--all-tables is for --xlsx.")
    if unguarded and csv is None:
        raise UsageError("--unguarded is for --csv.")
    first, last = _period(since, until)
    selection = _selection(province, merged, document, agency, collectives, first, last)
    for sentence in write_targets(
        open_tables(tables), targets, selection, all_tables=all_tables, guarded=not unguarded
    ):
        print(sentence)


class Area(StrEnum):
    """An area of administrative reform."""

    steering = "steering"
    institutions = "institutions"
    procedures = "procedures"
    organisation = "organisation"
    civil_service = "civil_service"
    public_finance = "public_finance"
    e_government = "e_government"


@command
def compare(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="NAME", help="Provinces (an-giang), or documents; default all provinces."),
    ] = None,
    area: Annotated[
        Area | None,
        typer.Option("--area", metavar="AREA", help=f"Only tasks of one area of reform: {', '.join(Area)}."),
    ] = None,
    year: Annotated[int | None, typer.Option("--year", metavar="YEAR", help="Only plans for this year.")] = None,
    merged: MergedOption = False,
    rows: Annotated[
        int, typer.Option("--rows", min=0, metavar="N", help="How many rows of each part are shown; 0: all.")
    ] = 12,
    tables: TablesOption = TABLES_FOLDER,
    as_json: JsonOption = False,
) -> None:
    """Lays the plans of provinces side by side.

    Two provinces or documents: which work both have, who leads it and until when on either side, targets, the national
    documents that both cite, what only one has. Work is the same by its words: pairs from 60 % on are hardly ever
    wrong, those from 45 % on are listed apart. More provinces, or none: how many tasks each has by area of reform,
    kind of agency and month.

    \b
    Examples:
      kehoach compare an-giang bac-kan
      kehoach compare an-giang-2026-cai-cach-hanh-chinh-2027.txt bac-kan-2018-cai-cach-hanh-chinh-2019.docx
      kehoach compare hai-phong da-nang --year 2026
      kehoach compare --merged
    """
    from pipeline.comparison_view import comparison_json, print_comparison, print_matrix
    from pipeline.query import open_tables
    from pipeline.side_by_side import side_by_side

    chosen = None if area is None else area.value
    comparison, matrices = side_by_side(open_tables(tables), names or [], area=chosen, year=year, merged=merged)
    if as_json:
        print(comparison_json(comparison, matrices))
        return
    screen = console()
    if comparison is not None:
        print_comparison(comparison, screen, rows=rows)
    for matrix in matrices:
        print_matrix(matrix, screen)


def _period(since: str | None, until: str | None) -> tuple[date | None, date | None]:
    from pipeline.selection import day_of

    first, last = (None if text is None else day_of(text) for text in (since, until))
    if first is not None and last is not None and first > last:
        raise UsageError(f"--from {first} comes after --to {last}.")
    return first, last


def _selection(
    province: str | None,
    merged: bool,
    document: str | None,
    agency: str | None,
    collectives: bool,
    first: date | None,
    last: date | None,
) -> Selection:
    from pipeline.selection import Selection

    return Selection(
        province=province,
        merged=merged,
        document=document,
        agency=agency,
        collectives=collectives,
        since=first,
        until=last,
    )
