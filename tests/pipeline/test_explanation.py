"""`kehoach explain`: each value of a task with its rule and words, what is missing with where it was looked for."""

from __future__ import annotations

import functools
import json
import re
from pathlib import Path
from typing import get_args

import pytest
from typer.testing import CliRunner, Result

from pipeline import Tables, UsageError, explain
from pipeline.cli import app
from pipeline.document import process_document
from pipeline.explanation import Explanation, Reason, explanation_of, find_task
from pipeline.text_places import Words
from schemas import PlanRecords
from schemas.evidence import RULE_SOURCES, RULES, EvidenceColumn, Rule

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = sorted(path for path in (ROOT / "data" / "raw").iterdir() if path.suffix in (".txt", ".md", ".html"))
PLAN = """ỦY BAN NHÂN DÂN TỈNH AN GIANG

Số: 12/KH-UBND
An Giang, ngày 05 tháng 01 năm 2027
KẾ HOẠCH
Kiểm tra công vụ năm 2027

Căn cứ Luật Tổ chức chính quyền địa phương;
I. MỤC ĐÍCH
Nâng cao kỷ luật.
II. NHIỆM VỤ
1. Kiểm tra, thanh tra
a) Sở Nội vụ chủ trì, phối hợp với Thanh tra tỉnh kiểm tra 10 xã trước ngày 30/6.
b) Rà soát quy định theo Nghị định số 61/2018/NĐ-CP ngày 23/4/2018 của Chính phủ.
III. TỔ CHỨC THỰC HIỆN
1. Sở Tài chính
a) Bố trí kinh phí kiểm tra.
b) Báo cáo định kỳ hằng quý.
2. Giao Sở Nội vụ theo dõi, báo cáo UBND tỉnh kết quả kiểm tra.
"""


PLAN_OF_YEARS = """ỦY BAN NHÂN DÂN TỈNH AN GIANG
Số: 12/KH-UBND
An Giang, ngày 05 tháng 12 năm 2024
KẾ HOẠCH
Kiểm tra công vụ giai đoạn 2025 - 2027

Căn cứ Luật Tổ chức chính quyền địa phương;
I. MỤC ĐÍCH
Nâng cao kỷ luật.
II. NHIỆM VỤ
1. Năm 2025
- Sở Nội vụ rà soát văn bản trước ngày 30/6.
2. Nhiệm vụ năm 2026
- Sở Nội vụ rà soát văn bản trước ngày 30/6.
3. Nhiệm vụ khác
| TT | Nội dung | Chủ trì | Thời gian (Năm 2026) |
|---|---|---|---|
| 1 | Xây dựng quy chế | Sở Nội vụ | Quý III |
III. TỔ CHỨC THỰC HIỆN ĐẾN NĂM 2027
1. Sở Nội vụ báo cáo trước ngày 15/12.
"""


@functools.cache
def records_of(name: str) -> PlanRecords:
    return process_document(name, PLAN.encode() if name == "plan.txt" else (ROOT / "data" / "raw" / name).read_bytes())


def explained(task: str) -> Explanation:
    records = records_of("plan.txt")
    return explanation_of(records, find_task(records, task))


def only(explanation: Explanation, column: EvidenceColumn) -> Reason:
    (reason,) = explanation[column].reasons
    return reason


def all_words(explanation: Explanation) -> list[Words]:
    reasons = [reason for column in explanation.columns for reason in column.reasons]
    parts = [part.words for reason in reasons for part in reason.parts]
    return [w for w in (*(reason.words for reason in reasons), *parts) if w is not None] + [
        reference.words for reference in explanation.references
    ]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_every_value_has_a_reason_in_the_text(path: Path) -> None:
    records = records_of(path.name)
    text = records.texts[0].text
    for task in records.tasks:
        explanation = explanation_of(records, task)
        for column in explanation.columns:
            stated = getattr(task, column.column)
            assert bool(stated) == (not column.is_null), (task.text, column.column)
            assert all(len(reason.because) > 20 for reason in column.reasons)
            if isinstance(stated, tuple) and stated:
                assert tuple(reason.value for reason in column.reasons) == stated
        for words in all_words(explanation):
            assert text[words.char_start : words.char_end] == words.quote


def test_roles_of_an_item() -> None:
    explanation = explained("#1")
    lead, partner = only(explanation, "lead_agencies"), only(explanation, "coordinating_agencies")
    assert (lead.value, lead.rule, lead.because) == ("Sở Nội vụ", "subject", RULES["subject"])
    assert (partner.value, partner.rule) == ("Thanh tra tỉnh", "partner_words")
    assert lead.words is not None
    assert lead.words.path == ("II. NHIỆM VỤ", "1. Kiểm tra, thanh tra")


def test_a_year_that_is_not_stated_leads_to_the_title() -> None:
    reason = only(explained("#1"), "deadline_text")
    parts = {part.name: part for part in reason.parts}
    assert (reason.value, reason.rule) == ("trước ngày 30/6", "own_words")
    assert parts["end_date"].value == "2027-06-30"
    assert parts["year_source"].because == RULES["plan_year"]
    words = parts["year_source"].words
    assert words is not None and words.quote == "2027"
    assert words.char_start < records_of("plan.txt").texts[0].text.index("I. MỤC ĐÍCH")


def test_a_year_that_a_heading_or_the_head_of_a_column_names() -> None:
    """In a plan of several years; the part without such a year leaves its days without one."""
    records = process_document("years.md", PLAN_OF_YEARS.encode())
    assert [str(deadline.end_date) for deadline in records.deadlines] == [
        "2025-06-30",
        "2026-06-30",
        "2026-09-30",
        "None",
    ]
    found = {e.task_id: e for e in records.evidence if e.column == "deadline_year"}
    told = [found[task.task_id] for task in records.tasks if task.task_id in found]
    assert [(reason.rule, reason.quote) for reason in told] == [
        ("heading_year", "2025"),
        ("heading_year", "2026"),
        ("heading_year", "2026"),
    ]
    text = records.texts[0].text
    assert [text[: reason.char_start].rsplit(maxsplit=2)[-2:] for reason in told] == [
        ["1.", "Năm"],
        ["vụ", "năm"],
        ["gian", "(Năm"],
    ]


def test_a_rule_of_days_that_are_too_late() -> None:
    plan = PLAN.replace("b) Báo cáo định kỳ hằng quý.", "b) Báo cáo trước ngày 20 hằng tháng.")
    records = process_document("monthly.txt", plan.encode())
    (reason,) = explanation_of(records, find_task(records, "#4"))["deadline_text"].reasons
    rule = next(part for part in reason.parts if part.name == "rrule")
    assert rule.value == "FREQ=MONTHLY;BYMONTHDAY=20"
    assert rule.because.endswith("the last day in time is the day before the one it names")


def test_a_role_from_a_heading() -> None:
    lead = only(explained("#3"), "lead_agencies")
    assert (lead.value, lead.rule) == ("Sở Tài chính", "heading")
    assert lead.words is not None and lead.words.path == ("III. TỔ CHỨC THỰC HIỆN",)


def test_what_is_missing_tells_where_it_was_looked_for() -> None:
    lead = only(explained("#2"), "lead_agencies")
    assert (lead.value, lead.rule, lead.words) == (None, None, None)
    assert "Chính phủ, but tell none of them to act" in lead.because
    assert "“II. NHIỆM VỤ”; “1. Kiểm tra, thanh tra”" in lead.because
    assert "dates of cited documents" in only(explained("#2"), "deadline_text").because
    assert "Only plans of administrative reform" in only(explained("#2"), "reform_area").because


def test_references_near_the_task() -> None:
    (reference,) = explained("#2").references
    assert (reference.name, reference.where) == ("Nghị định 61/2018/NĐ-CP", "in the task")
    assert explained("#1").references == ()


@pytest.mark.parametrize(
    ("name", "ordinal"), [("#3", 2), ("2", 4), ("t0002", 2), ("2.", 4), ("3", 2), ("#1", 0), ("4", 3)]
)
def test_a_task_by_what_people_call_it(name: str, ordinal: int) -> None:
    assert find_task(records_of("plan.txt"), name).ordinal == ordinal


def test_a_task_by_the_beginning_of_its_id() -> None:
    records = records_of("plan.txt")
    task = records.tasks[3]
    assert find_task(records, task.task_id) is task
    with pytest.raises(UsageError, match="may mean 5 tasks"):
        find_task(records, records.document.document_id)


@pytest.mark.parametrize("name", ["a)", "a", "(A)", "zzz", "#99", "#0"])
def test_what_names_no_single_task_gives_a_list(name: str) -> None:
    with pytest.raises(UsageError, match=r"#3 +a\) +Bố trí kinh phí"):
        find_task(records_of("plan.txt"), name)


def test_a_label_may_lack_its_bracket() -> None:
    records = process_document("one.txt", PLAN.replace("a) Bố trí", "c) Bố trí").encode())
    assert find_task(records, "c").label == "c)"
    assert find_task(records, "a").label == "a)"


def test_a_short_list_says_how_to_see_all() -> None:
    records = records_of("an-giang-2026-cai-cach-hanh-chinh-2027.txt")
    assert len(records.tasks) > 20
    with pytest.raises(UsageError, match=rf"and {len(records.tasks) - 20} more; `kehoach explain DOCUMENT` without"):
        find_task(records, "zzz")


def test_sources_of_rules_are_sections_of_the_documentation() -> None:
    assert set(RULES) == set(RULE_SOURCES) == set(get_args(Rule))
    text = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    named = {
        section
        for source in RULE_SOURCES.values()
        for section in source.partition(";")[0].removeprefix("docs/rules.md, ").split(", ")
    }
    assert [section for section in named if not re.search(rf"(?:## |\*\*){section}\b", text)] == []


@pytest.fixture
def office(sample_tables: Tables, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder whose tables are those of the samples."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "parquet").symlink_to(str(sample_tables.folder))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "90")


def run(*words: str) -> Result:
    return CliRunner().invoke(app, ["explain", *words])


@pytest.mark.usefixtures("office")
class TestCommand:
    def test_it_fits_the_screen(self) -> None:
        result = run("hai-phong", "#3")
        assert result.exit_code == 0
        assert max(map(len, result.stdout.splitlines())) <= 90
        assert "because: the cell of its row under the column head" in result.stdout
        assert "page" in result.stdout

    def test_a_document_by_its_number(self) -> None:
        assert run("1284/KH-UBND", "3").stdout == run("an-giang-2026", "3").stdout != ""

    def test_json(self) -> None:
        answer = json.loads(run("1284/KH-UBND", "3", "--json").stdout)
        columns = {one["column"]: one["reasons"] for one in answer["columns"]}
        assert columns["lead_agencies"][0]["words"]["quote"] == "Sở Nội vụ"

    def test_without_a_task_they_are_listed(self) -> None:
        assert run("hai-phong").stdout.startswith("  #1 ")
        assert json.loads(run("hai-phong", "--json").stdout)[0]["number"] == 1

    def test_an_ambiguous_label(self) -> None:
        result = run("an-giang", "-")
        assert result.exit_code == 2
        assert "choose one by its #number" in result.stderr


def test_in_python(sample_tables: Tables) -> None:
    explanation = explain(sample_tables, "thanh-hoa", "#1")
    assert explanation.words.pages
    assert explanation["text"].reasons[0].value == explanation.text
