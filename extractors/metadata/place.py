"""The province a document belongs to: that of its issuer; a body of the central government has none."""

from __future__ import annotations

from datetime import date
from functools import cache

import regex

from extractors import lexicon
from extractors.alternatives import grouped
from extractors.metadata.issued import Issued
from extractors.provinces import MERGER, Province, find_province

_LOCAL = regex.compile(
    r"\b(?:tỉnh|thành phố|huyện|quận|thị xã|xã(?! hội)|phường|đặc khu)\b|^Bộ chỉ huy\b", regex.IGNORECASE
)
_PROVINCE = regex.compile(r"(?:tỉnh|TỈNH)\s(\p{Lu}[\p{L}\-]{1,8}(?:\s[-–]?\s?\p{Lu}\p{L}{0,8}){0,3})")


def is_central(issuer: str, above: str | None) -> bool:
    """Whether a body is one of the central ones, so that the place of its date line says nothing of a province.

    What stands below a central body is central too, unless its name says where it works (`Công an tỉnh`).
    """
    if _LOCAL.search(issuer):
        return False
    if _central().match(issuer):
        return True
    return (
        above is not None
        and not _LOCAL.search(above)
        and _central().match(above) is not None
        and not _is_placed(issuer)
    )


def _is_placed(name: str) -> bool:
    province = find_province(name)
    return province is not None and name.endswith(province.name)


@cache
def _central() -> regex.Pattern[str]:
    words = grouped(regex.escape(row["word"], literal_spaces=True) for row in lexicon.rows("central_bodies"))
    return regex.compile(
        rf"""
          (?: {words.replace(" ", "[ ]")} )
        | (?:Ủy\sban|Hội\sđồng|Ban|Trung\stâm|Văn\sphòng|Quỹ|Đảng\sủy) \s
            (?:(?!mục\stiêu\squốc\sgia).)* \b(?:[Qq]uốc\sgia|[Tt]rung\sương|của\sChính\sphủ)\b  # Ủy ban Quốc gia về …
        | .* \bViệt\sNam$                                                             # Bảo hiểm xã hội Việt Nam
        """,
        regex.VERBOSE,
    )


def province_named(*texts: str | None) -> Province | None:
    """The province that the first of the texts names, None when none does."""
    return next((p for t in texts if t and (p := find_province(t)) is not None), None)


def only_province(text: str) -> Province | None:
    """The one province that a text speaks of as `tỉnh X`, None when there are several."""
    found = {p.name: p for name in set(_PROVINCE.findall(text)) if (p := find_province(f"tỉnh {name}")) is not None}
    return next(iter(found.values())) if len(found) == 1 else None


def day_of(issued: Issued | None) -> date | None:
    """A day that tells which list of provinces holds: that of issue, else one in its month, else after the merger."""
    if issued is None or issued.year is None:
        return None
    if issued.day is not None:
        return issued.day
    if issued.month is not None:
        return date(issued.year, issued.month, 1)
    return date(issued.year, 12, 31) if issued.year > MERGER.year else None
