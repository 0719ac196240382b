"""Bodies set up for a piece of work, and their members: steering committees, councils, groups, inspection teams."""

from __future__ import annotations

from functools import cache

import regex

from extractors.agencies.families import Family
from extractors.agencies.pieces import PROVINCE, TOPIC_WORDS, UBND, compiled, not_before, stop_words
from extractors.alternatives import any_of

_MEMBERS = any_of(
    "(?:các )?thành viên (?:của )?",
    "thường trực ",
    "cơ quan thường trực (?:của )?",
    "tổ giúp việc (?:của )?",
    "văn phòng (?:thường trực )?(?:của )?",
)
_LEVEL = any_of(
    rf"(?:của )?(?:tỉnh|thành phố)(?: {PROVINCE})?",
    rf"của {UBND} (?:tỉnh|thành phố|huyện|xã|phường)",
    "(?:của )?chính phủ",
    "(?:cấp )?quốc gia",
    "(?:ở )?trung ương",
    "(?:của )?(?:huyện|xã|phường|bộ)(?:/(?:phường|thị trấn|thị xã|thành phố|quận)){0,3}",
    "cấp (?:tỉnh|huyện|xã|bộ|trung ương|quân khu)(?:, (?:cấp )?(?:huyện|xã)| và (?:cấp )?xã){0,2}",
    "các cấp",
    "(?:ở |của )?các quân khu",
    "(?:của |ở )?các (?:tỉnh|huyện|xã|địa phương|sở|bộ)(?:, (?:thị xã|thành phố|phường|ngành|thị trấn)){0,3}"
    "(?: trực thuộc trung ương)?",
)
_STEERING = any_of("ban chỉ (?:đạo|huy)(?! quân sự| bộ đội)", "bcđ", "bch")
# What a council is for; `hội đồng` alone names none.
_COUNCIL_FOR = any_of(
    *("thẩm", "tư vấn", "thi", "phối hợp", "khoa học", "giáo dục", "xét", "tuyển", "quản", "bồi thường", "định giá"),
    *("đánh giá", "bầu", "nghĩa vụ", "kỷ luật", "đấu giá", "sáng kiến", "trường", "liên ngành", "điều phối"),
    *("an toàn", "nghiệm thu", "vùng"),
)
_COUNCIL = any_of(
    r"hội đồng (?:(?:coi |chấm )?thi|tuyển sinh)(?! đua)(?= ?[,;.:)\n]|$)",
    rf"hội đồng(?! (?:nhân|quốc phòng|dân tộc|quản trị))(?= {_COUNCIL_FOR})",
)
_GROUP_OF = any_of("liên ngành", "đề án", "cấp", "của", "về", "tỉnh", "06", "cộng đồng")
_TEAM_OF = any_of("liên ngành", "(?:công tác )?(?:cải cách|cchc)", "của (?:tỉnh|ubnd|ủy ban)", "cấp")
_GROUP = any_of(
    "tổ công tác",
    "tổ giúp việc",
    rf"tổ (?:kiểm tra|thẩm định|biên tập|soạn thảo|công nghệ số cộng đồng|đề án)(?= {_GROUP_OF}|\x20?[,;.:])",
    rf"đoàn (?:kiểm tra|thanh tra|giám sát|công tác)(?= {_TEAM_OF})",
)


@cache
def families() -> tuple[Family, ...]:
    """The families of this module."""
    members = {"các", "thành", "thường", "cơ", "tổ", "văn"}
    return (
        Family("steering committee", frozenset({"ban", "bcđ", "bch", *members}), _board(_STEERING), is_open=True),
        Family("council", frozenset({"hội", *members}), _board(_COUNCIL), is_open=True),
        Family("working group", frozenset({"đoàn", *members}), _board(_GROUP), is_open=True),
    )


def _board(head: str) -> regex.Pattern[str]:
    """The head, what it is about, and whose it is.

    What it is about are compounds of the lexicon, numbers (`389`, `Đề án 06`) and abbreviations; or any words up to the
    level that closes the name (`Ban Chỉ đạo xóa mù chữ tỉnh`).
    """
    short = r"(?!ubnd|hđnd|mttq)(?-i:\p{Lu}[\p{Lu}&]{1,8})(?!\p{L})"
    about = any_of(TOPIC_WORDS, r"\d{2,3}(?!/|\.\d|\. \p{Lu})", short)
    joint = any_of(
        " (?:(?:và|về|các|công tác|thực hiện|triển khai) ){0,3}",
        r",\x20(?:và )?(?:các )?",
        " ?- ?",
        " ?& ?",
    )
    for_board = "(?: (?:giúp việc )?(?:hội đồng|tổ công tác|ban chỉ đạo))?"  # Tổ công tác giúp việc Hội đồng …
    rank = "(?: (?:liên ngành|quốc gia|trung ương|tỉnh|thành phố|cấp tỉnh))?"  # Ban Chỉ đạo liên ngành Trung ương về …
    topic = rf"{for_board}{rank} (?:về )?(?:các )?(?:công tác )?{about}(?:{joint}{about}){{0,9}}"
    levels = r"(?! (?:cấp|các) (?:tỉnh|huyện|xã|bộ)\b)"  # these alone: Ban Chỉ đạo | các huyện, thành phố
    free = rf"{levels}(?:,? {not_before('topic')}[\p{{L}}\d]+){{1,14}}? {_LEVEL}"
    closed = rf"(?= ?[,;.:)\n]|$| {stop_words('board')}| và )"
    # Ban Chỉ đạo Chương trình | mục tiêu phát triển lâm nghiệp | tỉnh
    rest = rf"(?: {not_before('topic')}(?-i:\p{{Ll}})[\p{{L}}\d]*){{1,10}}? {_LEVEL}{closed}"
    return compiled(rf"{_MEMBERS}?{head}(?:{topic}(?: {_LEVEL}|{rest})?|{free}{closed}| {_LEVEL})?")
