"""Who is told to act and with whom, in one item of prose: the subject, and the partners of `phối hợp với`."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise, takewhile

import regex

from extractors.agencies.agents import CHAIRS, agents, chairing, charged_too
from extractors.agencies.classes import with_classes
from extractors.agencies.described import bearers_of, may_describe, restricted, run_of
from extractors.agencies.model import Definitions, Roles
from extractors.agencies.offices import OFFICE
from extractors.agencies.partners import beside_a_lead, partners_of
from extractors.agencies.predicates import VERB_REACH, acts, does, has_none, name_goes_on
from extractors.agencies.runs import AN_OFFICE, CONNECTOR, Bodies, beginning_in, run_at
from extractors.agencies.titles import opens_with_title, titled
from extractors.circumstances import opens_with_circumstance, subject_pauses
from extractors.mentions import AgencyMention
from extractors.verbs import opens_with_action, opens_with_order, orders, verb_at
from schemas.agencies import AgencyKind

# What may stand before the subject: an order, an adverb, a time; then an office.
_BEFORE_SUBJECT = regex.compile(
    rf"""
    \W{{0,5}}
    (?:(?: giao(?:\s(?:nhiệm\svụ|trách\snhiệm))?(?:\scho)?                # Giao Sở Nội vụ chủ trì …
         | yêu\scầu | phân\scông | ủy\squyền
         | (?:kính\s|trân\strọng\s)?(?:đề\snghị|mời)
         | riêng | đồng\sthời,? | trong\sđó,? | (?:trên\scơ\ssở|từ|qua)\sđó,?
         | h[àằ]ng\s(?:năm|quý|tháng),? | định\skỳ[^,]{{0,40}},                   # Hằng năm, Sở Nội vụ …
         | trong\s(?:thời\shạn|thời\sgian|vòng|năm|quý|tháng|tuần)[^,]{{0,90}},  # Trong thời hạn 15 ngày …, Sở Y tế
         | (?:trước|chậm\snhất|đến)\s(?:ngày|tháng|hết|vào)[^,]{{0,60}},
         | (?:sau\s(?:đó|khi)|khi)[^,]{{0,80}},                                  # Sau khi được phê duyệt, …
       )\s{{1,2}}
    ){{0,2}}
    (?:{OFFICE.pattern}\s{{1,2}})?
    """,
    regex.VERBOSE | regex.IGNORECASE,
)
# `Thực hiện` is a basis only before a document; else it is the work.
_DOCUMENT = r"(?:các\s)?(?:luật|nghị|quyết|chỉ\sthị|kế\shoạch|chương\strình|thông|công\svăn|văn\sbản|đề\sán|kết\sluận)"
_BASIS = regex.compile(
    rf"\W{{0,5}}(?:căn\scứ|trên\scơ\ssở|thực\shiện(?=\s{_DOCUMENT})|theo|để)\b[^;]{{3,600}};\s{{0,2}}", regex.IGNORECASE
)
_BASIS_COMMA = regex.compile(
    r"\W{0,5}(?:Căn cứ|Trên cơ sở|Để|Nhằm)\b[^;.]{3,300}?,\s{1,2}(?=(?:\p{Lu}|các\s|giao\s|đề nghị\s|yêu cầu\s))"
)
_COMMA = regex.compile(r",\s{1,2}")
# A circumstance that holds no verbs of its own: one after a comma is what is to be done.
_NOMINAL = regex.compile(r"\W{0,5}(?:căn cứ|theo|h[àằ]ng|định kỳ|mỗi|là)\b", regex.IGNORECASE)
_SCOPE = regex.compile(r"\W{0,5}(?:Đối với|Tại|Ở)\s(?P<scope>[^:.;]{2,160}):\s{0,3}", regex.IGNORECASE)
_IS_WHAT = regex.compile(r"\W{0,5}Là\s(?:cơ quan|đơn vị|bộ phận|đầu mối)\b", regex.IGNORECASE)  # who: the heading says
_ABOUT = regex.compile(r"\W{0,5}(?:Riêng\s)?Đối với\s", regex.IGNORECASE)
# `Đối với đơn vị sự nghiệp: …` says for whom the work is done, not who does it.
_CLASS = regex.compile(r"(?:Các )?(?:đơn vị sự nghiệp|doanh nghiệp|tổ chức khoa học)", regex.IGNORECASE)
# `Đo lường - chất lượng: UBND các xã phối hợp …`: a topic stands before the sentence.
_TOPIC = regex.compile(
    r"\W{0,5}\p{Lu}(?:[^:.;]|(?<=\d)\.(?=\d)){2,160}(?<!phối hợp(?: với| cùng)?):\s{1,2}(?=\p{Lu}|các\s|giao\s)"
)
_TOPIC_BEFORE = regex.compile(r"\W{0,5}\p{Lu}[^:.;]{2,60}:\s{1,2}(?=\p{Ll})")  # Hạ tầng, chế biến: | ưu tiên đầu tư
# `Đề nghị của UBND huyện Sơn Động về hỗ trợ xi măng: Giao Sở Tài chính …`: the topic may name who asked.
_REQUEST = regex.compile(
    r"\W{0,5}(?:Về\s)?(?:(?:các\s)?(?:đề nghị|kiến nghị|đề xuất|phản ánh|ý kiến)\s(?:của|về)|việc\s)", regex.IGNORECASE
)
# Các hộ chăn nuôi trên địa bàn | có trách nhiệm …
_CHARGED = regex.compile(
    r"""
    \W{0,5}
    (?P<who> (?:
        (?!\s(?: theo|căn\scứ|trong|trên\scơ\ssở|khi|trước|sau|nếu|thì|mà|là|đã|được|ngoài|để|không|chưa
             | định\skỳ|h[àằ]ng\s(?:năm|quý|tháng|tuần|ngày) )\b)
        [^.;:()\n] ){4,140}? )
    (?: (?:\s(?:đều|cũng|còn|sẽ|phải|cùng))? \s(?:có|chịu)\s(?:trách\snhiệm|nhiệm\svụ) | \sphải )\b
    """,
    regex.VERBOSE | regex.IGNORECASE,
)
_CHARGE = regex.compile(r"\s(?:trách nhiệm|nhiệm vụ|phải)\b", regex.IGNORECASE)
_FARTHEST = 200
"""How far into a sentence `có trách nhiệm` or `phải` stands behind who bears it, in characters."""
_SENTENCE = regex.compile(r"(?<=[\p{Ll})”\"%\d]\.|\p{Lu}{3}\.)\s{1,3}(?=\p{Lu})")
_CLAUSE = regex.compile(r";\s{1,3}(?:(?:và|ngược lại,?)\s)?(?=\p{L})")
_THEREUPON = regex.compile(r"(?:trên cơ sở|từ|qua|sau) đó\b")  # …, gửi Sở A; trên cơ sở đó, Sở A tổng hợp
_DETAILS = regex.compile(r"\b(?:trong đó|cụ thể|(?:bao )?gồm)\b[^.;:]{0,60}:", regex.IGNORECASE)
_CLOSING_BRACKET = regex.compile(r"\((?P<inner>[^()]{6,400})\)[\s.;,]*$")
# … , giao Sở Tài chính bố trí; … ; các sở, ngành hoàn thành trước ngày 31/3
_ORDER = regex.compile(
    rf"(?:[,;]\s{{1,2}}(?:giao|phân\scông|trong\sđó[,:]?)\s{{1,2}}"
    rf"|^\W{{0,5}}(?:khi|sau\skhi|nếu|trường\shợp|đối\svới)\s[^.;:,]{{5,200}}?(?<!bàn|chuyển|được|đã|việc|nhiệm\svụ)\sgiao\s(?=(?-i:\p{{Lu}}))"
    rf"|;\s{{1,2}}(?=(?:các|từng)\s))(?:{AN_OFFICE.pattern})?",
    regex.VERBOSE | regex.IGNORECASE,
)
_CLAUSE_END = regex.compile(r"[;:]|\.\s")
_ASKS = regex.compile(rf"\s{{0,2}}(?P<verb>{orders()})\s(?:cho\s)?", regex.IGNORECASE)
_PROPOSED = regex.compile(
    r"(?:cấp\s(?:có\sthẩm\squyền|trên)|lãnh\sđạo|phản\sánh|liên\shệ|báo\scáo|bổ\ssung|gửi)\b", regex.IGNORECASE
)
_COMMANDING: frozenset[AgencyKind] = frozenset(
    {"government", "ministry", "party", "peoples_council", "peoples_committee", "steering_committee"}
)
"""The kinds of bodies that give orders to departments and units."""
_ORDER_REACH = 40
"""How far behind a topic an order is looked for, in characters."""
_DEEPEST = 3
"""How many topics, scopes and orders may stand before who acts."""
_LONGEST_LIST = 2000
"""How far behind `trong đó:` a clause may be one of its details, in characters."""


def roles_of(
    text: str,
    mentions: list[AgencyMention],
    *,
    masked: Sequence[tuple[int, int]] = (),
    definitions: Definitions | None = None,
) -> Roles:
    """The bodies that an item of prose tells to act, and those they are to work with, of the `mentions` in it.

    `lead` is empty when the item names nobody: then the heading's agency acts. Bodies that only receive, advise or
    approve have no role.
    """
    bodies = Bodies(text, mentions, list(with_classes(text, mentions, definitions)), definitions)
    if not bodies.everybody and not may_describe(text) and not opens_with_title(text):
        return Roles()
    named: dict[str, AgencyMention] = {}
    starts = _starts(_SENTENCE, text)
    clauses = {match.end() for match in _CLAUSE.finditer(text)}
    for start in sorted({*starts, *clauses}):
        if start in clauses and not named:
            continue
        subject = _subject_of_clause(bodies, start) if start in clauses else _subject(bodies, start)
        if start and subject and not acts(text, subject[-1].end):
            continue
        for mention in subject:
            named.setdefault(mention.name, mention)
    lead = list(named.values()) or _in_brackets(bodies) or agents(bodies)
    lead = lead or _charged_later(bodies) or chairing(bodies)
    lead += [m for m in charged_too(bodies) if m.name not in {one.name for one in lead}]
    beside = {m.name for m in beside_a_lead(bodies, masked)}
    lead, with_lead = _divided(text, [m for m in lead if m.name not in beside])
    leading = {id(m) for m in lead}
    partners = [m for m in partners_of(bodies, masked) if id(m) not in leading]
    named_twice = {id(m) for m in partners}
    coordinating = [m for m in with_lead if id(m) not in named_twice] + partners
    first_end = starts[1] if len(starts) > 1 else len(text)
    is_later = bool(lead) and (lead[0].start >= first_end or (";" in text[: lead[0].start] and not _BASIS.match(text)))
    return Roles(
        tuple(restricted(text, m) for m in lead),
        tuple(restricted(text, m) for m in coordinating),
        addressed_too=is_later and _is_order(text),
    )


_TOGETHER = regex.compile(r"\bcùng(?:\svới)?\s[^.;:]{0,12}$", regex.IGNORECASE)


def _divided(text: str, acting: list[AgencyMention]) -> tuple[list[AgencyMention], list[AgencyMention]]:
    """Those who act and those with whom: `Sở Tài chính cùng | Thuế tỉnh, Sở Nội vụ | đôn đốc`."""
    for place, (before, one) in enumerate(pairwise(acting), start=1):
        if before.end < one.start and _TOGETHER.search(text, before.end, one.start):
            rest = acting[place:]
            listed = list(takewhile(lambda pair: CONNECTOR.fullmatch(text, pair[0].end, pair[1].start), pairwise(rest)))
            count = 1 + len(listed)
            return acting[:place] + rest[count:], rest[:count]
    return acting, []


def _is_order(text: str) -> bool:
    """Whether a text says what to do before it says who does it, a topic aside: `Chế biến: | ưu tiên đầu tư`."""
    topic = _TOPIC_BEFORE.match(text)
    return opens_with_action(text[topic.end() :] if topic else text)


def _in_brackets(bodies: Bodies) -> list[AgencyMention]:
    """The bodies that a closing bracket tells to act: `Thành lập đoàn kiểm tra (giao Công an tỉnh tham mưu).`"""
    bracket = _CLOSING_BRACKET.search(bodies.text)
    if bracket is None:
        return []
    subject = _subject(bodies, bracket.start("inner"))
    return subject if subject and acts(bodies.text, subject[-1].end) else []


def _charged_later(bodies: Bodies) -> list[AgencyMention]:
    """The bodies that a later clause of a sentence tells to act: `Về kinh phí, giao Sở Tài chính bố trí.`"""
    is_order = _is_order(bodies.text) and not _BASIS.match(bodies.text)
    for order in _ORDER.finditer(bodies.text):
        if is_order and "phân công" in order[0].casefold():
            continue  # … ; phân công cơ quan, đơn vị giúp đỡ từng xã: who is addressed does
        run = run_at(bodies.text, order.end(), bodies.named) or run_of(bodies, order.end())
        if run and acts(bodies.text, run[-1].end):
            return run
    for clause in _CLAUSE.finditer(bodies.text):
        run = [] if _goes_on_with_list(bodies, clause.start()) else _subject_of_clause(bodies, clause.end())
        if not run or not bodies.text[run[0].start].isupper():
            continue
        if CHAIRS.match(bodies.text, run[-1].end) or (is_order and does(bodies.text, run[-1].end)):
            return run
    return []


def _starts(end: regex.Pattern[str], text: str) -> list[int]:
    return [0, *(match.end() for match in end.finditer(text))]


def _subject(bodies: Bodies, start: int, depth: int = 0) -> list[AgencyMention]:
    """The run of bodies that opens the sentence at `start` and acts in it."""
    if depth > _DEEPEST:
        return []
    text, mentions, everybody = bodies.text, bodies.named, bodies.everybody
    position = start
    scope = _SCOPE.match(text, position)
    if scope is not None:
        inner = _subject(bodies, scope.end(), depth + 1)
        if inner:
            return inner
        addressed = run_at(text, scope.start("scope"), everybody)
        at_end = bool(addressed) and CONNECTOR.fullmatch(text, addressed[-1].end, scope.end("scope")) is not None
        addressed = [m for m in addressed if not _CLASS.match(m.name)]
        return addressed if at_end and verb_at(text, scope.end()) is not None else []
    if (body := titled(bodies, position)) is not None:
        return [body]
    if bearers := _bearers(bodies, position):
        return bearers
    if opens_with_circumstance(text, position) and _IS_WHAT.match(text, position) is None:
        for pause in subject_pauses(text, position, _end_of_clause(text, position)):
            prefix = _BEFORE_SUBJECT.match(text, pause)
            run = run_at(text, prefix.end() if prefix else pause, everybody)
            if run and acts(text, run[-1].end) and not _told_before(text, position, pause):
                return _asked_by(bodies, run, depth)
    if (concerned := _concerned(bodies, position)) is not None:
        return concerned
    basis = _BASIS.match(text, position) or _BASIS_COMMA.match(text, position)
    if basis is not None and _told_before(text, position, basis.end()):
        basis = None
    candidates = [position] if basis is None else [basis.end(), position]
    for candidate in candidates:
        prefix = _BEFORE_SUBJECT.match(text, candidate)
        for begin in dict.fromkeys((candidate, prefix.end() if prefix else candidate)):
            run = run_at(text, begin, mentions)
            longer = run_of(bodies, begin)
            is_longer = len(longer) > len(run) or (bool(run) and bool(longer) and longer[-1].end > run[-1].end)
            if is_longer and acts(text, longer[-1].end) and not has_none(text, longer[-1].end):
                return longer
            if run and not has_none(text, run[-1].end) and not name_goes_on(text, run[-1].end):
                return _asked_by(bodies, run, depth)
    topic = _TOPIC.match(text, start)
    if topic is not None and (_REQUEST.match(text, start) or not any(beginning_in(mentions, start, topic.end()))):
        subject = _subject(bodies, topic.end(), depth + 1)
        is_told = opens_with_order(text[topic.end() : topic.end() + _ORDER_REACH])
        return subject if subject and (is_told or acts(text, subject[-1].end)) else []
    return []


def _asked_by(bodies: Bodies, run: list[AgencyMention], depth: int) -> list[AgencyMention]:
    """Those whom the bodies of a run ask to act, or nobody known: `UBND tỉnh đề nghị | các sở, ngành`; else the run.

    A department that makes a proposal (`Sở Y tế đề nghị UBND tỉnh khen thưởng`) acts itself, and so do those whom the
    sentence asks in the wrong order (`các đơn vị đề nghị phản ánh`) and who give work to no body (`Sở Y tế phân công |
    bác sĩ trực`, `UBND xã giao | chỉ tiêu`).
    """
    asks = _ASKS.match(bodies.text, run[-1].end)
    if asks is None:
        return run
    named, everybody = (run_at(bodies.text, asks.end(), some) for some in (bodies.named, bodies.everybody))
    may_propose = asks["verb"].casefold() == "đề nghị" and run[-1].kind not in _COMMANDING
    if may_propose and (_is_above(everybody[0]) if everybody else _PROPOSED.match(bodies.text, asks.end())):
        return run
    if len(everybody) > len(named) and acts(bodies.text, everybody[-1].end):
        return everybody
    told = named or _subject(bodies, asks.end(), depth + 1)
    match asks["verb"].casefold():
        case "phân công":  # persons
            keeps = True
        case "giao":  # a quota
            keeps = not _is_above(run[-1])
        case _:
            keeps = run[-1].kind not in _COMMANDING
    return told or (run if keeps else [])


def _is_above(body: AgencyMention) -> bool:
    """Whether a body decides on what departments and communes propose to it."""
    return body.kind in _COMMANDING and body.level in ("central", "province") and not body.is_collective


def _subject_of_clause(bodies: Bodies, start: int) -> list[AgencyMention]:
    """The bodies that open a clause behind a semicolon: `…; các huyện tổ chức lễ ra quân trước ngày 30/4`.

    Before small letters it may as well part the bodies of a list or, behind `trong đó:`, the details of what was said.
    """
    text = bodies.text
    if text[start].isupper():
        return _subject(bodies, start)
    semicolon = text.rfind(";", 0, start)
    floor = max(0, start - _LONGEST_LIST)
    is_list = _goes_on_with_list(bodies, semicolon) and _THEREUPON.match(text, start) is None
    if is_list or _DETAILS.search(text, max(floor, text.rfind(". ", floor, start) + 1), start):
        return []
    prefix = _BEFORE_SUBJECT.match(text, start)
    begin = prefix.end() if prefix else start
    run, longer = run_at(text, begin, bodies.named), run_of(bodies, begin)
    return longer if len(longer) >= len(run) else run


def _goes_on_with_list(bodies: Bodies, semicolon: int) -> bool:
    before = bisect_right(bodies.everybody, semicolon, key=lambda mention: mention.end)
    return before > 0 and bodies.everybody[before - 1].end >= semicolon - 2


def _concerned(bodies: Bodies, position: int) -> list[AgencyMention] | None:
    """Who acts after what it concerns: `Đối với các dự án chậm tiến độ, | Sở Tài chính | rà soát`; None elsewhere.

    It is the first body of the sentence, right behind a comma.
    """
    text = bodies.text
    about = _ABOUT.match(text, position)
    first = next(beginning_in(bodies.named, about.end()), None) if about else None
    if about is None or first is None or ":" in text[position : first.start]:
        return None
    comma = text.rfind(", ", about.end(), first.start)
    run = run_at(text, comma + 2, bodies.named) if comma > 0 else []
    return run if run and run[0] is first and acts(text, run[-1].end) else None


def _bearers(bodies: Bodies, position: int) -> list[AgencyMention]:
    """The classes that a sentence charges, where no shorter reading reaches to `có trách nhiệm` or `phải`."""
    if _CHARGE.search(bodies.text, position, position + _FARTHEST) is None:
        return []
    charged = _CHARGED.match(bodies.text, position)
    if charged is None:
        return []
    start, end = charged.span("who")
    run = run_of(bodies, start)
    return [] if run and run[-1].end >= end else bearers_of(bodies, start, end)


def _told_before(text: str, position: int, end: int) -> bool:
    """Whether what is to be done begins before `end`: `Căn cứ …, chỉ đạo các trường mầm non, | các trường tiểu học`."""
    if _NOMINAL.match(text, position) is None:
        return False
    commas = (comma for comma in _COMMA.finditer(text, position, end) if comma.end() < end)
    return any(
        opens_with_action(text[comma.end() : comma.end() + VERB_REACH]) and not _is_noun(text, position, comma.start())
        for comma in commas
    )


def _is_noun(text: str, position: int, comma: int) -> bool:
    """Whether a verb right before a comma is a part of what something is called: `kết quả đánh giá, phân loại`."""
    words = text[position:comma].split()[-2:]
    return opens_with_action(" ".join(words))


def _end_of_clause(text: str, position: int) -> int:
    stop = _CLAUSE_END.search(text, position)
    return stop.start() if stop else len(text)
