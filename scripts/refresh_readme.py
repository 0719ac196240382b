"""Writes the answers under the questions of README.md and README.vi.md anew, from the sample plans.

Each ```sql block of a README is followed by its answer, a Markdown table. tests/test_readme.py checks that the answers
are those of the program as it is.

Usage: python scripts/refresh_readme.py
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from pipeline import ingest, open_tables

ROOT = Path(__file__).resolve().parent.parent
READMES = (ROOT / "README.md", ROOT / "README.vi.md")
_QUESTION = re.compile(r"```sql\n(?P<sql>.*?)\n```\n(?:\n(?:\|[^\n]*\n)+)?", re.DOTALL)


def main() -> None:
    """Reads the samples into a folder of its own and rewrites both READMEs."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder, "parquet")
        ingest([ROOT / "data" / "raw"], out=out, interim=Path(folder, "interim"))
        tables = open_tables(out)
        for path in READMES:
            path.write_text(with_answers(path.read_text(encoding="utf-8"), tables.sql), encoding="utf-8")


def with_answers(text: str, ask: Callable[[str], pd.DataFrame]) -> str:
    """The text with every question followed by what `ask` answers."""
    return _QUESTION.sub(lambda m: f"```sql\n{m['sql']}\n```\n\n{markdown_table(ask(m['sql']))}", text)


def markdown_table(answer: pd.DataFrame) -> str:
    """A frame as Markdown, numbers to the right, missing values empty."""
    numeric = [pd.api.types.is_numeric_dtype(answer[column]) for column in answer.columns]
    rows = [
        list(answer.columns),
        ["---:" if right else "---" for right in numeric],
        *([_shown(value) for value in row] for row in answer.itertuples(index=False)),
    ]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def _shown(value: object) -> str:
    if pd.api.types.is_scalar(value) and pd.isna(value):
        return ""
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    return str(value).replace("|", "\\|").replace("\n", " ")


if __name__ == "__main__":
    main()
