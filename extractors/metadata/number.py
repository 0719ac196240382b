"""Số, ký hiệu: the number and symbol of a document (Nghị định 30/2020/NĐ-CP, Phụ lục I, II.3; Hướng dẫn 36-HD/VPTW)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import regex

from extractors import lexicon


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it is printed: `number` without spaces, None when it is left blank; `symbol` alone always known.

    `garbled` says that something stands before the symbol that is no number (handwriting that a scan misread).
    """

    number: str | None
    symbol: str
    start: int
    end: int
    garbled: bool = False


_BLANK = r"[\s.…_]{0,20}"
_SYMBOL = r"""
    (?=[\p{L}\d&.\s/–-]{0,30}\p{Lu}{2})                  # KH-UBND, TU, UBTVQH15, CTr/TU: two capitals somewhere
    \p{Lu}[\p{L}\d&.]{0,14}
    (?: \s?[-–/]\s?(?![-–/]) (?=\p{Lu}|\d{1,2}\b) [\p{L}\d&.]{1,18} ){0,3}
"""
NUMBER = rf"""
    (?P<digits> \d{{1,5}}(?:\.\d{{1,3}})?[a-zA-Z]? )?     # 136   66.19   12a
    {_BLANK}
    (?: [/] \s{{0,3}} (?: (?P<number_year>(?:19|20)\d\d) \s{{0,2}}/\s{{0,2}} )? | (?P<dash>[-–]) \s{{0,3}}
      | (?<=\d) [ ]? (?=(?:KH|QĐ|CTr|CT|TB|BC|HD)-\p{{Lu}}) )      # 1105KH-ĐKT, a stroke that the scan lost
    (?P<symbol> {_SYMBOL} )
"""
"""A number with its symbol, for use in other verbose patterns; groups digits, number_year, dash, symbol."""

_HEAD = regex.compile(
    rf"""
    (?<!\p{{L}}) (?P<word> S[ốỐôÔóÓỗồ] | số(?=\s?:) ) \s{{0,2}} (?:hiệu\s{{0,2}})? (?P<colon> [:.;] )? \s{{0,5}}
    {_BLANK} {NUMBER}
    """,
    regex.VERBOSE,
)
_GARBLED = regex.compile(
    rf"(?<!\p{{L}}) S[ốỐôÔ] \s? : \s{{0,3}} \S{{1,8}} \s{{0,2}} / \s? (?P<symbol>{_SYMBOL})", regex.VERBOSE
)
_LETTERS = str.maketrans({"–": "-", "Ð": "Đ"})  # the Icelandic letter, which old fonts print for Đ
_CITED = regex.compile(r"(?:theo|Theo|THEO|hiện|HIỆN|Quyết định|QUYẾT ĐỊNH|Kế hoạch|KẾ HOẠCH|Chỉ thị|CHỈ THỊ)\s{1,2}$")


def find_number(text: str, start: int, end: int, doc_type: str | None) -> Number | None:
    """The number of the head in `text[start:end]`: of several the one that has a colon and the type's own code."""
    found = [(_fitness(text, m, doc_type), -m.start(), m) for m in _HEAD.finditer(text, start, end)]
    found = [entry for entry in found if entry[0] > 0]
    if found:
        return number_of(max(found)[2])
    garbled = _GARBLED.search(text, start, end)
    return Number(None, _joined(garbled["symbol"]), garbled.start(), garbled.end(), garbled=True) if garbled else None


def number_of(match: regex.Match[str]) -> Number:
    """The number that a match of NUMBER stands for."""
    symbol = _joined(match["symbol"])
    year = f"{match['number_year']}/" if match["number_year"] else ""
    separator = "-" if match["dash"] else "/"
    number = f"{match['digits']}{separator}{year}{symbol}" if match["digits"] else None
    return Number(number, symbol, match.start(), match.start("symbol") + len(match["symbol"].rstrip(" .")))


def type_of_symbol(symbol: str) -> str | None:
    """The type of document that a symbol's first part stands for: `KH-UBND` is a Kế hoạch; None when it has none."""
    code = regex.split(r"[-/]", symbol)[0]
    return _types_by_code().get(code.casefold())


def _joined(symbol: str) -> str:
    return regex.sub(r"\s", "", symbol).translate(_LETTERS).rstrip(".")


def _fitness(text: str, match: regex.Match[str], doc_type: str | None) -> int:
    score = 2 if match["colon"] else 1
    if match["word"] == "SỐ" or _CITED.search(text, max(0, match.start() - 14), match.start()):
        score -= 2
    if doc_type is not None and type_of_symbol(_joined(match["symbol"])) == doc_type:
        score += 2
    return score


@cache
def _types_by_code() -> dict[str, str]:
    codes: dict[str, str] = {}
    for row in lexicon.rows("doc_types"):
        if row["family"].startswith("TT 01"):
            continue
        for code in (row["code"], *row["variants"].split("|")):
            code = code.split(" ")[0]
            if code:
                codes.setdefault(code.casefold(), row["type"])
    return codes
