"""The offices whose holders stand for their body: `Giám đốc Sở Nội vụ` told to act is the department."""

from __future__ import annotations

import regex

_POST = r"""(?:
    (?:tổng\s)?giám\sđốc | chủ\stịch | chủ\snhiệm | thủ\strưởng | bí\sthư | tư\slệnh | tổng\sbiên\stập
  | chánh\s(?:văn\sphòng|thanh\stra|án) | chánh                                     # Chánh | Thanh tra tỉnh
  | (?:bộ(?!\strưởng,?\s(?:và\s)?(?:các\s)?thủ\strưởng)|viện|cục|vụ|chi\scục|hiệu|chỉ\shuy|tổ|đội)\strưởng
  | trưởng(?:\sban(?!\s(?:chỉ|quản|tổ|điều))|\s(?:các\s)?phòng)?
  | người\sđứng\sđầu | lãnh\sđạo
  | cvp | pcvp | ct | pct
)"""
OFFICE = regex.compile(
    rf"""
    (?:(?:các\s)?đồng\schí\s|ông\s|bà\s)?
    (?:(?<=(?:đồng\schí|ông|bà)\s)(?-i:\p{{Lu}}\p{{Ll}}*\s){{2,5}}(?:[-–]\s)?)?     # đồng chí | Trần Văn A - | Chủ tịch
    (?:(?:các\s)?(?:phó|q\.|quyền)\s)?
    {_POST}
    (?:,\s(?:các\s)?(?:phó\s)?{_POST}){{0,2}}         # Chủ tịch, các Phó Chủ tịch; Giám đốc, Thủ trưởng
    (?:\s{{1,2}}của)?(?!\p{{L}})
    """,
    regex.VERBOSE | regex.IGNORECASE,
)
"""An office, with `của` after it; the body follows."""
