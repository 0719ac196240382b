"""The notebooks run from the first to the last cell on the samples, answer something, and are kept without outputs."""

from __future__ import annotations

import json
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from nbformat import NotebookNode

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
KEY_RESULTS = {
    "01_first_look": ["documents", "next_quarter", "per_agency", "dated", "counts"],
    "02_deadlines": ["kinds", "work_list", "load", "suspicious", "notice", "inferred"],
    "03_compare_provinces": ["pairs", "leads", "days", "targets", "only", "areas", "types"],
    "04_legal_network": ["references", "edges", "most_cited", "shared", "aged", "affected", "incomplete"],
    "05_quality": ["warnings", "coverage", "gaps", "asked", "spot", "twice", "scores"],
}
"""What each notebook is about: variables that must not be empty on the samples."""


def test_there_are_notebooks() -> None:
    assert [path.stem for path in NOTEBOOKS] == sorted(KEY_RESULTS)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_is_kept_without_outputs(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    assert [cell.source for cell in _code(notebook) if cell.outputs or cell.execution_count] == []


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_runs(path: Path, tmp_path: Path) -> None:
    """In folders that lie as those of the project do, so that the user's own tables are left alone."""
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "raw").symlink_to(ROOT / "data" / "raw")
    (tmp_path / "tests").symlink_to(ROOT / "tests")
    notebook = nbformat.read(path, as_version=4)
    sizes = ", ".join(f"{name!r}: len({name})" for name in KEY_RESULTS[path.stem])
    notebook.cells.append(nbformat.v4.new_code_cell(f"import json\nprint(json.dumps({{{sizes}}}))"))
    folder = {"metadata": {"path": str(tmp_path / "notebooks")}}
    NotebookClient(notebook, timeout=300, kernel_name="python3", resources=folder).execute()

    cells = _code(notebook)
    assert [cell.source for cell in cells[1:] if not cell.outputs] == [], "every cell after the first shows something"
    assert [output.text for cell in cells for output in cell.outputs if output.get("name") == "stderr"] == []
    assert [name for name, size in json.loads(cells[-1].outputs[0].text).items() if size == 0] == []
    assert _scripts_of_charts(cells) == []


def _code(notebook: NotebookNode) -> list[NotebookNode]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def _scripts_of_charts(cells: list[NotebookNode]) -> list[str]:
    """Outputs that fetch scripts when they are looked at."""
    shown = [output.get("data", {}) for cell in cells for output in cell.outputs]
    return [data["text/html"][:80] for data in shown if "<script" in data.get("text/html", "")]
