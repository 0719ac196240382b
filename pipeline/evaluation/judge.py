"""One document of the tables against its gold."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.evaluation import keys, wording
from pipeline.evaluation.bench import Bench
from pipeline.evaluation.folding import fold, fold_name
from pipeline.evaluation.gold import GoldAgency, GoldDocument, GoldPlan, GoldReference
from pipeline.evaluation.judge_tasks import judge_tasks
from pipeline.evaluation.misses import Misses
from pipeline.evaluation.tally import Figures
from schemas import Agency, AgencyMention, LegalReference, PlanRecords

_NAMES_NOBODY = ("generic", "position")


def judge(gold: GoldPlan, records: PlanRecords | None) -> Bench:
    """The rows of a document against its gold; `records` is None when the tables do not have the document.

    Tables that the gold leaves out are not judged.
    """
    bench = Bench(Misses(gold.source, records))
    if gold.document is not None:
        _judge_document(bench, gold.document, records)
    if gold.tasks is not None:
        judge_tasks(bench, gold.tasks, records)
    if gold.legal_references is not None:
        _judge_references(bench, records.legal_references if records else (), gold.legal_references)
    if gold.targets is not None:
        bench.rows("targets", records.targets if records else (), gold.targets, keys.target, wording.target)
    if gold.sections is not None:
        named = [section for section in (records.sections if records else ()) if section.heading or section.label]
        bench.rows("sections", named, gold.sections, keys.section, wording.section)
    if gold.forms is not None:
        forms = records.forms if records else ()
        if gold.forms or forms:
            bench.rows("forms", forms, gold.forms, keys.form, wording.form)
    if gold.agencies is not None:
        _judge_agencies(bench, records, gold.agencies)
    return bench


def _judge_document(bench: Bench, gold: GoldDocument, records: PlanRecords | None) -> None:
    for column in keys.METADATA:
        given = getattr(records.document, column) if records else None
        wanted = getattr(gold, column)
        bench.value("metadata", given, wanted, right=fold(given) == fold(wanted), row=None, name=column)


def _judge_references(bench: Bench, given: Sequence[LegalReference], wanted: Sequence[GoldReference]) -> None:
    bench.rows("legal_references", given, wanted, keys.reference, wording.reference)
    for kind, key in (("legal_references_full", keys.reference_full), ("reference_relation", keys.relation)):
        bench.rows(kind, given, wanted, key, wording.reference, beyond=keys.reference)


def _judge_agencies(bench: Bench, records: PlanRecords | None, gold: Sequence[GoldAgency]) -> None:
    """Which agencies are named at all, however often."""
    named: dict[str, tuple[Agency, AgencyMention]] = {}
    if records is not None:
        agencies = {agency.agency_id: agency for agency in records.agencies}
        for mention in records.agency_mentions:
            agency = agencies[mention.agency_id]
            named.setdefault(fold_name(agency.name), (agency, mention))
    wanted = {fold_name(agency.name): agency for agency in gold if agency.kind not in _NAMES_NOBODY}
    bench.add("agencies", Figures(len(named.keys() & wanted.keys()), len(named), len(wanted)))
    for missing in (agency for name, agency in wanted.items() if name not in named):
        bench.misses.missing("agencies", missing.name, missing.quote)
    for agency, mention in (found for name, found in named.items() if name not in wanted):
        bench.misses.unwanted("agencies", agency.name, mention)
