"""Puts together what head, title, foot, annexes and a site's block say of a document, the nearest source first."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import regex

from extractors.agencies import canonical_name
from extractors.metadata import issuer as issuers
from extractors.metadata.attached import Note, find_notes
from extractors.metadata.foot import Foot, foot_of
from extractors.metadata.issued import Issued, find_adopted, find_issued
from extractors.metadata.issuer import Issuer
from extractors.metadata.model import Metadata, Span
from extractors.metadata.names import ordinary_name, without_province
from extractors.metadata.number import Number, find_number, type_of_symbol
from extractors.metadata.opening import Opening, find_opening
from extractors.metadata.period import find_period
from extractors.metadata.place import day_of, is_central, only_province, province_named
from extractors.metadata.site import site_fields
from extractors.metadata.stamps import stamped_date, stamped_number
from extractors.metadata.title import plan_title, title_of_clause
from extractors.parts import Part, parts_of
from extractors.plan_text import PlanText
from extractors.provinces import CodeList, Province, province_on

_NUMBER_LINE = regex.compile(r"\s*Số\s?:")
_ADOPTED_TYPES = frozenset({"Nghị quyết", "Luật", "Bộ luật", "Pháp lệnh"})


def find_metadata(plan: PlanText, parts: tuple[Part, ...] | None = None) -> Metadata:
    """The metadata of the instrument that opens the file; what is not stated stays None, with a notice if it matters.

    When it promulgates a plan, title and period are the plan's, all else its own (SCHEMA.md, `documents`). `parts` are
    those of the file, where they are known.
    """
    parts = parts_of(plan) if parts is None else parts
    if not parts:
        return Metadata()
    return _Reader(plan, parts).metadata()


@dataclass(slots=True)
class _Reader:
    plan: PlanText
    parts: tuple[Part, ...]
    opening: Opening = field(init=False)
    foot: Foot | None = field(init=False)
    notes: list[Note] = field(init=False)
    site: dict[str, str] = field(init=False)
    notices: list[tuple[str, str]] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        self.opening = find_opening(self.plan, self.parts[0].last)
        self.foot = foot_of(self.plan, self.parts)
        self.notes = find_notes(self.plan.text)
        self.site = site_fields(self.plan)

    def metadata(self) -> Metadata:
        number = self._number()
        issued = self._issued()
        doc_type = self.opening.doc_type or (type_of_symbol(number.symbol) if number else None)
        title_span = self.opening.title
        preamble = self._preamble()
        title = plan_title(self.plan, self.parts, doc_type, title_span) or self._title_elsewhere(doc_type, preamble)
        issuer = self._issuer(number)
        province, code_list = self._province(issuer, issued, title)
        period = find_period(
            title, self.plan.text[slice(*preamble)] if preamble else None, issued.year if issued else None
        )
        self._note_blanks(number, issued)
        foot = self.foot
        return Metadata(
            doc_type=doc_type,
            number=number.number if number else None,
            symbol=number.symbol if number else None,
            issuer=self._placed(issuer, number, province),
            province_code=province.code if province else None,
            province=province.name if province else None,
            province_2025_code=province.code_2025 if province else None,
            province_2025=province.name_2025 if province else None,
            issued_date=issued.day if issued else None,
            issued_date_text=issued.text if issued else None,
            issued_year=issued.year if issued else None,
            issued_month=issued.month if issued else None,
            title=title,
            period_start_year=period[0] if period else None,
            period_end_year=period[1] if period else None,
            signer_name=(foot.name if foot else None) or self.site.get("signer_name"),
            signer_title=foot.title if foot else None,
            signing_authority=foot.authority if foot else None,
            recipients=foot.recipients if foot else (),
            notices=tuple(self.notices),
            code_list=code_list,
            head=(self.opening.start, self.opening.head_end),
            title_span=title_span,
            preamble=preamble,
            foot=(foot.start, foot.end) if foot else None,
            attachments=tuple(self.plan.blocks[p.first].start for p in self.parts[1:] if p.kind != "foot"),
        )

    def _title_elsewhere(self, doc_type: str | None, preamble: Span | None) -> str | None:
        """The title where the head has none: from a site's block, or from the clause that issues the plan."""
        stated = self.site.get("title")
        if stated or doc_type != "Kế hoạch":
            return stated
        derived = title_of_clause(self.plan.text[slice(*(preamble or (self.opening.start, self.opening.head_end)))])
        if derived is not None:
            self.notices.append(("title_derived", f"The head has no title; taken from the issuing clause: {derived}."))
        return derived

    def _number(self) -> Number | None:
        doc_type = self.opening.doc_type
        head = find_number(self.plan.text, 0, self.opening.head_end, doc_type) or self._later_number()
        if head is not None and head.number is not None:
            return head
        stamped = stamped_number(self.plan, head) if head else None
        if stamped is not None:
            return stamped
        note = self._own_note(with_number=True)
        if note is not None and note.number is not None and (head is None or note.symbol == head.symbol):
            return Number(note.number, note.symbol, note.start, note.start)
        stated = self._site_number(head)
        if stated is None and note is None and (blank := self._own_note()) is not None:
            return Number(None, blank.symbol, blank.start, blank.start)
        return stated

    def _later_number(self) -> Number | None:
        """A number that a line of its own holds after the title, as when the columns of the head are read last."""
        for block in self.plan.paragraphs[:25]:
            if block.start >= self.opening.head_end and _NUMBER_LINE.match(self.plan[block]):
                return find_number(self.plan.text, block.start, block.end, self.opening.doc_type)
        return None

    def _site_number(self, head: Number | None) -> Number | None:
        value = self.site.get("number")
        found = find_number(f"Số: {value}", 0, len(value) + 4, self.opening.doc_type) if value else None
        if found is None or (head is not None and found.symbol != head.symbol):
            return head
        return Number(found.number, found.symbol, 0, 0)

    def _own_note(self, *, with_number: bool = False) -> Note | None:
        """The note that names this instrument: of its own type, or under the title of a plan that opens the file."""
        for note in self.notes:
            own = note.doc_type is not None and note.doc_type == self.opening.doc_type
            heads = self.opening.title is not None and 0 <= note.start - self.opening.title[1] < 200
            orphan = self.opening.doc_type is None
            if (own or heads or orphan) and (note.number is not None or not with_number) and self._repeats(note):
                return note
        return None

    def _repeats(self, note: Note) -> bool:
        """Whether a note stands in brackets or opens a line, as that of an annex does, not inside a sentence."""
        before = self.plan.text[max(0, note.start - 3) : note.start].strip(" ")
        return before == "" or before[-1:] in "(\n"

    def _issued(self) -> Issued | None:
        text = self.plan.text
        found = find_issued(text, 0, self.opening.head_end) or self._later_date()
        note = self._own_note()
        if found is not None and found.year is not None:
            return _completed(stamped_date(self.plan, found), note.issued if note else None)
        if note is not None and note.issued is not None and note.issued.year is not None:
            return note.issued
        value = self.site.get("issued_date")
        if value:
            printed = find_issued(f"ngày {value}", 0, len(value) + 5)
            if printed is not None and printed.day is not None:
                return Issued(value, printed.day, printed.year, printed.month, None, 0, 0)
        adopted = find_adopted(text) if self.opening.doc_type in _ADOPTED_TYPES else None
        return adopted or found

    def _later_date(self) -> Issued | None:
        for block in self.plan.paragraphs[:25]:
            if block.start < self.opening.head_end:
                continue
            found = find_issued(self.plan.text, block.start, block.end)
            if (
                found is not None
                and found.place
                and found.end >= block.end - 2
                and found.start - block.start < len(found.place) + 8
            ):
                return found
        return None

    def _preamble(self) -> Span | None:
        start = self.opening.title[1] if self.opening.title else self.opening.head_end
        text = self.plan.text[start : self.opening.end]
        if not any(c.isalpha() for c in text):
            return None
        begin = start + len(text) - len(text.lstrip(" .:\n"))
        return begin, start + len(text.rstrip())

    def _issuer(self, number: Number | None) -> Issuer | None:
        head = self.plan.text[: self.opening.head_end]
        found = issuers.issuer_of_head(head, self.plan.text)
        coded = issuers.issuer_of_symbol(number.symbol) if number else None
        if coded is not None and (found is None or issuers.is_misspelled(found.name, coded)):
            return Issuer(canonical_name(coded), found.above if found else None)
        if found is not None:
            return found
        derived = self._derived_issuer()
        if derived is not None:
            self.notices.append(("issuer_derived", f"The head names no issuer; taken from the text: {derived}."))
            return Issuer(canonical_name(derived))
        return None

    def _derived_issuer(self) -> str | None:
        """The issuer where the head is lost: enacting clause, line of authority, note of an annex, a site's block."""
        clause = self.plan.text[self.opening.head_end : self.opening.end]
        own = self._own_note()
        note = own.issuer if own else None
        authority = issuers.issuer_of_authority(self.plan.text[self.foot.start : self.foot.end]) if self.foot else None
        candidates = [issuers.issuer_of_clause(clause), note, self._signing_body(), authority, self.site.get("issuer")]
        named = [c for c in candidates if c]
        return regex.sub(r"^Chủ tịch (?=UBND|Ủy ban)", "", named[0]) if named else None

    def _signing_body(self) -> str | None:
        """`CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH` between the title of a decision and its legal bases: the body it heads."""
        start = self.opening.title[1] if self.opening.title else self.opening.head_end
        text = self.plan.text[start : min(self.opening.end, start + 300)]
        match = regex.search(
            r"(?m)^\s*(?:CHỦ TỊCH|GIÁM ĐỐC|BỘ TRƯỞNG|TRƯỞNG BAN)\s(?P<body>\p{Lu}[\p{Lu}, \-–]{5,80})$", text
        ) or regex.search(r"(?m)^\s*(?P<body>[ỦU][ỶY] BAN NHÂN DÂN[\p{Lu} \-–]{0,50})$", text)
        return ordinary_name(match["body"].strip(), self.plan.text) if match else None

    def _province(
        self, issuer: Issuer | None, issued: Issued | None, title: str | None
    ) -> tuple[Province | None, CodeList | None]:
        if issuer is None or is_central(issuer.name, issuer.above):
            return None, None
        clause = self.plan.text[self.opening.head_end : self.opening.end]
        note = self._own_note()
        found = province_named(
            issuer.name,
            issuer.above,
            issued.place if issued else None,
            issuers.issuer_of_clause(clause),
            note.issuer if note else None,
            title,
            self.site.get("issuer"),
        ) or only_province(self.plan.text)
        if found is None:
            return None, None
        dated = province_on(found.name, day_of(issued)) or found
        return dated, dated.code_list

    def _placed(self, issuer: Issuer | None, number: Number | None, province: Province | None) -> str | None:
        if issuer is None:
            return None
        name = issuer.name
        if name == "Ủy ban nhân dân" and province is not None:
            name = f"Ủy ban nhân dân {'thành phố' if province.is_city else 'tỉnh'}"
        if (
            number is not None
            and number.symbol.endswith("/TU")
            and province is not None
            and "ủy" not in name.casefold()
        ):
            name = "Thành ủy" if province.is_city else "Tỉnh ủy"
        named = canonical_name(name, province=province.name if province else None)
        return without_province(named, province) if province else named

    def _note_blanks(self, number: Number | None, issued: Issued | None) -> None:
        if number is not None and number.garbled:
            self.notices.append(("number_unreadable", f"The number before {number.symbol} cannot be read."))
        elif number is not None and number.number is None:
            self.notices.append(("number_blank", f"The number before {number.symbol} is left blank in the source."))
        if issued is not None and issued.day is None:
            self.notices.append(("day_blank", f"The day of issue is not stated: {issued.text}."))


def _completed(head: Issued, note: Issued | None) -> Issued:
    """The date of the head, its blanks filled by that which an annex repeats, unless the two contradict each other."""
    if head.day is not None or note is None or note.day is None:
        return head
    if head.year != note.year or head.month not in (None, note.month):
        return head
    return replace(head, day=note.day, month=note.month)
