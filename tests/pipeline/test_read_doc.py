from __future__ import annotations

from pathlib import Path

import pytest
from docx_files import docx
from layout_view import shown

from pipeline.read import UnreadableError
from pipeline.read.doc import read_doc


def install(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """Put a program called soffice into the path, in place of LibreOffice."""
    program = folder / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder), prepend=":")


def test_says_what_to_do_without_libreoffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UnreadableError, match="docx") as caught:
        read_doc(b"\xd0\xcf\x11\xe0")
    assert caught.value.code == "doc_not_supported"


def test_antiword_gives_the_words_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(tmp_path, monkeypatch, "printf 'K\\303\\212 HO\\341\\272\\240CH\\nTr\\341\\273\\223ng c\\303\\242y\\n'")
    (tmp_path / "soffice").rename(tmp_path / "antiword")
    monkeypatch.setenv("PATH", str(tmp_path))
    layout = read_doc(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    assert (layout.source_format, layout.complete, shown(layout)) == ("doc", False, ["KÊ HOẠCH", "Trồng cây"])
    assert [notice.code for notice in layout.warnings] == ["doc_words_only"]


def test_reads_what_libreoffice_makes_of_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = tmp_path / "made.docx"
    made.write_bytes(docx("<w:p><w:r><w:t>KẾ HOẠCH</w:t></w:r></w:p>"))
    find_folder = 'while [ "$1" != "--outdir" ]; do shift; done'
    install(tmp_path, monkeypatch, f'{find_folder}; cp "{made}" "$2/source.docx"')
    layout = read_doc(b"\xd0\xcf\x11\xe0")
    assert (layout.source_format, shown(layout)) == ("doc", ["KẾ HOẠCH"])


def test_a_file_that_libreoffice_refuses_is_damaged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(tmp_path, monkeypatch, "echo 'source file could not be loaded' >&2")
    with pytest.raises(UnreadableError, match="could not be loaded") as caught:
        read_doc(b"\xd0\xcf\x11\xe0")
    assert caught.value.code == "damaged"


def test_a_conversion_that_hangs_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.read.doc.TIME_LIMIT_SECONDS", 0.2)
    install(tmp_path, monkeypatch, "exec sleep 30")
    with pytest.raises(UnreadableError) as caught:
        read_doc(b"\xd0\xcf\x11\xe0")
    assert caught.value.code == "timeout"
