"""Trích yếu: the title of the plan, also where a decision promulgates it (SCHEMA.md, `documents`)."""

from __future__ import annotations

import regex

from extractors.metadata.title_span import title_after
from extractors.parts import Part
from extractors.plan_text import PlanText
from extractors.spaces import single_spaced

_PROMULGATES = regex.compile(
    r"""
    (?: (?:v/v|về\sviệc|về) \s{1,2} )?
    (?: (?:ban\shành|phê\sduyệt|thông\squa|công\sbố) (?:\s(?:kèm\stheo|và\stổ\schức\sthực\shiện))? \s{1,2} )
    (?: kế\shoạch | chương\strình(?:\shành\sđộng)? | đề\sán | phương\sán | chiến\slược ) \s{1,2}
    (?= \S )
    """,
    regex.VERBOSE | regex.IGNORECASE,
)
_ATTACHED = regex.compile(r"KẾ HOẠCH|CHƯƠNG TRÌNH(?: HÀNH ĐỘNG)?|ĐỀ ÁN|PHƯƠNG ÁN|CHIẾN LƯỢC")
_PROMULGATING = frozenset({"Quyết định", "Nghị quyết"})

_ISSUES_PLAN = regex.compile(
    r"""
    (?: [ỦU][ỷyỶY]\sban\snhân\sdân | UBND | Sở | Bộ | Ban | Văn\sphòng | Cục | Công\san | (?:Tỉnh|Thành)\s(?:ủy|uỷ) )
    [^.;:]{0,80}?
    (?<!(?:việc|về)\s) (?:ban\shành|xây\sdựng|lập) (?:\svà\striển\skhai)? \s{1,2}
    (?: [Kk]ế\shoạch | [Cc]hương\strình\shành\sđộng
      | (?<=(?:ủy|uỷ)\s(?:ban\shành|xây\sdựng)\s) Chương\strình )            # Ban Thường vụ Tỉnh ủy xây dựng …
    (?!\s(?:số|này))
    (?P<rest> [^.:;]{0,300} )                                               # UBND tỉnh ban hành Kế hoạch …
    """,
    regex.VERBOSE,
)
_ENDS_NAME = regex.compile(
    r"""
    \s{0,2}
    (?: \(\s?(?:sau\sđây|gọi\stắt)                                          # (sau đây gọi tắt là Kế hoạch)
      | ,?\s(?:và\s)?(?:yêu\scầu|giao|đề\snghị)\s(?:các|Sở|Ủy|UBND|Thủ\strưởng|Giám\sđốc)\b
      | ,\s?(?:cụ\sthể|gồm|bao\sgồm|sau\sđây)\b
      | ,?\s?(?:như\ssau|với\s(?:(?:các|những|một\ssố)\s)?(?:nội\sdung|mục\stiêu|nhiệm\svụ))\b )
    .*
    """,
    regex.VERBOSE | regex.DOTALL,
)


def enacted_plan(preamble: str) -> str | None:
    """What follows `Ủy ban nhân dân tỉnh ban hành Kế hoạch` in a preamble; None where it says no such thing."""
    enacts = _ISSUES_PLAN.search(preamble)
    return enacts["rest"] if enacts is not None else None


def title_of_clause(preamble: str) -> str | None:
    """The name of the plan in the clause that issues it, for a document without a trích yếu."""
    enacted = enacted_plan(preamble)
    return _folded(_ENDS_NAME.sub("", enacted)) if enacted else None


def plan_title(
    plan: PlanText, parts: tuple[Part, ...], doc_type: str | None, span: tuple[int, int] | None
) -> str | None:
    """The title in the source's capitals: that of the attached plan where the document promulgates one."""
    own = _folded(plan.text[slice(*span)]) if span else None
    if doc_type not in _PROMULGATING or (own is not None and not _PROMULGATES.match(own)):
        return own
    attached = _attached_title(plan, parts)
    if attached is not None:
        return attached
    return _unquoted(_PROMULGATES.sub("", own, count=1)) if own else None


def _attached_title(plan: PlanText, parts: tuple[Part, ...]) -> str | None:
    for part in parts[1:]:
        if part.kind != "instrument":
            continue
        block = plan.blocks[part.first]
        if not _ATTACHED.fullmatch(plan.text[block.start : block.end].strip()):
            continue
        span = title_after(plan, block.end, "Kế hoạch", plan.blocks[part.last - 1].end)
        return _folded(plan.text[slice(*span)]) if span else None
    return None


def _unquoted(title: str) -> str:
    """A title without the quotation marks that enclose all of it, or whose closing one is missing."""
    quoted = regex.fullmatch(r"[“\"](?P<inside>[^“”\"]{3,600})[”\"]?", title)
    return quoted["inside"].strip() if quoted else title


def _folded(text: str) -> str | None:
    lines = (line for line in text.split("\n") if any(c.isalnum() for c in line))
    folded = regex.sub(r"^[^\p{L}\d“\"(]+", "", single_spaced(" ".join(lines))).strip(" -–_*:.")
    return folded or None
