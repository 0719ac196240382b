"""The offices whose holders stand for their body: `Giám đốc Sở Nội vụ` told to act is the department."""

from __future__ import annotations

import regex

_POST = r"""(?:
    (?:tổng\s)?giám\sđốc | chủ\stịch | chánh\svăn\sphòng | chánh\sthanh\stra | chánh\sán | thủ\strưởng
  | bộ\strưởng | viện\strưởng | cục\strưởng | vụ\strưởng | chi\scục\strưởng | hiệu\strưởng | tổng\sbiên\stập | chỉ\shuy\strưởng | tư\slệnh
  | trưởng\sban | trưởng\s(?:các\s)?phòng | trưởng | bí\sthư | chủ\snhiệm | người\sđứng\sđầu | lãnh\sđạo | cvp | pcvp | ct | pct
)"""
OFFICE = regex.compile(
    rf"""
    (?:(?:các\s)?đồng\schí\s|ông\s|bà\s)?
    (?:(?:các\s)?(?:phó|q\.|quyền)\s)?
    {_POST}
    (?:,\s(?:các\s)?(?:phó\s{_POST}|pct|pcvp))?       # Chủ tịch, các Phó Chủ tịch
    (?:\s{{1,2}}của)?(?!\p{{L}})
    """,
    regex.VERBOSE | regex.IGNORECASE,
)
"""An office, with `của` after it; the body follows."""
