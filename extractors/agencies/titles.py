"""Bodies whose names no rule knows to their end, where a colon ends them."""

from __future__ import annotations

import regex

from extractors.agencies.find import as_mention
from extractors.agencies.names import canonical_name
from extractors.agencies.predicates import acts
from extractors.agencies.runs import Bodies, beginning_in
from extractors.mentions import AgencyMention

# Ban Thực hiện chính sách bảo hiểm y tế: | phối hợp xây dựng nội dung
_TITLE = regex.compile(
    r"""
    \W{0,5}(?P<name>
      (?:Ban|Cục|Chi\scục|Vụ|Viện|Học\sviện|Trung\stâm|Văn\sphòng|Phòng|Chi\snhánh|Hội|Hiệp\shội|Liên\shiệp|Trạm|Quỹ|Tổng\scông\sty|Công\sty)
      (?=\s\p{Lu})
      (?:\s(?!(?:trong|theo|căn|khi|để|nếu|của|thuộc|có|được|là|từ|tại|với|cùng|chủ|phối|chịu|các|những)\b)[\p{L}\d&-]+,?){2,14}
    ):\s{1,2}""",
    regex.VERBOSE,
)


_LISTED = regex.compile(r"(?:,|\bvà)\s$")


def opens_with_title(text: str) -> bool:
    """Whether a capitalised name of two words or more and a colon open a text."""
    return _TITLE.match(text) is not None


def titled(bodies: Bodies, position: int) -> AgencyMention | None:
    """The body whose name is all that stands before a colon and what it does, where only the beginning is known."""
    title = _TITLE.match(bodies.text, position)
    if title is None or not acts(bodies.text, title.end() - 1):
        return None
    start, end = title.span("name")
    inside = beginning_in(bodies.named, start, end)
    if any(m.end >= end if m.start == start else _LISTED.search(bodies.text, start, m.start) for m in inside):
        return None
    name = canonical_name(title["name"], definitions=bodies.definitions)
    return as_mention(bodies.text, start, end, name)
