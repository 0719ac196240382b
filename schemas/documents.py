"""`documents` and `texts`: one row per source document."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from schemas.base import DocumentId, Record

SourceFormat = Literal["pdf", "pdf_scanned", "docx", "doc", "html", "markdown", "text", "unknown"]
Status = Literal["ok", "partial", "failed"]


class Document(Record):
    """What the head, the foot and the reader say of a document."""

    table: ClassVar[str] = "documents"
    key: ClassVar[tuple[str, ...]] = ("document_id",)

    document_id: DocumentId
    source_path: Annotated[str, Field(description="Path of the source as it was given to ingest.")]
    source_format: Annotated[SourceFormat, Field(description="Format found from the content, not from the name.")]
    source_sha256: Annotated[str, Field(description="SHA-256 of the source, hexadecimal.")]
    source_bytes: Annotated[int, Field(ge=0, description="Size of the source in bytes.")]
    status: Annotated[
        Status, Field(description="ok: all read; partial: some of it could not be read; failed: nothing.")
    ]
    warnings: Annotated[
        tuple[str, ...], Field(default=(), description="One entry each: a code, a colon and a sentence for people.")
    ]
    doc_type: Annotated[
        str | None,
        Field(
            default=None,
            description="Tên loại (Nghị định 30/2020/NĐ-CP, Phụ lục III) of the instrument that opens the file.",
        ),
    ]
    number: Annotated[
        str | None, Field(default=None, description="Số, ký hiệu without spaces: 136/KH-UBND; null if left blank.")
    ]
    symbol: Annotated[str | None, Field(default=None, description="Ký hiệu: KH-UBND.")]
    issuer: Annotated[str | None, Field(default=None, description="The body whose symbol it bears, canonical name.")]
    province_code: Annotated[
        str | None, Field(default=None, description="Official two-digit code of the province at the time of issue.")
    ]
    province: Annotated[str | None, Field(default=None, description="Name of the province at the time of issue.")]
    province_2025_code: Annotated[
        str | None, Field(default=None, description="Code of the province that holds its territory since 1 July 2025.")
    ]
    province_2025: Annotated[
        str | None, Field(default=None, description="Name of the province that holds its territory since 1 July 2025.")
    ]
    issued_date: Annotated[
        date | None, Field(default=None, description="Day of issue; null when the day is not stated.")
    ]
    issued_date_text: Annotated[
        str | None, Field(default=None, description="The date of issue as written, even in part.")
    ]
    issued_year: Annotated[int | None, Field(default=None, description="Year of issue, as far as stated.")]
    issued_month: Annotated[
        int | None, Field(default=None, ge=1, le=12, description="Month of issue, as far as stated.")
    ]
    title: Annotated[
        str | None, Field(default=None, description="Trích yếu without the type, in the source's capitals.")
    ]
    period_start_year: Annotated[int | None, Field(default=None, description="First year of the plan's own period.")]
    period_end_year: Annotated[int | None, Field(default=None, description="Last year of the plan's own period.")]
    signer_name: Annotated[str | None, Field(default=None, description="Who signed.")]
    signer_title: Annotated[str | None, Field(default=None, description="Office of the signer as written: CHỦ TỊCH.")]
    signing_authority: Annotated[
        str | None, Field(default=None, description="TM., KT., TL., TUQ. or Q. line as written: TM. ỦY BAN NHÂN DÂN.")
    ]
    recipients: Annotated[
        tuple[str, ...], Field(default=(), description="Lines of Nơi nhận without markers and closing punctuation.")
    ]
    page_count: Annotated[int | None, Field(default=None, ge=0, description="Pages of the source; null without pages.")]
    char_count: Annotated[int, Field(ge=0, description="Length of the canonical text in code points.")]
    ocr_used: Annotated[bool, Field(default=False, description="Whether any page was read by character recognition.")]
    pipeline_version: Annotated[str, Field(description="Version of the rules that made the rows.")]


class Text(Record):
    """The canonical text of a document: NFC, in reading order, wraps joined."""

    table: ClassVar[str] = "texts"
    key: ClassVar[tuple[str, ...]] = ("document_id",)
    references: ClassVar[dict[str, str]] = {"document_id": "documents.document_id"}

    document_id: DocumentId
    text: Annotated[str, Field(description="The canonical text that all offsets point into.")]
