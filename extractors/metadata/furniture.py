"""What stands in a head and is neither body nor title: quốc hiệu, tiêu ngữ, rules, number, date, stamps and marks.

Vowels are left open where scans lose their marks (`CỌNG HOÀ`, `Đôc lập`); that is safe, for no other line reads so.
"""

from __future__ import annotations

import regex

REPUBLIC = (
    r"C\p{L}NG\s{0,2}H\p{L}{2}\s{0,2}X\p{L}\s{0,2}H\p{L}I\s{0,2}CH\p{L}\s{0,2}NGH\p{L}{2}\s{0,2}VI\p{L}T\s{0,2}NAM"
)
"""CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"""

MOTTO = r"(?i:[ĐDÐ]\p{L}c\s{1,2}l\p{L}p\s{0,2}[-–—]?\s{0,2}T\p{L}\s.{2,5}\s?[-–—]?\s{0,2}H\p{L}nh\s{1,2}ph\p{L}c)"
"""Độc lập - Tự do - Hạnh phúc"""

PARTY = r"Đ\p{L}NG\s{1,2}C\p{L}NG\s{1,2}S\p{L}N\s{1,2}VI\p{L}T\s{1,2}NAM"
"""ĐẢNG CỘNG SẢN VIỆT NAM, in the place of quốc hiệu (Hướng dẫn 36-HD/VPTW)"""

YOUTH_UNION = r"ĐOÀN\s{1,2}(?:TNCS|THANH\s{1,2}NIÊN\s{1,2}CỘNG\s{1,2}SẢN)\s{1,2}HỒ\s{1,2}CHÍ\s{1,2}MINH"
"""ĐOÀN TNCS HỒ CHÍ MINH, in the place of quốc hiệu"""

RULE = r"[-–—_=*•|+]{2,60} | [*|]"
"""-------"""

MARK = (
    r"(?:DỰ\sTHẢO(?:\sLẦN\s\d)?|H[ỎO][ẢA]?\sTỐC|THƯỢNG\sKHẨN|KHẨN|TUYỆT\sMẬT|TỐI\sMẬT|MẬT|CÔNG\sVĂN\sĐẾN|ĐẾN)(?!\p{L})"
)
"""DỰ THẢO, HỎA TỐC, MẬT (Nghị định 30/2020/NĐ-CP, Phụ lục I, II.10), CÔNG VĂN ĐẾN"""

SIGNED = r"(?:Ký\sbởi|Người\ský|Thời\sgian\ský|Ngày\ský|Email|E-mail|Cơ\squan|Tổ\schức|Đơn\svị|Chức\svụ)\s?:"
"""Ký bởi: …, the lines that a digital signature prints (Nghị định 30/2020/NĐ-CP, Phụ lục I, II.8)"""

ORNAMENT = regex.compile(rf"{REPUBLIC} | {MOTTO} | {PARTY} | {YOUTH_UNION} | {RULE}", regex.VERBOSE)
"""Quốc hiệu, tiêu ngữ and rules, wherever they stand in a line."""

SIGNATURE_LINE = regex.compile(rf"\s{{0,4}}(?:{SIGNED}|Digitally\ssigned)", regex.IGNORECASE)
"""A line of a digital signature."""
