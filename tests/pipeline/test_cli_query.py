"""The commands that ask the tables in SQL and say what they hold."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from cli_runs import answer, refusal, run
from made_up import Workshop


class TestQuery:
    def test_table(self, office: Workshop) -> None:
        lines = answer("query", "select text, char_start from tasks order by text desc").splitlines()
        assert lines[0].split() == ["text", "char_start"]
        assert lines[1].split() == ["ba", "36"]
        assert lines[-1] == "3 rows"

    def test_rows_that_are_not_shown_are_counted(self, office: Workshop) -> None:
        lines = answer("query", "select unnest(range(100)) as x", "--rows", "5").splitlines()
        assert len(lines) == 7
        assert lines[-1].startswith("5 of 100 rows")

    def test_wide_cells_are_cut(self, office: Workshop) -> None:
        text = answer("query", "select 'a' as x, repeat('Ủy ban ', 100) as y")
        assert max(map(len, text.splitlines())) <= 100
        assert "…" in text

    def test_many_columns_stand_below_each_other(self, office: Workshop) -> None:
        text = answer("query", "from documents limit 1")
        assert "── row 1 ──" in text
        assert re.search(r"province +\S", text)

    def test_csv(self, office: Workshop) -> None:
        text = answer("query", "select text, [1, 2] as l, null as n from tasks order by text desc", "--format", "csv")
        assert list(csv.reader(io.StringIO(text)))[:2] == [["text", "l", "n"], ["ba", "1; 2", ""]]

    def test_json(self, office: Workshop) -> None:
        rows = json.loads(answer("query", "select date '2021-03-31' d, ['ă'] l, 'nan'::float f", "--format", "json"))
        assert rows == [{"d": "2021-03-31", "l": ["ă"], "f": None}]

    @pytest.mark.parametrize("form", ["csv", "json"])
    def test_no_rows(self, office: Workshop, form: str) -> None:
        text = answer("query", "select text from tasks where false", "--format", form)
        assert text == ("text\n" if form == "csv" else "[]\n")

    def test_file(self, office: Workshop) -> None:
        Path("tasks.csv").write_text("before")
        result = run("query", "from tasks", "--format", "csv", "--bom", "--output", "tasks.csv")
        assert (result.exit_code, result.stdout, result.stderr) == (0, "", "3 rows written to tasks.csv\n")
        content = Path("tasks.csv").read_bytes()
        assert content.startswith(b"\xef\xbb\xbftask_id,")
        assert "Rà soát".encode() in content
        assert [path.name for path in Path().iterdir() if "tasks.csv" in path.name] == ["tasks.csv"]

    def test_parquet(self, office: Workshop) -> None:
        result = run("query", "from tasks limit 1", "--format", "parquet", "--output", "one.parquet")
        assert result.stderr == "1 row written to one.parquet\n"
        run("query", "from tasks", "--format", "parquet", "--output", "tasks.parquet")
        assert pq.read_table("tasks.parquet").num_rows == 3

    def test_parquet_is_not_for_the_screen(self, office: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("pipeline.export.is_screen", lambda: True)
        assert refusal("query", "from tasks", "--format", "parquet")[0] == 2

    def test_question_from_the_standard_input(self, office: Workshop) -> None:
        assert run("query", "-", "--format", "csv", stdin="select 1 as x").stdout == "x\n1\n"

    def test_wrong_sql(self, office: Workshop) -> None:
        code, sentence = refusal("query", "selec 1")
        assert code == 2
        assert "syntax error" in sentence

    @pytest.mark.parametrize(("name", "begins"), [("a.csv", "task_id,"), ("a.JSON", "[\n{"), ("a.txt", "──")])
    def test_the_name_of_the_file_says_how_it_is_written(self, office: Workshop, name: str, begins: str) -> None:
        assert run("query", "from tasks", "--output", name).exit_code == 0
        assert Path(name).read_text(encoding="utf-8").startswith(begins)

    def test_a_name_that_says_nothing(self, office: Workshop) -> None:
        code, sentence = refusal("query", "from tasks", "--output", "a.xls")
        assert (code, sentence.partition(";")[0]) == (
            2,
            "a.xls does not say how to write it (.csv, .json, .parquet, .txt)",
        )

    def test_wide_rows_are_few_unless_asked_for(self, office: Workshop) -> None:
        wide = "select t.*, range from tasks t, range(4)"
        assert "5 of 12 rows one below the other, as 22 columns do not fit" in answer("query", wide)
        assert "── row 12 ──" in answer("query", wide, "--rows", "0")

    def test_bom_is_for_csv(self, office: Workshop) -> None:
        assert refusal("query", "from tasks", "--bom") == (2, "--bom is for CSV: --output FILE.csv, or --format csv.")

    def test_folder_that_does_not_exist(self, office: Workshop) -> None:
        refused = refusal("query", "from tasks", "--format", "csv", "--output", "nowhere/tasks.csv")
        assert refused == (2, "The folder nowhere does not exist.")

    def test_other_tables(self, office: Workshop) -> None:
        assert "3" in answer("query", "select count(*) from tasks", "--tables", "parquet")


class TestSchema:
    def test_markdown(self) -> None:
        assert "## `tasks`" in answer("schema")

    def test_one_table(self) -> None:
        text = answer("schema", "tasks")
        assert "## `tasks`" in text and "## `texts`" not in text

    def test_json(self) -> None:
        assert "tasks" in json.loads(answer("schema", "--format", "json"))["tables"]

    def test_unknown_table(self) -> None:
        assert refusal("schema", "task")[0] == 2
