"""The command line: what it prints, and how it ends."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from cli_runs import answer, refusal, run
from made_up import Workshop, plan
from plan_tables import PlanTables

from pipeline import ingestion
from pipeline.errors import KehoachError


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
