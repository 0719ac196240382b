"""Asking the tables: each as a pandas frame, and SQL over all of them."""

from __future__ import annotations

import os
import re
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import NoTablesError, UsageError
from pipeline.places import TABLES_FOLDER
from schemas import TABLES, Document

if TYPE_CHECKING:
    import duckdb
    import pandas as pd
    import pyarrow as pa

_SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    # Nothing is fetched: an extension that is not part of the engine stays away.
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "allow_community_extensions": False,
    # A name in a question is a table, never a variable of the program.
    "python_enable_replacements": False,
}

_REPLACED = "These tables have been replaced by later runs of ingest; open them again."


def open_tables(path: str | Path = TABLES_FOLDER) -> Tables:
    """The tables that `ingest` wrote to a folder, as they are now: a later run does not change what is seen.

    Raises NoTablesError when there are none.
    """
    snapshot = Path(os.path.realpath(path))
    if not any((snapshot / Document.table).glob("**/*.parquet")):
        raise NoTablesError(f"There are no tables in {path}; run: kehoach ingest FOLDER --out {path}")
    return Tables(snapshot)


class Tables:
    """One state of the tables: `tables.tasks` is a pandas DataFrame, `tables.sql(question)` asks all of them.

    In frames, dates are datetime64, whole numbers that may be missing Int64, lists are lists.
    """

    def __init__(self, snapshot: Path) -> None:
        self._snapshot = snapshot
        self._frames: dict[str, pd.DataFrame] = {}

    def __getattr__(self, name: str) -> pd.DataFrame:
        if name not in TABLES:
            raise AttributeError(f"there is no table {name!r}; the tables are {', '.join(TABLES)}")
        if name not in self._frames:
            self._frames[name] = self.sql(f"from {name}")
        return self._frames[name]

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *TABLES]

    def __repr__(self) -> str:
        return f"<tables of {self._snapshot}: {', '.join(TABLES)}>"

    @property
    def folder(self) -> Path:
        """The folder of this state of the tables; it goes when later runs have replaced it often enough."""
        return self._snapshot

    def files(self) -> list[Path]:
        """The Parquet files of all tables, in order. Raises NoTablesError when they have been replaced meanwhile."""
        if not self._snapshot.is_dir():
            raise NoTablesError(_REPLACED)
        return [path for name in self._names for path in sorted((self._snapshot / name).glob("**/*.parquet"))]

    def sql(self, query: str) -> pd.DataFrame:
        """The answer to a question in DuckDB's SQL, in which the tables have their names.

        Files may be named as well (`from 'provinces.csv'`). Raises UsageError when it cannot be answered.
        """
        from pipeline.frames import frame_of

        return frame_of(self.arrow(query))

    def arrow(self, query: str) -> pa.Table:
        """The same answer as an Arrow table. Raises UsageError when the question cannot be answered."""
        import duckdb

        from pipeline.frames import without_decimals

        if not self._snapshot.is_dir():
            raise NoTablesError(_REPLACED)
        try:
            with self._connection.cursor() as cursor:
                return without_decimals(cursor.sql(_question(cursor, query)).to_arrow_table())
        except duckdb.Error as error:
            raise UsageError(f"The query cannot be answered. {self._message(error)}") from error

    @cached_property
    def _names(self) -> list[str]:
        """The tables that are there; a program older than this one did not write all."""
        return [name for name in TABLES if (self._snapshot / name).is_dir()]

    @cached_property
    def _connection(self) -> duckdb.DuckDBPyConnection:
        import duckdb

        connection = duckdb.connect(":memory:", config=_SETTINGS)
        for name in self._names:
            files = _literal(f"{_without_wildcards(self._snapshot)}/{name}/**/*.parquet")
            connection.execute(f"create view {name} as from read_parquet({files})")
        connection.execute("set lock_configuration = true")
        return connection

    def _message(self, error: duckdb.Error) -> str:
        """What the engine says, without advice that does not hold here."""
        message = str(error).strip()
        if "httpfs" in message:
            return "Files on the network are not read; download the file first."
        if not message.startswith("Catalog Error: Table"):
            return message
        missing = ", ".join(sorted(set(TABLES) - set(self._names)))
        old = f"\nAn older kehoach wrote them, without {missing}; run ingest again." if missing else ""
        return f"{message}\n\nThe tables are {', '.join(self._names)}.{old}"


def _question(cursor: duckdb.DuckDBPyConnection, query: str) -> duckdb.Statement:
    """The one statement of a query that only asks. Raises UsageError for anything else."""
    import duckdb

    statements = cursor.extract_statements(query)
    asking = (duckdb.StatementType.SELECT, duckdb.StatementType.MULTI)  # MULTI is pivot
    if len(statements) != 1 or statements[0].type not in asking:
        raise UsageError("A query is one question (select …, from …, describe …); it changes no tables and no files.")
    return statements[0]


def _without_wildcards(path: Path) -> str:
    return re.sub(r"([*?\[])", r"[\1]", path.as_posix())


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
