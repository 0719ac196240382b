"""Asking the tables: each as a pandas frame, and SQL over all of them."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from pipeline.errors import NoTablesError, UsageError
from pipeline.places import TABLES_FOLDER
from pipeline.storage import Folder, Place, folder_at
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

_CATALOGUE = re.compile(r"information_schema|duckdb_|pg_|\bshow\b|\bpragma", re.IGNORECASE)
"""A question of this kind is about the tables themselves."""

_REPLACED = "These tables have been replaced by later runs of ingest; open them again."


def open_tables(path: Place | Folder = TABLES_FOLDER) -> Tables:
    """The tables that `ingest` wrote to a path or URI, as they are now: a later run does not change what is seen.

    Raises NoTablesError when there are none.
    """
    snapshot = folder_at(path).resolved() if isinstance(path, Place) else path
    files = snapshot.files(".parquet")
    if not any(name.startswith(f"{Document.table}/") for name in files):
        raise NoTablesError(f"There are no tables in {path}; run: kehoach ingest FOLDER --out {path}")
    return Tables(snapshot, files)


class Tables:
    """One state of the tables: `tables.tasks` is a pandas DataFrame, `tables.sql(question)` asks all of them.

    In frames, dates are datetime64, whole numbers that may be missing Int64, lists are lists.
    """

    def __init__(self, snapshot: Folder, files: list[str]) -> None:
        self._snapshot = snapshot
        self._files = files
        self._frames: dict[str, pd.DataFrame] = {}
        self._known: set[str] = set()

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
    def folder(self) -> Folder:
        """The folder of this state of the tables; it goes when later runs have replaced it often enough."""
        return self._snapshot

    def files(self, table: str | None = None) -> list[str]:
        """The Parquet files of a table, or of all in order, by their names in the folder."""
        names = self.names if table is None else [table]
        return [file for name in names for file in self._files if file.startswith(f"{name}/")]

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

        if not self._snapshot.exists():
            raise NoTablesError(_REPLACED)
        try:
            self._prepare(query)
            with self._connection.cursor() as cursor:
                return without_decimals(cursor.sql(_question(cursor, query)).to_arrow_table())
        except duckdb.Error as error:
            raise UsageError(f"The query cannot be answered. {self._message(error)}") from error

    @cached_property
    def names(self) -> list[str]:
        """The tables that are there; a program older than this one did not write all."""
        return [name for name in TABLES if self.files(name)]

    @cached_property
    def _connection(self) -> duckdb.DuckDBPyConnection:
        import duckdb

        connection = duckdb.connect(":memory:", config=_SETTINGS)
        connection.execute("set lock_configuration = true")
        return connection

    def _prepare(self, query: str) -> None:
        """Makes the tables known that a question may be about."""
        for name in set(self.names) - self._known:
            if _CATALOGUE.search(query) or re.search(rf"\b{name}\b", query, re.IGNORECASE):
                files = ", ".join(map(_literal, self._snapshot.fetched(self.files(name))))
                self._connection.execute(f"create view {name} as from read_parquet([{files}])")
                self._known.add(name)

    def _message(self, error: duckdb.Error) -> str:
        """What the engine says, without advice that does not hold here."""
        message = str(error).strip()
        if "httpfs" in message:
            return "Files on the network are not read; download the file first."
        if not message.startswith("Catalog Error: Table"):
            return message
        missing = ", ".join(sorted(set(TABLES) - set(self.names)))
        old = f"\nAn older kehoach wrote them, without {missing}; run ingest again." if missing else ""
        message = message.partition("\n")[0]  # Did you mean "pg_tablespace"?
        return f"{message}\n\nThe tables are {', '.join(self.names)}.{old}"


def _question(cursor: duckdb.DuckDBPyConnection, query: str) -> duckdb.Statement:
    """The one statement of a query that only asks. Raises UsageError for anything else."""
    import duckdb

    statements = cursor.extract_statements(query)
    asking = (duckdb.StatementType.SELECT, duckdb.StatementType.MULTI)  # MULTI is pivot
    if len(statements) != 1 or statements[0].type not in asking:
        raise UsageError("A query is one question (select …, from …, describe …); it changes no tables and no files.")
    return statements[0]


def _literal(path: str) -> str:
    """A path in SQL, with the wildcards in it masked."""
    text = re.sub(r"([*?\[])", r"[\1]", path)
    return "'" + text.replace("'", "''") + "'"
