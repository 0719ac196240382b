"""Lists of kinds of bodies that plans treat as one addressee: `các sở, ban, ngành`, `các đơn vị có liên quan`."""

from __future__ import annotations

from functools import cache

from extractors.agencies.departments import objects
from extractors.agencies.families import Family, Step
from extractors.agencies.pieces import (
    CAPITAL,
    END,
    MANAGING,
    PROVINCE,
    SCHOOL,
    UBND,
    compiled,
    scope,
    stop_words,
)
from extractors.alternatives import any_of

_WHICH = any_of("các", "từng", "mỗi", "những", "toàn thể các")


def _noun() -> str:
    """A kind of body in a list; one of its own build is no link of it: `cơ quan Trung ương …` opens a new one."""
    guarded = ("sở", "ngành", "bộ", "hội", "vụ", "cục", "cấp", "tổ chức", "doanh nghiệp")
    return any_of(
        "cơ quan ngang bộ",
        "cơ quan thuộc chính phủ",
        *(f"{noun}{_unless(noun)}" for noun in guarded),
        rf"phòng{_unless('phòng')}(?!\x20(?-i:\p{{Lu}}\p{{Lu}}))",  # và phòng, but not: và Phòng GD&ĐT
        f"(?:cơ quan|đơn vị){_unless('cơ quan')}",
        "địa phương",
        "hội,? đoàn thể",
        r"(?:tổ chức )?đoàn thể(?: chính trị(?:(?: - |, )xã hội)?)?(?: nhân dân)?",
        "ban(?! (?:hành|đầu))",
        "chi cục",
        f"{SCHOOL}(?! hợp)",
        "lực lượng(?: chức năng| vũ trang)?",
        r"(?:bệnh viện|trung tâm(?: y tế(?: khu vực)?)?|viện|trạm y tế)(?!\x20(?-i:\p{Lu}))"
        r"(?! (?:giáo dục|dạy nghề|dịch vụ|văn hóa))",
        "cơ sở giáo dục(?: và đào tạo)?(?! (?:nghề|đại|mầm|phổ|thường))",
        "cơ sở (?:đào tạo|y tế|khám bệnh, chữa bệnh|khám chữa bệnh)",
        *(f"{area}(?! ủy)" for area in ("huyện", "quận", "tỉnh")),
        "xã(?! hội)",
        *("thành phố", "thị xã", "phường", "thị trấn", "đặc khu", "tx", "tp"),
    )


def _unless(noun: str) -> str:
    """Unless the noun belongs to another word or body: `sở hữu`, `bộ phận`."""
    return f"(?! {stop_words(noun)})"


_NOUN = _noun()
_JOINT = any_of(
    ", ?(?:và )?",  # sở, ban, ngành
    rf" và (?!(?:các )?cơ quan, đơn vị (?:có )?liên quan{END})",  # sở, ban và ngành
    r" ?/ ?",  # sở/ngành
    r" - ",
    rf" (?=(?:ban,? (?:và )?ngành|ngành|đơn vị|địa phương|đoàn thể|cơ quan ngang bộ){END})",  # cơ quan đơn vị
)
# các đơn vị, | Sở Tài chính: a name, no kind of body; but: các Sở, Ngành Thành phố
_UNNAMED = (
    r"(?!(?-i:\p{Lu}\p{Ll}+(?:\x20(?:tâm|phố|xã|trấn|viện|cục|khu))?"
    r"\x20(?!Tỉnh|Thành phố|Trung ương|TW|Huyện|Quận|Xã)\p{Lu}))"
)
_LEVEL = any_of("tỉnh", "huyện", "xã", "thành phố", "phường", "trung ương", "tw", "sở")


@cache
def _place() -> str:
    return rf"(?:toàn )?(?:tỉnh|thành phố|huyện|xã|phường)(?:/huyện|/thành phố)?{END}(?: {PROVINCE})?"


@cache
def _qualifier() -> str:
    """What tells which of them are meant."""
    front = rf"(?:ủy ban )?(?:mặt trận(?: tổ quốc)?|mttq)(?: việt nam)?(?: (?:tỉnh|thành phố|xã|các cấp){END})?"
    return any_of(
        rf" hữu quan{END}",
        rf" (?:khác )?(?:có )?liên quan{END}(?: khác)?(?: cấp tỉnh)?",
        rf" (?:(?:đóng|hoạt động) )?(?:trên|tại) địa bàn{END}(?: {_place()})?",  # đóng trên địa bàn tỉnh
        rf" (?:trực )?thuộc,? (?:và )?trực thuộc(?: {_place()}| sở| bộ)?",
        rf" (?:trực thuộc|thuộc|của)(?: cơ quan chuyên môn của)? {UBND} {scope()}",
        rf" (?:trực )?thuộc (?:{_place()}|(?:sở|bộ){END}(?!:?\x20(?-i:\p{{Lu}})|,| và |/)|phạm vi quản lý|ngành)",
        rf" (?:trực )?thuộc {CAPITAL}(?:bộ {objects('Bộ')}|sở {objects('Sở')})",  # thuộc Bộ Tài chính
        r" (?:trực )?thuộc các (?:bộ|sở)(?:, (?:ban, )?ngành)? (?:(?:có )?liên quan|quản lý (?:ngành, )?lĩnh vực)",
        r" trực thuộc",
        r" có (?:rừng|biển|đê|biên giới)(?!\p{L})",
        rf" của {_place()}",
        rf" cấp {_LEVEL}{END}(?:(?:, | và |, và )(?:cấp )?{_LEVEL}{END}){{0,3}}",
        rf" (?:các |2 |hai |ba )cấp{END}",
        rf"(?:(?<=ngành),)? (?:ở |của )?(?:trung ương|tw|trung(?=\s?[.;,])){END}(?! đảng)",
        rf" (?:tỉnh|thành phố){END}(?! (?-i:\p{{Lu}}))",
        rf" (?:tỉnh|thành phố) {PROVINCE}",
        r" trong tỉnh(?:/huyện)?",
        r" (?:ở|tại) địa phương",
        # các tổ chức thành viên của Mặt trận
        rf" thành viên(?: (?:của )?(?:ban an toàn giao thông(?: tỉnh)?|{front}))?{END}",
        # các sở, ngành là thành viên Ban Chỉ đạo; các sở, ngành phụ trách tiêu chí
        rf" là thành viên (?:của )?(?:ban chỉ đạo|đoàn|hội đồng|tổ công tác|tổ giúp việc)(?: {_LEVEL}{END})?",
        r" phụ trách (?:các )?(?:tiêu chí|chỉ tiêu|lĩnh vực|địa bàn)",
        r" được (?:phân công|giao)"
        r"(?: (?:theo dõi, phụ trách|chủ trì thực hiện|chủ trì|nhiệm vụ(?: chủ trì| phối hợp)?)"
        r"(?:(?: (?:các )?nhiệm vụ)?(?: (?:tại|trong) (?:kế hoạch|phụ lục) này))?)?",
        r" (?:chức năng|chuyên ngành)",
        r" (?:lân cận|giáp ranh|ven (?:biển|sông)|miền núi|vùng cao|biên giới|hải đảo|trọng điểm)",
    )


@cache
def families() -> tuple[Family, ...]:
    """The families of this module."""
    follows = r"(?=,?\x20|\n(?-i:\p{Ll}))"
    others = rf" khác{END}(?! nhau)"
    free = (Step(compiled(rf"(?:{follows}{any_of(_qualifier(), others)}){{1,3}}")),)
    bound = (Step(compiled(rf"(?:{follows}{_qualifier()}){{1,3}}"), required=True),)
    return (
        *(Family("collective", heads, compiled(pattern)) for heads, pattern in _complete()),
        *(Family("collective, may be qualified", heads, compiled(p), steps=free) for heads, p in _qualifiable()),
        *(Family("collective, qualified", heads, compiled(p), steps=bound) for heads, p in _unspecific()),
    )


_DETERMINED = frozenset({"các", "từng", "mỗi", "những", "toàn"})
_BODY = frozenset({"cơ", "đơn", "cq"})
_NO_PERSONS = r"(?!,? (?:và )?(?:cá nhân|lĩnh vực|người)(?!\p{L}))"
_Entry = tuple[frozenset[str], str]


def _complete() -> tuple[_Entry, ...]:
    """Collectives that say themselves which they are, with the first words at which they are tried."""
    which, place = f"(?:{_WHICH} )?", _place()
    at = any_of(rf"địa bàn(?: {place})?", place, "địa phương")
    located = rf"(?:,? (?:(?:đóng|hoạt động|có trụ sở) )?(?:trên|tại) {at})?"
    involved = "(?: (?:có )?liên quan)?"
    central = any_of(
        # các cơ quan Trung ương đóng trên địa bàn tỉnh; a stray comma before Trung ương is the source's
        rf"(?:cơ quan|đơn vị)(?:, (?:cơ quan|đơn vị|tổ chức))?,? (?:trung ương|tw){END}"
        rf"(?: của các (?:hội,? )?đoàn thể|{located}){involved}",
        # các cơ quan ngành dọc trung ương đóng trên địa bàn
        rf"(?:cơ quan|đơn vị)(?:, đơn vị)? ngành dọc(?: (?:của )?trung ương)?{located}",
        "cơ quan ngang bộ(?:,? (?:và )?cơ quan thuộc chính phủ)?",
        "cơ quan thuộc chính phủ",
    )
    press = any_of(
        "thông tấn(?:,? (?:và )?báo chí)?",
        "báo chí(?:,? (?:và )?truyền thông)?",
        "thông tin,? (?:và )?(?:đại chúng|báo chí|tuyên truyền)",
        "thông tin(?:,| và)? ?truyền thông(?:,? (?:và )?báo chí)?",
        "truyền thông(?:,? (?:và )?báo chí)?",
    )
    of_press = any_of(
        rf" (?:đóng )?trên địa bàn(?: {place})?",
        rf" (?:của )?(?:tỉnh|thành phố|trung ương)(?:(?:,| và|, và) (?:địa phương|tỉnh|quân đội)){{0,2}}{END}",
    )
    of_level = rf"(?: cấp {_LEVEL}{END})?"
    linked = rf"{any_of('cơ quan', 'đơn vị', 'tổ chức', 'địa phương', 'doanh nghiệp')}"
    owned = "nhà nước|do nhà nước làm chủ sở hữu"
    assembly = any_of(
        "các ủy ban(?: khác)? (?:của )?quốc hội",
        "các cơ quan (?:của |thuộc )?(?:quốc hội|ủy ban thường vụ quốc hội|ubtvqh)",
        "các đoàn (?:đại biểu quốc hội|đbqh)(?: (?:các )?tỉnh(?:, thành phố)?)?(?: trực thuộc trung ương)?",
    )
    return (
        (_DETERMINED | _BODY, f"{which}{central}"),
        (_DETERMINED | _BODY, f"{which}cơ quan {press}{of_press}?"),
        (frozenset({"các"}), assembly),
        # các cơ quan, đơn vị chức năng
        (_DETERMINED | _BODY, f"{which}(?:cơ quan|đơn vị), (?:cơ quan|đơn vị|lực lượng) chức năng{involved}{located}"),
        # các cơ quan, tổ chức, cá nhân có liên quan
        (_DETERMINED | _BODY | {"tổ"}, f"{which}{linked}(?:, {linked}){{1,3}}(?:, | và )cá nhân (?:có )?liên quan"),
        # các doanh nghiệp vận tải, tổ chức, cá nhân có liên quan
        (
            _DETERMINED | {"doanh"},
            rf"{which}doanh nghiệp(?: \p{{L}}+){{1,3}}(?:, {linked}){{1,2}}(?:, | và )cá nhân (?:có )?liên quan",
        ),
        (_DETERMINED, f"{_WHICH} (?:cơ quan(?: chuyên môn)?|đơn vị|sở|ngành|cục) {MANAGING}{of_level}"),
        (_BODY | {"sở"}, f"(?:cơ quan chuyên môn|sở) {MANAGING}{of_level}"),
        # tổ chức khoa học và công nghệ công lập; đơn vị sự nghiệp được giao quyền tự chủ
        (_DETERMINED | {"tổ"}, f"{which}tổ chức khoa học(?: và|,)? công nghệ công lập"),
        (_DETERMINED | _BODY, f"{which}đơn vị sự nghiệp(?: công lập)? được giao quyền tự chủ"),
        # các công ty do Nhà nước làm chủ sở hữu; doanh nghiệp nhà nước của tỉnh
        (
            _DETERMINED | {"doanh", "công"},
            f"{which}(?:doanh nghiệp|công ty) (?:{owned})(?: (?:của|thuộc|trên địa bàn) {place})?",
        ),
        (frozenset({"chi"}), f"chi cục thuộc sở{END}"),
        (_DETERMINED | {"báo"}, rf"{which}báo,? đài{END}(?!\x20(?-i:\p{{Lu}}))"),  # các báo, đài
        # các sở; các bộ
        (frozenset({"các"}), rf"các (?:sở|bộ){END}(?!:? (?-i:\p{{Lu}}))(?! (?:viên|hữu|liệu|tiêu|phận))"),
        (frozenset({"giám"}), r"giám đốc \Ksở(?=[,;]| và )"),  # Giám đốc sở, Thủ trưởng ban, ngành
        (_BODY, f"(?:cơ quan(?: tổ chức| đơn vị)?|đơn vị){END} (?:có )?liên quan(?: khác)?"),
    )


def _qualifiable() -> tuple[_Entry, ...]:
    """Collectives that a qualifier may make narrower."""
    which = f"(?:{_WHICH} )?"
    social = any_of(
        "(?:tổ chức |đoàn thể |hội,? )*(?:chính trị ?- ?xã hội|ct ?- ?xh)"
        "(?:, (?:tổ chức )?(?:xã hội - nghề nghiệp|xã hội(?: nghề nghiệp)?))?"
    )
    return (
        # các cơ quan chuyên môn, cơ quan quản lý nhà nước thuộc UBND tỉnh: one, for they share what follows
        (_DETERMINED | _BODY, f"{which}(?:cơ quan|cq|đơn vị|cơ) chuyên môn(?:, cơ quan quản lý nhà nước)?"),
        # các đơn vị sự nghiệp công lập thuộc tỉnh
        (_DETERMINED | _BODY, f"{which}đơn vị sự nghiệp(?: (?:công lập|công|kinh tế|khác|dịch vụ công)){{0,2}}"),
        # các tổ chức chính trị - xã hội tỉnh
        (_DETERMINED | {"tổ"}, f"{which}{social}"),
        # các cấp, các ngành: a set phrase of two plurals
        (
            frozenset({"các"}),
            "các (?:cấp,? (?:và )?các ngành|ngành,? (?:và )?các cấp)"
            "(?:, (?:các )?(?:địa phương|đoàn thể|cơ quan, đơn vị))?",
        ),
        # các sở, ban, ngành, đoàn thể
        (_DETERMINED, f"{_WHICH} {_NOUN}{END}(?:{_JOINT}{_UNNAMED}{_NOUN}{END}){{1,7}}{_NO_PERSONS}"),
        # sở, ban, ngành without `các`: in cells, lines and after a cue
        (
            _BODY | {"sở", "bộ", "ban", "phòng"},
            f"(?:cơ quan|đơn vị|sở|bộ|ban|phòng(?=, ban,)){END}"
            f"(?:{_JOINT}(?!cấp){_UNNAMED}{_NOUN}{END}){{1,6}}{_NO_PERSONS}",
        ),
    )


def _unspecific() -> tuple[_Entry, ...]:
    """Classes that only a qualifier makes addressees: `các đơn vị có liên quan`."""
    return (
        (
            _DETERMINED | {"phòng"},
            f"(?:{_WHICH} )?phòng(?:, ban)? chuyên môn(?:(?:,| và) (?:các )?đơn vị(?: sự nghiệp)?)?",
        ),
        (frozenset({"phòng", "văn"}), "(?:phòng, )?văn phòng, thanh tra(?:, chi cục)?"),  # … thuộc Sở
        (_DETERMINED, f"{_WHICH} {_NOUN}"),
        (frozenset({"ngành"}), f"ngành{END}(?:{_JOINT}(?:địa phương|cơ quan|đơn vị|đoàn thể|cấp){END}){{1,4}}"),
    )
