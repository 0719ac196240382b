"""From when to when an agency was there, and what took over: departments, ministries, districts, merged provinces."""

from __future__ import annotations

from datetime import date

import pytest

from extractors.agencies import Home, home_of, life_of

VINH_PHUC = Home("Vĩnh Phúc", "26", "63")
PHU_THO_2025 = Home("Phú Thọ", "25", "34")
HA_NOI = Home("Hà Nội", "01", "63")
BINH_DUONG = Home("Bình Dương", "74", "63")


@pytest.mark.parametrize(
    ("name", "home", "agency_type", "valid_from", "valid_to", "successor"),
    [
        ("Sở Kế hoạch và Đầu tư", HA_NOI, "so-ke-hoach-va-dau-tu", None, date(2025, 2, 28), "so-tai-chinh.01-63"),
        ("Sở Nội vụ", HA_NOI, "so-noi-vu", None, None, None),
        ("Sở Nội vụ", VINH_PHUC, "so-noi-vu", None, date(2025, 6, 30), "so-noi-vu.25-34"),
        ("Sở Nội vụ", PHU_THO_2025, "so-noi-vu", date(2025, 7, 1), None, None),
        ("Sở Dân tộc và Tôn giáo", HA_NOI, "so-dan-toc-va-ton-giao", date(2025, 3, 1), None, None),
        ("Bộ Kế hoạch và Đầu tư", None, "bo-ke-hoach-va-dau-tu", None, date(2025, 2, 28), "bo-tai-chinh"),
        ("Bộ Nội vụ", None, "bo-noi-vu", None, None, None),
        (
            "Ủy ban nhân dân tỉnh Bình Dương",
            BINH_DUONG,
            "ubnd-tinh",
            None,
            date(2025, 6, 30),
            "uy-ban-nhan-dan-thanh-pho-ho-chi-minh.79-34",
        ),
        ("Ủy ban nhân dân thành phố Hà Nội", HA_NOI, "ubnd-tinh", None, None, None),
        ("Ủy ban nhân dân huyện Mê Linh", HA_NOI, "ubnd-huyen", None, date(2025, 6, 30), None),
        ("Công an huyện Mê Linh", HA_NOI, "cong-an-huyen", None, date(2025, 2, 28), None),
        ("Các sở, ban, ngành", VINH_PHUC, "cac-so-ban-nganh", None, None, None),
    ],
)
def test_life(
    name: str,
    home: Home | None,
    agency_type: str,
    valid_from: date | None,
    valid_to: date | None,
    successor: str | None,
) -> None:
    life = life_of(name, home)
    assert (life.agency_type, life.valid_from, life.valid_to) == (agency_type, valid_from, valid_to)
    assert life.successor_agency_id == successor


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Bộ Nội vụ", None),
        ("Sở Nội vụ", "26"),
        ("Ủy ban nhân dân tỉnh Vĩnh Phúc", "26"),
        ("Ủy ban nhân dân tỉnh Thái Bình", "34"),
        ("Báo Vĩnh Phúc", "26"),
    ],
)
def test_home(name: str, code: str | None) -> None:
    home = home_of(name, VINH_PHUC)
    assert (home.code if home else None) == code
