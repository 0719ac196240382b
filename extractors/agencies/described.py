"""Runs of bodies in which some are described: named by a class and the words that tell which, `các đơn vị điện lực`."""

from __future__ import annotations

from functools import cache

import regex
import yaml

from extractors import lexicon
from extractors.agencies.find import as_mention
from extractors.agencies.names import canonical_name
from extractors.agencies.runs import Bodies, beginning_in, next_in_run
from extractors.alternatives import any_of
from extractors.mentions import AgencyMention
from extractors.tones import either_tones
from extractors.verbs import opens_with_action

# Persons among the bodies are passed over: `doanh nghiệp, cha mẹ học sinh và các đơn vị liên quan`.
_JOINT = regex.compile(
    r"(?:(?:\s?[,;]|\svà)\s(?:cha\smẹ\shọc\ssinh|phụ\shuynh(?:\shọc\ssinh)?|gia\sđình(?:\shọc\ssinh)?|người\sdân|nhân\sdân)"
    r"(?=\s?[,;]|\svà\s)){0,2}"
    r"(?:(?:\s\([^()]{2,80}\))?\s?[,;]\s{0,2}(?:và\s)?|(?:\s\([^()]{2,80}\))\svà\s|\s(?:và|cùng(?:\svới)?|hoặc)\s)",
    regex.IGNORECASE,
)
_WORD = regex.compile(r"\s(?:\p{L}[\p{L}\d]*(?:-\p{L}+)?|\d{1,2}(?=\s\p{Ll}))")
_DASH = regex.compile(r"\s[-–](?=\s\p{Ll})")  # trung tâm giáo dục nghề nghiệp - giáo dục thường xuyên
_END = regex.compile(r"\s?[,;:.()]|\s{0,2}$|\n\n")
# The second half of a noun that reads like a verb: công | trình thủy lợi.
_NOUN = regex.compile(r"(?<=\b(?:công|chương|quy|quá|lộ|giáo|hành|tiến))\strình\b|(?<=\bcông)\slập\b")
_OF_BODY = regex.compile(r"\s(?:của|thuộc|trực thuộc)\s", regex.IGNORECASE)
# Classes of one list: each begins with `các`.
_BEARERS = regex.compile(r"(?:,| và|;)\s(?=(?:các|những)\s)", regex.IGNORECASE)
_MOST = 8
"""How many words tell which class of bodies is meant, at most."""
_VERB = 60
"""How many characters of a predicate are looked at."""


def may_describe(text: str) -> bool:
    """Whether a noun of a class stands anywhere in a text."""
    return _patterns()["heads"].search(text) is not None


def opens_with_class(text: str) -> bool:
    """Whether a text opens with the noun of a class: `doanh nghiệp viễn thông`."""
    return _patterns()["heads"].match(text) is not None


def bearers_of(bodies: Bodies, start: int, end: int) -> list[AgencyMention]:
    """The classes of bodies that stand between two places, as written: `Các hộ chăn nuôi` before `có trách nhiệm`.

    Empty where a body with a name of its own is among them, or where something else opens there.
    """
    text, found = bodies.text, []
    if next(beginning_in(bodies.named, start, end), None) is not None:
        return []
    for part in _BEARERS.splititer(text[start:end]):
        at = text.index(part, start)
        is_verb = opens_with_action(part) and not opens_with_class(part)  # Tổ chức thực hiện, not: Tổ chức, cá nhân
        if _patterns()["bearers"].match(part) is None or is_verb:
            return []
        found.append(as_mention(text, at, at + len(part), canonical_name(part, definitions=bodies.definitions)))
        start = at + len(part)
    return found


def run_of(bodies: Bodies, start: int, *, listed: bool = False) -> list[AgencyMention]:
    """The bodies that follow each other from `start` on, known or named by their class; `listed`: in a cell."""
    run: list[AgencyMention] = []
    position = start
    while True:
        joint = _JOINT.match(bodies.text, position) if run else None
        known = next_in_run(bodies.text, position, bodies.everybody, first=not run)
        begin = joint.end() if joint else position
        described = _described(bodies, begin, listed=listed) if joint or not run else None
        if described is not None and (known is None or _is_more(described, known)):
            known = described
        if known is None:
            return run
        run.append(known)
        position = known.end


def _is_more(described: AgencyMention, known: AgencyMention) -> bool:
    """Whether a class as described is the known one with more words: `các đơn vị | điện lực`."""
    if described.start < known.start:
        return described.end <= known.start
    return described.start == known.start and described.end > known.end and known.is_collective


def _described(bodies: Bodies, position: int, *, listed: bool) -> AgencyMention | None:
    """The class of bodies at a position by its noun and the words that tell which: `(các) nhà mạng viễn thông`.

    It reaches to a mark, to `để`, or to the verb of what is to be done. None where it is too long to be a name, or
    where a verb comes last that may be what it is or what it is told to do, unless it is `listed`.
    """
    text, patterns = bodies.text, _patterns()
    head = patterns["heads"].match(text, position)
    if head is None:
        return None
    certain = patterns["certain"].fullmatch(text, position, head.end()) is not None
    told = patterns["acting"].fullmatch(text, position, head.end()) is not None
    end, words, doubtful = head.end(), 0, False
    while words <= _MOST:
        if mark := _END.match(text, end):
            is_told = doubtful and not listed and not _goes_on(bodies, mark.start())
            return None if is_told else _mention(bodies, position, end)
        if words and (dash := _DASH.match(text, end)) is not None:
            end, told = dash.end(), False
            continue
        if (qualifier := patterns["qualifiers"].match(text, end)) is not None:
            end, words, told = qualifier.end(), words + 1, True
            continue
        if not told and (activity := patterns["activities"].match(text, end)) is not None:
            if patterns["manner"].match(text, activity.end()):
                return _mention(bodies, position, end)
            end, words, doubtful, told = _last_activity(text, activity.end()), words + 1, not certain, True
            continue
        told = True
        word = _WORD.match(text, end)
        acts = opens_with_action(text[end : end + _VERB]) and _NOUN.match(text, end) is None
        if word is None or patterns["stops"].match(text, end) or acts:
            return _mention(bodies, position, end)
        owner = next(beginning_in(bodies.named, end + 1), None) if _OF_BODY.match(text, end) else None
        if owner is not None and _OF_BODY.fullmatch(text, end, owner.start):
            return _mention(bodies, position, end, owner)
        end, words = word.end(), words + 1
    return None


def _last_activity(text: str, position: int) -> int:
    """Where the activities end that go on with one at a position: `sản xuất | , kinh doanh`, `quản lý | vận hành`.

    One that no comma joins is what the body is told to do, unless a verb follows in its clause.
    """
    patterns = _patterns()
    while (more := patterns["more_activities"].match(text, position)) is not None:
        if patterns["manner"].match(text, more.end()) or not (more["joint"] or _acts_later(text, more.end())):
            break
        position = more.end()
    return position


def _acts_later(text: str, position: int) -> bool:
    """Whether a verb of work opens with any of the next words of the clause."""
    for _ in range(_MOST):
        word = _WORD.match(text, position)
        if word is None:
            return False
        position = word.end()
        if opens_with_action(text[position : position + _VERB]):
            return True
    return False


def _goes_on(bodies: Bodies, position: int) -> bool:
    """Whether the list of bodies goes on at a position."""
    joint = _JOINT.match(bodies.text, position)
    if joint is None:
        return False
    known = next(beginning_in(bodies.everybody, joint.end()), None)
    at_once = known is not None and known.start == joint.end()
    return at_once or _patterns()["heads"].match(bodies.text, joint.end()) is not None


def _mention(bodies: Bodies, start: int, end: int, owner: AgencyMention | None = None) -> AgencyMention | None:
    """The class at a span, with the body that follows to which it belongs."""
    text = bodies.text
    if _patterns()["not_alone"].fullmatch(text, start, end):
        return None
    name = canonical_name(text[start:end], definitions=bodies.definitions)
    if owner is None:
        return as_mention(text, start, end, name)
    return as_mention(text, start, owner.end, f"{name} {text[end : owner.start].strip()} {owner.name}")


# các địa phương | có công trình | kiểm tra …: which of them; not: các địa phương | có trách nhiệm …
_RESTRICTION = regex.compile(
    r"\s(?:nơi\s)?có(?!\s(?:trách nhiệm|nhiệm vụ|kế hoạch|phương án|giải pháp|biện pháp|hình thức|văn bản|ý kiến|thể"
    r"|báo cáo|hiệu quả|cơ chế|chính sách|quyền|nghĩa vụ|chức năng|thẩm quyền|liên quan|chỉ đạo|hướng dẫn"
    r"|sự|ít|tối|các|những|\d)\b)"
)
# nơi có dự án | đi qua; có dự án | đạt giải
_PASSES = regex.compile(
    r"\s(?:(?:đi|chảy)\squa|đạt\s(?:giải|chuẩn)|được\s(?:chọn|lựa\schọn|công\snhận|phê\sduyệt|giao))\b"
)
_MOST_RESTRICTING = 5
"""How many words tell after `có` which bodies are meant, at most."""


def restricted(text: str, mention: AgencyMention) -> AgencyMention:
    """A collective with the words that tell which of its bodies are meant: `các xã, phường nơi có dự án`."""
    opening = _RESTRICTION.match(text, mention.end) if mention.is_collective else None
    if opening is None:
        return mention
    end = opening.end()
    for words in range(_MOST_RESTRICTING + 1):
        ends = _END.match(text, end) or _patterns()["stops"].match(text, end)
        if words and (ends or (opens_with_action(text[end : end + _VERB]) and _NOUN.match(text, end) is None)):
            return as_mention(text, mention.start, end, f"{mention.name}{text[mention.end : end]}")
        word = _PASSES.match(text, end) or _WORD.match(text, end)
        if word is None:
            break
        end = word.end()
    return mention


@cache
def _patterns() -> dict[str, regex.Pattern[str]]:
    words: dict[str, list[str]] = yaml.safe_load(lexicon.text("class_words.yaml"))
    words["more_activities"] = words["activities"]
    which = "(?:(?:các|những|từng|mỗi|một số) )?"
    before = {"heads": which, "certain": which, "acting": which, "not_alone": "", "bearers": which}
    before["more_activities"] = "(?P<joint>,| và| hoặc)? "
    return {
        kind: regex.compile(
            either_tones(rf"{before.get(kind, ' ')}{any_of(*patterns)}(?!\p{{L}})".replace(" ", r"\s")),
            regex.IGNORECASE,
        )
        for kind, patterns in words.items()
    }
