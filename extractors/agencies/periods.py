"""From when to when a body was there, what took over its work, and what it is in any province (`so-noi-vu`).

Departments: Nghị định 24/2014/NĐ-CP to 28/02/2025, Nghị định 45/2025/NĐ-CP since; ministries: Nghị quyết 176/2025/QH15;
districts to 30/06/2025: Nghị quyết 203/2025/QH15; provinces: Nghị quyết 202/2025/QH15. The exact day of a department
differs by province; the lexicon has that of the decree.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache, lru_cache

import regex

from extractors import lexicon
from extractors.agencies.identity import agency_id
from extractors.agencies.kinds import is_collective, level_of
from extractors.provinces import MERGER, Province, name_pattern, province_on
from extractors.slugs import slug
from extractors.values import value_class

_SHORT = (("Ủy ban nhân dân", "ubnd"), ("Hội đồng nhân dân", "hdnd"))
_PROVINCE = regex.compile(rf"\s(?:{name_pattern()})$", regex.IGNORECASE)
_DISTRICT_PLACE = regex.compile(
    r"(?<=\b(?:huyện|thị xã|quận|xã|phường|thị trấn|đặc khu|thành phố))\s\p{Lu}[\p{L}']*(?:[ -]\p{Lu}[\p{L}']*)*$"
)
_CITY = regex.compile(r"\bthành phố$")
_IS_CITY = regex.compile(r"\s(?:thành phố|tp)\b", regex.IGNORECASE)
_AREA = regex.compile(r"\s(?:tỉnh|thành phố)$")
_LAST_DISTRICT_DAY = MERGER - timedelta(days=1)
# Công an cấp huyện: Nghị định 02/2025/NĐ-CP, from 01/3/2025.
_LAST_DISTRICT_POLICE_DAY = date(2025, 2, 28)


@value_class(frozen=True, slots=True)
class Home:
    """The province of a local body, as it was on the day: its code and the list the code is of."""

    name: str
    code: str
    code_list: str


@value_class(frozen=True, slots=True)
class Life:
    """What a body is in any province, from when to when it was there, and the id of what took over."""

    agency_type: str
    valid_from: date | None = None
    valid_to: date | None = None
    successor_agency_id: str | None = None


@value_class(frozen=True, slots=True)
class _Period:
    valid_from: date | None
    valid_to: date | None
    successor: str | None


def home_of(name: str, own: Home | None) -> Home | None:
    """The province of a body: the one its name states, else that of the document; None for central bodies."""
    if level_of(name) == "central":
        return None
    stated = _PROVINCE.search(name)
    if stated is None or own is None or stated[0].strip().casefold() == own.name.casefold():
        return own
    found = province_on(stated[0].strip(), MERGER if own.code_list == "34" else None)
    return own if found is None else Home(found.name, found.code, found.code_list)


def agency_type(name: str) -> str:
    """The slug of a name without the province, district or commune: `so-noi-vu`, `ubnd-tinh`, `ubnd-huyen`.

    A city under the central government is a province: `ubnd-tinh`, `tinh-uy`.
    """
    general = _PROVINCE.sub(lambda stated: " thành phố" if _IS_CITY.match(stated[0]) else "", name)
    if general != name:
        general = _CITY.sub("tỉnh", general.replace("Thành ủy", "Tỉnh ủy"))
    general = _DISTRICT_PLACE.sub("", general)
    for phrase, short in _SHORT:
        general = general.replace(phrase, short)
    return slug(general)


@lru_cache(maxsize=4096)
def life_of(name: str, home: Home | None) -> Life:
    """The life of the body with a canonical name in a province; empty where nothing is known."""
    kind = agency_type(name)
    if is_collective(name):
        return Life(kind)
    period = _period(name)
    valid_from, valid_to, successor = period.valid_from, period.valid_to, period.successor
    level = level_of(name)
    if home is None:
        return Life(kind, valid_from, valid_to, agency_id(successor, None, None) if successor else None)
    if level == "district":
        last = _LAST_DISTRICT_POLICE_DAY if name.startswith("Công an") else _LAST_DISTRICT_DAY
        return Life(kind, valid_from, _earlier(valid_to, last))
    if successor is not None:
        return Life(kind, valid_from, valid_to, agency_id(successor, home.code, home.code_list))
    merged = _merged(home)
    if merged is None or level == "commune":
        return Life(kind, valid_from, valid_to)
    if home.code_list == "34":
        return Life(kind, _later(valid_from, MERGER), valid_to)
    heir = agency_id(_in_province(name, home, merged), merged.code_2025, "34")
    return Life(kind, valid_from, _earlier(valid_to, _LAST_DISTRICT_DAY), heir if valid_to is None else None)


@cache
def _periods() -> dict[str, _Period]:
    def day(value: str) -> date | None:
        return date.fromisoformat(value) if value else None

    return {
        row["name"]: _Period(day(row["valid_from"]), day(row["valid_to"]), row["successor"] or None)
        for table in ("agency_forms", "agencies")
        for row in lexicon.rows(table)
    }


def _period(name: str) -> _Period:
    general = _AREA.sub("", _PROVINCE.sub("", name))
    return _periods().get(name) or _periods().get(general) or _Period(None, None, None)


@cache
def _merged_codes() -> frozenset[str]:
    """The codes since 1 July 2025 of the provinces that were merged on that day."""
    return frozenset(row["new_code"] for row in lexicon.rows("provinces") if row["merged"] == "yes")


def _merged(home: Home) -> Province | None:
    """The province, when it was merged on 1 July 2025; None for the eleven that were not."""
    found = province_on(home.name, None) if home.code_list == "63" else province_on(home.name, MERGER)
    return found if found is not None and found.code_2025 in _merged_codes() else None


def _in_province(name: str, home: Home, province: Province) -> str:
    """The name of the same body in the province that holds the land since: `Ủy ban nhân dân tỉnh Phú Thọ`."""
    if not name.endswith(f" {home.name}"):
        return name
    heir = province_on(province.name_2025, MERGER)
    area = "thành phố" if heir is not None and heir.is_city else "tỉnh"
    return regex.sub(rf"(?:tỉnh|thành phố) {regex.escape(home.name)}$", f"{area} {province.name_2025}", name)


def _earlier(first: date | None, second: date) -> date:
    return second if first is None else min(first, second)


def _later(first: date | None, second: date) -> date:
    return second if first is None else max(first, second)
