"""What kind of body a canonical name stands for, at which level, and whether it is several."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import cast

import regex

from extractors import lexicon
from extractors.agencies.official import official_start
from schemas.agencies import AgencyKind, AgencyLevel

# Told by words of the name; tried in this order.
_BY_WORDS: tuple[tuple[AgencyKind, str], ...] = (
    ("party", r"(?:^|\b(?:ban thường vụ|thường trực|ban chấp hành|văn phòng|ban \p{L}+(?: và dân vận)?|ủy ban kiểm tra) )(?:tỉnh|thành|huyện|thị|quận|đảng) ủy|đảng bộ|^các (?:ban|đảng ủy|huyện ủy).*(?:đảng|ủy)|^đảng\b"),
    ("working_group", r"^(?:các )?(?:thành viên )?tổ (?:công tác|giúp việc|kiểm tra|thẩm định|biên tập|soạn thảo|công nghệ|đề án)|^đoàn (?:kiểm tra|thanh tra|giám sát|công tác)"),
    ("steering_committee", r"^(?:các thành viên |thường trực )?ban chỉ (?:đạo|huy)(?! quân sự| bộ đội)"),
    ("council", r"^(?:các thành viên |thường trực )?hội đồng (?!nhân dân|dân tộc)"),
    ("office", r"^văn phòng"),
    ("peoples_council", r"hội đồng nhân dân|^đoàn đại biểu quốc hội"),
    ("peoples_committee", r"^ủy ban nhân dân"),
    ("department", r"^(?:liên )?sở (?!.*,.*(?:đơn vị|địa phương))|^phòng\b"),
    ("ministry", r"^bộ (?!phận|chỉ huy|đội|tư lệnh)"),
)  # fmt: skip
# Collectives of one kind; all others are mixed.
_COLLECTIVES: tuple[tuple[AgencyKind, str], ...] = (
    ("media", r"^các cơ quan (?:thông tấn|báo chí|thông tin|truyền thông)"),
    ("public_service_unit", r"^(?:các )?(?:đơn vị sự nghiệp|tổ chức khoa học|trường)"),
    ("enterprise", r"^(?:các )?(?:doanh nghiệp|công ty)(?!,)"),
    ("union", r"^các (?:tổ chức (?:chính trị|đoàn thể)|đoàn thể|hội)(?!.*(?:cơ quan|đơn vị|địa phương))"),
    ("department", r"^(?:các )?(?:sở|ban|phòng|chi cục)(?:,? (?:sở|ban|ngành|phòng|và|cơ quan quản lý nhà nước))*(?:$|, ngành)(?!.*(?:cơ quan|đơn vị|địa phương|đoàn thể|doanh nghiệp|trường|tổ chức|cấp,))"),
    ("department", r"^các (?:cơ quan|phòng) chuyên môn|^các (?:sở|ban|phòng|chi cục)(?:,? (?:ban|ngành|phòng|và))* ?(?:thuộc|của|cấp|tỉnh|thành phố|trực thuộc|liên quan|chuyên môn)[^,]*$"),
    ("ministry", r"^các bộ(?:,? (?:ban|ngành|và|trung ương|liên quan))*$"),
    ("office", r"^văn phòng, thanh tra"),
)  # fmt: skip
_SEVERAL = regex.compile(
    r"^các\b|^(?:cơ quan|đơn vị|sở|bộ|ban|ngành|đơn vị sự nghiệp|tổ chức khoa học|doanh nghiệp)(?:,| (?:công|khác|kinh tế|liên quan|nhà nước)|$)"
    r"|\b(?:các|cấp|hai) (?:huyện|xã|cấp|tỉnh|quận|phường|thị xã|thành phố|sở|địa phương|đặc khu|thị trấn)\b"
    r"|(?:nhân dân|giao thông|công an|đảng ủy) (?:huyện|thành phố|thị xã|quận|xã|phường|tỉnh)(?:,|/| và )|, thành ủy",
    regex.IGNORECASE,
)
_LEVELS: tuple[tuple[AgencyLevel, str], ...] = (
    ("central", r"thuộc chính phủ|của chính phủ|^quốc hội|tối cao|^bộ (?!phận|chỉ huy|đội)|^các bộ(?!,.*địa phương)|quốc gia|việt nam$|trung ương\b(?<!trực thuộc trung ương)|của quốc hội|ngành dọc|ngang bộ"),
    ("province", r"nhân dân (?:các )?(?:cấp )?tỉnh|các tỉnh"),
    ("district", r"(?:cấp|các|nhân dân|công an|thuộc|tế|đoàn|đảng ủy) (?:huyện|quận|thị xã)\b|^các (?:huyện|quận)|nhân dân (?:các )?thành phố thuộc|huyện ủy|thị ủy|quận ủy|huyện đoàn| (?:huyện|quận|thị xã) \p{Lu}|\b(?:huyện|quận|thị xã)(?:,|$)"),
    ("commune", r"(?:cấp|các|nhân dân|công an|ủy|tế) (?:xã|phường|thị trấn|đặc khu)\b|^các (?:xã|phường)\b|\b(?:xã|phường|đặc khu|thị trấn) \p{Lu}"),
    ("province", r"\btỉnh\b|^sở\b|^các sở|thành ủy|nhân dân thành phố|^thanh tra (?:tỉnh|thành phố)|^ban dân tộc|^báo\b|^đài phát|thành phố$|^các cơ quan (?:thông|báo|truyền)"),
)  # fmt: skip


def _compiled(words: tuple[tuple[str, str], ...]) -> tuple[tuple[str, regex.Pattern[str]], ...]:
    return tuple((value, regex.compile(pattern, regex.IGNORECASE)) for value, pattern in words)


_WORDS, _OF_COLLECTIVES, _OF_LEVELS = _compiled(_BY_WORDS), _compiled(_COLLECTIVES), _compiled(_LEVELS)


@cache
def _heads() -> tuple[tuple[str, str, str], ...]:
    rows = sorted(lexicon.rows("agency_heads"), key=lambda row: -len(row["head"]))
    return tuple((f"{row['head'].casefold()} ", row["kind"], row["level"]) for row in rows)


@lru_cache(maxsize=8192)
def kind_of(name: str) -> AgencyKind:
    """The kind of the body with this canonical name; `agency` for others and for collectives of several kinds."""
    if name.startswith("Các ") and not name.startswith(("Các thành viên", "Các ban ", "Các Ban ")):
        return cast("AgencyKind", _told(_OF_COLLECTIVES, name) or "agency")
    told = _told(_WORDS, name)
    if told is not None and told not in ("ministry", "department", "office"):
        return cast("AgencyKind", told)
    official = official_start(name)
    if official is not None:
        return cast("AgencyKind", official.kind)
    small = name.casefold()
    by_head = next((kind for head, kind, _ in _heads() if small.startswith(head)), None)
    return cast("AgencyKind", told or _told(_OF_COLLECTIVES, name) or by_head or "agency")


@lru_cache(maxsize=8192)
def level_of(name: str) -> AgencyLevel | None:
    """The level of government that the name states, else that of its form; None when neither tells."""
    official = official_start(name)
    if official is not None and not official.rest:
        return cast("AgencyLevel | None", official.level or _told(_OF_LEVELS, name))
    told = _told(_OF_LEVELS, name)
    if told is None and official is not None:
        told = official.level or None
    if told is None:
        small = name.casefold()
        told = (
            next(
                (
                    level
                    for head, _, level in _heads()
                    if small.startswith(head) and not small.startswith("ủy ban nhân dân")
                ),
                None,
            )
            or None
        )
    return cast("AgencyLevel | None", told)


@lru_cache(maxsize=8192)
def is_collective(name: str) -> bool:
    """Whether the name stands for several bodies: `Các sở, ban, ngành`, `Ủy ban nhân dân cấp xã`."""
    return _SEVERAL.search(name) is not None


def _told(words: tuple[tuple[str, regex.Pattern[str]], ...], name: str) -> str | None:
    return next((value for value, pattern in words if pattern.search(name)), None)
