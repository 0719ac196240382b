"""What reading documents needs, imported and warmed up once: worker processes are copies of the one that did it."""

from __future__ import annotations

import gc
import os

gc.disable()  # nothing is garbage yet, and looking for it costs a fifth of the time

# One thread each: there are as many workers as there are CPUs.
for _name in ("OMP_THREAD_LIMIT", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(_name, "1")

from pipeline.document import process_document  # noqa: E402

_PLAN = """ỦY BAN NHÂN DÂN
TỈNH TUYÊN QUANG
Số: 01/KH-UBND
Tuyên Quang, ngày 05 tháng 01 năm 2021
KẾ HOẠCH
Cải cách hành chính năm 2021
Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ;
I. NHIỆM VỤ
1. Sở Nội vụ chủ trì, phối hợp với Sở Tài chính báo cáo kết quả trước ngày 30/6/2021, đạt tối thiểu 90% hồ sơ.
2. Định kỳ hằng quý, Văn phòng UBND tỉnh tổng hợp.
"""


# Reads a small plan, so that all lexicons and patterns are ready.
process_document("plan.txt", _PLAN.encode())
gc.enable()
