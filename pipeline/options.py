"""Options that several commands have."""

from __future__ import annotations

from typing import Annotated

import typer

TablesOption = Annotated[
    str, typer.Option("--tables", metavar="FOLDER", help="The folder of the tables; it may be s3://bucket/folder.")
]
InterimOption = Annotated[
    str | None,
    typer.Option(
        "--interim",
        metavar="FOLDER",
        help="Where the rows of each document are kept, which may be deleted; default interim beside the tables.",
    ),
]
DocumentArgument = Annotated[
    str,
    typer.Argument(metavar="DOCUMENT", help="Its file name, number, id or province, or 4 letters of the beginning."),
]
JsonOption = Annotated[bool, typer.Option("--json", help="JSON, for programs.")]
AgencyOption = Annotated[
    str | None,
    typer.Option("--agency", metavar="NAME", help="Of an agency that leads or takes part; part of its name will do."),
]
CollectivesOption = Annotated[
    bool, typer.Option("--collectives", help="With --agency: also of bodies named as one of many (Các sở, ban, ngành).")
]
ProvinceOption = Annotated[
    str | None, typer.Option("--province", metavar="NAME", help="Of one province, as it was called at the time.")
]
MergedOption = Annotated[bool, typer.Option("--merged", help="Provinces are the 34 since July 2025.")]
DocumentOption = Annotated[
    str | None,
    typer.Option("--document", metavar="DOCUMENT", help="Of one document: its file name, number, id or province."),
]
SinceOption = Annotated[
    str | None, typer.Option("--from", metavar="DAY", help="From this day: 2026-12-31 or 31/12/2026.")
]
UntilOption = Annotated[str | None, typer.Option("--to", metavar="DAY", help="Until this day, inclusive.")]
