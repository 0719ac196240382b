"""Who does a thing, as a sentence says behind it: `…, do Sở Y tế chủ trì`, `…, UBND các huyện chịu trách nhiệm`."""

from __future__ import annotations

import regex

from extractors.agencies.runs import AN_OFFICE, Bodies, run_at
from extractors.mentions import AgencyMention
from extractors.verbs import opens_with_action

_COMMA_OR_SEMICOLON = regex.compile(r"[,;]\s{1,2}")
_BEARS = regex.compile(r"\s(?:(?:chịu|có) trách nhiệm|chủ trì(?! và phối hợp))\b", regex.IGNORECASE)
_AGENT = regex.compile(rf"\bdo\s(?:{AN_OFFICE.pattern})?", regex.VERBOSE | regex.IGNORECASE)
_DONE = regex.compile(
    r"\s(?:chủ trì|làm (?:trưởng|tổ trưởng)|đảm nhiệm|phụ trách|phối hợp|tổ chức|thực hiện|chịu trách nhiệm|bố trí"
    r"|chuẩn bị)\b",
    regex.IGNORECASE,
)
_LED_WITH = regex.compile(
    r"\schủ trì(?: thực hiện)?,? (?:và )?phối hợp\b"
    r"|\sphối hợp (?:với|cùng) [^.;:]{3,120} (?:tổ chức|thực hiện)\s?(?:[.;]|$)",
    regex.IGNORECASE,
)
_LEADS = regex.compile(r"\schủ trì(?: thực hiện)?\s{0,2}(?:[.;]|$)", regex.IGNORECASE)
_AFTER_TIME = regex.compile(r"[:,;]\s(?:trong\s|vào\s)?(?:tháng|quý|ngày|năm)\s[\d/IVX ,–-]{1,14}$", regex.IGNORECASE)
CHAIRS = regex.compile(r"\schủ trì\b", regex.IGNORECASE)
"""What says that the body before it leads."""
_LONGEST_TIME = 40
"""How long a time right before a body may be, in characters."""


def charged_too(bodies: Bodies) -> list[AgencyMention]:
    """The bodies that a later part of a sentence says lead or bear the responsibility, right behind its comma.

    `Giao Sở Tư pháp hướng dẫn, | UBND các huyện | chịu trách nhiệm thực hiện`; no body stands before the comma, as in a
    list, and no circumstance.
    """
    found: list[AgencyMention] = []
    ends = {mention.end for mention in bodies.everybody}
    for comma in _COMMA_OR_SEMICOLON.finditer(bodies.text):
        if comma.start() in ends or comma.start() - 1 in ends:
            continue
        run = run_at(bodies.text, comma.end(), bodies.named)
        if run and run[0].start == comma.end() and _BEARS.match(bodies.text, run[-1].end):
            found += run
    return found


def agents(bodies: Bodies) -> list[AgencyMention]:
    """The bodies by whom a thing is done: `Đoàn số 1 do Sở Y tế làm trưởng đoàn`.

    After an order to others only those that lead with somebody (`Nhân rộng mô hình do Sở A chủ trì, phối hợp …`), or
    that are named at its end: `Phun thuốc tại các chợ, do Sở Y tế chủ trì.`
    """
    text = bodies.text
    done = _LED_WITH if opens_with_action(text) else _DONE
    for agent in _AGENT.finditer(text):
        run = run_at(text, agent.end(), bodies.named)
        if not run:
            continue
        is_apart = text[: agent.start()].rstrip().endswith(",")
        if done.match(text, run[-1].end) or (is_apart and _LEADS.match(text, run[-1].end)):
            return run
    return []


def chairing(bodies: Bodies) -> list[AgencyMention]:
    """The body that leads, right behind a time: `Tổ chức diễn tập: tháng 7/2026 Công an tỉnh chủ trì …`."""
    text = bodies.text
    for mention in bodies.named:
        if CHAIRS.match(text, mention.end) and _AFTER_TIME.search(
            text, max(0, mention.start - _LONGEST_TIME), mention.start
        ):
            return [mention]
    return []
