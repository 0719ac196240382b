"""From what was found in a document to its rows: ids, sections, and the keys between the tables."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, fields
from datetime import date
from functools import cached_property
from typing import Any, get_args

from extractors.agencies import Home, agency_id, home_of, life_of
from extractors.mentions import AgencyMention, DeadlineMention, Mention, ReferenceMention, TargetMention
from extractors.outline import SectionNode
from extractors.plan_text import PlanText
from extractors.spans import Spans
from extractors.tasks import Reason, RoleDraft, TaskDraft
from pipeline.analysis import Analysis
from pipeline.confidence import confidence_of, signs_of
from pipeline.failures import id_of_content
from pipeline.layout import Layout
from pipeline.notices import notices_of
from pipeline.version import PIPELINE_VERSION
from pipeline.year_evidence import year_reasons
from schemas import (
    Agency,
    Deadline,
    Document,
    Evidence,
    FormRow,
    LegalReference,
    PlanRecords,
    Section,
    Target,
    Task,
    TaskAgency,
    Text,
)
from schemas import AgencyMention as AgencyMentionRow
from schemas.agencies import AgencyRole
from schemas.evidence import EvidenceColumn


@dataclass(frozen=True)
class Source:
    """Where a document came from."""

    name: str
    sha256: str
    size: int

    @cached_property
    def document_id(self) -> str:
        """The id made of the content."""
        return id_of_content(self.sha256)


def assemble(source: Source, layout: Layout, plan: PlanText, analysis: Analysis) -> PlanRecords:
    """All rows of one document."""
    return _Assembler(source, layout, plan, analysis).records()


@dataclass(slots=True)
class _Assembler:
    source: Source
    layout: Layout
    plan: PlanText
    analysis: Analysis
    _agency_rows: dict[str, Agency] = field(default_factory=dict)
    _agency_ids: dict[str, str] = field(default_factory=dict)
    _id: str = field(init=False)
    _roles_once: tuple[tuple[RoleDraft, ...], ...] = field(init=False)

    def __post_init__(self) -> None:
        self._id = self.source.document_id
        self._roles_once = tuple(map(_once, self.analysis.tasks))

    def records(self) -> PlanRecords:
        mentions = self._mentions()
        task_agencies = tuple(row for i in range(len(self.analysis.tasks)) for row in self._roles(i))
        counts = Counter(row.agency_id for row in mentions)
        evidence = [self._evidence(i, task) for i, task in enumerate(self.analysis.tasks)]
        return PlanRecords(
            documents=(self._document(),),
            texts=(Text(document_id=self._id, text=self.plan.text),),
            sections=tuple(self._section(node) for node in self.analysis.outline.sections),
            tasks=tuple(self._rated(self._task(i, task), evidence[i]) for i, task in enumerate(self.analysis.tasks)),
            task_agencies=task_agencies,
            agencies=tuple(
                row.model_copy(update={"mention_count": counts[row.agency_id]})
                for row in sorted(self._agency_rows.values(), key=lambda row: row.agency_id)
            ),
            agency_mentions=mentions,
            deadlines=tuple(self._deadlines()),
            legal_references=tuple(self._references()),
            targets=tuple(self._targets()),
            forms=tuple(self._forms()),
            evidence=tuple(row for rows in evidence for row in rows),
        )

    def _key(self, letter: str, ordinal: int) -> str:
        return f"{self._id}-{letter}{ordinal:04d}"

    def _section_key(self, ordinal: int | None) -> str | None:
        return None if ordinal is None else self._key("s", ordinal)

    def _section_at(self, position: int) -> str | None:
        section = self.analysis.outline.section_at(position)
        return None if section is None else self._section_key(section.ordinal)

    def _document(self) -> Document:
        meta = self.analysis.metadata
        notices = (*self.layout.warnings, *notices_of(self.plan, self.analysis))
        return Document(
            document_id=self._id,
            source_path=self.source.name,
            source_format=self.layout.source_format,
            source_sha256=self.source.sha256,
            source_bytes=self.source.size,
            status="ok" if self.layout.complete else "partial",
            warnings=tuple(str(notice) for notice in notices),
            **meta.columns(),
            page_count=self.layout.page_count,
            char_count=len(self.plan.text),
            ocr_used=self.layout.ocr_used,
            pipeline_version=PIPELINE_VERSION,
        )

    def _section(self, node: SectionNode) -> Section:
        return Section(
            section_id=self._key("s", node.ordinal),
            document_id=self._id,
            parent_id=self._section_key(node.parent),
            ordinal=node.ordinal,
            level=node.level,
            label=node.label,
            heading=node.heading,
            kind=node.kind,
            page=node.page,
            char_start=node.start,
            char_end=node.end,
            quote=self.plan.text[node.start : node.end],
            span_end=max(node.span_end, node.end),
        )

    def _task(self, ordinal: int, task: TaskDraft) -> Task:
        start, end = _span_of([draft.mention for draft in task.deadlines])
        return Task(
            task_id=self._key("t", ordinal),
            document_id=self._id,
            section_id=self._section_key(task.section),
            ordinal=ordinal,
            label=task.label,
            origin=task.origin,
            text=task.text,
            field=task.field,
            reform_area=task.reform_area,
            action=task.action,
            lead_agencies=self._names(ordinal, "lead"),
            coordinating_agencies=self._names(ordinal, "coordinating"),
            output=task.output,
            deadline_text=task.deadline_text,
            start_date=start,
            end_date=end,
            page=task.page,
            char_start=task.start,
            char_end=task.end,
            quote=self.plan.text[task.start : task.end],
        )

    def _names(self, task: int, role: AgencyRole) -> tuple[str, ...]:
        return tuple(draft.mention.name for draft in self._roles_once[task] if draft.role == role)

    def _rated(self, task: Task, evidence: list[Evidence]) -> Task:
        return task.model_copy(update={"confidence": confidence_of(signs_of(task, evidence))})

    def _roles(self, ordinal: int) -> list[TaskAgency]:
        rows: list[TaskAgency] = []
        positions: Counter[str] = Counter()
        task_id = self._key("t", ordinal)
        for draft in self._roles_once[ordinal]:
            mention = draft.mention
            rows.append(
                TaskAgency(
                    task_id=task_id,
                    document_id=self._id,
                    agency_id=self._agency(mention),
                    role=draft.role,
                    position=positions[draft.role],
                    inherited=draft.inherited,
                    **self._span(mention),
                )
            )
            positions[draft.role] += 1
        return rows

    def _evidence(self, ordinal: int, task: TaskDraft) -> list[Evidence]:
        """Why each value of a task is what it is."""
        reasons = [
            *task.reasons,
            *(
                Reason(_ROLE_COLUMNS[r.role], r.mention.name, r.rule, r.mention.start, r.mention.end)
                for r in self._roles_once[ordinal]
            ),
            *(Reason("deadline_text", d.mention.quote, d.rule, d.mention.start, d.mention.end) for d in task.deadlines),
        ]
        positions: Counter[str] = Counter()
        placed: list[tuple[int, Reason]] = []
        for reason in reasons:
            placed.append((positions[reason.column], reason))
            positions[reason.column] += 1
        placed += year_reasons(self.plan, self.analysis.metadata, task).items()
        task_id = self._key("t", ordinal)
        return [
            Evidence(
                task_id=task_id,
                document_id=self._id,
                column=reason.column,
                position=position,
                value=reason.value,
                rule=reason.rule,
                char_start=reason.start,
                char_end=reason.end,
                quote=self.plan.text[reason.start : reason.end],
            )
            for position, reason in sorted(placed, key=lambda one: (_EVIDENCE_ORDER[one[1].column], one[0]))
        ]

    def _mentions(self) -> tuple[AgencyMentionRow, ...]:
        """Where agencies are named, in reading order: in the text, and in the cells and headings that give roles."""
        named = {(m.start, m.end): m for m in self.analysis.agencies}
        in_text = Spans(named)
        added: list[tuple[int, int]] = []
        for task in self.analysis.tasks:
            for role in task.roles:
                mention = role.mention
                start, end = mention.start, mention.end
                if not in_text.overlap(start, end) and not any(a < end and start < b for a, b in added):
                    named[start, end] = mention
                    added.append((start, end))
        return tuple(
            AgencyMentionRow(
                mention_id=self._key("m", ordinal),
                document_id=self._id,
                section_id=self._section_at(mention.start),
                agency_id=self._agency(mention),
                **self._span(mention),
            )
            for ordinal, (_, mention) in enumerate(sorted(named.items()))
        )

    @property
    def _home(self) -> Home | None:
        """The province of the document."""
        meta = self.analysis.metadata
        if meta.province is None or meta.province_code is None or meta.code_list is None:
            return None
        return Home(meta.province, meta.province_code, meta.code_list)

    def _agency(self, mention: AgencyMention) -> str:
        """The id of an agency, adding its row when it is new in this document."""
        key = self._agency_ids.get(mention.name)
        if key is None:
            key = self._agency_ids[mention.name] = self._new_agency(mention)
        return key

    def _new_agency(self, mention: AgencyMention) -> str:
        home = home_of(mention.name, self._home)
        code = home.code if home is not None else None
        key = agency_id(mention.name, code, home.code_list if home is not None else None)
        if key in self._agency_rows:
            return key
        life = life_of(mention.name, home)
        self._agency_rows[key] = Agency(
            agency_id=key,
            name=mention.name,
            kind=mention.kind,
            level=mention.level,
            is_collective=mention.is_collective,
            province_code=code,
            agency_type=life.agency_type,
            valid_from=life.valid_from,
            valid_to=life.valid_to,
            successor_agency_id=life.successor_agency_id,
            mention_count=0,
        )
        return key

    def _deadlines(self) -> list[Deadline]:
        stated = [
            (draft.mention, draft.inherited, index)
            for index, task in enumerate(self.analysis.tasks)
            for draft in task.deadlines
        ]
        return [
            Deadline(
                deadline_id=self._key("d", ordinal),
                document_id=self._id,
                task_id=self._key("t", task),
                section_id=self._section_at(mention.start),
                ordinal=ordinal,
                inherited=inherited,
                **_columns(mention, _DEADLINE_COLUMNS),
                **self._span(mention),
            )
            for ordinal, (mention, inherited, task) in enumerate(stated)
        ]

    def _references(self) -> list[LegalReference]:
        return [
            LegalReference(
                reference_id=self._key("r", ordinal),
                document_id=self._id,
                section_id=self._section_at(mention.start),
                ordinal=ordinal,
                **_columns(mention, _REFERENCE_COLUMNS),
                **self._span(mention),
            )
            for ordinal, mention in enumerate(self.analysis.references)
        ]

    def _targets(self) -> list[Target]:
        return [
            Target(
                target_id=self._key("g", ordinal),
                document_id=self._id,
                section_id=self._section_at(placed.mention.start),
                task_id=None if placed.task is None else self._key("t", placed.task),
                **_columns(placed.mention, _TARGET_COLUMNS),
                **self._span(placed.mention),
            )
            for ordinal, placed in enumerate(self.analysis.targets)
        ]

    def _forms(self) -> list[FormRow]:
        return [
            FormRow(
                row_id=self._key("f", ordinal),
                document_id=self._id,
                section_id=self._section_key(draft.section),
                form_title=draft.form_title,
                label=draft.label,
                indicator=draft.indicator,
                columns=draft.columns,
                responsible_agencies=draft.responsible_agencies,
                char_start=draft.start,
                char_end=draft.end,
                quote=self.plan.text[draft.start : draft.end],
            )
            for ordinal, draft in enumerate(self.analysis.forms)
        ]

    def _span(self, mention: Mention) -> dict[str, Any]:
        return {
            "char_start": mention.start,
            "char_end": mention.end,
            "quote": self.plan.text[mention.start : mention.end],
        }


_EVIDENCE_ORDER: dict[EvidenceColumn, int] = {column: place for place, column in enumerate(get_args(EvidenceColumn))}
_ROLE_COLUMNS: dict[AgencyRole, EvidenceColumn] = {
    "lead": "lead_agencies",
    "coordinating": "coordinating_agencies",
}
_SPAN = {"start", "end", "quote"}
_DEADLINE_COLUMNS = tuple(f.name for f in fields(DeadlineMention) if f.name not in _SPAN)
_REFERENCE_COLUMNS = tuple(f.name for f in fields(ReferenceMention) if f.name not in _SPAN)
_TARGET_COLUMNS = tuple(f.name for f in fields(TargetMention) if f.name not in _SPAN)


def _span_of(deadlines: list[DeadlineMention]) -> tuple[date | None, date | None]:
    """The earliest start and the latest end of a task's deadlines.

    A start after the end is that of a later step, which has no end, and is left out: `Xây dựng xong trước tháng 9, vận
    hành từ tháng 10`.
    """
    start = min((mention.start_date for mention in deadlines if mention.start_date), default=None)
    end = max((mention.end_date for mention in deadlines if mention.end_date), default=None)
    return (None if start and end and start > end else start), end


def _columns(mention: Mention, names: tuple[str, ...]) -> dict[str, Any]:
    """The values of a mention under the names they share with the columns of its table."""
    return {name: getattr(mention, name) for name in names}


def _once(task: TaskDraft) -> tuple[RoleDraft, ...]:
    """The roles of a task, an agency once in each role."""
    seen: set[tuple[str, str]] = set()
    roles = []
    for draft in task.roles:
        if (draft.role, draft.mention.name) not in seen:
            seen.add((draft.role, draft.mention.name))
            roles.append(draft)
    return tuple(roles)
