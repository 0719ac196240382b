"""Old Word files (doc, RTF, Word 2003 XML) and OpenDocument text to layout, which LibreOffice turns into docx."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

from pipeline.layout import Layout, Notice
from pipeline.read import UnreadableError
from pipeline.read.docx import read_docx
from pipeline.read.text import read_text

TIME_LIMIT_SECONDS = 120
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read_doc(content: bytes) -> Layout:
    """The layout of an old Word file; without LibreOffice its words alone, if antiword is installed.

    Raises UnreadableError: `doc_not_supported` without LibreOffice, `timeout` after TIME_LIMIT_SECONDS, `damaged` when
    LibreOffice cannot read the file.
    """
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None and (antiword := shutil.which("antiword")) is not None and content.startswith(_OLE):
        return _without_tables(antiword, content)
    if program is None:
        sentence = "Old Word and odt files need LibreOffice, which is not installed; install it, or save them as docx."
        raise UnreadableError("doc_not_supported", sentence)
    with tempfile.TemporaryDirectory(prefix="kehoach-doc-") as folder:
        converted = _convert(program, Path(folder), content)
    return replace(read_docx(converted), source_format="doc")


def _without_tables(program: str, content: bytes) -> Layout:
    """The words of a Word 97 file by antiword, which loses automatic numbers and most tables."""
    with tempfile.TemporaryDirectory(prefix="kehoach-doc-") as folder:
        source = Path(folder) / "source.doc"
        source.write_bytes(content)
        command = [program, "-m", "UTF-8.txt", "-w", "0", str(source)]
        try:
            run = subprocess.run(command, capture_output=True, timeout=TIME_LIMIT_SECONDS, check=False)
        except subprocess.TimeoutExpired as error:
            sentence = f"antiword did not read the file within {TIME_LIMIT_SECONDS} seconds; save it as docx."
            raise UnreadableError("timeout", sentence) from error
    if not run.stdout.strip():
        reason = run.stderr.decode(errors="replace").strip()[:200] or "no output"
        raise UnreadableError("damaged", f"antiword could not read the file ({reason}); save it as docx.")
    layout = read_text(run.stdout)
    sentence = "Read by antiword, without tables and automatic numbers; install LibreOffice, or save the file as docx."
    notice = Notice("doc_words_only", sentence)
    return replace(layout, source_format="doc", complete=False, warnings=(*layout.warnings, notice))


def _convert(program: str, folder: Path, content: bytes) -> bytes:
    source = folder / "source.doc"
    source.write_bytes(content)
    profile = (folder / "profile").as_uri()  # LibreOffice runs once per profile: each conversion has its own
    command = [program, f"-env:UserInstallation={profile}", "--headless", "--norestore", "--convert-to", "docx"]
    command += ["--outdir", str(folder), str(source)]
    try:
        run = subprocess.run(command, capture_output=True, timeout=TIME_LIMIT_SECONDS, check=False)
    except subprocess.TimeoutExpired as error:
        sentence = f"LibreOffice did not convert the file within {TIME_LIMIT_SECONDS} seconds; save it as docx."
        raise UnreadableError("timeout", sentence) from error
    result = folder / "source.docx"
    if not result.is_file():
        reason = run.stderr.decode(errors="replace").strip()[:200] or "no output"
        raise UnreadableError("damaged", f"LibreOffice could not read the file ({reason}); save it as docx.")
    return result.read_bytes()
