"""What is found in a canonical text, before it becomes rows: metadata, outline, mentions, tasks, forms."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.agencies import Definitions, find_definitions
from extractors.forms import FormRowDraft, find_forms
from extractors.legal_references import OwnIdentity, find_legal_references
from extractors.mentions import AgencyMention, ReferenceMention
from extractors.metadata import Metadata, find_metadata
from extractors.outline import Outline, outline_of
from extractors.parts import Part, parts_of
from extractors.plan_text import PlanText
from extractors.spans import Spans
from extractors.targets import PlacedTarget, targets_of
from extractors.tasks import PlanContext, TaskDraft, find_tasks
from extractors.tasks.area import is_reform_plan
from schemas.structure import SectionKind

_DIRECTIVES = frozenset({"Chỉ thị", "Thông báo", "Kết luận", "Thông báo kết luận", "Công văn", "Công điện"})
"""Types whose numbered items assign work without a heading over them."""
_ALL_TASKS = frozenset({"Chỉ thị", "Công điện", "Công văn"})
"""Types whose headings that name bodies are tasks, not the organisation of a plan."""
ASSIGN_NOTHING = frozenset(
    {"Báo cáo", "Tờ trình", "Biên bản", "Giấy mời", "Thông cáo", "Giấy giới thiệu", "Hợp đồng", "Giấy ủy quyền"}
)
"""Types that report, propose, record or invite: the work and the figures they list are no tasks and no targets."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything found in one document; all positions are those of the canonical text."""

    parts: tuple[Part, ...]
    metadata: Metadata
    outline: Outline
    definitions: Definitions
    references: tuple[ReferenceMention, ...]
    agencies: tuple[AgencyMention, ...]
    tasks: tuple[TaskDraft, ...]
    targets: tuple[PlacedTarget, ...]
    forms: tuple[FormRowDraft, ...]


def analyse(plan: PlanText) -> Analysis:
    """All that the extractors find in a plan: legal references first, so that their dates are no deadlines."""
    parts = parts_of(plan)
    metadata = find_metadata(plan, parts)
    is_directive = metadata.doc_type in _DIRECTIVES
    addressing: SectionKind = "tasks" if metadata.doc_type in _ALL_TASKS else "implementation"
    outline = outline_of(plan, parts, is_directive=is_directive, of_addressees=addressing)
    definitions = find_definitions(plan.text, issuer=metadata.issuer)
    references = tuple(
        find_legal_references(
            plan.text,
            issuer=metadata.issuer,
            province=metadata.province,
            itself=OwnIdentity(metadata.doc_type, metadata.number, metadata.symbol, metadata.issued_date),
            preamble=outline.preamble,
        )
    )
    context = PlanContext(
        plan=plan,
        outline=outline,
        masked=tuple((m.start, m.end) for m in references),
        province=metadata.province,
        definitions=definitions,
        plan_years=metadata.plan_years,
        issued=metadata.issued_date,
        is_reform=is_reform_plan(metadata.title),
        is_directive=is_directive,
    )
    assigns = metadata.doc_type not in ASSIGN_NOTHING
    tasks = tuple(find_tasks(context)) if assigns else ()
    return Analysis(
        parts=parts,
        metadata=metadata,
        outline=outline,
        definitions=definitions,
        references=references,
        agencies=_outside_names(context.agencies, references),
        tasks=tasks,
        targets=tuple(targets_of(context, tasks)) if assigns else (),
        forms=tuple(find_forms(plan, outline.sections)),
    )


def _outside_names(
    agencies: tuple[AgencyMention, ...], references: tuple[ReferenceMention, ...]
) -> tuple[AgencyMention, ...]:
    """The bodies that do not stand in the name of a cited law: `Luật Tổ chức Chính phủ` is about one."""
    named = Spans(
        (m.start, m.start + m.quote.index(m.name) + len(m.name)) for m in references if m.name and m.name in m.quote
    )
    return tuple(m for m in agencies if not named.overlap(m.start, m.end))
