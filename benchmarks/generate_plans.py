"""Makes many plans like those of provinces, for measuring: real provinces and forms, everything else invented.

Usage: python benchmarks/generate_plans.py FOLDER --count 10000 [--chars 10000] [--seed 1]

The same seed and number give the same plan, however many are made. Four shapes: prose by headings, headings that
address agencies, a table of tasks with tabs, a table in Markdown. One in fifty is the draft of the one before it.
"""

from __future__ import annotations

import argparse
import random
from dataclasses import dataclass
from pathlib import Path

from extractors.provinces import provinces
from extractors.slugs import slug

TOPICS = (
    "Cải cách hành chính", "Chuyển đổi số", "Phòng, chống thiên tai và tìm kiếm cứu nạn", "Bảo đảm an toàn thực phẩm",
    "Phổ biến, giáo dục pháp luật", "Phát triển du lịch cộng đồng", "Phòng cháy, chữa cháy rừng", "Giảm nghèo bền vững",
    "Bảo vệ môi trường làng nghề", "Kiểm soát thủ tục hành chính", "Xây dựng nông thôn mới", "Chăm sóc người cao tuổi",
)  # fmt: skip
VERBS = (
    "Rà soát", "Xây dựng", "Ban hành", "Tổ chức tập huấn về", "Kiểm tra", "Hoàn thiện", "Triển khai", "Cập nhật",
    "Đánh giá", "Công khai", "Tuyên truyền", "Nâng cấp", "Thẩm định", "Tổng hợp, báo cáo", "Hướng dẫn thực hiện",
)  # fmt: skip
OBJECTS = (
    "danh mục thủ tục giải quyết tại bộ phận một cửa", "kế hoạch chi tiết của từng đơn vị", "phần mềm quản lý văn bản",
    "quy chế phối hợp giữa các ngành", "cơ sở dữ liệu hộ gia đình trong vùng ngập", "bản đồ điểm sạt lở ven sông",
    "chương trình bồi dưỡng công chức cấp xã", "bộ tiêu chí chấm điểm nội bộ", "mô hình điểm tại hai địa bàn khó khăn",
    "sổ tay hỏi đáp dành cho người dân", "tuyến đường vào khu sản xuất tập trung", "đề án vị trí việc làm",
    "hệ thống loa thông minh ở thôn, bản", "phương án sơ tán dân trước mùa mưa bão",
    "quy trình nội bộ, quy trình điện tử",
    "hồ sơ lưu trữ đến hạn nộp vào kho", "trang thông tin về sản phẩm địa phương", "nhà vệ sinh đạt chuẩn tại điểm đến",
)  # fmt: skip
SCOPES = (
    "trên địa bàn tỉnh", "theo hướng rút ngắn thời gian xử lý", "bảo đảm đúng quy định",
    "gắn với trách nhiệm người đứng đầu",
    "cho cán bộ phụ trách", "ở vùng sâu, vùng xa", "bằng hình thức trực tuyến", "theo lộ trình đã được phê duyệt",
)  # fmt: skip
AGENCIES = (
    "Sở Nội vụ", "Sở Tài chính", "Sở Tư pháp", "Sở Y tế", "Sở Thông tin và Truyền thông", "Sở Kế hoạch và Đầu tư",
    "Sở Nông nghiệp và Phát triển nông thôn", "Văn phòng UBND tỉnh", "Công an tỉnh", "Sở Công Thương", "Sở Xây dựng",
    "Sở Lao động - Thương binh và Xã hội", "Sở Tài nguyên và Môi trường", "Sở Giáo dục và Đào tạo", "Thanh tra tỉnh",
)  # fmt: skip
PARTNERS = (*AGENCIES, "các sở, ban, ngành", "UBND các huyện, thành phố", "các cơ quan, đơn vị liên quan", "Báo tỉnh")
OUTPUTS = ("Quyết định", "Báo cáo", "Kế hoạch", "Văn bản hướng dẫn", "Hội nghị", "Tài liệu", "Đề án được phê duyệt")
LAWS = (
    "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;",
    "Căn cứ Nghị định số 61/2018/NĐ-CP ngày 23 tháng 4 năm 2018 của Chính phủ;",
    "Căn cứ Nghị quyết số 30c/NQ-CP ngày 08 tháng 11 năm 2011 của Chính phủ;",
)
NAMES = ("Lê Hoàng Phúc", "Trần Thị Mai Anh", "Nguyễn Quốc Khải", "Phạm Đức Thịnh", "Võ Minh Hạnh", "Hoàng Văn Tú")


@dataclass(frozen=True)
class Plan:
    """A plan: where it belongs, and its text."""

    path: str
    text: str


def plan_of(number: int, *, seed: int = 1, chars: int = 10_000) -> Plan:
    """The plan of a number, about so many characters long."""
    is_draft = number % 50 == 49
    if is_draft:
        final = plan_of(number - 1, seed=seed, chars=chars)
        return Plan(final.path.replace(".", "-du-thao.", 1), _drafted(final.text))
    pick = random.Random(f"{seed}:{number}")
    province = pick.choice(provinces())
    year = pick.randint(2018, 2025)
    shape = pick.choice((_prose, _by_agency, _tabbed, _markdown))
    topic = pick.choice(TOPICS)
    body = shape(pick, year, chars - 2500)
    ending = "md" if shape is _markdown else "txt"
    head = _head(pick, number, province.name, year, topic)
    text = "\n".join((*head, *_aims(pick), *body, *_foot(pick, province.name)))
    return Plan(f"{slug(province.name)}/{year}/{number:06}.{ending}", text)


def _head(pick: random.Random, number: int, province: str, year: int, topic: str) -> list[str]:
    day, month = pick.randint(1, 28), pick.randint(1, 12)
    office = f"Kế hoạch số {pick.randint(10, 900)}/KH-UBND ngày {pick.randint(1, 28):02}/11/{year - 1}"
    return [
        "ỦY BAN NHÂN DÂN",
        f"TỈNH {province.upper()}",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        f"Số: {number + 1}/KH-UBND",
        f"{province}, ngày {day:02} tháng {month:02} năm {year}",
        "",
        "KẾ HOẠCH",
        f"{topic} tỉnh {province} năm {year}",
        "",
        *LAWS,
        f"Thực hiện {office} của Ủy ban nhân dân tỉnh {province} về phát triển kinh tế - xã hội,",
        f"Ủy ban nhân dân tỉnh {province} ban hành Kế hoạch {topic.lower()} năm {year} như sau:",
        "",
    ]


def _aims(pick: random.Random) -> list[str]:
    share = pick.randint(60, 99)
    return [
        "I. MỤC ĐÍCH, YÊU CẦU",
        f"- Nâng chất lượng phục vụ người dân, {pick.choice(SCOPES)}.",
        f"- Phân công rõ việc, rõ người, rõ thời gian; {pick.choice(SCOPES)}.",
        "II. MỤC TIÊU",
        f"- Tối thiểu {share}% hồ sơ được giải quyết đúng hạn, {share - 20}% hồ sơ nộp trực tuyến.",
        f"- {pick.randint(3, 40)} xã hoàn thành chỉ tiêu được giao.",
    ]


def _work(pick: random.Random) -> str:
    return f"{pick.choice(VERBS)} {pick.choice(OBJECTS)} {pick.choice(SCOPES)}"


def _time(pick: random.Random, year: int) -> str:
    month = pick.randint(1, 12)
    forms = (
        f"trước ngày {pick.randint(1, 28):02}/{month:02}/{year}", f"Quý {pick.choice(('I', 'II', 'III', 'IV'))}/{year}",
        f"Tháng {month}/{year}", "Thường xuyên", "Định kỳ hằng quý", f"6 tháng đầu năm {year}",
        f"chậm nhất ngày {pick.randint(1, 28)} tháng {month} năm {year}", "Theo tiến độ của Trung ương",
    )  # fmt: skip
    return pick.choice(forms)


def _prose(pick: random.Random, year: int, chars: int) -> list[str]:
    lines = ["III. NHIỆM VỤ, GIẢI PHÁP"]
    section = 0
    while sum(map(len, lines)) < chars:
        section += 1
        lines.append(f"{section}. {pick.choice(TOPICS)}")
        for _ in range(pick.randint(3, 6)):
            who = f"{pick.choice(AGENCIES)} chủ trì, phối hợp với {pick.choice(PARTNERS)} {_lower(_work(pick))}"
            when = _lower(_time(pick, year))
            lines.append(f"- {who}, hoàn thành {when}." if pick.random() < 0.6 else f"- {_work(pick)}.")
    return lines


def _by_agency(pick: random.Random, year: int, chars: int) -> list[str]:
    lines = ["III. TỔ CHỨC THỰC HIỆN"]
    number = 0
    while sum(map(len, lines)) < chars:
        number += 1
        lines.append(f"{number}. {AGENCIES[(number - 1) % len(AGENCIES)]}")
        for letter in "abcdđ"[: pick.randint(2, 5)]:
            lines.append(f"{letter}) {_work(pick)}; thời gian hoàn thành: {_lower(_time(pick, year))}.")
    return lines


def _row(pick: random.Random, number: int, year: int) -> list[str]:
    partners = ", ".join(pick.sample(PARTNERS, 2))
    return [f"{number}", _work(pick), pick.choice(AGENCIES), partners, _time(pick, year), pick.choice(OUTPUTS)]


COLUMNS = ["STT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian hoàn thành", "Sản phẩm"]
_BEFORE_TABLE = ["III. NHIỆM VỤ", "Các nhiệm vụ được phân công tại bảng sau:"]


def _tabbed(pick: random.Random, year: int, chars: int) -> list[str]:
    lines = [*_BEFORE_TABLE, "\t".join(COLUMNS)]
    while sum(map(len, lines)) < chars:
        lines.append("\t".join(_row(pick, len(lines) - 2, year)))
    return lines


def _markdown(pick: random.Random, year: int, chars: int) -> list[str]:
    lines = [*_BEFORE_TABLE, "", f"| {' | '.join(COLUMNS)} |", "| --- | --- | --- | --- | --- | --- |"]
    while sum(map(len, lines)) < chars:
        lines.append(f"| {' | '.join(_row(pick, len(lines) - 4, year))} |")
    return [*lines, ""]


def _foot(pick: random.Random, province: str) -> list[str]:
    return [
        "Trên đây là Kế hoạch; trong quá trình thực hiện, nếu có vướng mắc, các đơn vị phản ánh về Sở Nội vụ.",
        "Nơi nhận:",
        "- Thường trực Tỉnh ủy;",
        "- Các sở, ban, ngành;",
        "- Lưu: VT.",
        "TM. ỦY BAN NHÂN DÂN",
        "KT. CHỦ TỊCH",
        "PHÓ CHỦ TỊCH",
        "",
        pick.choice(NAMES),
    ]


def _drafted(text: str) -> str:
    """The same plan before it was signed: number and day are blank."""
    lines = text.split("\n")
    lines[4] = "Số:      /KH-UBND"
    lines[5] = lines[5].split(", ")[0] + ", ngày     tháng" + lines[5].split(" tháng")[1]
    return "\n".join(lines)


def _lower(words: str) -> str:
    return words[0].lower() + words[1:]


def write_plans(folder: Path, count: int, *, seed: int = 1, chars: int = 10_000, first: int = 0) -> None:
    """Writes plans into a folder, those that are there already too."""
    for number in range(first, first + count):
        plan = plan_of(number, seed=seed, chars=chars)
        path = folder / plan.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(plan.text, encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--chars", type=int, default=10_000, help="characters of a plan, about (10000)")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    write_plans(options.folder, options.count, seed=options.seed, chars=options.chars)


if __name__ == "__main__":
    main()
