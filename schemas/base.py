"""What every table has in common, and the column types that several tables share."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import BaseModel, ConfigDict, Field


class Record(BaseModel):
    """One row of a published table.

    `table` is the table's name, `key` its primary key, `references` maps a column to the `table.column` it points to;
    a reference is followed only where the column is not null.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    table: ClassVar[str]
    key: ClassVar[tuple[str, ...]]
    references: ClassVar[dict[str, str]] = {}


DocumentId = Annotated[
    str,
    Field(
        description="Stable id of the document, made from the SHA-256 of its content (of its path, when unreadable)."
    ),
]
SectionId = Annotated[
    str | None,
    Field(description="The innermost section that holds it; null outside all."),
]
TaskId = Annotated[str | None, Field(description="The task it belongs to; null if it belongs to none.")]
AgencyId = Annotated[str, Field(description="Stable id of the agency; with the province's code for local bodies.")]
Ordinal = Annotated[int, Field(ge=0, description="Reading order in the document, from 0.")]
Page = Annotated[int | None, Field(ge=1, description="Page of the source, from 1; null without pages.")]
CharStart = Annotated[
    int, Field(ge=0, description="First character in the canonical text, in Unicode code points, from 0.")
]
CharEnd = Annotated[int, Field(ge=0, description="End in the canonical text, in Unicode code points, exclusive.")]
Quote = Annotated[str, Field(description="The words of the source: texts.text[char_start:char_end].")]
