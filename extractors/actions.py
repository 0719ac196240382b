"""What a task is about in one word: the verb it opens with, `rà soát` for `Sở Nội vụ tiếp tục rà soát …`."""

from __future__ import annotations

import regex

from extractors.agencies import bodies_of
from extractors.circumstances import auxiliaries, opens_with_circumstance, predicate_pauses
from extractors.verbs import Verb, verb_at

_WINDOW = 400
"""How far from its beginning the predicate of a task is looked for, in characters."""
_SUBJECT = 240
"""How long the list of bodies that act may be, in characters."""
_NOUN_BEFORE = regex.compile(r"(?<!\p{L})(?:các|những|mỗi|từng|việc|công\stác|sự)\s{1,3}$", regex.IGNORECASE)

# What may stand before a verb: list marks, `định kỳ hàng quý, 6 tháng và năm`, `(trước ngày 10/12)`, `có nhiệm vụ:`.
_GAP = regex.compile(
    r"""
    [^\p{L}\d]{0,6}
    (?: (?: (?:định\skỳ\s{1,2})?(?:hàng|hằng|mỗi)\s(?:ngày|tuần|tháng|quý|năm) | 0?[369]\stháng
          | (?:quý|năm)(?=\s?[,(]|\s(?:và|hoặc)\s|\s\p{Ll}) | định\skỳ(?=\s(?:và|hoặc|0?[369])) | đột\sxuất
          | và | hoặc | \([^()]{1,60}\) )
        [\s,]{1,3} ){0,8}
    (?: (?:đã|sẽ|được\sgiao|có\snhiệm\svụ)[\s:]{1,3} )?
    """,
    regex.VERBOSE | regex.IGNORECASE,
)
# `Tuyến huyện: …`, `Ông. Nguyễn Văn A - Thư ký đoàn: …`; no sentence.
_LABEL = regex.compile(
    r"""
    (?: (?:Ông|Bà)\.\s | Đối\svới\s[^:.;]{2,40} )?
    (?: (?!\b(?:được|là|như|gồm)\b)[^:.;] ){2,120}:\s{0,2}(?=\p{L})
    """,
    regex.VERBOSE | regex.IGNORECASE,
)
# Who may act without being an agency, or stands before the agency's name.
_OFFICE = regex.compile(
    r"""
    \W{0,5}(?:các\s)?(?:đồng\schí\s)?
    (?: (?:phó\s)?(?:giám\sđốc|chủ\stịch|chánh\svăn\sphòng|thủ\strưởng|bộ\strưởng|cục\strưởng|trưởng\sban|hiệu\strưởng)
      | lãnh\sđạo | người\sđứng\sđầu | các\sthành\sviên | thường\strực | đảng\sđoàn | ban\scán\ssự\sđảng | đại\sdiện )
    \s{1,2}(?:của\s)?
    """,
    regex.VERBOSE | regex.IGNORECASE,
)
_ACTOR = regex.compile(
    r"""
    \W{0,5}
    (?: chủ\sđầu\stư | nhà\sthầu | các\s(?:bộ,\s)?tỉnh | (?:trưởng|thư\ský)\sđoàn
      | chính\squyền(?:\scác\scấp|\sđịa\sphương|\scấp\s\p{L}{2,5})?(?:\s2\scấp)?
      | (?:các\s)?thành\sviên(?:\s(?:đoàn|tổ|ban|hội\sđồng)(?:\s(?:kiểm\stra|công\stác|chỉ\sđạo))?)? )
    (?=\s{1,2})
    """,
    regex.VERBOSE | regex.IGNORECASE,
)
_JOINT = regex.compile(r"(?:[\s,;/–-]|\([^()]{0,120}\)|\b(?:và|cùng|với|các|hoặc)\b)*", regex.IGNORECASE)
# What the name of a body may still be followed by: `còn lại`, `các cấp`, `và xã Yên Bình`, `, phường`, `Hoàng Sa`.
_NAME = r"(?-i:\p{Lu}\p{L}{0,7})"
_TAIL = regex.compile(
    rf"""
    (?: [\s,]{{1,3}}
        (?: còn\slại | các\scấp | có\sliên\squan | {_NAME}\s{_NAME}
          | (?:và\s)?(?:xã|phường|thị\strấn|đặc\skhu|huyện|thành\sphố)(?:\s{_NAME}){{0,3}} )
    ){{0,3}}
    """,
    regex.VERBOSE | regex.IGNORECASE,
)
_CLAUSE_END = regex.compile(r"[.:;]")
_COMPANY = regex.compile(r"(?:công ty|cổ phần|TNHH)$", regex.IGNORECASE)


def action_of(text: str) -> str | None:
    """The name of the verb that says what a task is about; see `opening_verb`."""
    verb = opening_verb(text)
    return verb.name if verb else None


def opening_verb(text: str) -> Verb | None:
    """The verb that says what a task is about, in its standard spelling: `Sở Nội vụ tiếp tục rà soát …` is `rà soát`.

    A circumstance, the body told to act, a label and adverbs before it are passed over. None where the task opens with
    no verb of the lexicon, as those that name a product do (`Kế hoạch kiểm tra …`).
    """
    verb = _action_at(text, 0)
    if verb is None and (label := _LABEL.match(text)):
        verb = _action_at(text, label.end())
    return verb


def _action_at(text: str, position: int) -> Verb | None:
    """The verb of the clause that begins at `position`: at once, after the subject, or after a circumstance."""
    opening = _predicate(text, position)
    if opening is not None:
        return (_after_subject(text, opening.end) or opening) if opening.role == "order" else opening
    return _after_subject(text, position) or _after_circumstance(text, position)


def _predicate(text: str, position: int, *, inside: bool = False) -> Verb | None:
    """The verb at `position`, adverbs passed over; one that only stresses if no other follows.

    `inside` a sentence a verb has no capital: `Công ty Đầu tư, Xây dựng …`.
    """
    held: Verb | None = None
    for _ in range(6):
        gap = _GAP.match(text, position)
        verb = verb_at(text, gap.end() if gap else position)
        if verb is None or verb.role == "basis":
            return held
        if inside and text[verb.start].isupper() and ":" not in text[position : verb.start]:
            return held
        if held is None and _NOUN_BEFORE.search(text, max(0, verb.start - 12), verb.start):
            return None
        if verb.role in ("action", "order"):
            return verb
        held = verb if verb.role == "stress" else held
        position = verb.end
    return held


def _after_circumstance(text: str, position: int) -> Verb | None:
    if not opens_with_circumstance(text, position):
        return None
    for pause in predicate_pauses(text, position):
        verb = _predicate(text, pause, inside=True) or _after_subject(text, pause, nested=True)
        if verb is not None:
            return verb
    return None


def _after_subject(text: str, position: int, *, nested: bool = False) -> Verb | None:
    """The verb after the bodies that stand at `position`, None when none stand there; that of those who are told to.

    A circumstance may follow them: `UBND cấp xã căn cứ Kế hoạch này, xây dựng …`, unless they are `nested` in one.
    """
    verb = _verb_of_subject(text, position, nested=nested)
    while verb is not None and verb.role == "order":
        told = _verb_of_subject(text, verb.end, nested=nested)
        if told is None:
            break
        verb = told
    return verb


def _verb_of_subject(text: str, position: int, *, nested: bool) -> Verb | None:
    end = _subject_end(text, position)
    if end is None:
        return None
    tail = _TAIL.match(text, end)
    end = tail.end() if tail else end
    verb = _predicate(text, end, inside=True)
    return verb or (None if nested else _after_circumstance(text, end)) or _after_auxiliary(text, end)


def _after_auxiliary(text: str, position: int) -> Verb | None:
    """The verb after `có trách nhiệm`, `tiếp tục`, `chủ động` farther on in the same clause."""
    stop = _CLAUSE_END.search(text, position, position + _WINDOW)
    limit = stop.start() if stop else min(len(text), position + _WINDOW)
    for begin in auxiliaries(text, position, limit):
        verb = _predicate(text, begin, inside=True)
        if verb is not None:
            return verb
    return None


def _subject_end(text: str, position: int) -> int | None:
    """Where the run of bodies that begins at `position` ends; None when there is none."""
    end: int | None = None
    for body in bodies_of(text[position : position + _SUBJECT]):
        if not _is_joint(text, position if end is None else end, position + body.start):
            break
        end = position + body.end
    if end is not None:
        return None if _COMPANY.search(text, position, end) else end
    actor = _ACTOR.match(text, position)
    return actor.end() if actor else None


def _is_joint(text: str, start: int, end: int) -> bool:
    """Whether nothing but commas, `và` and a title of office stands in a span: `, Chủ tịch `."""
    joint = _JOINT.match(text, start, end)
    after = joint.end() if joint else start
    office = _OFFICE.match(text, after, end)
    return (office.end() if office else after) == end
