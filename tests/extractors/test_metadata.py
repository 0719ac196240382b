"""Metadata: heads, titles, periods and feet from tables of cases, and the five gold plans where they are at hand."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import regex
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from shared_folder import PLANS, gold_paths
from text_plans import plan_of

from extractors import lexicon
from extractors.metadata import Metadata, find_metadata
from extractors.metadata.foot import read_foot
from extractors.metadata.names import ordinary_name
from extractors.metadata.period import find_period
from extractors.metadata.person import first_of_several
from extractors.metadata.place import is_central
from extractors.metadata.site import site_fields
from extractors.metadata.words import alternatives, phrases
from extractors.plan_text import PlanText

CASES = Path(__file__).resolve().parents[1] / "cases"


def read_plan(text: str) -> PlanText:
    """A plan as the reader of text files gives it."""
    from pipeline.canonical import canonical
    from pipeline.read import read

    return canonical(read(text.encode()))


def cases(name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = yaml.safe_load((CASES / f"{name}.yaml").read_text(encoding="utf-8"))
    return rows


DOCUMENTS = [case for name in ("metadata", "metadata_heads", "metadata_pages") for case in cases(name)]


def values(found: Metadata, columns: Iterable[str]) -> dict[str, Any]:
    """The values of columns as YAML has them."""
    stated = {column: getattr(found, column) for column in columns}
    return {column: list(value) if isinstance(value, tuple) else value for column, value in stated.items()}


@pytest.mark.parametrize("case", DOCUMENTS, ids=lambda case: case["name"])
def test_head_title_and_issuer(case: dict[str, Any]) -> None:
    found = find_metadata(plan_of(case["text"]))
    assert values(found, case["want"]) == case["want"]
    if "notices" in case:
        assert [code for code, _ in found.notices] == case["notices"]


@pytest.mark.parametrize("case", [c for c in DOCUMENTS if "|" not in c["text"]], ids=lambda case: case["name"])
def test_blanks_of_a_file_change_nothing(case: dict[str, Any]) -> None:
    chance = random.Random(case["name"])
    text = regex.sub(" ", lambda _: chance.choice([" ", "  ", "\u00a0", " \u00a0"]), case["text"])
    assert values(find_metadata(read_plan(text)), case["want"]) == case["want"]


@pytest.mark.parametrize("case", cases("metadata_periods"), ids=lambda case: str(case["title"])[:50])
def test_period(case: dict[str, Any]) -> None:
    found = find_period(case["title"], case.get("preamble"), case.get("issued"))
    assert (list(found) if found else None) == case["want"]


@pytest.mark.parametrize("case", cases("metadata_feet"), ids=lambda case: case["name"])
def test_foot(case: dict[str, Any]) -> None:
    plan = plan_of("\n".join(case["lines"]))
    found = read_foot(plan, [(block.start, block.end) for block in plan.blocks])
    assert found is not None
    assert list(found.recipients) == case["recipients"]
    assert (found.authority, found.title, found.name) == (case["authority"], case["title"], case["signer"])


def test_spans_of_head_title_preamble_and_foot_point_at_their_words() -> None:
    plan = plan_of(cases("metadata")[9]["text"])
    found = find_metadata(plan)
    assert found.title_span is not None and found.preamble is not None and found.foot is not None
    assert plan.text[slice(*found.title_span)] == "Về việc ban hành Kế hoạch bảo tồn nghề truyền thống"
    assert plan.text[found.preamble[0] :].startswith("CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH\nCăn cứ")
    assert plan.text[found.foot[0] :].startswith("Nơi nhận:")
    assert [plan.text[start:].split("\n")[0] for start in found.attachments] == ["KẾ HOẠCH"]


@pytest.mark.parametrize(
    ("title", "issued", "want"),
    [
        ("Tổ chức đón Tết Nguyên đán năm 2031", date(2030, 11, 10), None),
        ("Tổ chức đón Tết Nguyên đán năm 2031", date(2031, 1, 5), (2031, 2031)),
        ("Trồng rừng năm 2031", date(2030, 11, 10), (2031, 2031)),
        ("Tổng kết công tác năm 2031 và triển khai nhiệm vụ năm 2032", date(2032, 1, 10), (2032, 2032)),
        ("Tổng kết công tác năm 2031 và triển khai nhiệm vụ năm 2032", date(2031, 12, 2), (2031, 2031)),
    ],
)
def test_years_of_times_without_one(title: str, issued: date, want: tuple[int, int] | None) -> None:
    found = Metadata(
        title=title, issued_date=issued, issued_year=issued.year, period_start_year=2031, period_end_year=2031
    )
    assert found.plan_years == want


def test_columns_are_those_of_the_documents_table() -> None:
    from schemas.documents import Document

    assert set(find_metadata(plan_of("KẾ HOẠCH")).columns()) <= set(Document.model_fields)


@pytest.mark.parametrize(
    "row", [row for row in lexicon.rows("site_fields") if row["column"]], ids=lambda row: row["field"]
)
def test_fields_of_a_site(row: dict[str, str]) -> None:
    other = "Người ký: Trần Văn A" if row["column"] != "signer_name" else "Số hiệu: 12/KH-UBND"
    found = site_fields(plan_of(f"{row['example']}\n{other}"))
    assert found[row["column"]] == row["example"].partition(": ")[2]


@pytest.mark.parametrize("row", lexicon.rows("central_bodies"), ids=lambda row: row["word"])
def test_central_bodies(row: dict[str, str]) -> None:
    assert is_central(row["example"], None)


def test_a_local_body_is_not_central() -> None:
    assert not is_central("Bộ Chỉ huy quân sự tỉnh", None)
    assert not is_central("Sở Nội vụ", "Ủy ban nhân dân tỉnh Lai Châu")


HOSTILE = (
    "Số: ",
    "ngày ",
    "12/",
    "KH-",
    "Nơi nhận: ",
    "Căn cứ ",
    "TM. ",
    "NĂM 2021 ",
    "(Kèm theo ",
    "Nguyễn ",
    " \u00a0",
    "A",
    "UBND TỈNH ",
    "- ",
)


@pytest.mark.parametrize("unit", HOSTILE)
@pytest.mark.parametrize("head", ["", "KẾ HOẠCH\n", "ỦY BAN NHÂN DÂN TỈNH HÀ NAM\nSố: "])
def test_time_is_linear_on_hostile_text(unit: str, head: str) -> None:
    plan = plan_of(head + unit * (100_000 // len(unit)))
    begun = time.perf_counter()
    find_metadata(plan)
    assert time.perf_counter() - begun < 2.0


@settings(max_examples=60)
@given(st.lists(st.text(st.sampled_from("KẾ HOẠCHSố: 12/UBND-ngàythámă20.\t(“”)TM"), max_size=60), max_size=12))
def test_any_text_gives_spans_inside_it(lines: list[str]) -> None:
    plan = plan_of("\n".join(line.replace("|", " ") for line in lines))
    found = find_metadata(plan)
    for span in (found.head, found.title_span, found.preamble, found.foot):
        assert span is None or 0 <= span[0] <= span[1] <= len(plan.text)


@pytest.mark.shared
@pytest.mark.parametrize("path", gold_paths(), ids=lambda path: path.stem)
def test_gold(path: Path) -> None:
    gold = json.loads(path.read_text(encoding="utf-8"))
    content = (PLANS / gold["source"]).read_bytes()
    found = find_metadata(read_plan(content.decode("utf-8-sig")))
    want = {k: date.fromisoformat(v) if k == "issued_date" and v else v for k, v in gold["document"].items()}
    want["recipients"] = tuple(want["recipients"])
    assert {column: getattr(found, column) for column in want} == want


@pytest.mark.shared
def test_openings() -> None:
    """Number, year and province of the hundred openings; what a ministry or a national committee issues has none."""
    rows = [json.loads(line) for line in (PLANS / "openings" / "labels.jsonl").read_text(encoding="utf-8").splitlines()]
    wrong = []
    for row in rows:
        found = find_metadata(read_plan((PLANS / "openings" / row["file"]).read_text(encoding="utf-8-sig")))
        province = None if row["province_or_body"] == "trung ương" else row["province_or_body"]
        if (found.number, found.issued_year, found.province) != (row["number"], row["year"], province):
            wrong.append((row["file"], found.number, found.issued_year, found.province))
        assert found.title and found.issuer and found.issued_date and found.doc_type, row["file"]
    assert len(wrong) <= 0.01 * len(rows), wrong


WORDS = yaml.safe_load(lexicon.text("opening_words.yaml"))


@pytest.mark.parametrize(
    ("kind", "row"),
    [(kind, row) for kind, rows in WORDS.items() if kind != "spelling" for row in rows],
    ids=lambda value: str(value)[-40:],
)
def test_a_word_of_openings_is_read_in_its_example(kind: Any, row: dict[str, str]) -> None:
    match = regex.match(alternatives(kind), row["example"])
    assert match is not None
    assert regex.fullmatch(row["word"], match[0].rstrip()) or regex.match(row["word"], row["example"])


@pytest.mark.parametrize("row", WORDS["spelling"], ids=lambda row: row["example"])
def test_a_name_in_capitals_is_spelled(row: dict[str, str]) -> None:
    assert any(word in ordinary_name(row["example"], "") for word in row["word"].split("|"))
    assert set(row["word"].split("|")) <= set(phrases("spelling"))


SIGNERS = [row for row in lexicon.rows("signer") if row["kind"] != "family"]
FAMILIES = [row for row in lexicon.rows("signer") if row["kind"] == "family"]


@pytest.mark.parametrize("row", FAMILIES, ids=lambda row: row["example"])
def test_a_family_name_tells_two_signers_apart(row: dict[str, str]) -> None:
    assert first_of_several(f"Cao Văn Lành {row['example']}") == "Cao Văn Lành"


@pytest.mark.parametrize("row", SIGNERS, ids=lambda row: row["example"])
def test_a_word_of_signatures_is_read_in_its_example(row: dict[str, str]) -> None:
    lines = ["Nơi nhận:", "- Lưu: VT.", "CHỦ TỊCH" if row["kind"] == "rank" else row["example"], "Lê Văn Ba"]
    if row["kind"] == "rank":
        lines[3] = f"{row['example']} Lê Văn Ba"
    plan = plan_of("\n".join(lines))
    found = read_foot(plan, [(block.start, block.end) for block in plan.blocks])
    assert found is not None
    assert found.name == "Lê Văn Ba"
    assert row["kind"] == "rank" or row["example"] in (found.authority, found.title)
