"""Seconds that hostile texts take: one piece repeated for a megabyte, alone, as a task, as a cell of a task table.

Usage: python benchmarks/bench_hostile.py [--characters N] [--limit SECONDS] [--only TEXT] [--json FILE]

Each text is measured at a quarter, half and the whole of N characters (1 000 000), in a process of its own that is
ended after the limit. `growth` is the time of the whole over that of half: 2 is linear, 4 quadratic.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import time
from dataclasses import asdict, dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from extractors.plan_text import PlanText
from pipeline.analysis import analyse
from pipeline.assemble import assemble
from pipeline.canonical import canonical
from pipeline.document import process_document, source_of
from pipeline.read import UnreadableError, read

PIECES = {
    "spaces": " ",
    "no-break spaces": "\u00a0",
    "digits": "1234567890",
    "slashes": "/",
    "dates": "1/",
    "dots": ".",
    "dashes": "- ",
    "brackets": "(",
    "pairs of brackets": "()",
    "quotes": "“",
    "quarters": "Quý I/",
    "quarters and": "quý I, ",
    "from quarters": "từ quý I đến ",
    "provisions": "Điều 1 khoản 2 ",
    "points": "điểm a, ",
    "departments": "Sở ",
    "named departments": "Sở Nội vụ, ",
    "and": "và ",
    "all": "các ",
    "committees": "UBND các ",
    "with": "phối hợp với ",
    "decisions": "Quyết định số 1/QĐ-UBND ",
    "numbers": "số 12/",
    "laws": "Luật ",
    "percent": "100% ",
    "at least": "tối thiểu ",
    "goals": "trồng mới 5 ha rừng, ",
    "seasons": "trước mùa mưa bão hằng năm, ",
    "open rows": "a | b | c\n",
    "before": "trước ngày 1/1/",
    "labels": "Chủ trì: ",
    "capitals": "A",
    "verbs": "xây dựng ",
    "clauses": "rà soát; ",
    "sentences": "Rà soát. ",
    "roman": "II.",
    "numbered lines": "1. \n",
    "bullets": "- a\n",
    "table rows": "| a | b |\n",
    "bars": "|\n",
    "cells between bars": "|\na\n",
    "rows between bars": "|\na\n|\nb\n|\n",
    "stacked heads": "Nội dung\nChủ trì\nThời gian\na\n",
    "stacked rows": "Nội dung\nChủ trì\nThời gian\n1\nLàm đất\nSở Y tế\nQuý I\n",
    "titles between bars": "|\na\n|\n",
    "letters and marks": "a\u0301",
}
"""What is repeated."""

HEAD = "ỦY BAN NHÂN DÂN\nTỈNH AN GIANG\nSố: 5/KH-UBND\nAn Giang, ngày 05 tháng 01 năm 2021\nKẾ HOẠCH\nVề việc rà soát\n"
PLACES = {
    "alone": "{}",
    "task": HEAD + "I. NHIỆM VỤ\n1. {}\n2. Sở Nội vụ báo cáo trước ngày 05/3/2021\n",
    "cell": HEAD
    + "I. NHIỆM VỤ\n\n| STT | Nhiệm vụ | Chủ trì | Phối hợp | Thời gian |\n|---|---|---|---|---|\n"
    + "| 1 | {} | {} | {} | {} |\n",
}
"""Where it stands: as the whole text, as an item of prose, as the cells of a task table."""


@dataclass(frozen=True)
class Text:
    """A hostile text of about so many characters."""

    piece: str
    place: str
    characters: int

    def content(self) -> bytes:
        form = PLACES[self.place]
        places = form.count("{}")
        words = PIECES[self.piece]
        filler = words * (self.characters // places // len(words))
        if self.place == "cell":
            filler = filler.replace("|", "/").replace("\n", " ")
        return form.replace("{}", filler).encode()


@dataclass(frozen=True)
class Figure:
    """The seconds of each stage at a quarter, half and the whole length, None where it took longer than the limit."""

    piece: str
    place: str
    stages: list[dict[str, float] | None]

    @property
    def totals(self) -> list[float | None]:
        return [sum(seconds.values()) if seconds else None for seconds in self.stages]

    @property
    def growth(self) -> float | None:
        half, whole = self.totals[-2:]
        return whole / half if half and whole else None


def seconds_of(text: Text) -> dict[str, float]:
    """CPU seconds of each stage."""
    content = text.content()
    begin = time.process_time()
    try:
        layout = read(content)
    except UnreadableError:
        return {"read": time.process_time() - begin}
    read_at = time.process_time()
    plan: PlanText = canonical(layout)
    canonical_at = time.process_time()
    analysis = analyse(plan)
    analysed_at = time.process_time()
    assemble(source_of("hostile.txt", content), layout, plan, analysis)
    return {
        "read": read_at - begin,
        "canonical": canonical_at - read_at,
        "analyse": analysed_at - canonical_at,
        "assemble": time.process_time() - analysed_at,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--characters", type=int, default=1_000_000)
    parser.add_argument("--limit", type=float, default=60, help="seconds after which a text is given up (60)")
    parser.add_argument("--only", help="only pieces or places whose names hold this")
    parser.add_argument("--json", type=Path, help="write the figures here too")
    options = parser.parse_args()
    _warm_up()
    figures: list[Figure] = []
    for place in PLACES:
        for piece in PIECES:
            if options.only and options.only not in f"{piece}/{place}":
                continue
            stages = [_measured(Text(piece, place, options.characters // part), options.limit) for part in (4, 2, 1)]
            figures.append(Figure(piece, place, stages))
            print(_line(figures[-1]), flush=True)
    if options.json:
        options.json.write_text(json.dumps([asdict(one) for one in figures], indent=1), encoding="utf-8")


def _warm_up() -> None:
    """Compiles the patterns, so that the processes that are forked have them."""
    samples = Path(__file__).resolve().parent.parent / "data" / "raw"
    for path in sorted(samples.glob("*.txt")):
        process_document(path.name, path.read_bytes())


def _measured(text: Text, limit: float) -> dict[str, float] | None:
    """The seconds of each stage, None when it takes longer than the limit."""
    ours, theirs = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.get_context("fork").Process(target=_send, args=(theirs, text))
    process.start()
    theirs.close()
    answer: dict[str, float] | None = None
    if ours.poll(limit):
        answer = ours.recv()
    process.kill()
    process.join()
    return answer


def _send(connection: Connection, text: Text) -> None:
    connection.send(seconds_of(text))


def _line(figure: Figure) -> str:
    totals = "  ".join("   -  " if total is None else f"{total:6.2f}" for total in figure.totals)
    growth = "  -  " if figure.growth is None else f"{figure.growth:5.2f}"
    named = "  ".join(f"{name} {value:.2f}" for name, value in (figure.stages[-1] or {}).items())
    return f"{figure.place:6} {figure.piece:18} {totals}  growth {growth}   {named}"


if __name__ == "__main__":
    main()
