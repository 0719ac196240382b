"""Tables against gold: what counts as right, what is said of the rest, and of gold files with faults."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from plan_tables import PlanTables
from shared_folder import PLANS, SHARED, gold_paths
from typer.testing import CliRunner

from pipeline import Tables, UsageError, evaluate, ingest, open_tables
from pipeline.cli import app
from pipeline.evaluation import Evaluation, Figures, read_gold

ROOT = Path(__file__).resolve().parents[2]
CASES = yaml.safe_load((ROOT / "tests" / "cases" / "gold_errors.yaml").read_text(encoding="utf-8"))

Gold = dict[str, Any]


@pytest.fixture
def plans(tmp_path: Path) -> PlanTables:
    plans = PlanTables(tmp_path / "tables")
    plans.document(source_path="data/plan.txt")
    return plans


def scored(plans: PlanTables, tmp_path: Path, **gold: object) -> Evaluation:
    (tmp_path / "plan.json").write_text(json.dumps({"source": "plan.txt", **gold}), encoding="utf-8")
    return evaluate(plans.open(), tmp_path / "plan.json")


def told(evaluation: Evaluation) -> list[tuple[str, str, str]]:
    return [(miss.kind, miss.fate, miss.value) for miss in evaluation.misses]


def test_the_same_task_in_other_words(plans: PlanTables, tmp_path: Path) -> None:
    plans.task("Rà soát thủ tục hành chính của Sở Nội vụ", label="1")
    plans.task("Tổ chức tập huấn", label="2")
    found = scored(
        plans,
        tmp_path,
        tasks=[
            {"label": "1.", "origin": "prose", "text": "RÀ SOÁT  thủ tục hành chính, của Sở Nội vụ."},
            {"label": "3", "origin": "prose", "text": "Báo cáo kết quả", "lead_agencies": ["Sở Y tế"]},
        ],
    )
    assert found.figures["tasks"] == Figures(right=1, predicted=2, wanted=2)
    assert found.figures["task_label"] == Figures(1, 1, 1)
    assert found.figures["lead_agencies"] == Figures(0, 0, 1)
    assert told(found) == [("tasks", "unwanted", "2 Tổ chức tập huấn"), ("tasks", "missing", "3 Báo cáo kết quả")]


def test_agencies_of_a_task(plans: PlanTables, tmp_path: Path) -> None:
    plans.task("Báo cáo", label="1", lead_agencies=("Các sở, ban, ngành", "Sở Y tế"))
    gold = {"label": "1", "origin": "prose", "text": "Báo cáo", "lead_agencies": ["sở ban ngành", "Sở Nội vụ"]}
    found = scored(plans, tmp_path, tasks=[gold])
    assert found.figures["lead_agencies"] == Figures(1, 2, 2)
    assert told(found) == [("lead_agencies", "missing", "Sở Nội vụ"), ("lead_agencies", "unwanted", "Sở Y tế")]
    assert {miss.task for miss in found.misses} == {"1"}


def test_deadlines_of_a_task(plans: PlanTables, tmp_path: Path) -> None:
    task = plans.task("Báo cáo", label="1")
    plans.due(task, date(2026, 3, 1), before=True)
    plans.repeats(task, "BYMONTHDAY=5;FREQ=MONTHLY")
    gold = {"label": "1", "origin": "prose", "text": "Báo cáo"}
    first = {"kind": "fixed", "end_date": "2026-03-01", "qualifier": "by", "granularity": "day"}
    rule = {"kind": "recurring", "rrule": "RRULE:FREQ=MONTHLY;BYMONTHDAY=5", "qualifier": "on"}
    found = scored(plans, tmp_path, tasks=[{**gold, "deadlines": [first, rule]}])
    assert found.figures["deadlines"] == Figures(2, 2, 2)
    assert found.figures["deadlines_full"] == Figures(1, 2, 2)
    assert [(kind, fate) for kind, fate, _ in told(found)] == [
        ("deadlines_full", "missing"),
        ("deadlines_full", "unwanted"),
    ]


def test_how_a_deadline_binds_is_judged_only_where_the_gold_says_it(plans: PlanTables, tmp_path: Path) -> None:
    plans.due(plans.task("Báo cáo"), date(2026, 3, 1))
    deadline = {"kind": "fixed", "end_date": "2026-03-01"}
    found = scored(plans, tmp_path, tasks=[{"text": "Báo cáo", "deadlines": [deadline]}])
    assert found.figures["deadlines"] == Figures(1, 1, 1)
    assert "deadlines_full" not in found.figures


def test_references(plans: PlanTables, tmp_path: Path) -> None:
    plans.reference("30/2020/NĐ-CP", doc_type="Nghị định", year=2020, relation="cites")
    plans.reference("45/QĐ-TTg")
    gold = {"doc_type": "nghị định", "number": "30 / 2020/NĐ–CP", "year": 2021, "relation": "cites"}
    found = scored(plans, tmp_path, legal_references=[gold])
    assert found.figures["legal_references"] == Figures(1, 2, 1)
    assert found.figures["legal_references_full"] == Figures(0, 2, 1)
    assert found.figures["reference_relation"] == Figures(1, 2, 1)
    # What the plain key tells is not told again by the fuller ones.
    assert [(kind, fate) for kind, fate, _ in told(found)] == [
        ("legal_references", "unwanted"),
        ("legal_references_full", "missing"),
        ("legal_references_full", "unwanted"),
    ]


def test_targets(plans: PlanTables, tmp_path: Path) -> None:
    plans.target("hồ sơ đúng hạn", 95, year=2026)
    plans.target("lớp tập huấn", 40, unit="lớp")
    same = {"comparator": ">=", "value": 95, "unit": "%", "year": 2026}
    found = scored(
        plans, tmp_path, targets=[same, {**same, "value": 90}, {"comparator": ">=", "value": 40, "unit": "buổi"}]
    )
    assert found.figures["targets"] == Figures(2, 2, 3)
    assert told(found) == [("targets", "missing", ">= 90 % by 2026")]


def test_metadata_left_out_is_null(plans: PlanTables, tmp_path: Path) -> None:
    found = scored(plans, tmp_path, document={"doc_type": "KẾ HOẠCH", "number": "12/KH–UBND", "province": "Hà Nam"})
    # 13 columns; of those not named the tables have issuer, issued_date, issued_year, title and both years.
    assert found.figures["metadata"] == Figures(6, 13, 13)
    assert ("metadata", "different", "Nam Định") in told(found)


def test_what_the_gold_leaves_out_is_not_judged(plans: PlanTables, tmp_path: Path) -> None:
    plans.task("Báo cáo")
    assert set(scored(plans, tmp_path).figures) == {"grounded"}
    assert scored(plans, tmp_path, tasks=[]).figures["tasks"] == Figures(0, 1, 0)


def test_quotes_that_stand_elsewhere(plans: PlanTables, tmp_path: Path) -> None:
    plans.task("Báo cáo")
    assert scored(plans, tmp_path).figures["grounded"] == Figures(0, 1, 1)


def test_a_document_that_the_tables_lack(plans: PlanTables, tmp_path: Path) -> None:
    found = scored(plans, tmp_path, source="other.txt", tasks=[{"text": "Báo cáo", "lead_agencies": ["Sở Y tế"]}])
    assert found.figures["tasks"] == Figures(0, 0, 1)
    assert found.documents[0].document_id is None
    assert found.notes == ("other.txt is not in the tables; all that its gold wants counts as missing.",)


def test_a_name_that_two_documents_have(plans: PlanTables, tmp_path: Path) -> None:
    plans.document("d2", source_path="old/plan.txt")
    with pytest.raises(UsageError, match=r"may be data/plan\.txt, old/plan\.txt; write more of the path"):
        scored(plans, tmp_path)
    assert scored(plans, tmp_path, source="old/plan.txt").documents[0].document_id == "d2"


def test_two_files_for_one_document(plans: PlanTables, tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.json").write_text('{"source": "plan.txt"}', encoding="utf-8")
    with pytest.raises(UsageError, match=r"are both the gold of plan\.txt"):
        evaluate(plans.open(), tmp_path)


def test_a_name_that_is_no_column_is_noted(plans: PlanTables, tmp_path: Path) -> None:
    plans.task("Báo cáo")
    found = scored(plans, tmp_path, tasks=[{"text": "Báo cáo", "lead_agency": "Sở Y tế", "action": "báo cáo"}])
    assert found.notes == ("plan.json: tasks: lead_agency is no column of the tables; it is not judged.",)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_gold_that_is_not_as_it_should_be(case: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    path.write_text(case["text"], encoding="utf-8")
    with pytest.raises(UsageError) as error:
        read_gold(path)
    assert str(path) in str(error.value)
    assert [words for words in case["says"] if words not in str(error.value)] == []


def test_a_folder_without_gold(plans: PlanTables, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(UsageError, match="holds no gold files"):
        evaluate(plans.open(), tmp_path / "empty")


def test_the_example_of_the_guide_is_gold(tmp_path: Path) -> None:
    guide = (ROOT / "docs" / "evaluate.md").read_text(encoding="utf-8")
    path = tmp_path / "plan.json"
    path.write_text(guide.partition("```json\n")[2].partition("```")[0], encoding="utf-8")
    gold = read_gold(path)
    assert list(gold.unknown_names()) == []
    assert None not in gold.model_dump().values()


class TestSample:
    """Samples of data/raw, annotated by hand."""

    def test_figures(self, sample_tables: Tables) -> None:
        found = evaluate(sample_tables, ROOT / "tests" / "gold")
        assert found.notes == ()
        assert [document.figures["tasks"].wanted for document in found.documents] == [14, 15]
        assert found.figures["tasks"] == Figures(29, 29, 29)
        assert found.figures["deadlines"] == Figures(31, 31, 31)
        assert found.figures["forms"] == Figures(7, 7, 7)
        assert found.figures["lead_agencies"].wanted == 26
        assert {kind: one.f1 for kind, one in found.figures.items() if one.f1 is not None and one.f1 < 0.95} == {}

    def test_commands(self, sample_tables: Tables) -> None:
        options = [str(ROOT / "tests" / "gold"), "--tables", str(sample_tables.folder)]
        table = CliRunner().invoke(app, ["evaluate", *options])
        assert table.exit_code == 0, table.output
        assert "tasks, by their words" in table.output
        answer = json.loads(CliRunner().invoke(app, ["evaluate", *options, "--format", "json"]).output)
        figures = answer["figures"]["tasks"]
        assert figures == {"precision": 1.0, "recall": 1.0, "f1": 1.0, "right": 29, "predicted": 29, "wanted": 29}

    def test_misses_have_words_and_place(self, sample_tables: Tables, tmp_path: Path) -> None:
        [path] = (ROOT / "tests" / "gold").glob("tay-ninh-*.json")
        gold = json.loads(path.read_text(encoding="utf-8"))
        gold["tasks"][3]["deadlines"][0]["end_date"] = "2020-08-01"
        (tmp_path / path.name).write_text(json.dumps(gold), encoding="utf-8")
        found = evaluate(sample_tables, tmp_path)
        missing, unwanted = (miss for miss in found.misses if miss.kind == "deadlines")
        assert missing.value == "fixed 2020-08-01, by, day" and missing.task == "c)"
        assert unwanted.quote == missing.quote == "chậm nhất 31/7/2020"
        assert unwanted.char_start == missing.char_start is not None
        assert unwanted.heading == "2 Rà soát TTHC"


def _score() -> Callable[[Path, list[Path]], tuple[dict[str, Any], list[str]]]:
    spec = importlib.util.spec_from_file_location("score", SHARED / "score.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    score: Callable[[Path, list[Path]], tuple[dict[str, Any], list[str]]] = module.score
    return score


def _spoilt(gold: Gold, number: int) -> Gold:
    """A gold with every `number`th row gone, and some values changed, so that all kinds of misses occur."""
    tables = ("sections", "tasks", "legal_references", "targets", "forms", "agencies")
    rows = {name: [row for i, row in enumerate(gold[name]) if i % number] for name in tables}
    for task in rows["tasks"][::5]:
        task.update(text=task["text"] + " đợt hai của năm nay", lead_agencies=["Quý Sở"], field="Qúy", output="Báo cáo")
    for task in rows["tasks"][1::7]:
        task["deadlines"] = [{"kind": "recurring", "rrule": "FREQ=YEARLY"}]
    for reference in rows["legal_references"][::4]:
        reference.update(provision="Điều 5", relation="cites")
    return {**gold, **rows, "document": {**gold["document"], "issued_month": 13, "title": None}}


@pytest.mark.shared
def test_the_figures_are_those_of_the_reference(tmp_path: Path) -> None:
    """To the last digit: the gold as it is, and spoilt in several ways."""
    plans = sorted(PLANS.glob("0*.txt"))
    ingest(plans, out=tmp_path / "parquet", interim=tmp_path / "interim")
    score, tables = _score(), open_tables(tmp_path / "parquet")
    golds = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in gold_paths()}
    for number in (10**6, 2, 3, 7):
        folder = tmp_path / f"gold-{number}"
        folder.mkdir()
        for name, gold in golds.items():
            spoilt = gold if number == 10**6 else _spoilt(json.loads(json.dumps(gold)), number)
            (folder / name).write_text(json.dumps(spoilt), encoding="utf-8")
        wanted, _ = score(Path(str(tables.folder)), sorted(folder.glob("*.json")))
        found = evaluate(tables, folder)
        assert found.notes == ()
        assert {
            kind: {"precision": one.precision, "recall": one.recall, "f1": one.f1}
            | {"right": one.right, "predicted": one.predicted, "wanted": one.wanted}
            for kind, one in found.figures.items()
        } == wanted
