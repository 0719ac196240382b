"""What is known of a citation while it is being read, and of the document that cites."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from schemas.findings import ReferenceKind


@dataclass(frozen=True, slots=True)
class OwnIdentity:
    """What the citing document is, so that it is recognised where it cites itself."""

    doc_type: str | None = None
    number: str | None = None
    symbol: str | None = None
    issued_date: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """One citation as it stands in the text, before it is known how it relates to the citing document.

    `codes` are the issuer's codes in its symbol, `code_type` the type that the symbol stands for; `stated` tells that
    the issuer is written beside it; `place` is a province that the words name.
    """

    start: int
    end: int
    kind: ReferenceKind
    doc_type: str | None
    type_stated: bool = True
    number: str | None = None
    codes: tuple[str, ...] = ()
    code_type: str | None = None
    name: str | None = None
    year: int | None = None
    issued_date: date | None = None
    issuer: str | None = None
    stated: bool = False
    place: str | None = None
    provision: str | None = None
