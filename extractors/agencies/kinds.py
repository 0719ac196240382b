"""What kind of body a canonical name stands for, at which level, and whether it is several."""

from __future__ import annotations

from functools import cache, lru_cache

import regex

from extractors import lexicon
from schemas.agencies import AgencyKind, AgencyLevel

_KINDS: tuple[tuple[AgencyKind, regex.Pattern[str]], ...] = tuple(
    (kind, regex.compile(words, regex.IGNORECASE))
    for kind, words in (
        ("party", r"^(?:ban thường vụ |thường trực |ban chấp hành |văn phòng )?(?:tỉnh|thành|huyện|thị|quận|đảng) ủy|đảng bộ|^đảng\b|trung ương đảng|ban tuyên giáo|ban dân vận|ban nội chính"),
        ("working_group", r"^(?:các )?(?:thành viên )?tổ (?:công tác|giúp việc)|^đoàn (?:kiểm tra|thanh tra)"),
        ("steering_committee", r"^(?:thành viên )?ban chỉ (?:đạo|huy) (?!quân sự)"),
        ("council", r"hội đồng (?!nhân dân)"),
        ("office", r"^văn phòng|^vp\b"),
        ("peoples_council", r"hội đồng nhân dân"),
        ("peoples_committee", r"^ủy ban nhân dân"),
        ("union", r"mặt trận|đoàn thể|liên đoàn|tỉnh đoàn|đoàn thanh niên|^hội\b|hiệp hội|liên minh hợp tác"),
        ("force", r"công an|quân sự|biên phòng|cảnh sát"),
        ("justice", r"tòa án|viện kiểm sát|thi hành án"),
        ("media", r"^đài\b|^báo\b|^cổng thông tin|thông tấn|báo chí|truyền thông(?! số)$|cơ quan thông tin"),
        ("ministry", r"^bộ (?!phận|chỉ huy)|^(?:các |từng )?bộ,? ngành"),
        ("enterprise", r"bưu điện|viễn thông|vnpt|viettel|công ty|điện lực|doanh nghiệp"),
        ("public_service_unit", r"trung tâm|đơn vị sự nghiệp|^trường\b|bệnh viện|^viện\b|bộ phận (?:một cửa|tiếp nhận)"),
        ("department", r"^(?:liên )?sở\b|^(?:các )?(?:sở|ban, ngành)|^ban dân tộc|^thanh tra (?:tỉnh|thành phố)|cơ quan chuyên môn|^phòng\b"),
        ("government", r"^chính phủ|^thủ tướng|^quốc hội|^chủ tịch nước"),
    )
)  # fmt: skip
_COLLECTIVE = regex.compile(r"^(?:các|từng|mỗi)\b|\b(?:các|cấp) (?:huyện|xã|cấp|tỉnh)\b|^(?:cơ quan|đơn vị|sở|bộ|ban|ngành),", regex.IGNORECASE)
_AREA_LIST = regex.compile(r"nhân dân (?:các\b|(?:huyện|thành phố|thị xã|quận|xã|phường|tỉnh),)", regex.IGNORECASE)
_LEVELS: tuple[tuple[AgencyLevel, regex.Pattern[str]], ...] = tuple(
    (level, regex.compile(words, regex.IGNORECASE))
    for level, words in (
        ("commune", r"(?:cấp|các|nhân dân|công an|ủy) (?:xã|phường|thị trấn|đặc khu)\b|^(?:các )?(?:xã|phường)\b"),
        ("district", r"(?:cấp|các|nhân dân|công an|thuộc) (?:huyện|quận|thị xã)\b|^(?:các )?huyện|nhân dân (?:các )?thành phố thuộc|huyện ủy|thị ủy"),
        ("central", r"trung ương|chính phủ|^quốc hội|tối cao|^bộ (?!phận|chỉ huy|đội)|^(?:các |từng )?bộ,? ngành|quốc gia|việt nam$"),
        ("province", r"tỉnh|^sở\b|các sở|^sở|thành ủy|nhân dân thành phố|^thanh tra|^ban dân tộc|^báo\b|^đài\b"),
    )
)  # fmt: skip


@cache
def _known() -> dict[str, tuple[AgencyKind, AgencyLevel]]:
    return {row["name"]: (row["kind"], row["level"]) for row in lexicon.rows("agencies")}  # type: ignore[misc]


@lru_cache(maxsize=8192)
def kind_of(name: str) -> AgencyKind:
    """The kind of the body with this canonical name; `agency` for others and for collectives of several kinds."""
    if name in _known():
        return _known()[name][0]
    return next((kind for kind, words in _KINDS if words.search(name)), "agency")


@lru_cache(maxsize=8192)
def level_of(name: str) -> AgencyLevel | None:
    """The level of government that the name states, None when it states none."""
    if name in _known():
        return _known()[name][1]
    return next((level for level, words in _LEVELS if words.search(name)), None)


@lru_cache(maxsize=8192)
def is_collective(name: str) -> bool:
    """Whether the name stands for several bodies: `Các sở, ban, ngành`, `Ủy ban nhân dân cấp xã`."""
    return _COLLECTIVE.search(name) is not None or _AREA_LIST.search(name) is not None
