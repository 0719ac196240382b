"""Where the instrument stands in a web page, and what of the page is no part of it.

A page saved from a law site or a portal holds menus, lists of related documents and comments beside the instrument.
The instrument is found by what every one of its kind has (Nghị định 30/2020/NĐ-CP, Phụ lục I): Quốc hiệu, number,
legal bases, numbered parts, signature, Nơi nhận, annexes; the smallest element that holds all of these is its body.
"""

from __future__ import annotations

import regex
from selectolax.lexbor import LexborNode

_EVIDENCE = {
    "motto": r"\s{0,3}(?:CỘNG\s{1,3}H[OÒ][AÀ]\s{1,3}XÃ\s{1,3}HỘI|ĐẢNG\s{1,3}CỘNG\s{1,3}SẢN\s{1,3}VIỆT\s{1,3}NAM)",
    "number": r"\s{0,3}Số\s{0,3}:\s{0,3}[\d….\s]{0,20}/\s{0,3}[\p{Lu}\d]",
    "basis": r"\s{0,3}Căn\s{1,3}cứ\s{1,3}(?:Luật|Nghị|Quyết|Hiến|Thông|Chỉ|Kế|các)",
    "part": r"\s{0,3}(?:(?:I|II|III|IV)\s{0,2}[./-]\s{0,3}\p{Lu}{2}|Điều\s{1,3}\d{1,2}\s{0,2}[.:])",
    "signature": r"\s{0,3}(?:TM|KT|TL|TUQ)\s{0,2}\.\s{0,3}\p{Lu}{2,}",
    "recipients": r"\s{0,3}Nơi\s{1,3}nhận\s{0,3}:",
    "annex": r"\s{0,3}PHỤ\s{1,3}LỤC(?:\s|$)",
}
_MANY_KINDS, _MANY_LINES = 4, 12
_TABLE_PARTS = frozenset({"table", "tbody", "thead", "tfoot", "tr"})
_LINES = tuple((kind, regex.compile(f"^{pattern}", regex.MULTILINE)) for kind, pattern in _EVIDENCE.items())

_CHROME_TAGS = """
script style noscript nav aside footer head title template button select option input textarea label iframe svg
canvas audio video object embed del xml
"""
_BLOCK_TAGS = """
address article blockquote body caption center dd details div dl dt fieldset figcaption figure form
h1 h2 h3 h4 h5 h6 header hr html legend li main ol p pre section table tbody td tfoot th thead tr ul
"""
CHROME_TAGS = frozenset(_CHROME_TAGS.split())
BLOCK_TAGS = frozenset(_BLOCK_TAGS.split())
# Names that sites give to what is no part of a document.
_CHROME_NAME = regex.compile(
    r"(?:^|[-_\s])(?:comments?|binh-?luan|sidebar|related|lien-?quan|breadcrumbs?|share|social|menu|toolbar|pagination"
    r"|advert|banner|cookie|rating|tooltip|modal|popup)(?:$|[-_\s])",
    regex.IGNORECASE,
)
_HIDDEN = regex.compile(
    r"display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden|mso-hide\s{0,3}:\s{0,3}all", regex.I
)


def instrument_in(body: LexborNode) -> LexborNode:
    """The smallest element that holds as many kinds of evidence as the whole page; the body itself without any.

    An element with few lines and few kinds of evidence is only a part of an instrument (its head, say).
    """
    kinds = evidence_in(body)
    node: LexborNode = body
    while kinds:
        inner = next((child for child in node.iter() if evidence_in(child) >= kinds), None)
        if inner is None or (len(kinds) < _MANY_KINDS and _line_count(inner) < _MANY_LINES):
            break
        node = inner
    while node.tag in _TABLE_PARTS and node.parent is not None:
        node = node.parent
    return node


def _line_count(node: LexborNode) -> int:
    return sum(bool(line.strip()) for line in node.text(separator="\n").split("\n"))


def evidence_in(node: LexborNode) -> frozenset[str]:
    """The kinds of evidence among the blocks of text below an element."""
    if node.tag in CHROME_TAGS:
        return frozenset()
    text = node.text(separator="\n")
    return frozenset(kind for kind, pattern in _LINES if pattern.search(text))


def is_chrome(node: LexborNode) -> bool:
    """Whether an element belongs to the site, not to the document: by its tag, by being hidden, by its name."""
    tag = node.tag
    if tag in CHROME_TAGS:
        return True
    attributes = node.attributes
    if "hidden" in attributes or _HIDDEN.search(attributes.get("style") or ""):
        return True
    name = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
    return tag in BLOCK_TAGS and bool(_CHROME_NAME.search(name)) and not evidence_in(node)
