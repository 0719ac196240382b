"""The command line: what it prints, and how it ends."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from made_up import Workshop, identify, plan, process
from plan_tables import PlanTables
from typer.testing import CliRunner, Result

from pipeline import cli, ingestion
from pipeline.errors import KehoachError

PLANS = {
    "136.txt": plan("- Báo cáo trước ngày 05/3/2020", "- Rà soát", "cites B", "agency Sở Nội vụ"),
    "kh/136.txt": plan("is B", "- ba", province="Bình Định", year=2022),
    "failing.txt": plan("crash"),
}


@pytest.fixture
def office(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> Workshop:
    """A folder with data/raw and data/parquet as the commands expect it, in which they run."""
    workshop.write(PLANS)
    workshop.ingest()
    (workshop.root / "data").mkdir()
    (workshop.root / "data" / "raw").symlink_to(workshop.raw)
    (workshop.root / "data" / "parquet").symlink_to(workshop.tables.resolve())
    monkeypatch.chdir(workshop.root)
    monkeypatch.setattr(ingestion, "_process_document", process)
    monkeypatch.setattr(ingestion, "_document_canonical_id", identify)
    monkeypatch.setenv("COLUMNS", "100")
    return workshop


def run(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(cli.app, list(arguments), input=stdin)


def answer(*arguments: str) -> str:
    """What a command prints when all is well."""
    result = run(*arguments)
    assert (result.exit_code, result.stderr) == (0, ""), result.stderr
    return str(result.stdout)


def refusal(*arguments: str) -> tuple[int, str]:
    """How a command ends that cannot be carried out: its exit code, and the sentence it says."""
    result = run(*arguments)
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
    return result.exit_code, result.stderr.removeprefix("kehoach: ").strip()


class TestIngest:
    def test_summary(self, office: Workshop) -> None:
        result = run("ingest", "raw", "--out", "new/parquet", "--interim", "new/interim")
        assert result.exit_code == 0
        assert re.search(r"Sources +3: 3 read, 0 unchanged", result.stdout)
        assert re.search(r"Documents +3: ok 2, partial 0, failed 1", result.stdout)
        assert re.search(r"Provinces +Bình Định 1, Tuyên Quang 1, unknown 1", result.stdout)
        assert re.search(r"Tasks +3", result.stdout)
        assert re.search(r"Warnings +internal_error in 1 document", result.stdout)
        assert "Not read (1):\n  raw/failing.txt\n    internal_error: The program failed" in result.stdout

    def test_lines_for_what_is_read(self, office: Workshop) -> None:
        result = run("ingest", "raw", "--out", "new/parquet", "--interim", "new/interim")
        assert result.stderr.splitlines() == [
            "[1/3] ok      raw/136.txt: 2 tasks",
            "[2/3] failed  raw/failing.txt: 0 tasks",
            "[3/3] ok      raw/kh/136.txt: 1 tasks",
        ]

    def test_again(self, office: Workshop) -> None:
        run("ingest", "raw", "--out", "parquet", "--interim", "interim")
        result = run("ingest", "raw", "--out", "parquet", "--interim", "interim")
        assert "nothing has changed, nothing was written" in result.stdout
        assert result.stderr == ""

    def test_json(self, office: Workshop) -> None:
        summary = json.loads(run("ingest", "raw", "--out", "parquet", "--interim", "interim", "--json").stdout)
        assert summary["totals"]["by_status"] == {"ok": 2, "partial": 0, "failed": 1}
        assert summary["failures"][0]["path"] == "raw/failing.txt"
        assert summary["tables"] == "parquet"

    def test_not_one_source_could_be_read(self, office: Workshop) -> None:
        assert run("ingest", "raw/failing.txt", "--out", "new/parquet", "--interim", "interim").exit_code == 1

    def test_interrupted(self, office: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
        def interrupted(*_: Any, **__: Any) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr(ingestion, "publish", interrupted)
        code, sentence = refusal("ingest", "raw", "--out", "new/parquet", "--interim", "interim")
        assert code == 130
        assert "Run the same command" in sentence

    def test_disk_error(self, office: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
        def full(*_: Any, **__: Any) -> None:
            raise OSError(28, "No space left on device", "new/interim/x")

        monkeypatch.setattr(ingestion, "publish", full)
        ended = refusal("ingest", "raw", "--out", "new/parquet", "--interim", "new/interim")
        assert (ended[0], ended[1].splitlines()[-1]) == (1, "kehoach: new/interim/x: No space left on device.")

    @pytest.mark.parametrize("as_json", [False, True])
    def test_a_folder_without_documents(self, office: Workshop, as_json: bool) -> None:
        (office.root / "empty").mkdir()
        (office.root / "empty" / "notes.json").write_text("{}")
        places = ("--out", "new/parquet", "--interim", "new/interim", *(["--json"] if as_json else []))
        result = run("ingest", "empty", *places)
        assert result.exit_code == 1
        assert result.stderr == "kehoach: There are no documents in empty (1 file was skipped); nothing was read.\n"

    def test_a_folder_without_documents_when_there_are_tables(self, office: Workshop) -> None:
        """The tables stay, but a folder in which nothing is, is not what was meant."""
        (office.root / "empty").mkdir()
        places = ("--out", str(office.tables), "--interim", str(office.interim))
        run("ingest", "raw", *places)
        result = run("ingest", "empty", *places)
        assert result.exit_code == 1
        sentence = "There are no documents in empty; nothing was read; the tables stay as they were."
        assert result.stderr == f"kehoach: {sentence}\n"
        assert re.search(r"Documents +3: ok 2", result.stdout)

    def test_the_same_content_under_two_names(self, office: Workshop) -> None:
        (office.root / "bad").mkdir()
        for name, source in (("a.txt", "failing.txt"), ("b.txt", "136.txt"), ("z.pdf", "failing.txt")):
            (office.root / "bad" / name).write_bytes((office.raw / source).read_bytes())
        result = run("ingest", "bad", "--out", "new/parquet", "--interim", "new/interim", "--workers", "0")
        assert [line.partition("]")[0] for line in result.stderr.splitlines()] == ["[1/3", "[2/3", "[3/3"]
        assert "z.pdf: the same content as another" in result.stderr
        assert re.search(r"Documents +2: ok 1, partial 0, failed 1", result.stdout)
        assert "Not read (1, in 2 files):\n  bad/a.txt\n  bad/z.pdf\n    internal_error: The program" in result.stdout

    def test_copies_are_named(self, office: Workshop) -> None:
        office.write({"kh/136-ban-sao.txt": plan("is B", "- ba", "- bốn", province="Bình Định", year=2022)})
        result = run("ingest", "raw", "--out", "new/parquet", "--interim", "new/interim")
        assert re.search(r"Documents +4: ok 3, partial 0, failed 1; 1 is a copy of another", result.stdout)
        assert "raw/kh/136.txt\n    is a copy of raw/kh/136-ban-sao.txt" in result.stdout
        assert "where duplicate_of is null leaves them out" in result.stdout
        summary = json.loads(run("ingest", "raw", "--out", "new/parquet", "--interim", "new/interim", "--json").stdout)
        assert summary["totals"]["copies"] == [{"path": "raw/kh/136.txt", "of": "raw/kh/136-ban-sao.txt"}]

    def test_many_copies_are_not_all_listed(self, office: Workshop) -> None:
        office.write({f"kh/{number}.txt": plan("is B", *["- x"] * number) for number in range(1, 9)})
        result = run("ingest", "raw", "--out", "new/parquet", "--interim", "new/interim")
        assert (result.stdout.count("is a copy of raw/"), "… and more" in result.stdout) == (5, True)


class TestDocuments:
    def test_list(self, office: Workshop) -> None:
        lines = answer("documents").splitlines()
        assert lines[0].split() == ["id", "status", "province", "tasks", "document", "and", "file"]
        assert lines[1].split()[1:] == ["ok", "Tuyên", "Quang", "2", "136.txt"]
        assert "3 documents" in lines[-1]

    def test_why_some_were_not_read(self, office: Workshop) -> None:
        text = answer("documents", "--status", "failed")
        assert "internal_error: The program failed on" in text
        assert "1 document" in text.splitlines()[-1]

    def test_json(self, office: Workshop) -> None:
        rows = json.loads(answer("documents", "--json", "--status", "ok"))
        assert [(row["province"], row["tasks"]) for row in rows] == [("Tuyên Quang", 2), ("Bình Định", 1)]

    def test_what_may_be_no_plan_is_said_in_a_sentence(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        plans = PlanTables(tmp_path)
        plans.document(warnings=("not_a_plan: It calls itself Báo cáo.", "day_blank: The day is not stated."))
        doubts = ("ocr_poor: Page 2 could hardly be read.", "not_vietnamese: Hardly any Vietnamese letters.")
        plans.document("d2", number=None, title="Khảo sát sự hài lòng", warnings=doubts)
        plans.open()
        text = answer("documents", "--tables", str(tmp_path))
        assert "  not_a_plan: It calls itself Báo cáo." in text
        assert "The day is not stated" not in text
        assert "  ocr_poor: Page 2 could hardly be read." in text
        assert "  not_vietnamese: Hardly any Vietnamese letters." in text
        assert "Kế hoạch “Khảo sát sự hài lòng”" in text

    @pytest.mark.parametrize("columns", ["80", "160"])
    def test_copies_say_of_what(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, columns: str) -> None:
        monkeypatch.setenv("COLUMNS", columns)
        plans = PlanTables(tmp_path)
        plans.document("490dfb20aa", source_path="raw/ke-hoach.docx")
        plans.document("e7a0144cbb", source_path="raw/ke-hoach.pdf", duplicate_of="490dfb20aa")
        plans.open()
        text = answer("documents", "--tables", str(tmp_path))
        assert "copy of 490dfb20 ke-hoach.docx" in text
        assert "1 is a copy of another; --no-copies leaves copies out" in text
        once = answer("documents", "--no-copies", "--tables", str(tmp_path))
        assert ("ke-hoach.docx" in once, "ke-hoach.pdf" in once, "copy" in once) == (True, False, False)
        rows = json.loads(answer("documents", "--json", "--tables", str(tmp_path)))
        assert [row["duplicate_of_path"] for row in rows] == [None, "raw/ke-hoach.docx"]
        assert re.search(r"Copy of +490dfb20aa", answer("show", "ke-hoach.pdf", "--tables", str(tmp_path)))

    def test_unknown_status(self, office: Workshop) -> None:
        assert refusal("documents", "--status", "good")[0] == 2


class TestShow:
    @pytest.mark.parametrize("columns", ["80", "160"])
    def test_document(self, office: Workshop, monkeypatch: pytest.MonkeyPatch, columns: str) -> None:
        monkeypatch.setenv("COLUMNS", columns)
        text = answer("show", str(office.raw / "136.txt"))
        assert re.search(r"Province +Tuyên Quang", text)
        assert "Tasks (2)" in text
        assert "Báo cáo trước ngày 05/3/2020" in text
        assert max(map(len, text.splitlines())) <= int(columns)

    @pytest.mark.parametrize("columns", ["80", "120"])
    def test_blank_lines_part_the_tasks(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, columns: str) -> None:
        monkeypatch.setenv("COLUMNS", columns)
        plans = PlanTables(tmp_path)
        plans.document()
        for label, heading in (("I", "NHIỆM VỤ"), ("II", "TỔ CHỨC THỰC HIỆN")):
            plans.section(label, heading)
            for number in "12":
                plans.task(f"Việc {number}", label=number, section_id=label, lead_agencies=("Sở Nội vụ",))
        plans.open()
        parts = answer("show", "d1.txt", "--tables", str(tmp_path)).rstrip().partition("Tasks (4)")[2].split("\n\n")
        firsts = [part.splitlines()[0].split()[:3] for part in parts[1:]]
        assert firsts == [["I.", "NHIỆM", "VỤ"], ["2", "Việc", "2"], ["II.", "TỔ", "CHỨC"], ["2", "Việc", "2"]]
        assert [part.splitlines()[1].split()[:3] for part in parts[1::2]] == [["1", "Việc", "1"]] * 2
        places = {line.index("Việc") for part in parts for line in part.splitlines() if "Việc" in line}
        assert len(places) == 1, "all tasks begin in the same column"

    def test_by_id_and_its_beginning(self, office: Workshop) -> None:
        document_id = json.loads(answer("documents", "--json"))[0]["document_id"]
        assert answer("show", document_id) == answer("show", document_id[:6])

    @pytest.mark.parametrize("name", ["failing", "faili"])
    def test_by_name_without_ending_or_by_its_beginning(self, office: Workshop, name: str) -> None:
        assert "internal_error" in answer("show", name)

    def test_a_beginning_that_is_too_short(self, office: Workshop) -> None:
        assert refusal("show", "fai") == (
            2,
            "There is no document fai; the beginning of an id or a file name has at least 4 letters.",
        )

    def test_by_name_as_some_systems_spell_it(self, office: Workshop) -> None:
        """macOS gives decomposed letters."""
        office.write({"kế hoạch.txt": plan("- một")})
        office.ingest()
        (office.root / "data" / "parquet").unlink()
        (office.root / "data" / "parquet").symlink_to(office.tables.resolve())
        assert "Tasks (1)" in answer("show", unicodedata.normalize("NFD", "kế hoạch"))

    def test_ambiguous_name_lists_candidates(self, office: Workshop) -> None:
        code, sentence = refusal("show", "136.txt")
        assert code == 2
        assert "136.txt may mean 2 documents" in sentence
        assert "kh/136.txt" in sentence

    def test_unknown_name(self, office: Workshop) -> None:
        assert refusal("show", "fail1ng.txt") == (2, "There is no document fail1ng.txt; did you mean failing.txt?")

    @pytest.mark.parametrize(
        ("name", "advice"),
        [
            ("faling", "did you mean failing.txt?"),
            ("Tuyen Quagn", "did you mean Tuyên Quang?"),
            ("zzzzzz", "`kehoach documents` lists all."),
            ("1", "the beginning of an id or a file name has at least 4 letters."),
        ],
    )
    def test_advice(self, office: Workshop, name: str, advice: str) -> None:
        for command in ("show", "explain", "forget"):
            assert refusal(command, name) == (2, f"There is no document {name}; {advice}")

    @pytest.mark.parametrize("name", ["tuyen quang", "Tuyên Quang", "bình định", "FAILING TXT"])
    def test_by_province_or_free_spelling(self, office: Workshop, name: str) -> None:
        assert answer("show", name)

    def test_table(self, office: Workshop) -> None:
        text = answer("show", str(office.raw / "136.txt"), "--table", "legal_references")
        assert "1 row" in text and "named" in text

    def test_table_as_json(self, office: Workshop) -> None:
        rows = json.loads(answer("show", str(office.raw / "136.txt"), "--table", "tasks", "--json"))
        assert [row["text"] for row in rows] == ["Báo cáo trước ngày 05/3/2020", "Rà soát"]

    def test_json(self, office: Workshop) -> None:
        records = json.loads(answer("show", str(office.raw / "136.txt"), "--json"))
        assert records["documents"][0]["province"] == "Tuyên Quang"
        assert [agency["name"] for agency in records["agencies"]] == ["Sở Nội vụ"]

    def test_unknown_table(self, office: Workshop) -> None:
        assert refusal("show", "failing", "--table", "task")[0] == 2


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


@pytest.mark.parametrize("arguments", [("documents",), ("show", "x"), ("query", "from tasks")], ids=" ".join)
def test_no_tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]) -> None:
    monkeypatch.chdir(tmp_path)
    assert refusal(*arguments) == (
        3,
        "There are no tables in data/parquet; run: kehoach ingest FOLDER --out data/parquet",
    )


def test_nothing_to_ingest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert refusal("ingest") == (2, "data/raw does not exist; name a file or a folder of documents.")


def test_version() -> None:
    assert re.fullmatch(r"kehoach \d+\.\d+\.\d+ \(rules [0-9a-f]{10}\)\n", answer("--version"))


@pytest.mark.parametrize("name", ["ingest", "documents", "show", "query", "schema"])
def test_help_has_examples(name: str) -> None:
    assert f"Examples:\n    kehoach {name}" in answer(name, "--help")


def test_help_tells_exit_codes() -> None:
    text = answer("--help")
    for error in (KehoachError, *KehoachError.__subclasses__()):
        assert re.search(rf"^    {error.exit_code} ", text, re.MULTILINE), error


def test_unknown_command() -> None:
    assert refusal("nonsense")[0] == 2


def kehoach(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """The program as a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "pipeline.cli", *arguments],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(Path(cli.__file__).parents[1]), **environment},
        capture_output=True,
        check=False,
    )


@pytest.mark.parametrize("locale", ["C", "POSIX", "vi_VN.TCVN"])
def test_output_is_utf8_in_any_locale(office: Workshop, locale: str) -> None:
    done = kehoach("show", "failing", cwd=office.root, LC_ALL=locale, PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert done.returncode == 0, done.stderr
    listed = kehoach("documents", cwd=office.root, LC_ALL=locale, PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert "Tuyên Quang" in listed.stdout.decode("utf-8")


def test_reader_that_has_enough(office: Workshop) -> None:
    """`kehoach query … | head -1` ends quietly."""
    command = f"{sys.executable} -m pipeline.cli query 'select unnest(range(300000)) as x' --format csv | head -1"
    root = Path(cli.__file__).parents[1]
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command}"],
        cwd=office.root,
        env={**os.environ, "PYTHONPATH": str(root)},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"x\n", b"")


def test_no_colour_where_none_is_wanted(office: Workshop) -> None:
    colourful = kehoach("show", "failing", cwd=office.root, FORCE_COLOR="1", TERM="xterm-256color")
    plain = kehoach("show", "failing", cwd=office.root, FORCE_COLOR="1", TERM="xterm-256color", NO_COLOR="1")
    assert b"\x1b[" in colourful.stdout
    assert not re.search(rb"\x1b\[[0-9;]*3[0-9]", plain.stdout)


HEAVY = ("pyarrow", "duckdb", "pandas", "numpy", "spacy", "underthesea", "dateparser", "pydantic", "rich", "regex")


@pytest.mark.parametrize(
    "code", ["import pipeline", "import extractors", "from pipeline import cli; cli.app(['--help'])"]
)
def test_nothing_heavy_is_loaded_at_the_start(code: str) -> None:
    """What keeps the import and the help quick; the benchmark tells the time."""
    ending = "print(*(name for name in sys.modules if '.' not in name), file=sys.stderr)"
    run = f"import sys\ntry:\n    {code}\nexcept SystemExit: pass\n{ending}"
    done = subprocess.run([sys.executable, "-c", run], capture_output=True, text=True, check=True)
    assert sorted(set(HEAVY) & set(done.stderr.split())) == []


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("ingest --workers many", "--workers takes a whole number."),
        ("ingest --timeout 0", "--timeout takes 0.1 or more."),
        ("ingest --timeout soon", "--timeout takes a number."),
        ("serve --port 99999", "--port takes 65535 or less."),
        ("documents --status good", "--status takes one of ok, partial, failed, not good."),
        ("query", "kehoach query needs SQL."),
        ("deadlines --provinc an-giang", "kehoach deadlines has no option --provinc; did you mean --province?"),
        ("export --xlsx", "--xlsx needs a value behind it."),
        ("shwo", "There is no command kehoach shwo; did you mean show?"),
        ("show ke hoach.txt", "kehoach show has no use for: hoach.txt. Words with spaces stand in quotes."),
    ],
)
def test_words_that_make_no_sense(
    words: str, says: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["kehoach", *words.split()])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    said = capsys.readouterr().err.splitlines()
    assert (ended.value.code, said[0]) == (2, f"kehoach: {says}")
    assert re.fullmatch(r"Help: kehoach( \w+)? --help", said[1])


def test_without_words_the_help_is_shown(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["kehoach"])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert not ended.value.code
    assert "Commands:" in capsys.readouterr().out
