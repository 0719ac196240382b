"""What the citing document does with each document it cites: the words around the citation tell it.

A citation inside the title of another one (`Nghị định A sửa đổi Nghị định B`) is only cited; a list shares its
relation; after a semicolon the governing words of the sentence hold on.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import groupby

import regex

from extractors.legal_references.model import Citation, OwnIdentity
from schemas.findings import Relation

Span = tuple[int, int]

_ATTACHED = regex.compile(
    r"(?:^|\()[\s*_]{0,5}(?:(?:được\s)?ban\shành\s)?kèm(?:\stheo)?[\s*]{1,3}(?:các\s)?$", regex.IGNORECASE
)
_LIST = regex.compile(
    r"[\s*)]{0,4}(?:\([^()]{0,60}\)\s?)?(?:[,;/]|\.\.\.)?\s{0,3}(?:\(\d\)\s)?(?:và|hoặc|cùng(?:\svới)?|với|nay\slà|và\snay\slà|được\sthay\sthế\sbằng|sang(?:\sphiên\sbản)?)?\s{0,3}(?:các\s)?[*]{0,2}\s?$"
)
_ENTITLES = regex.compile(
    r"[\s*\"“)]{0,4},?\s{0,2}\(?(?:nay\s)?(?:của[^;,.]{3,80}\s)?"
    r"(?:về|sửa\sđổi|bổ\ssung|quy\sđịnh|ban\shành|phê\sduyệt|hướng\sdẫn|thực\shiện|triển\skhai|thay\sthế|bãi\sbỏ|điều\schỉnh|thông\squa|công\sbố|kết\sluận|thi\shành"
    r"|đẩy\smạnh|tăng\scường|quán\striệt|được|tổ\schức|[“\"]|kèm\stheo|đối\svới|cho\sphép|giao|phát\sđộng|nâng\scao|chấn\schỉnh|đã\sđược)",
    regex.IGNORECASE,
)
_SENTENCE = regex.compile(r"(?<=[\p{Ll}\d)\"”])[.!?]\s{1,3}(?=[\p{Lu}\"“(])")
_COORDINATED = regex.compile(r"(?:[;,]|,?\svà)\s{1,3}(?:các\s)?[*]{0,2}$")
_BASIS = regex.compile(
    r"(?:^|[.;(]\s{0,3}|\t)[\s*_\-–+]{0,5}(?:tiếp\stục\s|để\s|nhằm\s)?(?:căn\scứ|thực\shiện|theo|xét|triển\skhai|thi\shành|quán\striệt|trên\scơ\ssở|để\striển\skhai)\b[^;]{0,400}$",
    regex.IGNORECASE,
)
_CITED_AS_BASIS = regex.compile(r"[\s*_]{0,5}căn\scứ\b", regex.IGNORECASE)
_ISSUING = regex.compile(
    r"(?:Ủy ban nhân dân|UBND|Sở|Ban|Bộ|Văn phòng|Công an|Hội đồng nhân dân|HĐND|Tỉnh ủy|Thành ủy|Chủ tịch|Thủ tướng|Đảng \p{L}{2,5})[^;]{0,90}?"
    r"\s(?:ban hành|xây dựng|lập|yêu cầu|đề ra|thông báo|đề nghị)\s"
)
_OBJECT_NOUN = r"(?:nội\sdung|nhiệm\svụ|giải\spháp|quy\sđịnh|chỉ\sđạo|ý\skiến|mục\stiêu|chỉ\stiêu|kết\sluận|yêu\scầu|chủ\strương|chính\ssách|quan\sđiểm|tinh\sthần)"
_IMPLEMENTS = regex.compile(
    rf"""
    (?<!\p{{L}}) (?: thực\shiện | triển\skhai | quán\striệt | cụ\sthể\shóa | tổng\skết | sơ\skết | thi\shành | tuyên\struyền | phổ\sbiến | chấp\shành )
    (?: [,\s]{{1,3}} (?: thực\shiện | triển\skhai | quán\striệt | thi\shành | và | nghiêm(?:\stúc)? | có | hiệu\squả | tốt | đầy\sđủ | đồng\sbộ | kịp\sthời | đúng
          | hoàn\sthành | tổ\schức | sâu\srộng | toàn\sdiện | quyết\sliệt | nghiêm\schỉnh | các | những | toàn\sdân | chặt\schẽ | việc | hiệu | quả
          | \d{{1,2}}\snăm | giai\sđoạn | thống\snhất | tiếp\stục ) ){{0,8}}
    (?: \s (?:các\s)? {_OBJECT_NOUN} (?: [,\s]{{1,3}} (?:và\s)? (?: {_OBJECT_NOUN} | liên\squan | trọng\stâm | chủ\syếu | được\sgiao | được\snêu | cụ\sthể | đề\sra | nêu ) ){{0,5}}
        \s (?: tại | của | trong | theo ) )?
    [\s*"“:]{{1,4}} $
    """,
    regex.VERBOSE | regex.IGNORECASE,
)
# Triển khai Cổng dịch vụ công và các nội dung liên quan tại Nghị định …; Kinh phí: Thực hiện theo quy định tại Quyết định …
_IMPLEMENTS_WHAT_IT_HOLDS = regex.compile(
    r"""
      \b(?i:thực\shiện|triển\skhai)\b [^.;]{0,200}? \b nội\sdung (?:\skhác)? \sliên\squan \s (?:tại|của|trong) [\s*]{1,3} $
    | (?:^|[:;.]\s{1,2}) Thực\shiện \s theo (?:\s (?:đúng\s)? (?:quy\sđịnh|hướng\sdẫn))? (?:\s (?:tại|của))? [\s*]{1,3} $
    """,
    regex.VERBOSE,
)
_FOLLOWING = regex.compile(r"\b(?:theo|tại|của)[\s*]{1,3}(?:các\s)?$", regex.IGNORECASE)
_AMENDS = regex.compile(
    r"(?:^|[.;]\s|này\s|về\s(?:việc\s)?)[\s*_\-–]{0,5}(?:sửa\sđổi|điều\schỉnh|bổ\ssung)(?:,?\s(?:và\s)?(?:bổ\ssung|sửa\sđổi|điều\schỉnh))?[^.;]{0,60}$",
    regex.IGNORECASE,
)
_REPLACES = regex.compile(
    r"(?:^|[.;]\s|này\s(?:và\s)?|\bvà\s)(?:[^.;]{0,40}\s)?thay\sthế(?:\scho)?[\s*]{1,3}(?:các\s)?$", regex.IGNORECASE
)
_THIS = regex.compile(r"này\s[^.;]{0,80}\bthay\sthế(?:\scho)?[\s*]{1,3}(?:các\s)?$", regex.IGNORECASE)


def relations_of(
    text: str, citations: Sequence[Citation], itself: OwnIdentity, preamble: Span | None
) -> Iterator[tuple[Citation, Relation, bool]]:
    """Each citation with its relation and whether it is the citing document itself; they must be in reading order."""
    breaks = [-1, *(m.start() for m in regex.finditer("\n", text)), len(text)]
    for line, group in groupby(citations, key=lambda c: bisect_left(breaks, c.start)):
        span = breaks[line - 1] + 1, breaks[line]
        yield from _Line(text, span, itself, preamble).relations(list(group))


class _Line:
    """A paragraph with its citations."""

    def __init__(self, text: str, span: Span, itself: OwnIdentity, preamble: Span | None) -> None:
        self.text = text
        self.start, end = span
        self.itself = itself
        self.in_preamble = preamble is not None and preamble[0] <= self.start < preamble[1]
        self.is_basis = bool(_CITED_AS_BASIS.match(text, self.start))
        issuing = _ISSUING.search(text, self.start, end) if self.in_preamble or self.is_basis else None
        self.issued_from = issuing.start() if issuing else end

    def relations(self, citations: list[Citation]) -> Iterator[tuple[Citation, Relation, bool]]:
        previous: tuple[Citation, Relation, bool] | None = None
        governing: Relation = "cites"
        for citation in citations:
            attached = self._is_attached(citation)
            is_self = attached or is_itself(citation, self.itself)
            if attached:
                relation: Relation = "attached_to"
                entitled = False
            else:
                relation, entitled = self._relation(citation, previous, governing)
            if not entitled:
                governing = relation
            yield citation, "cites" if is_self and not attached else relation, is_self
            previous = citation, relation, entitled

    def _is_attached(self, citation: Citation) -> bool:
        before = self.text[max(self.start, citation.start - 60) : citation.start]
        if not _ATTACHED.search(before):
            return False
        own = self.itself
        if own.number is not None and citation.number is not None:
            return own.number == citation.number
        return own.doc_type is None or own.doc_type == citation.doc_type

    def _relation(
        self, citation: Citation, previous: tuple[Citation, Relation, bool] | None, governing: Relation
    ) -> tuple[Relation, bool]:
        """The relation of a citation, and whether it stands in another one's title."""
        if previous is None:
            return self._by_cue(citation, self.start), False
        before, relation, entitled = previous
        gap = self.text[before.end : citation.start]
        if _LIST.fullmatch(gap):
            return relation, entitled
        breaks = [m.end() for m in _SENTENCE.finditer(gap)]
        if breaks:
            return self._by_cue(citation, before.end + breaks[-1]), False
        if _ENTITLES.match(gap):
            coordinated = _COORDINATED.search(gap)
            if coordinated and not (entitled and ";" not in coordinated[0]):
                return governing, False
            if ";" not in gap:
                return "cites", True
        if ";" in gap:
            found = self._by_cue(citation, before.end + gap.rindex(";") + 1)
            return (found if found != "cites" or not _COORDINATED.search(gap) else governing), False
        return self._by_cue(citation, before.end), False

    def _by_cue(self, citation: Citation, since: int) -> Relation:
        """The relation that the words before a citation state, from `since` on."""
        before = self.text[max(since, citation.start - 400) : citation.start]
        if self.in_preamble and citation.start < self.issued_from and _BASIS.search(before):
            return "legal_basis"
        if self.is_basis and citation.start < self.issued_from:
            return "legal_basis"
        if _THIS.search(before) or (_REPLACES.search(before) and since == self.start):
            return "replaces"
        if _IMPLEMENTS_WHAT_IT_HOLDS.search(before) or (_IMPLEMENTS.search(before) and not _theo(before)):
            return "implements"
        if _AMENDS.search(before) and since == self.start and not _FOLLOWING.search(before[:-1]):
            return "amends"
        return "cites"


def _theo(before: str) -> bool:
    """`theo`, `tại`, `của` directly before a citation with no object of the work between: only a pointer."""
    return (
        regex.search(
            rf"\btheo(?:\s(?:đúng\s)?{_OBJECT_NOUN})?(?:\s(?:tại|của))?[\s*]{{1,3}}(?:các\s)?$",
            before,
            regex.IGNORECASE,
        )
        is not None
    )


def is_itself(citation: Citation, itself: OwnIdentity) -> bool:
    """Whether a citation bears the number of the citing document, and no other year."""
    if itself.number is None or citation.number != itself.number:
        return False
    own = itself.issued_date
    return own is None or citation.year is None or citation.year == own.year
