"""Speed and memory of the PDF reader, side by side with pdfplumber's own and with PDFium's bare text.

    python benchmarks/bench_pdf.py FILE.pdf [--rounds 3]     the three ways, interleaved; ratios inside one run
    python benchmarks/bench_pdf.py FILE.pdf --memory         peak memory for the file and for five times its pages
    python benchmarks/bench_pdf.py SCAN.pdf --ocr            pages per second of OCR

Each measurement runs in a process of its own. CPU seconds (user and system, all threads) are what to compare on a
machine that does other things too; wall seconds are given beside them.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))


def read_ours(content: bytes) -> int:
    from pipeline.read.pdf import read_pdf

    return read_pdf(content).page_count or 0


def read_with_pdfplumber(content: bytes) -> int:
    import pdfplumber

    with pdfplumber.open(io.BytesIO(content)) as document:
        for page in document.pages:
            page.extract_text()
            page.extract_tables()
        return len(document.pages)


def read_with_pdfium(content: bytes) -> int:
    import pypdfium2

    document = pypdfium2.PdfDocument(content)
    for page in document:
        page.get_textpage().get_text_range()
    return len(document)


WAYS: dict[str, Callable[[bytes], int]] = {
    "kehoach": read_ours,
    "pdfplumber": read_with_pdfplumber,
    "pdfium text": read_with_pdfium,
}


def measure(way: str, content: bytes) -> dict[str, float]:
    """Pages, CPU and wall seconds of a warm reading, and the peak memory of this process in MB."""
    read = WAYS[way]
    read(content)  # imports and caches
    cpu, wall = time.process_time(), time.perf_counter()
    pages = read(content)
    return {
        "pages": pages,
        "cpu": time.process_time() - cpu,
        "wall": time.perf_counter() - wall,
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def measured_apart(way: str, content: bytes) -> dict[str, float]:
    """The same in a process of its own."""
    command = [sys.executable, __file__, "-", "--measure", way]
    answer: dict[str, float] = json.loads(
        subprocess.run(command, input=content, capture_output=True, check=True).stdout
    )
    return answer


def repeated(content: bytes, times: int) -> bytes:
    """A PDF with the pages of another several times."""
    import pypdfium2

    source = pypdfium2.PdfDocument(content)
    target = pypdfium2.PdfDocument.new()
    for _ in range(times):
        target.import_pages(source)
    file = io.BytesIO()
    target.save(file)
    return file.getvalue()


def compare(content: bytes, rounds: int) -> None:
    results: dict[str, list[dict[str, float]]] = {way: [] for way in WAYS}
    for _ in range(rounds):
        for way, found in results.items():
            found.append(measured_apart(way, content))
    ours = median(found["cpu"] for found in results["kehoach"])
    for way, found in results.items():
        cpu, wall = median(one["cpu"] for one in found), median(one["wall"] for one in found)
        pages = found[0]["pages"]
        print(
            f"{way:12} {1000 * cpu / pages:7.1f} ms CPU/page  {1000 * wall / pages:7.1f} ms/page"
            f"  {found[0]['memory']:5.0f} MB  {cpu / ours:5.2f} times kehoach"
        )


def compare_memory(content: bytes) -> None:
    for way in ("kehoach", "pdfplumber"):
        small, large = measured_apart(way, content), measured_apart(way, repeated(content, 5))
        print(
            f"{way:12} {small['memory']:.0f} MB for {small['pages']:.0f} pages, {large['memory']:.0f} MB for"
            f" {large['pages']:.0f}: {large['memory'] / small['memory']:.2f} times"
        )


def time_ocr(content: bytes) -> None:
    from pipeline.read.scans import THREADS

    found = measured_apart("kehoach", content)
    print(
        f"{found['pages']:.0f} pages in {found['wall']:.1f} s with {THREADS} threads on {os.cpu_count()} processors:"
        f" {found['pages'] / found['wall']:.2f} pages/s, {found['cpu'] / found['pages']:.2f} CPU s/page,"
        f" {found['memory']:.0f} MB"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description="Speed and memory of the PDF reader.")
    parser.add_argument("file", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--memory", action="store_true")
    parser.add_argument("--ocr", action="store_true")
    parser.add_argument("--measure", choices=WAYS, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        print(json.dumps(measure(options.measure, sys.stdin.buffer.read())))
        return
    content = options.file.read_bytes()
    if options.memory:
        compare_memory(content)
    elif options.ocr:
        time_ocr(content)
    else:
        compare(content, options.rounds)


if __name__ == "__main__":
    main()
