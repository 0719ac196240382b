"""Metadata: heads, titles, periods and feet from tables of cases, and the five gold plans where they are at hand."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import regex
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from text_plans import plan_of

from extractors import lexicon
from extractors.metadata import find_metadata
from extractors.metadata.foot import read_foot
from extractors.metadata.place import is_central
from extractors.metadata.period import find_period
from extractors.metadata.site import site_fields
from extractors.metadata.words import alternatives

CASES = Path(__file__).resolve().parents[1] / "cases"
SHARED = Path(__file__).resolve().parents[2] / ".." / "shared"


def cases(name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = yaml.safe_load((CASES / f"{name}.yaml").read_text(encoding="utf-8"))
    return rows


@pytest.mark.parametrize("case", cases("metadata"), ids=lambda case: case["name"])
def test_head_title_and_issuer(case: dict[str, Any]) -> None:
    found = find_metadata(plan_of(case["text"]))
    assert {column: getattr(found, column) for column in case["want"]} == case["want"]
    if "notices" in case:
        assert [code for code, _ in found.notices] == case["notices"]


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


def test_columns_are_those_of_the_documents_table() -> None:
    from schemas.documents import Document

    assert set(find_metadata(plan_of("KẾ HOẠCH")).columns()) <= set(Document.model_fields)


@pytest.mark.parametrize("row", lexicon.rows("site_fields"), ids=lambda row: row["field"])
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


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(st.sampled_from("KẾ HOẠCHSố: 12/UBND-ngàythámă20.\t(“”)TM"), max_size=60), max_size=12))
def test_any_text_gives_spans_inside_it(lines: list[str]) -> None:
    plan = plan_of("\n".join(line.replace("|", " ") for line in lines))
    found = find_metadata(plan)
    for span in (found.head, found.title_span, found.preamble, found.foot):
        assert span is None or 0 <= span[0] <= span[1] <= len(plan.text)


@pytest.mark.shared
@pytest.mark.parametrize("path", sorted((SHARED / "gold").glob("*.json")), ids=lambda path: path.stem)
def test_gold(path: Path) -> None:
    from pipeline.canonical import canonical
    from pipeline.read import read

    gold = json.loads(path.read_text(encoding="utf-8"))
    content = (SHARED / "plans" / gold["source"]).read_bytes()
    found = find_metadata(canonical(read(gold["source"], content)))
    want = {k: date.fromisoformat(v) if k == "issued_date" and v else v for k, v in gold["document"].items()}
    want["recipients"] = tuple(want["recipients"])
    assert {column: getattr(found, column) for column in want} == want


WORDS = yaml.safe_load(lexicon.text("opening_words.yaml"))


@pytest.mark.parametrize(
    ("kind", "row"), [(kind, row) for kind, rows in WORDS.items() for row in rows], ids=lambda value: str(value)[-40:]
)
def test_a_word_of_openings_is_read_in_its_example(kind: Any, row: dict[str, str]) -> None:
    match = regex.match(alternatives(kind), row["example"])
    assert match is not None
    assert regex.fullmatch(row["word"], match[0].rstrip()) or regex.match(row["word"], row["example"])


SIGNERS = lexicon.rows("signer")


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
