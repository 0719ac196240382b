"""The lexicon as a whole: every file parses, is NFC, says nothing twice, and every example shows what it is to show."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from extractors import lexicon
from extractors.agencies import find_agencies
from extractors.legal_references import find_legal_references
from extractors.tones import older_tones

FOLDER = Path(lexicon.__file__).parent
ROOT = FOLDER.parents[1]
TABLES = sorted(path.stem for path in FOLDER.glob("*.csv"))
TREES = sorted(path.name for path in FOLDER.glob("*.yaml"))

# The columns that name a row: no two rows share them. In other tables no two rows are equal.
KEYS: dict[str, tuple[str, ...]] = {
    "abbreviations": ("short",),
    "action_verbs": ("verb",),
    "agencies": ("name",),
    "agency_cues": ("word",),
    "agency_forms": ("name",),
    "central_bodies": ("word",),
    "deadline_spellings": ("variant",),
    "deadline_tet": ("year",),
    "department_abbreviations": ("short",),
    "laws": ("doc_type", "name", "number"),
    "provinces": ("old_code",),
    "site_fields": ("field",),
    "stop_words": ("word",),
    "target_units": ("unit",),
    "tcvn3": ("typed",),
    "viscii": ("code",),
    "vni": ("typed",),
}
# Charts of legacy fonts: what was typed is no Vietnamese text.
CHARTS = {"tcvn3", "viscii", "vni"}
# The columns of which one stands in the example, letter for letter.
SHOWN: dict[str, tuple[str, ...]] = {
    "abbreviations": ("short",),
    "action_verbs": ("verb",),
    "agency_forms": ("name", "aliases"),
    "agency_heads": ("head", "aliases"),
    "deadline_spellings": ("variant",),
    "deadline_words": ("word",),
    "department_abbreviations": ("short",),
    "laws": ("name",),
    "signer": ("word",),
    "site_fields": ("field",),
    "stop_words": ("word",),
    "target_units": ("unit",),
}


def lines(name: str) -> list[list[str]]:
    """The cells of a table, the head first."""
    return list(csv.reader((FOLDER / f"{name}.csv").read_text(encoding="utf-8").splitlines()))


def plain(text: str) -> str:
    """Small letters, one space, no marks, one place for the tone: how finders compare."""
    return older_tones(" ".join(re.sub(r"[,–-]", " ", text.casefold()).split()))


def test_something_is_tested() -> None:
    assert len(TABLES) > 10
    assert len(TREES) > 3
    assert set(KEYS) | CHARTS | set(SHOWN) <= set(TABLES)


@pytest.mark.parametrize("name", TABLES)
def test_a_table_is_whole(name: str) -> None:
    head, *body = lines(name)
    assert len(set(head)) == len(head)
    assert body, "a table without rows"
    assert [row for row in body if len(row) != len(head)] == []
    assert [row for row in body if not any(row)] == []
    assert [row for row, times in Counter(map(tuple, body)).items() if times > 1] == []


@pytest.mark.parametrize("name", [name for name in TABLES if name not in CHARTS])
def test_a_cell_is_clean(name: str) -> None:
    keeps_space = {"central_bodies"}  # its words end where they end: `Bộ ` is not `Bộc`
    for cell in (cell for row in lines(name) for cell in row):
        assert cell == unicodedata.normalize("NFC", cell)
        assert cell == cell.strip() or name in keeps_space
        assert "\u00a0" not in cell


@pytest.mark.parametrize(("name", "key"), KEYS.items(), ids=list(KEYS))
def test_a_row_has_its_own_name(name: str, key: tuple[str, ...]) -> None:
    names = Counter(tuple(row[column] for column in key) for row in lexicon.rows(name))
    assert [row for row, times in names.items() if times > 1] == []


@pytest.mark.parametrize("name", TABLES)
def test_there_is_an_example_in_every_row_or_in_none(name: str) -> None:
    rows = lexicon.rows(name)
    assert "example" not in rows[0] or [row for row in rows if not row["example"]] == []


@pytest.mark.parametrize(("name", "columns"), SHOWN.items(), ids=list(SHOWN))
def test_an_example_shows_its_row(name: str, columns: tuple[str, ...]) -> None:
    for row in lexicon.rows(name):
        words = [word for column in columns for word in row.get(column, "").split("|") if word]
        assert any(plain(word) in plain(row["example"]) for word in words), row


class _Once(yaml.SafeLoader):
    """A loader that takes no key twice."""


def _mapping(loader: _Once, node: yaml.MappingNode) -> dict[object, object]:
    keys = [loader.construct_object(key) for key, _ in node.value]
    assert len(keys) == len(set(keys)), f"a key twice: {keys}"
    return {key: loader.construct_object(value, deep=True) for key, (_, value) in zip(keys, node.value, strict=True)}


_Once.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


@pytest.mark.parametrize("name", TREES)
def test_a_tree_is_whole(name: str) -> None:
    text = lexicon.text(name)
    assert text == unicodedata.normalize("NFC", text)
    tree = yaml.load(text, Loader=_Once)
    assert tree
    for entries in _lists(tree):
        written = [repr(entry) for entry in entries]
        assert [entry for entry, times in Counter(written).items() if times > 1] == []


def _lists(tree: object) -> Iterator[list[object]]:
    if isinstance(tree, list):
        yield tree
    for child in tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ():
        yield from _lists(child)


def test_every_file_is_used() -> None:
    sources = [
        path.read_text(encoding="utf-8") for room in ("extractors", "pipeline") for path in (ROOT / room).rglob("*.py")
    ]
    code = "\n".join(sources)
    unused = [name for name in [*TABLES, *TREES] if not re.search(rf"[\"']{re.escape(name)}[\"']", code)]
    assert unused == []


@pytest.mark.parametrize("row", lexicon.rows("laws"), ids=lambda row: f"{row['name']} {row['number']}")
def test_every_law_is_cited_in_its_example(row: dict[str, str]) -> None:
    found = find_legal_references(row["example"])
    assert [(m.doc_type, m.name) for m in found] == [(row["doc_type"], row["name"])]


@pytest.mark.parametrize(
    "row",
    [*lexicon.rows("issuer_codes"), *lexicon.rows("doc_types")],
    ids=lambda row: f"{row['code']} {row['example']}",
)
def test_every_code_is_read(row: dict[str, str]) -> None:
    (found,) = find_legal_references(f"Căn cứ Văn bản số {row['example']}", province="Hà Nam")
    assert found.number == row["example"] or (not row["code"] and found.quote == row["example"])


@pytest.mark.parametrize(
    "row",
    [*lexicon.rows("agency_forms"), *lexicon.rows("agency_heads"), *lexicon.rows("department_abbreviations")],
    ids=lambda row: row["example"],
)
def test_every_form_of_an_agency_is_found(row: dict[str, str]) -> None:
    found = find_agencies(row["example"], province="Hà Nam")
    assert found
    assert row.get("long", "") in found[0].name
