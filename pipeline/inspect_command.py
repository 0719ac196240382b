"""The command `kehoach inspect`: what the reader saw in a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.console import command, console
from pipeline.errors import KehoachError, UsageError
from pipeline.options import JsonOption

if TYPE_CHECKING:
    from pipeline.inspection import Inspection

_LAYERS = {
    "sound": "sound",
    "blank": "blank page",
    "none": "none",
    "stamp": "stamp only",
    "junk": "junk",
    "old font": "old font",
    "wrong codes": "wrong codes",
}


@command
def inspect(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A document, as ingest takes it.")],
    page: Annotated[int | None, typer.Option(min=1, metavar="N", help="Only this page of a PDF.")] = None,
    out: Annotated[
        Path | None,
        typer.Option(metavar="PNG", help="Draw what was seen; several pages become NAME-1.png, NAME-2.png, …"),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Shows what the reader saw in a file, page by page.

    To find out why something was misread: the judgement of each page, and the blocks in reading order.
    `good` is the share of words of the text layer that are built as Vietnamese syllables, `sure` how surely OCR read.
    With --out the pages of a PDF are drawn, with rulings in red, cells in green, paragraphs in blue, the order of
    reading in orange, and what was left out (page numbers, running heads) in grey.

    \b
    Examples:
      kehoach inspect data/raw/thanh-hoa-2025-phong-chong-thien-tai.pdf
      kehoach inspect data/raw/hai-phong-2026-phong-chay-cao-diem.pdf --page 2 --out page.png
      kehoach inspect data/raw/bac-kan-2018-cai-cach-hanh-chinh-2019.docx --json
    """
    from pipeline.inspection import inspect_file
    from pipeline.read import UnreadableError

    if not file.is_file():
        raise UsageError(f"{file} is no file.")
    try:
        seen = inspect_file(file.name, file.read_bytes(), page=page, draw=out is not None)
    except UnreadableError as error:
        raise KehoachError(f"{file}: {error.code}: {error}") from error
    if out is not None and not seen.drawings:
        raise UsageError(f"Only the pages of a PDF can be drawn, and {file} is {seen.source_format}; leave --out out.")
    written = _written(seen, out) if out is not None else []
    if as_json:
        _print_json(seen, written)
    else:
        _print_pages(seen)
        _print_blocks(seen)
        for path in written:
            print(f"Drawn: {path}")


def _written(seen: Inspection, out: Path) -> list[Path]:
    """The files of the drawings, written; one page is written to `out` itself."""
    several = len(seen.drawings) > 1
    suffix = out.suffix or ".png"
    files = []
    for report, drawing in zip(seen.pages, seen.drawings, strict=False):
        path = out.with_name(f"{out.stem}-{report.number}{suffix}") if several else out.with_suffix(suffix)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(drawing)
        files.append(path)
    return files


def _print_json(seen: Inspection, written: list[Path]) -> None:
    import json
    from dataclasses import asdict

    answer = {key: value for key, value in asdict(seen).items() if key != "drawings"}
    print(json.dumps({**answer, "drawn": [str(path) for path in written]}, ensure_ascii=False, indent=2))


def _print_pages(seen: Inspection) -> None:
    from rich.table import Table

    for warning in seen.warnings:
        print(warning)
    if not seen.pages:
        return
    table = Table(title=f"Pages ({seen.source_format})", title_justify="left")
    for column in ("page", "text layer", "words", "good", "read from", "sure", "tables", "paragraphs"):
        is_text = column in ("text layer", "read from")
        table.add_column(column, justify="left" if is_text else "right", no_wrap=True)
    for report in seen.pages:
        table.add_row(
            str(report.number),
            _LAYERS[report.layer],
            str(report.words),
            f"{report.syllables:.0%}" if report.words else "",
            report.read_from,
            f"{report.merit:.0%}" if report.merit is not None else "",
            str(report.tables),
            str(report.paragraphs),
        )
    console().print(table)


def _print_blocks(seen: Inspection) -> None:
    from rich.table import Table

    table = Table(title="Blocks in reading order", title_justify="left")
    table.add_column("#", justify="right")
    table.add_column("pages")
    table.add_column("kind", no_wrap=True)
    table.add_column("text")
    for block in seen.blocks:
        table.add_row(str(block.number), ", ".join(map(str, block.pages)), block.kind, block.text)
    console().print(table)
