"""Tables made by hand: documents, tasks and deadlines with a few values each, the rest filled in."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq

from pipeline import Tables, open_tables
from schemas import TABLES, Agency, Deadline, Document, LegalReference, Record, Section, Target, Task, TaskAgency
from schemas.arrow import to_table


class PlanTables:
    """Rows to be published in a folder; each method adds one and gives its id."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._rows: dict[str, list[Record]] = defaultdict(list)

    def add(self, record: Record) -> None:
        self._rows[record.table].append(record)

    def document(self, document_id: str = "d1", **values: object) -> str:
        own: dict[str, object] = {
            "source_path": f"{document_id}.txt",
            "source_format": "text",
            "source_sha256": "0" * 64,
            "source_bytes": 1,
            "status": "ok",
            "doc_type": "Kế hoạch",
            "number": "12/KH-UBND",
            "issuer": "Ủy ban nhân dân tỉnh Nam Định",
            "province": "Nam Định",
            "province_2025": "Ninh Bình",
            "issued_date": date(2026, 1, 10),
            "issued_year": 2026,
            "title": "Cải cách hành chính",
            "period_start_year": 2026,
            "period_end_year": 2026,
            "char_count": 1,
            "pipeline_version": "test",
        }
        self.add(Document.model_validate({"document_id": document_id, **own, **values}))
        return document_id

    def section(self, label: str, heading: str, document_id: str = "d1", **values: object) -> str:
        own: dict[str, object] = {
            "section_id": label,
            "ordinal": len(self._rows["sections"]),
            "level": 1,
            "kind": "tasks",
            "char_start": 0,
            "char_end": 1,
            "span_end": 1,
            "quote": heading,
        }
        row = {"document_id": document_id, "label": label, "heading": heading, **own, **values}
        self.add(Section.model_validate(row))
        return label

    def task(self, text: str, document_id: str = "d1", **values: object) -> str:
        number = len(self._rows["tasks"])
        task_id = f"{document_id}-t{number:04}"
        own: dict[str, object] = {"ordinal": number, "origin": "prose", "text": text, "quote": text}
        span = {"char_start": 1000 * number, "char_end": 1000 * number + len(text)}
        row = {"task_id": task_id, "document_id": document_id, **own, **span, **values}
        self.add(Task.model_validate(row))
        for role in ("lead", "coordinating"):
            names: tuple[str, ...] = tuple(row.get(f"{role}_agencies", ()))  # type: ignore[arg-type]
            for position, name in enumerate(names):
                self._agency(name, task_id, document_id, role, position)
        return task_id

    def deadline(self, task_id: str | None, quote: str, **values: object) -> str:
        number = len(self._rows["deadlines"])
        document_id = "d1" if task_id is None else task_id.partition("-")[0]
        deadline_id = f"{document_id}-d{number:04}"
        own: dict[str, object] = {"ordinal": number, "inherited": False, "kind": "fixed", "quote": quote}
        place = {"document_id": document_id, "task_id": task_id, "char_start": 0, "char_end": len(quote)}
        self.add(Deadline.model_validate({"deadline_id": deadline_id, **place, **own, **values}))
        return deadline_id

    def due(self, task_id: str, day: date, *, before: bool = False, quote: str = "thời hạn") -> str:
        """A deadline on a day; with `before`, `trước ngày`."""
        bounds = {"end_date": day, "due_date": day, "end_inclusive": not before, "granularity": "day"}
        return self.deadline(task_id, quote, qualifier="before" if before else "by", **bounds)

    def repeats(
        self, task_id: str, rule: str, *, before: bool = False, quote: str = "hằng tháng", **values: object
    ) -> str:
        return self.deadline(
            task_id, quote, kind="recurring", rrule=rule, qualifier="before" if before else "on", **values
        )

    def reference(self, number: str, document_id: str = "d1", **values: object) -> None:
        own: dict[str, object] = {
            "reference_id": f"r{len(self._rows['legal_references'])}",
            "ordinal": len(self._rows["legal_references"]),
            "kind": "numbered",
            "doc_type": "Quyết định",
            "number": number,
            "issuer": "Thủ tướng Chính phủ",
            "relation": "cites",
            "is_self": False,
            "canonical_id": number,
            "char_start": 0,
            "char_end": 1,
            "quote": number,
        }
        self.add(LegalReference.model_validate({"document_id": document_id, **own, **values}))

    def target(self, subject: str, value: float, document_id: str = "d1", **values: object) -> None:
        own: dict[str, object] = {
            "target_id": f"g{len(self._rows['targets'])}",
            "comparator": ">=",
            "unit": "%",
            "char_start": 0,
            "char_end": 1,
            "quote": subject,
        }
        row = {"document_id": document_id, "subject": subject, "value": value, **own, **values}
        self.add(Target.model_validate(row))

    def open(self) -> Tables:
        """Publishes the rows, and opens the tables."""
        for name, record in TABLES.items():
            path = self.folder / name / "unknown" / "unknown.parquet"
            path.parent.mkdir(parents=True, exist_ok=True)
            pq.write_table(to_table(record, self._rows[name]), path)
        return open_tables(self.folder)

    def _agency(self, name: str, task_id: str, document_id: str, role: str, position: int) -> None:
        if all(getattr(agency, "name", None) != name for agency in self._rows["agencies"]):
            kind = "department" if name.startswith("Sở") else "agency"
            values = {"agency_id": name, "name": name, "kind": kind, "mention_count": 1}
            self.add(Agency.model_validate({**values, "is_collective": name.startswith("Các")}))
        place = {"char_start": 0, "char_end": 1, "quote": name, "inherited": False}
        own = {"task_id": task_id, "document_id": document_id, "agency_id": name, "role": role, "position": position}
        self.add(TaskAgency.model_validate({**own, **place}))
