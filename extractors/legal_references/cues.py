"""The words around a citation that tell what the citing document does with the cited one."""

from __future__ import annotations

import regex

from extractors.alternatives import any_of
from extractors.legal_references.pieces import spaced
from extractors.legal_references.words import type_pattern

_MARKS = r"[\s*_]{0,5}"
_TO_CITATION = r"[\s*]{1,3}(?:các )?[*]{0,2}$"
"""What stands between a cue and the citation it governs."""


def _compiled(pattern: str) -> regex.Pattern[str]:
    return regex.compile(spaced(pattern), regex.IGNORECASE)


ATTACHED = _compiled(
    rf"(?:^|\(){_MARKS}(?:(?:được )?ban hành )?(?:đính )?kèm(?: theo)?"
    + rf"(?: {type_pattern()}(?: này)? (?:được )?ban hành (?:kèm )?(?:tại|theo))?"
    + r"[\s*]{1,3}(?:các )?$"
)
"""`(Kèm theo Quyết định số …)`, `(Kèm theo Kế hoạch ban hành tại Quyết định số …)` on its own line or in brackets."""

LIST = _compiled(
    r"[\s*)]{0,4}(?:\([^()]{0,60}\)[^\S\t]?)?(?:[,;/]|\.\.\.)?\s{0,3}(?:\(\d\)\s)?"
    + any_of(
        "và",
        "hoặc",
        "cùng(?: với)?",
        "với",
        "(?:và )?nay là",
        "được thay thế bằng",
        r"sang(?: phiên bản)?",  # từ ISO 9001:2008 sang phiên bản ISO 9001:2015
    )
    + r"?\s{0,3}(?:các )?[*]{0,2}\s?"
)
"""What stands between two citations of one list."""

ENTITLES = _compiled(
    r"[\s*\"“)]{0,4},?\s{0,2}\(?(?:nay )?(?:của [^;,.]{3,80} )?"
    + any_of(
        "về", "sửa đổi", "bổ sung", "quy định", "ban hành", "phê duyệt", "hướng dẫn", "thực hiện", "triển khai",
        "thay thế", "bãi bỏ", "điều chỉnh", "thông qua", "công bố", "kết luận", "thi hành", "đẩy mạnh", "tăng cường",
        "quán triệt", "được", "tổ chức", "[“\"]", "kèm theo", "đối với", "cho phép", "giao", "phát động", "nâng cao",
        "chấn chỉnh", "đã được", "chi tiết",
    )
)  # fmt: skip
"""The title of a citation begins right after it: `… về việc`, `… sửa đổi, bổ sung`."""

SENTENCE = regex.compile(r"(?<=[\p{Ll}\d)\"”])[.!?]\s{1,3}(?=[\p{Lu}\"“(])")
"""The end of a sentence."""

COORDINATED = _compiled(
    any_of(r"[;,]", ",? và")
    + r" (?:các )?[*]{0,2}"
    + rf"(?:{type_pattern()} [^;,.]{{1,60}} )?$"  # và Kế hoạch chi tiết số …; Kế hoạch Năm An toàn giao thông 2022 số …
)
"""After the title of one citation a list goes on to the next one."""

STATED_IN = _compiled(r";[^;.]{2,200}\btại $")
"""In a list of proposals on which a document is based: `…; Công ty B tại Văn bản số …`."""

BASIS = _compiled(
    r"(?:^|[.;(,]\s{0,3}|\t|\bđể |\bnhằm |\bvà )[\s*_\-–+]{0,5}"
    + r"(?:(?:tiếp tục|đẩy mạnh|tăng cường|để|nhằm) ){0,3}"
    + any_of(
        "căn cứ", "thực hiện", "theo", "xét", "triển khai", "thi hành", "quán triệt", "trên cơ sở", "chấp hành",
    )
    + r"\b[^;]{0,400}$"
)  # fmt: skip
"""In the preamble: the words that make what follows the basis of the document (Nghị định 30/2020/NĐ-CP, Phụ lục I)."""

BASIS_LINE = _compiled(rf"{_MARKS}căn cứ\b")
"""A line that names a basis wherever it stands."""

_BODY = any_of(
    "Ủy ban nhân dân", "Uỷ ban nhân dân", "UBND", "Sở", "Ban", "Bộ", "Văn phòng", "Công an", "Hội đồng nhân dân",
    "HĐND", "Tỉnh ủy", "Thành ủy", "Chủ tịch", "Thủ tướng", r"Đảng \p{L}{2,5}",
)  # fmt: skip
ISSUING = regex.compile(
    spaced(
        rf"\b{_BODY}\b(?:(?!\b{_BODY}\b)[^;]){{0,90}}? (?<!về )(?<!việc )(?<!hành )"
        + any_of("ban hành(?! kèm)", "xây dựng", "lập", "yêu cầu", "đề ra", "thông báo", "đề nghị")
        + " "
    )
)
"""From here on the preamble says what is being issued: `UBND tỉnh ban hành Kế hoạch …`."""

_OBJECT = any_of(
    "nội dung", "nhiệm vụ", "giải pháp", "quy định", "chỉ đạo", "ý kiến", "mục tiêu", "chỉ tiêu", "kết luận", "yêu cầu",
    "chủ trương", "chính sách", "quan điểm", "tinh thần",
)  # fmt: skip
"""What of a document is carried out."""
_OBJECT_MANNER = any_of("liên quan", "trọng tâm", "chủ yếu", "được giao", "được nêu", "cụ thể", "đề ra", "nêu")
_DOING = any_of("thực hiện", "triển khai", "quán triệt", "cụ thể hóa", "thi hành", "chấp hành")
_MANNER = any_of(
    _DOING, "tổng kết", "sơ kết", "tuyên truyền", "phổ biến", "và", r"nghiêm(?: túc)?", "có", "hiệu quả", "tốt",
    "đầy đủ", "đồng bộ", "kịp thời", "đúng", "hoàn thành", "tổ chức", "sâu rộng", "toàn diện", "quyết liệt",
    "nghiêm chỉnh", "các", "những", "toàn dân", "chặt chẽ", "việc", r"\d{1,2} năm", "giai đoạn", "thống nhất",
    "tiếp tục", "rộng rãi", "thường xuyên",
)  # fmt: skip
IMPLEMENTS = _compiled(
    rf"(?<!\p{{L}})(?<!văn bản (?:quy định chi tiết(?:,| và) )?hướng dẫn ){_DOING}(?:[,\s]{{1,3}}{_MANNER}){{0,8}}"
    # … các nội dung, nhiệm vụ trọng tâm được giao tại
    + rf"(?: (?:các )?{_OBJECT}"
    + rf"(?:[,\s]{{1,3}}(?:và )?{any_of(_OBJECT, _OBJECT_MANNER)}){{0,5}}"
    + r" (?:tại|của|trong|theo))?"
    + r"[\s*\"“:]{1,4}$"
)
"""The citation is what is carried out: `triển khai thực hiện có hiệu quả …`."""

_INSTRUCTIONS = any_of("ý kiến", "chỉ đạo", "giải pháp", "nhiệm vụ", "mục tiêu", "chỉ tiêu")
IMPLEMENTS_CONTENT = regex.compile(
    spaced(
        any_of(
            # Triển khai Cổng dịch vụ công và các nội dung liên quan tại Nghị định …
            r"\b(?i:thực hiện|triển khai)\b[^.;]{0,200}?\bnội dung(?: khác)? liên quan (?:tại|của|trong)[\s*]{1,3}$",
            # Thực hiện ý kiến chỉ đạo của Thủ tướng Chính phủ tại …   … các giải pháp quản lý vận tải nêu trong …
            rf"\b(?i:thực hiện|triển khai)\b(?:(?!\btheo\b|\bvề\b)[^.;:]){{0,40}}? {_INSTRUCTIONS}\b"
            r"(?:(?!\btheo\b)[^.;:]){0,90}?(?<!quy định) (?:tại|trong)[\s*]{1,3}(?:các )?$",
            # Kinh phí: Thực hiện theo quy định tại Quyết định …
            r"(?:^|[:;.]\s{1,2})Thực hiện theo(?: (?:đúng )?(?:quy định|hướng dẫn))?(?: (?:tại|của))?[\s*]{1,3}$",
        )
    )
)
"""Its content is carried out."""

SHORT_NAME = regex.compile(spaced(r"[^.;()]{0,300}\((?:sau đây )?(?:gọi|viết) (?:tắt|chung) là:?[\s*\"“]{0,3}"))
"""Between a citation and the short name that is given to it: `… (sau đây gọi tắt là Nghị định số 5)`."""

POINTER = _compiled(rf"\btheo(?: (?:đúng )?{_OBJECT})?(?: (?:tại|của))?{_TO_CITATION}")
"""`theo quy định tại` directly before a citation only points to it."""

_BEGINS = r"(?:^|[.;]\s|này |này, |về (?:việc )?)"
POINTS_INTO = _compiled(rf"\b(?:theo|tại){_TO_CITATION}")
"""What is changed stands in the citation, but is not the document: `Điều chỉnh quy trình quy định tại …`."""

_CHANGES = any_of("sửa đổi", "điều chỉnh", "bổ sung")
AMENDS = _compiled(rf"{_BEGINS}[\s*_\-–]{{0,5}}{_CHANGES}(?:,? (?:và )?{_CHANGES})?[^.;]{{0,60}}$")
"""The citing document changes the cited one."""

_LISTED = r"(?: (?:các )?(?:văn bản|quyết định|kế hoạch|chỉ thị|nghị quyết)(?: sau(?: đây)?)?:)?"
REPLACES = _compiled(rf"(?:^|[.;]\s|này (?:và )?|\bvà )(?:[^.;]{{0,40}} )?thay thế(?: cho)?{_LISTED}{_TO_CITATION}")
THIS_REPLACES = _compiled(rf"này [^.;]{{0,80}}\bthay thế(?: cho)?{_LISTED}{_TO_CITATION}")
"""`Kế hoạch này thay thế …`."""
