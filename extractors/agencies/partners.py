"""Who an item of prose is to work with: the bodies after `phối hợp với`, also those that no family of names knows."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extractors.agencies.described import run_of
from extractors.agencies.runs import AN_OFFICE, Bodies
from extractors.mentions import AgencyMention
from extractors.spans import Spans

_COORDINATION = regex.compile(
    r"""
    \b(?: phối\s{1,2}hợp\sgiữa\s(?:các\s)?(?:cơ\squan|đơn\svị|ngành|lực\slượng)\s?:   # … giữa các cơ quan: A, B
      | phối\s{1,2}h[ợọơ]p(?:(?:,|,?\svà)?\s(?:chặt\schẽ|thường\sxuyên|đồng\sbộ|kịp\sthời|quyết\sliệt|nhịp\snhàng
         |tích\scực|(?:có\s)?hiệu\squả|tốt)){0,3}(?:\s{1,2}(?:với|cùng(?:\svới)?))?
      | phối\s{1,2}hợp,\s(?:trao\sđổi|cung\scấp|chia\ssẻ)(?:\sthông\stin)?\svới   # phối hợp, trao đổi thông tin với
      | (?:có|với)\ssự\s(?:tham\sgia,\s)?phối\shợp(?:,\stham\sgia)?\scủa
      | (?<=chủ\strì(?:\sthực\shiện)?,?\s)(?:có|với)\ssự\stham\sgia\scủa  # not: tổ chức hội nghị với sự tham gia của
      | phối\s(?:với|cùng)
      | kết\shợp(?:\schặt\schẽ)?\s(?:với|cùng)
      | (?:chủ\strì|thống\snhất|trao\sđổi)(?:\sthực\shiện)?,?\scùng(?:\svới)?
      | cùng\s(?:với\s)?(?=các\s)
      | (?<=[;,]\s)cùng(?=\s\p{Lu})                                      # …; cùng Sở Nội vụ tháo gỡ vướng mắc
      | (?<=^\W{0,6})cùng(?:\svới)?(?=\s\p{Lu})                           # Cùng với Công an tỉnh rà soát …
    )(?:\s?:)?\s{1,2}
    """,
    regex.VERBOSE | regex.IGNORECASE,
)
# Every cue holds one of these.
_CUE = regex.compile("phối|kết|cùng|sự|chủ", regex.IGNORECASE)
# Sở A chủ trì, | Sở B, UBND các huyện | phối hợp; Sở A (chủ trì), | Sở B | (phối hợp)
_LED = regex.compile(r"(?<!(?:cơ\squan|đơn\svị)\s)\bchủ\strì(?:\sthực\shiện)?\)?\s?[,;]\s{1,2}", regex.IGNORECASE)
_TAKES_PART = regex.compile(r"\s\(?(?:\p{Ll}{1,7}\s){0,3}?phối\shợp\b(?!\s(?:với|cùng|giữa)\b)")
_NOT_COORDINATION = regex.compile(r"(?:công tác|quy chế|sự|cơ chế|chương trình|kế hoạch) $", regex.IGNORECASE)


def partners_of(bodies: Bodies, masked: Sequence[tuple[int, int]]) -> list[AgencyMention]:
    """The bodies after each `phối hợp với` of an item that does not stand in a `masked` span.

    And those that take part beside one that leads: `Sở A chủ trì, Sở B phối hợp`.
    """
    text, hidden = bodies.text, Spans(masked)
    if _CUE.search(text) is None:
        return []
    partners: dict[str, AgencyMention] = {}
    for cue in _COORDINATION.finditer(text):
        if hidden.overlap(cue.start(), cue.start() + 1) or _NOT_COORDINATION.search(
            text[max(0, cue.start() - 16) : cue.start()]
        ):
            continue
        office = AN_OFFICE.match(text, cue.end())
        for mention in run_of(bodies, office.end() if office else cue.end()):
            partners.setdefault(mention.name, mention)
    for mention in beside_a_lead(bodies, masked):
        partners.setdefault(mention.name, mention)
    return list(partners.values())


def beside_a_lead(bodies: Bodies, masked: Sequence[tuple[int, int]]) -> list[AgencyMention]:
    """The bodies that an item says take part, right behind one that leads: `Sở A (chủ trì), Sở B (phối hợp)`."""
    text, hidden = bodies.text, Spans(masked)
    found: list[AgencyMention] = []
    for cue in _LED.finditer(text):
        run = [] if hidden.overlap(cue.start(), cue.start() + 1) else run_of(bodies, cue.end())
        if run and _TAKES_PART.match(text, run[-1].end):
            found += run
    return found
