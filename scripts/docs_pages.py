"""Pages of the documentation that are made of the program itself, so that they cannot go stale.

A hook of MkDocs: `on_files` adds the pages of PAGES to those of docs/ when the site is built.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from typer.main import get_command
from typer.testing import CliRunner

from extractors.deadlines import find_deadlines
from extractors.mentions import DeadlineMention
from pipeline.cli import app
from schemas.dictionary import as_markdown, dictionary

CASES = Path(__file__).resolve().parent.parent / "tests" / "cases"
_HELP_WIDTH = 88
_SPELLINGS = 4
"""Ways to write the same time that the page shows; the tests hold more."""


def data_dictionary() -> str:
    """Every table and column, from the classes of schemas/."""
    title, _, tables = as_markdown().partition("\n")
    intro = """
Made from the classes that the program itself checks each row against; `kehoach schema` prints the same, with
`--format json` as Table Schema for programs. What makes a value right is told in [the rules](rules.md).

All text is Unicode NFC. Positions are Unicode code points of `texts.text`, from 0, ends exclusive. What the source
does not state is null.
"""
    contents = "\n".join(f"| [`{table.name}`](#{table.name}) | {table.description} |" for table in dictionary())
    return f"{title}\n{intro}\n| table | one row is |\n| --- | --- |\n{contents}\n{tables}"


def commands() -> str:
    """The help of every command."""
    intro = "# Commands\n\nAs `kehoach COMMAND --help` prints it.\n"
    blocks = (f"## kehoach {name}".rstrip() + f"\n\n```text\n{_help(name)}\n```\n" for name in _names(get_command(app)))
    return "\n".join([intro, *blocks])


def _names(group: object, before: str = "") -> Iterator[str]:
    """A command and those below it, each by its words after `kehoach`."""
    yield before.strip()
    for name, command in getattr(group, "commands", {}).items():
        yield from _names(command, f"{before} {name}")


def _help(name: str) -> str:
    result = CliRunner().invoke(app, [*name.split(), "--help"], prog_name="kehoach", terminal_width=_HELP_WIDTH)
    return "\n".join(line.rstrip() for line in result.output.strip().splitlines())


def tasks_by_example() -> str:
    """The cases by which tasks are tested: a text, and the tasks in it."""
    intro = """# Tasks by example

These are the cases of `tests/cases/tasks.yaml`, by which the program is tested: each text gives these tasks and no
others. All texts are invented. The rules behind them: [what counts](rules.md).
"""
    return "\n".join([intro, *(_task_case(case) for case in _cases("tasks"))])


def _task_case(case: dict[str, Any]) -> str:
    heads = ["label", "task", "leads", "with", "when"]
    extra = [name for name in ("outputs", "fields") if name in case]
    rows = [
        [f"`{label}`" if label else "", text, "; ".join(leads), "; ".join(partners), "; ".join(times)]
        for label, text, leads, partners, times, *_ in case["want"]
    ]
    for name in extra:
        for row, value in zip(rows, case[name], strict=True):
            row.append(value or "")
    name = case["name"]
    table = _table([*heads, *(name.removesuffix("s") for name in extra)], rows)
    return f"## {name[0].upper()}{name[1:]}\n\n```text\n{case['text'].rstrip()}\n```\n\n{table}"


def deadlines_by_example() -> str:
    """The cases by which deadlines are tested, with what the program reads in them."""
    cases = _cases("deadlines")
    cells = [case for case in cases["positive"] if not case.get("prose")]
    prose = [case for case in cases["positive"] if case.get("prose")]
    return f"""---
hide: [toc]
---

# Deadlines by example

These are the cases of `tests/cases/deadlines.yaml`, by which the program is tested, with what it reads in them. All are
invented. `when` is the interval in EDTF (ISO 8601-2: `2023-33` is the first quarter, `../` an open start), a rule of
RFC 5545, or a duration of ISO 8601; `due` the day to put on a calendar.
How and why: [how deadlines are read](deadlines.md).

## In a time cell

{_deadline_table(cells)}
## In a sentence

{_deadline_table(prose)}
## No deadlines

Neither in a cell nor in a sentence:

{_list(cases["negative"])}

In a sentence:

{_list(cases["negative_prose"])}
"""


def _deadline_table(cases: list[dict[str, Any]]) -> str:
    rows = [row for case in cases for row in _deadline_rows(case)]
    return _table(["written", "kind", "how", "when", "due", "note"], rows)


def _deadline_rows(case: dict[str, Any]) -> Iterator[list[str]]:
    plan = case.get("plan")
    years = (plan, plan) if isinstance(plan, int) else plan
    issued: date | None = case.get("issued")
    is_cell = not case.get("prose", False)
    found = find_deadlines(case["texts"][0], plan_years=years and tuple(years), issued=issued, cell=is_cell)
    written = " · ".join(re.sub(r"\s+", " ", text) for text in case["texts"][:_SPELLINGS])
    context = (f" of {'–'.join(map(str, dict.fromkeys(years)))}" if years else "") + (
        f" issued {issued}" if issued else ""
    )
    for number, mention in enumerate(found):
        notes = [f"in a plan{context}"] if context and number == 0 else []
        notes += [f"waits: {mention.condition}"] if mention.condition else []
        notes += [f"for: {mention.applies_to}"] if mention.applies_to else []
        due = f"`{mention.due_date}`" if mention.due_date else ""
        shown = written if number == 0 else "″"
        yield [shown, mention.kind, mention.qualifier or "", _when(mention), due, "; ".join(notes)]


def _when(mention: DeadlineMention) -> str:
    return f"`{value}`" if (value := mention.rrule or mention.edtf or mention.offset) else ""


def _cases(name: str) -> Any:
    return yaml.safe_load((CASES / f"{name}.yaml").read_text(encoding="utf-8"))


def _table(heads: list[str], rows: list[list[str]]) -> str:
    """A Markdown table without the columns that are empty throughout."""
    kept = [index for index in range(len(heads)) if any(row[index] for row in rows)]
    lines = [
        [heads[index] for index in kept],
        ["---"] * len(kept),
        *([_cell(row[index]) for index in kept] for row in rows),
    ]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _cell(text: str) -> str:
    return re.sub(r"(?<!\\)\|", r"\\|", text).replace("\n", " ").replace("<", "&lt;")


def _list(texts: list[str]) -> str:
    return "\n".join(f"- {_cell(text)}" for text in texts if text)


PAGES: dict[str, Callable[[], str]] = {
    "data-dictionary.md": data_dictionary,
    "commands.md": commands,
    "tasks-by-example.md": tasks_by_example,
    "deadlines-by-example.md": deadlines_by_example,
}
"""The pages by the path under docs/ at which others link to them."""


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Adds the pages when the site is built."""
    for path, content in PAGES.items():
        files.append(File.generated(config, path, content=content()))
    return files
