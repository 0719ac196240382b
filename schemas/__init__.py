"""What the tables are: one frozen class per table, and what is derived from them."""

from schemas.agencies import Agency, AgencyMention, TaskAgency
from schemas.base import Record
from schemas.documents import Document, Text
from schemas.evidence import Evidence
from schemas.findings import Deadline, LegalReference, Target
from schemas.records import TABLES, PlanRecords
from schemas.structure import FormRow, Section
from schemas.tasks import Task

__all__ = [
    "TABLES",
    "Agency",
    "AgencyMention",
    "Deadline",
    "Document",
    "Evidence",
    "FormRow",
    "LegalReference",
    "PlanRecords",
    "Record",
    "Section",
    "Target",
    "Task",
    "TaskAgency",
    "Text",
]
