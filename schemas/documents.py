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
    references: ClassVar[dict[str, str]] = {"duplicate_of": "documents.document_id"}

    document_id: DocumentId
    source_path: Annotated[str, Field(description="Path of the source as it was given to ingest.")]
    source_format: Annotated[SourceFormat, Field(description="Format found from the content, not from the name.")]
    source_sha256: Annotated[
        str | None, Field(description="SHA-256 of the source, hexadecimal; null when it could not be opened.")
    ]
    source_bytes: Annotated[int | None, Field(ge=0, description="Size of the source in bytes; null when not known.")]
    status: Annotated[Status, Field(description="ok: all read; partial: some could not be read; failed: none.")]
    warnings: Annotated[
        tuple[str, ...], Field(description="One entry each: a code, a colon and a sentence for people.")
    ] = ()
    doc_type: Annotated[
        str | None,
        Field(
            description="Tên loại (Nghị định 30/2020/NĐ-CP, Phụ lục III) of the opening instrument.",
        ),
    ] = None
    number: Annotated[str | None, Field(description="Số, ký hiệu without spaces: 136/KH-UBND; null if left blank.")] = (
        None
    )
    symbol: Annotated[str | None, Field(description="Ký hiệu: KH-UBND.")] = None
    issuer: Annotated[str | None, Field(description="The body whose symbol it bears, canonical name.")] = None
    province_code: Annotated[
        str | None, Field(description="Official two-digit code of the province at the time of issue.")
    ] = None
    province: Annotated[str | None, Field(description="Name of the province at the time of issue.")] = None
    province_2025_code: Annotated[
        str | None, Field(description="Code of the province that holds its territory since 1 July 2025.")
    ] = None
    province_2025: Annotated[
        str | None, Field(description="Name of the province that holds its territory since 1 July 2025.")
    ] = None
    issued_date: Annotated[date | None, Field(description="Day of issue; null when the day is not stated.")] = None
    issued_date_text: Annotated[str | None, Field(description="The date of issue as written, even in part.")] = None
    issued_year: Annotated[int | None, Field(description="Year of issue, as far as stated.")] = None
    issued_month: Annotated[int | None, Field(ge=1, le=12, description="Month of issue, as far as stated.")] = None
    title: Annotated[str | None, Field(description="Trích yếu without the type, in the source's capitals.")] = None
    period_start_year: Annotated[int | None, Field(description="First year of the plan's own period.")] = None
    period_end_year: Annotated[int | None, Field(description="Last year of the plan's own period.")] = None
    signer_name: Annotated[str | None, Field(description="Who signed.")] = None
    signer_title: Annotated[str | None, Field(description="Office of the signer as written: CHỦ TỊCH.")] = None
    signing_authority: Annotated[
        str | None, Field(description="TM., KT., TL., TUQ. or Q. line as written: TM. ỦY BAN NHÂN DÂN.")
    ] = None
    recipients: Annotated[
        tuple[str, ...], Field(description="Lines of Nơi nhận without markers and closing punctuation.")
    ] = ()
    page_count: Annotated[int | None, Field(ge=0, description="Pages of the source; null without pages.")] = None
    char_count: Annotated[int, Field(ge=0, description="Length of the canonical text in code points.")]
    ocr_used: Annotated[bool, Field(description="Whether any page was read by character recognition.")] = False
    pipeline_version: Annotated[str, Field(description="Version of the rules that made the rows.")]
    duplicate_of: Annotated[
        str | None,
        Field(description="The same document in a better reading (PDF and docx, draft and signed); null for that one."),
    ] = None


class Text(Record):
    """The canonical text of a document: NFC, in reading order, wraps joined."""

    table: ClassVar[str] = "texts"
    key: ClassVar[tuple[str, ...]] = ("document_id",)
    references: ClassVar[dict[str, str]] = {"document_id": "documents.document_id"}

    document_id: DocumentId
    text: Annotated[str, Field(description="The canonical text that all offsets point into.")]
