"""Writing the site: every page from the tables, and the data that its scripts search."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path

from pipeline.calendar import DueItem, due_list
from pipeline.query import Tables
from pipeline.report.agencies import agencies_of
from pipeline.report.cards import Card
from pipeline.report.citations import citations_of, names_of_cited
from pipeline.report.corpus import Entry, below_originals, copies_of, entries_of, records_in_batches, without_copies
from pipeline.report.datafiles import corpus_script, deadline_scripts, ordered, script
from pipeline.report.document_view import DocumentView, document_view
from pipeline.report.folder import SiteFolder
from pipeline.report.marks import Keys
from pipeline.report.overview import overview
from pipeline.report.pairs import PairList, compared_target, pairs_of
from pipeline.report.render import rendered
from pipeline.report.search_index import Found, search_scripts
from pipeline.report.words import phrases
from pipeline.selection import Selection
from pipeline.version import VERSION
from schemas import PlanRecords

_ASSETS = ("site.css", "site.js", "document.js", "deadlines.js", "search.js", "lists.js", "graph.js")

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class SiteSummary:
    """What was written: documents with a page, how many of them are copies of others, tasks that the search finds.

    `written` counts the files that changed; `index` is the page to open.
    """

    documents: int
    copies: int
    tasks: int
    written: int
    index: Path


def build_site(tables: Tables, out: Path, *, today: date, progress: Progress = lambda _done, _of: None) -> SiteSummary:
    """Writes the site of all documents to a folder; files that stay the same are not touched.

    `today` parts what is due from what is over, on the front page. Raises UsageError for a folder with other files.
    """
    folder = SiteFolder(out)
    entries = entries_of(tables)
    due = list(due_list(tables, Selection(), today=today, undated=True).items)
    for name in _ASSETS:
        folder.write(f"assets/{name}", files("pipeline.report").joinpath("assets", name).read_text(encoding="utf-8"))
    folder.write("assets/words.js", script("words", {key: [said.vi, said.en] for key, said in phrases().items()}))
    collected = _write_documents(folder, tables, entries, progress)
    _write_pairs(folder, tables, pairs_of(tables, entries), collected.places)
    _write_lists(folder, tables, entries, due, today, collected.anchors)
    counted = without_copies(entries)
    for name, content in _data(counted, due, collected):
        folder.write(f"data/{name}", content)
    folder.finish(site_stamp(tables, today))
    copies = len(entries) - len(counted)
    return SiteSummary(len(entries), copies, len(collected.tasks), folder.written, out / "index.html")


def site_is_current(tables: Tables, out: Path, *, today: date) -> bool:
    """Whether the folder holds the site of these tables and of this day already."""
    folder = SiteFolder(out)
    return folder.stamp == site_stamp(tables, today) and (out / "index.html").is_file()


def site_stamp(tables: Tables, today: date) -> dict[str, str]:
    """What a site is made of: these tables, these templates, this day."""
    digest = hashlib.sha256()
    package = files("pipeline.report")
    for place in ("templates", "assets"):
        for file in sorted(package.joinpath(place).iterdir(), key=lambda file: file.name):
            digest.update(file.read_bytes())
    digest.update(package.joinpath("words.csv").read_bytes())
    return {
        "tables": tables.folder.name,
        "pages": digest.hexdigest()[:16],
        "today": today.isoformat(),
        "version": VERSION,
    }


@dataclass(slots=True)
class _Collected:
    """What the search and the lists need of the documents once their pages are written."""

    tasks: list[Found]
    anchors: dict[str, str]
    places: dict[str, str]


def _write_documents(folder: SiteFolder, tables: Tables, entries: Sequence[Entry], progress: Progress) -> _Collected:
    collected = _Collected([], {}, {})
    by_id = {entry.document_id: entry for entry in entries}
    copies = copies_of(entries)
    ids = [entry.document_id for entry in entries]
    for number, records in enumerate(records_in_batches(tables, ids), 1):
        view = document_view(records)
        entry = by_id[records.document.document_id]
        cards = {key: _card(card) for key, card in view.cards.items()}
        folder.write(
            entry.page,
            rendered(
                "document.html",
                root="../",
                here="documents",
                view=view,
                cards=cards,
                entries=by_id,
                own=entry,
                copies=copies.get(entry.document_id, ()),
            ),
        )
        if entry.copy_of is None:
            collected.tasks.extend(_found(records, view))
        keys = Keys(records)
        collected.places.update((task_id, f"../{entry.page}#{key}") for task_id, key in keys.tasks.items())
        collected.anchors.update(
            (row.deadline_id, keys.deadlines[row.char_start, row.char_end]) for row in records.deadlines
        )
        progress(number, len(entries))
    return collected


def _card(card: Card) -> dict[str, object]:
    """A card for the script of the page: every text in both languages, or once where they agree."""
    rows = [
        [
            value.label,
            value.text.vi if value.text.vi == value.text.en else [value.text.vi, value.text.en],
            value.rule,
            value.task,
        ]
        for value in card.values
    ]
    return {"kind": card.kind, "row": card.row, "values": rows}


def _found(records: PlanRecords, view: DocumentView) -> Iterator[Found]:
    for task, row in zip(records.tasks, view.tasks, strict=True):
        yield Found(
            document_id=task.document_id,
            anchor=row.key,
            text=task.text,
            leads=task.lead_agencies,
            partners=task.coordinating_agencies,
            output=task.output or "",
            deadline=task.deadline_text or "",
        )


def _write_lists(
    folder: SiteFolder,
    tables: Tables,
    entries: Sequence[Entry],
    due: Sequence[DueItem],
    today: date,
    anchors: dict[str, str],
) -> None:
    front = overview(tables, entries, due, today)
    entries_by_id = {entry.document_id: entry for entry in entries}
    folder.write(
        "index.html", rendered("index.html", root="", here="index", view=front, entries=entries_by_id, anchors=anchors)
    )
    folder.write(
        "documents.html",
        rendered(
            "documents.html",
            root="",
            here="documents",
            entries=below_originals(entries),
            originals=entries_by_id,
            copies=front.copies,
        ),
    )
    folder.write("deadlines.html", rendered("deadlines.html", root="", here="deadlines"))
    folder.write("agencies.html", rendered("agencies.html", root="", here="agencies", view=agencies_of(tables)))
    citations = citations_of(tables, entries)
    folder.write("references.html", rendered("references.html", root="", here="references", view=citations))
    folder.write("search.html", rendered("search.html", root="", here="search"))


def _write_pairs(folder: SiteFolder, tables: Tables, pairs: PairList, places: dict[str, str]) -> None:
    folder.write("compare.html", rendered("compare.html", root="", here="compare", view=pairs))
    shared = {"places": places, "figure": compared_target, "names": names_of_cited(tables)}
    for pair in pairs.pairs.values():
        folder.write(pair.page, rendered("pair.html", root="../", here="compare", pair=pair, **shared))


def _data(entries: Sequence[Entry], due: Sequence[DueItem], collected: _Collected) -> Iterator[tuple[str, str]]:
    yield "corpus.js", corpus_script(entries)
    yield from deadline_scripts(ordered(due), entries, collected.anchors)
    yield from search_scripts(collected.tasks, entries)
