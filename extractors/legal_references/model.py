"""What is known of a citation while it is being read, and of the document that cites."""

from __future__ import annotations

from datetime import date

from extractors.values import value_class
from schemas.findings import ReferenceKind


@value_class(frozen=True, slots=True)
class OwnIdentity:
    """What the citing document is, so that it is recognised where it cites itself."""

    doc_type: str | None = None
    number: str | None = None
    symbol: str | None = None
    issued_date: date | None = None


@value_class(frozen=True, slots=True)
class Home:
    """Where the citing document comes from: its province, and its district or commune if a body of one issued it.

    `province` is the plain name (`Hà Nam`), `seat` the kind and name (`tỉnh Hà Nam`, `thành phố Huế`), `area` those of
    the district or commune (`huyện Bình Lục`).
    """

    province: str | None = None
    seat: str | None = None
    area: str | None = None


@value_class(frozen=True, slots=True, kw_only=True)
class Citation:
    """One citation as it stands in the text, before it is known how it relates to the citing document.

    `codes` are the issuer's codes in its symbol, `code_type` the type that the symbol stands for; `type_stated` and
    `stated` tell that type and issuer are written beside it; `place` is a province that the words name.
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
    shares_date: bool = False
