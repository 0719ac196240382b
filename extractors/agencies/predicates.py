"""Whether the words behind a body are a predicate: then it acts, and is not only named."""

from __future__ import annotations

import regex

from extractors.verbs import opens_with_action

# `trong phạm vi chức năng, nhiệm vụ được giao` stands between a subject and its predicate.
_REMIT = r"(?:chức\snăng|nhiệm\svụ|quyền\shạn|thẩm\squyền|quản\slý|trách\snhiệm|lĩnh\svực)"
_FUNCTION = (
    r"(?:(?:cơ\squan\s|đơn\svị\s|bộ\sphận\s)?(?:đầu\smối|thường\strực|chủ\strì)"
    r"|(?:cơ\squan|đơn\svị)\s(?:tham\smưu|lập|tổ\schức|giúp\sviệc|theo\sdõi|tổng\shợp|quản\slý|điều\sphối))\b"
)
_NO_PREDICATE = regex.compile(
    rf"""\s{{0,2}}(?:
        (?: là (?!\s{_FUNCTION})                                           # … là đầu mối acts
          | của | thuộc | trong (?!\sphạm\svi,?\s{_REMIT}) | tại | đã | ngày | số | về | để | theo\squy\sđịnh
          | được (?!\s(?:giao|phân\scông)\s(?:nhiệm\svụ\s)?(?:chủ\strì|tham\smưu|làm))
          | không\s(?:có|chịu)\s(?:trách\snhiệm|nhiệm\svụ) )\b
      | \.(?!\.) | \) | $
    )""",
    regex.VERBOSE | regex.IGNORECASE,
)
_DUTY = regex.compile(
    rf"""
    (?:(?:còn|đều|cũng)\s)?(?:có|chịu)\s(?:trách\snhiệm|nhiệm\svụ|kế\shoạch)
  | là\s{_FUNCTION}
  | phải\b | cần\b | căn\scứ\b | theo\schức\snăng | trong\sphạm\svi,?\s{_REMIT}
    """,
    regex.VERBOSE | regex.IGNORECASE,
)
_QUALITY = regex.compile(r"\s(?:đảm bảo|bảo đảm)\b", regex.IGNORECASE)
_PAUSE = regex.compile(r"^\s?(?:\.{2,3}|…|\([^()]{1,200}\))?[\s,:]{0,9}")  # Sở A, Sở B... tổ chức
VERB_REACH = 200
"""How far into a clause its first verb is looked for, in characters."""
_BRACKET_REACH = 300
"""The same where a bracket may stand before it."""


def has_none(text: str, position: int) -> bool:
    """Whether what follows a body can be no predicate: `… của`, `… thuộc`, `….`"""
    return _NO_PREDICATE.match(text, position) is not None


def name_goes_on(text: str, position: int) -> bool:
    """Whether what follows is more of a name, not a predicate: `Tổng công ty Xây dựng | Trường Sơn`."""
    return text[position + 1 : position + 2].isupper() and not acts(text, position)


def acts(text: str, position: int) -> bool:
    """Whether a predicate follows: a verb of work, or `có trách nhiệm`."""
    window = _BRACKET_REACH if text.startswith("(", position + 1) else VERB_REACH
    rest = _PAUSE.sub("", text[position : position + window], count=1)
    return opens_with_action(rest) or _DUTY.match(rest) is not None


def does(text: str, position: int) -> bool:
    """Whether what follows is work and no quality: not `…; Trung tâm Hành chính công | đảm bảo đúng thời gian`."""
    return acts(text, position) and _QUALITY.match(text, position) is None
