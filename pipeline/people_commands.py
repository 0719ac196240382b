"""The commands for people who follow plans up: `kehoach deadlines`, `export`, `compare`."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Annotated

import typer

from pipeline.console import command, console
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
    ics: Annotated[Path | None, typer.Option("--ics", metavar="FILE", help="Write them to a calendar file.")] = None,
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="DAY", help="As if this day were today.")] = None,
    tables: TablesOption = TABLES_FOLDER,
    as_json: JsonOption = False,
) -> None:
    """Lists what is due, by when and for whom, with the words of the plan.

    Without --from and --to: the next 30 days; with --ics: all from today on. A deadline `trước ngày 05/3` is due on
    4 March at the latest. What repeats on certain days is listed day by day.

    \b
    Examples:
      kehoach deadlines --agency "so noi vu"
      kehoach deadlines --province vinh-phuc --from 2020-01-01 --to 2020-12-31
      kehoach deadlines --agency "Sở Tài chính" --ics so-tai-chinh.ics
    """
    from pipeline.calendar import due_list
    from pipeline.deadlines_view import due_json, print_due
    from pipeline.query import open_tables
    from pipeline.selection import Selection, day_of, today_in_vietnam

    today = day_of(as_of) if as_of else today_in_vietnam()
    first = day_of(since) if since else None
    last = day_of(until) if until else None
    if first is None and last is None:
        first, last = today, None if ics else today + timedelta(days=_DAYS_AHEAD)
    selection = Selection(
        province=province,
        merged=merged,
        document=document,
        agency=agency,
        collectives=collectives,
        since=first,
        until=last,
    )
    due = due_list(open_tables(tables), selection, today=today, undated=undated)
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
