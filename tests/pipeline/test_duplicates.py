"""The same document twice: recognised by its identity or its words, the better reading named, nothing deleted."""

from __future__ import annotations

import itertools
import random
from datetime import date
from typing import Any

import pytest
from made_up import Workshop, plan

from pipeline import open_tables
from pipeline.duplicates import duplicates_among, rank_of
from pipeline.heads import FORMAT, TABLE_NAMES, StoredHead
from pipeline.likeness import likeness_of, resemblances, signature

WORDS = [
    "cải",
    "cách",
    "hành",
    "chính",
    "năm",
    "kế",
    "hoạch",
    "sở",
    "nội",
    "vụ",
    "chủ",
    "trì",
    "phối",
    "hợp",
    "báo",
    "cáo",
    "kết",
    "quả",
    "thực",
    "hiện",
    "nhiệm",
    "tỉnh",
]


def text(seed: int, words: int = 600) -> str:
    chosen = random.Random(seed)
    return " ".join(chosen.choice(WORDS) + str(chosen.randrange(30)) for _ in range(words))


def with_other_words(words: str, share: float, seed: int = 1) -> str:
    chosen = random.Random(seed)
    parts = words.split()
    return " ".join("khác" if chosen.random() < share else part for part in parts)


def head(document_id: str, **values: Any) -> StoredHead:
    own: dict[str, Any] = {
        "format": FORMAT,
        "document_id": document_id,
        "pipeline_version": "test",
        "digest": "",
        "status": "ok",
        "failure": None,
        "province": "Nam Định",
        "year": 2024,
        "source_format": "text",
        "issued_date": date(2024, 1, 5),
        "number": "12/KH-UBND",
        "period": (2024, 2024),
        "warning_codes": (),
        "counts": (0,) * len(TABLE_NAMES),
        "canonical_id": "kh:nam-dinh:12:2024",
        "likeness": "",
    }
    return StoredHead(**{**own, **values})


def counts(*, tasks: int = 0, agencies: int = 0, deadlines: int = 0) -> tuple[int, ...]:
    """Rows by table: so many tasks, agencies that lead them or take part, deadlines."""
    rows = {"tasks": tasks, "task_agencies": agencies, "deadlines": deadlines}
    return tuple(rows.get(name, 0) for name in TABLE_NAMES)


RICH = counts(tasks=30, agencies=45, deadlines=28)
BETTER_AND_WORSE: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "read whole before more values": ({}, {"status": "partial", "counts": RICH}),
    "more values before the better format": (
        {"source_format": "pdf", "counts": RICH},
        {"source_format": "docx", "counts": counts(tasks=30, agencies=20, deadlines=12)},
    ),
    "far more values before the number: a scan by hand, the Word file it was printed from": (
        {"number": None, "issued_date": None, "counts": RICH},
        {"source_format": "pdf_scanned", "counts": counts(tasks=12, agencies=10, deadlines=9)},
    ),
    "the number before a value more: a draft, the signed plan": (
        {"counts": RICH},
        {"number": None, "issued_date": None, "counts": counts(tasks=30, agencies=46, deadlines=28)},
    ),
    "a value more before the better format": (
        {"source_format": "pdf", "counts": counts(tasks=30, agencies=46, deadlines=28)},
        {"source_format": "docx", "counts": RICH},
    ),
    "more values before more tasks: a table that fell to pieces": (
        {"source_format": "text", "counts": RICH},
        {"source_format": "docx", "counts": counts(tasks=80, agencies=35, deadlines=20)},
    ),
    "more tasks where nothing else was read": ({"counts": counts(tasks=5)}, {"counts": counts(tasks=4)}),
    "fewer warnings": ({"counts": RICH}, {"counts": RICH, "warning_codes": ("ocr",)}),
}


def share(a: str, b: str) -> float:
    return resemblances(signature(likeness_of(a)), [signature(likeness_of(b))])[0]


class TestLikeness:
    def test_same_words_in_another_layout(self) -> None:
        words = text(1)
        assert likeness_of(words) == likeness_of(words.upper().replace(" ", ",\n"))

    @pytest.mark.parametrize(("changed", "low", "high"), [(0.005, 0.9, 1.0), (0.05, 0.4, 0.8), (0.5, 0.0, 0.15)])
    def test_share_of_common_runs(self, changed: float, low: float, high: float) -> None:
        words = text(2, 3000)
        assert low <= share(words, with_other_words(words, changed)) <= high

    def test_different_texts(self) -> None:
        assert share(text(3), text(4)) < 0.1

    def test_short_texts_are_not_compared(self) -> None:
        assert likeness_of("Kế hoạch năm 2024") == ""
        assert resemblances(signature(""), [signature("")]) == [0.0]


class TestDuplicates:
    def test_same_number_issuer_and_date(self) -> None:
        found = duplicates_among([head("a", source_format="pdf"), head("b", source_format="docx")])
        assert found == {"a": "b"}

    def test_better_reading_wins(self) -> None:
        ranked = [
            head("h", source_format="docx"),
            head("g", source_format="html"),
            head("f", source_format="pdf"),
            head("e", source_format="pdf", warning_codes=("x",)),
            head("d", source_format="pdf_scanned"),
            head("c", source_format="docx", number=None),
            head("b", source_format="docx", status="partial"),
        ]
        assert sorted(ranked, key=rank_of) == ranked

    @pytest.mark.parametrize(("better", "worse"), BETTER_AND_WORSE.values(), ids=BETTER_AND_WORSE)
    def test_the_copy_that_gave_more_is_the_original(self, better: dict[str, Any], worse: dict[str, Any]) -> None:
        """Whatever the ids are, and in whatever order the documents come."""
        likeness = likeness_of(text(9))
        for names in ("ab", "ba"):
            pair = [
                head(name, **{"likeness": likeness, **values})
                for name, values in zip(names, (better, worse), strict=True)
            ]
            assert duplicates_among(pair) == duplicates_among(pair[::-1]) == {names[1]: names[0]}

    def test_other_day_is_another_document(self) -> None:
        assert duplicates_among([head("a"), head("b", issued_date=date(2024, 2, 5))]) == {}

    def test_draft_and_final_by_their_words(self) -> None:
        words = text(5, 2000)
        draft = head("a", number=None, canonical_id=None, issued_date=None, likeness=likeness_of(words))
        final = head("b", likeness=likeness_of(with_other_words(words, 0.004)))
        assert duplicates_among([draft, final]) == {"a": "b"}

    @pytest.mark.parametrize("other", [{"number": "13/KH-UBND"}, {"period": (2025, 2025)}, {"province": "Hà Nam"}])
    def test_same_words_of_another_plan(self, other: dict[str, Any]) -> None:
        """A plan that copies last year's, or the neighbour's, is a plan of its own."""
        likeness = likeness_of(text(6))
        one = head("a", canonical_id="x", likeness=likeness)
        assert duplicates_among([one, head("b", canonical_id="y", likeness=likeness, **other)]) == {}

    def test_failed_documents_have_no_twins(self) -> None:
        assert duplicates_among([head("a", status="failed"), head("b", status="failed")]) == {}

    def test_draft_of_two_finals_is_that_of_one(self) -> None:
        words = likeness_of(text(7))
        draft = head("a", number=None, canonical_id=None, likeness=words)
        finals = [head(name, number=f"{name}/KH-UBND", canonical_id=name, likeness=words) for name in "bc"]
        assert duplicates_among([draft, *finals]) == {"a": "b"}

    def test_order_does_not_matter(self) -> None:
        likeness = likeness_of(text(8))
        heads = [
            head(name, source_format=form, likeness=likeness)
            for name, form in zip("abc", ("pdf", "docx", "html"), strict=True)
        ]
        results = [duplicates_among(order) for order in itertools.permutations(heads)]
        assert results == [{"a": "b", "c": "b"}] * 6

    def test_order_does_not_matter_among_many_alike(self) -> None:
        """Better and worse is one order of all: what beats the one that beats another beats that one too."""
        chosen = random.Random(10)
        heads = [
            head(
                f"{number:02}",
                number=chosen.choice([None, "12/KH-UBND"]),
                source_format=chosen.choice(["docx", "pdf", "text"]),
                counts=counts(tasks=chosen.randrange(25, 35), agencies=chosen.randrange(30, 60), deadlines=20),
            )
            for number in range(40)
        ]
        found = duplicates_among(heads)
        assert len(found) == 39
        for _ in range(20):
            chosen.shuffle(heads)
            assert duplicates_among(heads) == found


def test_in_the_tables(workshop: Workshop) -> None:
    """The row says it, citations lead to the better one, and it goes when the other goes."""
    workshop.write({"a.txt": plan("is B", "- một"), "b.txt": plan("is B", "- một", "- hai"), "c.txt": plan("cites B")})
    workshop.ingest()
    tables = open_tables(workshop.tables)
    documents = tables.sql("select document_id, source_path, duplicate_of from documents where title = 'B'")
    twin = documents[documents.duplicate_of.notna()].iloc[0]
    best = documents[documents.duplicate_of.isna()].iloc[0]
    assert (twin.duplicate_of, best.source_path[-5:]) == (best.document_id, "b.txt")
    assert tables.sql("select cited_document_id from legal_references").cited_document_id[0] == best.document_id
    assert len(tables.tasks) == 3, "nothing is deleted"
    (workshop.raw / best.source_path.rsplit("/", 1)[-1]).unlink()
    workshop.ingest()
    assert workshop.processed == []
    assert open_tables(workshop.tables).sql("from documents where duplicate_of is not null").empty


@pytest.mark.parametrize("order", [("a.txt", "b.txt"), ("b.txt", "a.txt")])
def test_the_order_of_reading_does_not_matter(workshop: Workshop, order: tuple[str, str]) -> None:
    """The richer copy is the original also when it comes later; the other one's row is then written again."""
    workshop.write({"a.txt": plan("is B", "- một"), "b.txt": plan("is B", "- một", "- hai")})
    for name in order:
        workshop.ingest(name)
    rows = open_tables(workshop.tables).sql("select source_path, duplicate_of is null as o from documents order by 1")
    assert list(rows.o) == [False, True]
