"""Classes of bodies that are one only where they are told to act: `các đơn vị`, `ngành Y tế`, `cơ quan Thuế`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

import regex

from extractors.agencies.departments import objects
from extractors.agencies.find import as_mention
from extractors.agencies.model import Definitions
from extractors.agencies.names import canonical_name
from extractors.agencies.pieces import CAPITAL, HAMLET, MANAGING, PLACE, SCHOOL, compiled
from extractors.alternatives import any_of
from extractors.mentions import AgencyMention
from extractors.scanning import in_small_letters
from extractors.tones import either_tones


def is_class(text: str) -> bool:
    """Whether a text is the name of a class and nothing else."""
    return _classes().fullmatch(text) is not None


def may_open_class(words: str) -> bool:
    """Whether the name of a class may begin with some words, whatever follows them."""
    return _classes().match(words, partial=True) is not None


def with_classes(
    text: str, mentions: Iterable[AgencyMention], definitions: Definitions | None = None
) -> Iterator[AgencyMention]:
    """The bodies of a text and the classes of bodies beside them, in reading order, as the `mentions` have to be."""
    by_start = {mention.start: mention for mention in mentions}
    for start, end in spans_with_classes(text, [(mention.start, mention.end) for mention in by_start.values()]):
        mention = by_start.get(start)
        if mention is not None and mention.end == end:
            yield mention
        elif areas := _NAMED_AREAS.match(text, start, end):
            yield from _one_by_one(text, areas, end)
        else:
            yield as_mention(text, start, end, canonical_name(text[start:end], definitions=definitions))


_NAMED_AREAS = regex.compile(r"[Cc]ác\s(?P<kind>(?:huyện|quận|thành phố|thị xã|xã|phường|đặc khu)\s)(?=\p{Lu})")
_NEXT_AREA = regex.compile(r",\s|\svà\s")


def _one_by_one(text: str, areas: regex.Match[str], end: int) -> Iterator[AgencyMention]:
    """Each area of a list of names: `Huyện Nà Rì` and `Huyện Ba Bể` of `Các huyện Nà Rì, Ba Bể`."""
    start, position = areas.start(), areas.end()
    for after in [*_NEXT_AREA.finditer(text, position, end), None]:
        stop = after.start() if after else end
        yield as_mention(text, start, stop, canonical_name(f"{areas['kind']}{text[position:stop]}"))
        start = position = after.end() if after else end


def spans_with_classes(text: str, bodies: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The spans of the bodies in a text, given in reading order, and of the classes of bodies beside them.

    A class that begins as a body does and goes on is the longer name: `các cơ quan, đơn vị | được kiểm tra`.
    """
    classes = _classes_in(text)
    found = next(classes, None)
    for start, end in bodies:
        longer: tuple[int, int] | None = None
        while found is not None and found.start() < end:
            if found.end() <= start:
                yield found.span()
            elif found.start() == start and found.end() > end:
                longer = found.span()
            found = next(classes, None)
        if longer is not None:
            yield longer
            continue
        yield start, end
    while found is not None:
        yield found.span()
        found = next(classes, None)


_HEADS = re.compile("các|cấp|chi|chính|chủ|cơ|doanh|đảng|địa|đoàn|đơn|mặt|ngành|tập|thành|tổ|trưởng|bộ|văn")
"""The words with which the classes below begin: one that begins with another is found only with that word here."""


def _classes_in(text: str) -> Iterator[regex.Match[str]]:
    """The classes in a text, as `finditer` gives them; looked for only where a head stands."""
    pattern, position = _classes(), 0
    for head in _HEADS.finditer(in_small_letters(text)):
        if head.start() >= position and (found := pattern.match(text, head.start())) is not None:
            position = found.end()
            yield found


@cache
def _classes() -> regex.Pattern[str]:
    """Classes that are only talked about, unless a sentence tells them to act: `Các đơn vị chủ động xây dựng …`."""
    trade = "(?: (?:viễn thông|bưu chính, viễn thông|bưu chính|vận tải|sản xuất(?:,?(?: và)? kinh doanh)?|kinh doanh))?"
    located = "(?: (?:đóng )?trên địa bàn(?: (?:toàn )?(?:tỉnh|thành phố|huyện|xã))?)?"
    hamlets = rf"{HAMLET}(?:(?:, | và ){HAMLET}){{0,3}}"
    producer = any_of(
        "doanh nghiệp", "cơ sở", "hợp tác xã", "tổ hợp tác", "hộ (?:kinh doanh|sản xuất)", "trang trại", "hiệp hội"
    )
    plural = any_of(
        *(
            "cơ quan, tổ chức(?:, (?:đơn vị|doanh nghiệp))?",
            "cơ quan(?: chức năng(?: (?:có )?liên quan)?)?",
            "đơn vị",
            "đoàn thể",
            "tổ chức đoàn thể",
            "ngành",
            "cấp",
        ),
        *("phòng, ban", "phòng", "ban", "chi cục", "chi bộ", "lực lượng(?: chức năng)?", "nhà thầu"),
        *("viện nghiên cứu", "trường đại học(?:, cao đẳng)?", "trường cao đẳng,? (?:và )?trung cấp", "tổ chức quốc tế"),
        *(SCHOOL, "cơ sở giáo dục", "ngân hàng(?: thương mại)?", "tổ chức tín dụng", "quân khu"),
        *("bộ(?! (?:tiêu|phận|chỉ|luật|câu|môn))", "tỉnh", "huyện", "quận", "xã", "phường", "địa phương"),
        hamlets,
        rf"{producer}{trade}(?:(?:, | và |, và ){producer}{trade}){{0,3}}{located}",
    )
    authority = "chính quyền (?:các cấp|địa phương|cấp (?:huyện|xã|cơ sở))"
    party = any_of(
        f"(?:các )?cấp ủy(?: đảng)?(?:,| và) (?:tổ chức đảng, )?{any_of(authority, 'chính quyền')}",
        "(?:các )?cấp ủy(?: đảng)?,? (?:và )?tổ chức đảng(?: (?:các cấp|trực thuộc))?",
        "(?:các )?chi bộ, đảng bộ(?: trực thuộc)?",
        f"(?:các )?chi bộ (?:các )?{hamlets}",
        f"(?:các )?(?:tổ )?trưởng (?:các )?{hamlets}",  # the head of a hamlet stands for it
    )
    inspectee = "(?:cơ quan|đơn vị|địa phương|tổ chức|doanh nghiệp)"
    inspected = "(?:kiểm tra|thanh tra|giám sát|kiểm toán|đánh giá|hỗ trợ)"
    service = any_of("thuế", "công an", "quân sự", "thống kê", "hải quan", "bảo hiểm xã hội", "thi hành án dân sự")
    trades = any_of(
        *("giáo dục", "nông nghiệp", "lao động", "văn hóa", "du lịch", "giao thông", "xây dựng", "tài chính"),
        *("công an", "quân đội", "quân sự", "kiểm sát", "tòa án", "thanh tra", "tư pháp", "thuế", "hải quan"),
        *("điện(?: lực)?", "bưu (?:điện|chính)", "ngân hàng", "bảo hiểm xã hội", "kho bạc", "thống kê", "kiểm lâm"),
        *("tuyên giáo", "đường sắt", "thủy lợi", "thủy sản"),
    )
    classes = any_of(
        party,
        # Đơn vị được kiểm tra
        rf"(?:các )?{inspectee}(?:(?:, | và ){inspectee}){{0,3}} được {inspected}",
        "các cấp chính quyền(?: địa phương)?",
        rf"các (?:huyện|quận|thành phố|thị xã|xã|phường|đặc khu|địa phương) {PLACE}(?:(?:, | và ){PLACE}){{1,9}}",
        f"(?<!nhà nước )các {plural}{located}",  # cơ quan hành chính nhà nước | các cấp
        authority,
        rf"{CAPITAL}cấp (?:tỉnh|huyện|xã|cơ sở)(?=,? (?:và )?\p{{Ll}})",
        rf"{CAPITAL}mặt trận(?=(?:,| và|, và) (?:các )?(?:đoàn thể|tổ chức|hội))",
        r"(?<=[,;] |và )đoàn thể",
        "(?:các )?chủ đầu tư(?:(?: các)? (?:dự án|công trình))?(?:(?: kinh doanh| đầu tư)? hạ tầng(?: kỹ thuật)?"
        rf"(?: (?:các )?(?:khu|cụm|kcn|ccn)(?:,| và)?(?: (?:khu|cụm|kcn|ccn))?(?: công nghiệp)?)?)?{located}",
        "(?:các )?(?:đơn vị )?chủ rừng(?: là tổ chức)?",
        "(?:các )?chủ (?:chương trình|dự án)(?:,? (?:chủ )?tiểu dự án)?(?: thành phần)?",
        "(?:các )?cơ quan chủ quản(?: chương trình| dự án)?",
        "các phương tiện (?:thông tin|truyền thông) đại chúng"
        "(?: (?:ở |của |tại )?(?:trung ương|địa phương|tỉnh|thành phố)(?: và (?:địa phương|tỉnh))?)?",
        "đảng ủy",
        rf"{CAPITAL}văn phòng(?!\x20(?-i:\p{{Lu}}))",  # that of the body that plans
        "bộ trưởng(?=,? (?:và )?(?:các )?thủ trưởng)",  # Bộ trưởng, Thủ trưởng cơ quan ngang bộ
        "(?:các )?tập đoàn(?: kinh tế)?, tổng công ty(?: (?:của )?nhà nước)?",
        # that the plan sets up
        "(?:các )?(?:đoàn|tổ) (?:kiểm tra|thanh tra|giám sát|công tác)(?:, (?:kiểm tra|thanh tra|giám sát)){0,2}"
        "(?: số \\d{1,2}| (?:của )?(?:tỉnh|huyện|thành phố|xã|trung ương)(?!\\p{L}))?",
        "(?:các )?thành viên (?:đoàn|tổ|ban|hội đồng)(?: (?:kiểm tra|công tác|giám sát|thẩm định))?",
        rf"(?:ngành|cơ quan) {CAPITAL}{objects('Sở')}(?: (?:ở )?(?:địa phương|các cấp))?",  # Ngành Y tế
        rf"ngành {CAPITAL}{trades}(?:,? (?:và )?(?:ở )?(?:địa phương|các cấp))?",  # Ngành Giáo dục
        f"(?:cơ quan|đơn vị) {MANAGING}",
        f"cơ quan {service}(?: các cấp| tỉnh)?",  # Cơ quan Thuế
    )
    return compiled(either_tones(classes))
