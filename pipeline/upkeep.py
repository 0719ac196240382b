"""Looking after the tables: whether they are what the interim files say, and taking a document out of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.catalogue import Catalogue
from pipeline.corpus import Corpus, Member, load_corpus
from pipeline.errors import KehoachError, NoTablesError
from pipeline.partitions import FOLDER, PartitionRows
from pipeline.places import TABLES_FOLDER, interim_of
from pipeline.publish import publish
from pipeline.query import Tables, open_tables
from pipeline.snapshots import Snapshots
from pipeline.storage import Folder, Place
from pipeline.store import DamagedError, Store
from schemas import TABLES, Agency
from schemas.arrow import arrow_schema
from schemas.checks import check_records

if TYPE_CHECKING:
    import pyarrow as pa

Progress = Callable[[int, int], None]
"""Told how many documents are done, of how many."""


@dataclass(frozen=True, slots=True)
class Verification:
    """How many documents and rows were looked at, and what is wrong with them, one sentence each."""

    documents: int
    rows: int
    problems: tuple[str, ...]


def verify(
    out: Place = TABLES_FOLDER, interim: Place | None = None, *, progress: Progress | None = None
) -> Verification:
    """Whether tables and interim files agree, and the contract holds: quotes, keys, references.

    Every row of every table is compared with the interim files. Raises NoTablesError without tables.
    """
    snapshots = Snapshots(out)
    current = snapshots.current()
    if current is None:
        raise NoTablesError(f"There are no tables in {out}; run: kehoach ingest FOLDER --out {out}")
    corpus, store = load_corpus(current), Store(interim_of(out, interim))
    problems = list(_file_problems(current, corpus))
    catalogue, lost = _catalogue(corpus, store)
    problems += [f"{document_id}: its interim file is missing or damaged; run ingest again" for document_id in lost]
    done = 0
    for name, members in catalogue.partitions().items():
        problems += _partition_problems(current, name, members, catalogue, store)
        done += len(members)
        if progress is not None:
            progress(done, len(catalogue.members))
    rows = 0
    try:
        tables = open_tables(current)
        problems += [*_key_problems(tables), *_reference_problems(tables)]
        rows = sum(tables.arrow(f"select count(*) as n from {table}")["n"][0].as_py() for table in TABLES)
    except KehoachError as error:
        problems.append(f"Keys and references could not be checked. {error}")
    return Verification(len(corpus.members), rows, tuple(dict.fromkeys(problems)))


def forget(document_id: str, out: Place = TABLES_FOLDER, interim: Place | None = None) -> tuple[str, ...]:
    """Takes a document out of the tables, their older states and the interim files; gives the paths of its source.

    A source that stays in its folder is read again by the next ingest. Raises KehoachError when the document is not
    there, or interim files are missing.
    """
    snapshots, store = Snapshots(out), Store(interim_of(out, interim))
    with snapshots.locked():
        before = load_corpus(snapshots.current())
        gone = {key: entry for key, entry in before.sources.items() if entry.document_id == document_id}
        if not gone:
            raise KehoachError(f"No document {document_id} is in {out}.")
        corpus = before.with_sources({}, frozenset(gone))
        catalogue, lost = _catalogue(corpus, store)
        if lost:
            raise KehoachError(f"The interim files of {len(lost)} other documents are missing; run ingest first.")
        publish(before, corpus, catalogue, store, snapshots)
        snapshots.forget_older()
        store.remove(document_id)
    return tuple(sorted(entry.path for entry in gone.values()))


def _catalogue(corpus: Corpus, store: Store) -> tuple[Catalogue, list[str]]:
    """The documents that are stored, and the ids of those that are not."""
    found = {member.document_id: store.head(member.document_id) for member in corpus.members}
    heads = {document_id: head for document_id, head in found.items() if head is not None}
    members = tuple(member for member in corpus.members if member.document_id in heads)
    return Catalogue(members, heads), [document_id for document_id, head in found.items() if head is None]


def _file_problems(snapshot: Folder, corpus: Corpus) -> Iterator[str]:
    """Files that are missing, and tables' files that belong to nobody: a reader would count their rows."""
    known = {path for entry in corpus.partitions.values() for path in entry.files}
    files = snapshot.files()
    there = {path for path in files if path.endswith(".parquet") or (path in known and path.startswith(FOLDER))}
    yield from (f"{path}: the file is missing; run ingest again" for path in sorted(known - there))
    yield from (f"{path}: no file of these tables; remove it" for path in sorted(there - known))


def _partition_problems(
    snapshot: Folder, name: str, members: list[Member], catalogue: Catalogue, store: Store
) -> Iterator[str]:
    """What is wrong with the documents of a province and year, and with the files made of them."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    rows, there = PartitionRows(), frozenset(snapshot.files(f"/{name}.parquet"))
    for member in members:
        try:
            stored = store.stored(catalogue.heads[member.document_id])
        except DamagedError:
            yield f"{member.document_id}: its interim file was damaged and has been removed; run ingest again"
            continue
        yield from (f"{member.document_id}: {problem}" for problem in check_records(stored.records))
        rows.add(member.document_id, stored.links, catalogue.published(member, stored.records))
    made = set(rows.tables())
    for table in TABLES:
        path = f"{table}/{name}.parquet"
        if table == Agency.table or not (path in there or table in made):
            continue
        try:
            published = pq.read_table(pa.BufferReader(snapshot.read(path)))
        except (OSError, pa.ArrowException) as error:
            yield f"{table}/{name}.parquet: cannot be read ({type(error).__name__}); run ingest with --force"
            continue
        expected = rows.table(table) if table in made else arrow_schema(TABLES[table]).empty_table()
        if not published.equals(expected):
            yield f"{table}/{name}.parquet: {_difference(published, expected)}"


def _difference(published: pa.Table, made: pa.Table) -> str:
    """In which documents the two differ."""
    if published.schema != made.schema:
        return "its columns are those of another version; run ingest again"
    differing = [
        document_id
        for document_id in sorted(set(_ids(published)) | set(_ids(made)))
        if _of(published, document_id) != _of(made, document_id)
    ]
    some = ", ".join(differing[:3]) + (", …" if len(differing) > 3 else "")
    return f"the rows of {len(differing)} documents are not those of the interim files ({some}); run ingest again"


def _ids(table: pa.Table) -> list[str]:
    return list(table["document_id"].to_pylist())


def _of(table: pa.Table, document_id: str) -> pa.Table:
    import pyarrow.compute as pc

    return table.filter(pc.equal(table["document_id"], document_id))


def _key_problems(tables: Tables) -> Iterator[str]:
    for table, record in TABLES.items():
        key = ", ".join(f'"{column}"' for column in record.key)
        question = f"select count(*) as n from (select {key} from {table} group by all having count(*) > 1)"
        if twice := tables.arrow(question)["n"][0].as_py():
            yield f"{table}: {twice} keys ({', '.join(record.key)}) stand twice"


def _reference_problems(tables: Tables) -> Iterator[str]:
    for table, record in TABLES.items():
        for column, target in record.references.items():
            other, _, key = target.partition(".")
            question = f'select count(*) as n from {table} a anti join {other} b on a."{column}" = b."{key}"'
            if lost := tables.arrow(f'{question} where a."{column}" is not null')["n"][0].as_py():
                yield f"{table}.{column}: {lost} values are not in {target}"
