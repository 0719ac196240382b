"""Which values are goals: what stands around them binds them, and does not tell results, costs or conditions."""

from __future__ import annotations

import regex

from extractors.spaces import single_spaced
from extractors.targets.words import assignment_pattern, is_measured, is_span, reached_pattern

_NO_GOAL_AFTER = regex.compile(
    r"\s{0,2}(?:vốn|cổ phần|(?:tổng )?số điểm|lãi suất|công suất|mức lương)", regex.IGNORECASE
)
_NO_GOAL_BEFORE = regex.compile(
    r"""
      \bđã\s(?:đạt|có|thực\shiện|hoàn\sthành|giảm|tăng|ban\shành|đưa|giải\squyết)\b    # results: đã đạt 95%
    | (?<!thực\s)\bhiện\s(?:nay|có|còn|đạt|mới)\b | \btính\sđến\b | \bso\svới\scùng\skỳ\b | \bước\s(?:đạt|tính)\b
    | \bkết\squả\s(?:đạt|cho\sthấy)\b
    | \b(?:xếp\sloại|tương\sứng)\b                                                  # scales: xếp loại tốt từ 80%
    | \b(?:lãi\ssuất|thuế\ssuất|hệ\ssố)\b | \bmức\s(?:hỗ\strợ|thu|chi)\b
    """,
    regex.VERBOSE | regex.IGNORECASE,
)
# giải ngân 100% | vốn
_OF_FUNDS = regex.compile(r"\b(?:giải ngân|phân bổ|thu hút|huy động)(?: (?:đạt|hết))?\s{0,2}$", regex.IGNORECASE)
# Các dự án giải ngân dưới 30% | phải giải trình: which of them, no goal
_WHICH = regex.compile(r"\W{0,5}(?:các|những|đối với|trường hợp)\s[^,;:]{2,60}$", regex.IGNORECASE)
_CHARGED = regex.compile(r"(?:\s[^\s,;:.]{1,12}){0,6}\s(?:phải|cần|thì)\s", regex.IGNORECASE)
_CHANGED = regex.compile(r"\b(?:giảm|tăng|nâng|hạ)\s{0,2}$", regex.IGNORECASE)  # giảm | từ 23 ca xuống 18 ca
_GRANT = regex.compile(r"\bhỗ trợ(?: tối đa)?\s{0,2}$", regex.IGNORECASE)
_PAY = regex.compile(r"\s?/\s?tháng")
_WHEN = regex.compile(r"\bkhi\s(?!sinh\b)[^,;]{0,40}$", regex.IGNORECASE)  # khi độ mặn | vượt quá 1‰
_CRITERIA = regex.compile(r"trên\s+\d+\s+tiêu chí", regex.IGNORECASE)  # giảm 5% trên 3 tiêu chí
# Số bác sĩ trên 10.000 dân | đạt 11: no goal but the measure of one
_RATIO_BASE = regex.compile(r"trên\s{1,2}1(?:0{2,5}|0{0,2}\.000)", regex.IGNORECASE)
_PEOPLE = frozenset({"dân", "người", "người dân", "trẻ", "trẻ em", "hộ", "lao động", "phụ nữ", "trẻ đẻ sống"})
_FROM_TO = regex.compile(r"\s{0,2}(?:lên|xuống|còn)\s", regex.IGNORECASE)  # nâng từ 72% | lên 85%
_MONEY = regex.compile(r"đồng|USD", regex.IGNORECASE)
COSTS = regex.compile(r"\b(?:nhu cầu|kinh phí|tổng mức|chi phí|dự toán)\b", regex.IGNORECASE)
"""What money is for that is no goal: `nhu cầu vốn khoảng | 50 tỷ đồng`."""
WORDS_BEFORE = 80
"""How far before a value the words that bind it begin, in characters."""


def reached_before(text: str, start: int, end: int) -> regex.Match[str] | None:
    """The word `đạt`, `còn`, … right before a value, in a clause that begins at `start`."""
    return reached_pattern().search(text, max(start, end - WORDS_BEFORE), end)


_LETTER, _WORD = regex.compile(r"\p{L}"), regex.compile(r"\S")


class Opening:
    """What stands in a clause before its values: where its words begin, and where it tells results, not goals."""

    def __init__(self, text: str, start: int, end: int) -> None:
        letter, word = _LETTER.search(text, start, end), _WORD.search(text, start, end)
        results = _NO_GOAL_BEFORE.search(text, start, end)
        self.start = start
        self.letter = letter.start() if letter else end
        self.word = word.start() if word else end
        self.results = results.end() if results else end + 1


def is_goal(text: str, match: regex.Match[str], opening: Opening, *, listed: bool) -> bool:
    """Whether a value, as `words.value_pattern` finds it, is a goal in its clause.

    A share is one where a word binds it or says of what it is; a count only where it is bound or ordered, reached, or
    `listed`: told by the goal or the name before it.
    """
    start = max(opening.start, match.start() - WORDS_BEFORE)
    is_of_funds = _OF_FUNDS.search(text, start, match.start()) is not None
    if (not is_of_funds and _NO_GOAL_AFTER.match(text, match.end())) or opening.results <= match.start():
        return False
    if match["percent"] and _CHARGED.match(text, match.end()) and _WHICH.fullmatch(text, opening.start, match.start()):
        return False
    is_base = match["unit"] and match["unit"].casefold() in _PEOPLE and _RATIO_BASE.match(match[0])
    if is_base or _CRITERIA.fullmatch(match[0]) or _WHEN.search(text, start, match.start()):
        return False
    is_rough = match["from"] is not None and match["from"].casefold() == "khoảng"
    is_money = match["unit"] is not None and _MONEY.search(match["unit"]) is not None
    if is_money and _GRANT.search(text, start, match.start()):
        return False
    is_open_sum = is_money and (is_rough or not reached_before(text, start, match.start()))
    if is_open_sum and (_PAY.match(text, match.end()) or COSTS.search(text, start, match.start())):
        return False
    if match["from"] and not match["high"] and _FROM_TO.match(text, match.end()):
        return False
    is_open = match["from"] is not None and not is_rough and not (match["high"] or match["after"])
    if is_open and _CHANGED.search(text, start, match.start()):
        return False
    bound = is_rough or bool(match["before"] or match["after"] or (match["from"] and match["high"]))
    if match["percent"]:
        after = text[match.end() : match.end() + 20]
        return bound or opening.letter < match.start() or any(c.isalpha() for c in after)
    unit = match["unit"]
    is_quota = assignment_pattern().search(text, start, match.start()) is not None or (
        _SENT.search(text, start, match.start()) is not None and single_spaced(unit).casefold() in _PERSONS
    )
    reached = reached_before(text, opening.start, match.start())
    if is_measured(unit):
        led = opening.word < match.start() or _LETTER.match(text, match.end() + 1) is not None
        return reached is not None or (bound and led) or is_quota or listed
    if is_span(unit):
        return reached is not None and (
            _LIFE.search(text, start, match.start()) is not None
            if unit.casefold() == "tuổi"
            else _SHORTENED.fullmatch(reached["word"]) is not None
        )
    return bound or is_quota or listed or (reached is not None and _first_word(reached["word"]) in _REACHING)


# thời gian chờ giảm còn | 15 phút
_SHORTENED = regex.compile(r"(?:giảm |hạ )?(?:còn|xuống(?: còn)?)", regex.IGNORECASE)
_LIFE = regex.compile(r"\b(?:tuổi thọ|tuổi kết hôn)\b", regex.IGNORECASE)
_SENT = regex.compile(r"\b(?:đưa|gọi)\s{0,2}$", regex.IGNORECASE)  # đưa | 300 lao động đi làm việc
_PERSONS = frozenset({"lao động", "người", "công dân", "thanh niên", "lượt lao động", "lượt người"})
_REACHING = frozenset({"đạt", "tăng", "giảm", "lên", "còn", "xuống"})


def _first_word(words: str) -> str:
    return words.split()[0].casefold()
