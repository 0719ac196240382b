"""Lists of kinds of bodies that plans treat as one addressee: `các sở, ban, ngành`, `các cơ quan, đơn vị có liên quan`."""

from __future__ import annotations

from functools import cache

from extractors.agencies.families import Family
from extractors.agencies.pieces import END, PROVINCE, UBND, any_of, compiled, scope, stop_words

_WHICH = any_of("các", "từng", "mỗi", "những", "toàn thể các")


def _noun() -> str:
    """A kind of body in a list. One of its own build is no link of it: `cơ quan Trung ương …` opens a new collective."""
    guarded = ("sở", "ngành", "bộ", "hội", "vụ", "cục", "phòng", "cấp", "tổ chức", "doanh nghiệp")
    return any_of(
        "cơ quan ngang bộ",
        "cơ quan thuộc chính phủ",
        *(f"{noun}{_unless(noun)}" for noun in guarded),
        f"(?:cơ quan|đơn vị){_unless('cơ quan')}",
        "địa phương",
        "hội,? đoàn thể",
        r"(?:tổ chức )?đoàn thể(?: chính trị(?:(?: - |, )xã hội)?)?(?: nhân dân)?",
        "tổ chức (?:chính trị ?-? ?xã hội|ct ?- ?xh)(?: nghề nghiệp)?",
        "ban(?! (?:hành|đầu))",
        "chi cục",
        "(?:nhà )?trường(?: học)?(?! hợp)",
        "lực lượng(?: chức năng| vũ trang)?",
        *(f"{area}(?! ủy)" for area in ("huyện", "quận", "tỉnh")),
        "xã(?! hội)",
        *("thành phố", "thị xã", "phường", "thị trấn", "đặc khu", "tx", "tp"),
    )


def _unless(noun: str) -> str:
    """Unless the noun belongs to another word or body: `sở hữu`, `bộ phận`."""
    return f"(?! {stop_words(noun)})"


_NOUN = _noun()
_JOINT = any_of(
    r",\x20?(?:và )?",  # sở, ban, ngành
    " và ",  # sở, ban và ngành
    r" ?/ ?",  # sở/ngành
    r" - ",
    rf" (?=(?:ngành|đơn vị|địa phương|đoàn thể|cơ quan ngang bộ){END})",  # ban ngành; cơ quan đơn vị
)
_LEVEL = any_of("tỉnh", "huyện", "xã", "thành phố", "phường", "trung ương", "tw", "sở")


@cache
def _place() -> str:
    return rf"(?:toàn )?(?:tỉnh|thành phố|huyện|xã|phường)(?:/huyện|/thành phố)?{END}(?: {PROVINCE})?"


@cache
def _qualifier() -> str:
    """What tells which of them are meant."""
    return any_of(
        rf" (?:khác )?(?:có )?liên quan{END}(?: khác)?(?: cấp tỉnh)?",
        rf" (?:(?:đóng|hoạt động) )?(?:trên|tại) địa bàn{END}(?: {_place()})?",  # đóng trên địa bàn tỉnh
        rf" (?:trực )?thuộc,? (?:và )?trực thuộc(?: {_place()}| sở| bộ)?",
        rf" (?:trực thuộc|thuộc|của)(?: cơ quan chuyên môn của)? {UBND} {scope()}",
        rf" (?:trực )?thuộc (?:{_place()}|(?:sở|bộ){END}(?!:?\x20(?-i:\p{{Lu}})|,| và |/)|phạm vi quản lý|ngành)",
        r" trực thuộc",
        rf" của {_place()}",
        rf" cấp {_LEVEL}{END}(?:(?:, | và |, và )(?:cấp )?{_LEVEL}{END}){{0,3}}",
        rf" (?:các |2 |hai |ba )cấp{END}",
        rf"(?:(?<=ngành),)? (?:ở |của )?(?:trung ương|tw|trung(?=\s?[.;,])){END}(?! đảng)",
        rf" (?:tỉnh|thành phố){END}(?! (?-i:\p{{Lu}}))",
        rf" (?:tỉnh|thành phố) {PROVINCE}",
        r" trong tỉnh(?:/huyện)?",
        r" (?:ở|tại) địa phương",
        rf" thành viên(?: (?:của )?ban an toàn giao thông(?: tỉnh)?)?{END}",
        r" được (?:phân công|giao)(?: (?:theo dõi, phụ trách|chủ trì|nhiệm vụ|chủ trì thực hiện))?",
        r" chức năng",
    )


@cache
def families() -> tuple[Family, ...]:
    """The families of this module."""
    after = compiled(rf"(?:(?=,?\x20|\n(?-i:\p{{Ll}})){_qualifier()}){{1,3}}")
    return (
        *(Family(f"collective {n}", _HEADS, compiled(p)) for n, p in enumerate(_complete())),
        Family("collective, may be qualified", _HEADS, compiled(any_of(*_qualifiable())), after=after),
        Family("collective, qualified", _HEADS, compiled(any_of(*_unspecific())), after=after, needs_after=True),
    )


_HEADS = frozenset(
    {
        "các",
        "từng",
        "mỗi",
        "những",
        "toàn",
        "cơ",
        "cq",
        "đơn",
        "sở",
        "bộ",
        "ngành",
        "ban",
        "phòng",
        "tổ",
        "doanh",
        "công",
        "chi",
        "văn",
    }
)
_WHICH_OR_NONE = rf"(?:{_WHICH} )?"
_NO_PERSONS = r"(?!,? (?:và )?(?:cá nhân|lĩnh vực|người)(?!\p{L}))"


def _complete() -> tuple[str, ...]:
    """Collectives that say themselves which they are."""
    which, place = _WHICH_OR_NONE, _place()
    located = rf"(?:,? (?:(?:đóng|hoạt động|có trụ sở) )?(?:trên|tại) (?:địa bàn(?: {place})?|{place}|địa phương))?"
    press = any_of(
        "thông tấn(?:,? (?:và )?báo chí)?",
        "báo chí(?:,? (?:và )?truyền thông)?",
        "thông tin,? (?:và )?(?:đại chúng|báo chí|tuyên truyền)",
        "thông tin(?:,| và)? ?truyền thông",
        "truyền thông(?:,? (?:và )?báo chí)?",
    )
    return (
        # các cơ quan Trung ương đóng trên địa bàn tỉnh; a stray comma before Trung ương is the source's
        rf"{which}(?:cơ quan|đơn vị)(?:, (?:cơ quan|đơn vị|tổ chức))?,? (?:trung ương|tw){END}{located}(?: (?:có )?liên quan)?",
        # các cơ quan ngành dọc trung ương đóng trên địa bàn
        rf"{which}(?:cơ quan|đơn vị)(?:, đơn vị)? ngành dọc(?: (?:của )?trung ương)?{located}",
        # các cơ quan thông tấn, báo chí của tỉnh
        rf"{which}cơ quan {press}(?: (?:đóng )?trên địa bàn(?: {place})?| (?:của )?(?:tỉnh|thành phố|trung ương)(?: và (?:địa phương|tỉnh))?{END})?",
        # các bộ, cơ quan ngang bộ have a list of their own; these stand alone
        rf"{which}cơ quan ngang bộ(?:,? (?:và )?cơ quan thuộc chính phủ)?",
        rf"{which}cơ quan thuộc chính phủ",
        # các Ủy ban của Quốc hội; các Đoàn đại biểu Quốc hội
        any_of(
            "các ủy ban(?: khác)? (?:của )?quốc hội",
            "các cơ quan (?:của |thuộc )?(?:quốc hội|ủy ban thường vụ quốc hội|ubtvqh)",
            "các đoàn (?:đại biểu quốc hội|đbqh)(?: (?:các )?tỉnh(?:, thành phố)?)?(?: trực thuộc trung ương)?",
        ),
        # các cơ quan, tổ chức, cá nhân có liên quan
        rf"{which}(?:cơ quan|đơn vị|tổ chức)(?:, (?:cơ quan|đơn vị|tổ chức|địa phương|doanh nghiệp)){{1,3}}(?:, | và )cá nhân (?:có )?liên quan",
        # tổ chức khoa học và công nghệ công lập; đơn vị sự nghiệp được giao quyền tự chủ
        rf"{which}tổ chức khoa học(?: và|,)? công nghệ công lập",
        rf"{which}đơn vị sự nghiệp(?: công lập)? được giao quyền tự chủ",
        rf"{which}(?:doanh nghiệp|công ty) (?:nhà nước|do nhà nước làm chủ sở hữu)(?: (?:của|thuộc|trên địa bàn) {place})?",
        rf"chi cục thuộc sở{END}",
        # các sở; các huyện
        rf"các (?:sở|bộ){END}(?!:? (?-i:\p{{Lu}}))(?! (?:viên|hữu|liệu|tiêu|phận))",
        rf"(?:cơ quan|đơn vị){END} (?:có )?liên quan(?: khác)?",
    )


def _qualifiable() -> tuple[str, ...]:
    """Collectives that a qualifier may make narrower, the longest form of each first."""
    which = _WHICH_OR_NONE
    return (
        # các cơ quan chuyên môn, cơ quan quản lý nhà nước thuộc UBND tỉnh: one, for they share what follows
        rf"{which}(?:cơ quan|cq|đơn vị|cơ) chuyên môn(?:, cơ quan quản lý nhà nước)?",
        # các đơn vị sự nghiệp công lập thuộc tỉnh
        rf"{which}đơn vị sự nghiệp(?: (?:công lập|công|kinh tế|khác|dịch vụ công)){{0,2}}",
        # các tổ chức chính trị - xã hội tỉnh
        rf"{which}(?:tổ chức )?(?:đoàn thể |hội,? )?(?:chính trị ?- ?xã hội|ct ?- ?xh)(?:, (?:tổ chức )?(?:xã hội - nghề nghiệp|xã hội(?: nghề nghiệp)?))?",
        # các cấp, các ngành: a set phrase of two plurals
        "các (?:cấp,? (?:và )?các ngành|ngành,? (?:và )?các cấp)(?:, (?:các )?(?:địa phương|đoàn thể|cơ quan, đơn vị))?",
        # các sở, ban, ngành, đoàn thể
        rf"{_WHICH} {_NOUN}{END}(?:{_JOINT}{_NOUN}{END}){{1,7}}{_NO_PERSONS}",
        # sở, ban, ngành without `các`: in cells, lines and after a cue
        rf"(?:cơ quan|đơn vị|sở|bộ|ban){END}(?:{_JOINT}(?!cấp){_NOUN}{END}){{1,6}}{_NO_PERSONS}",
    )


def _unspecific() -> tuple[str, ...]:
    """Classes that only a qualifier makes addressees: `các đơn vị có liên quan`."""
    return (
        rf"{_WHICH_OR_NONE}phòng chuyên môn",
        "(?:phòng, )?văn phòng, thanh tra(?:, chi cục)?",  # phòng, văn phòng, thanh tra thuộc Sở
        rf"{_WHICH} {_NOUN}",
        rf"ngành{END}(?:{_JOINT}(?:địa phương|cơ quan|đơn vị|đoàn thể|cấp){END}){{1,4}}",
    )


BARE = compiled(
    any_of(
        rf"các (?:cơ quan|đơn vị|ngành|cấp|phòng|ban|trường|nhà trường|doanh nghiệp|đoàn thể|cơ sở giáo dục|lực lượng|tổ chức đoàn thể|phòng, ban|chi cục|huyện|xã|phường|địa phương|quận|tỉnh){END}",
        r"(?:các )?cấp ủy(?: đảng)?(?:,| và) (?:tổ chức đảng, )?chính quyền(?: (?:các cấp|địa phương))?",
        "cơ quan, đơn vị",
    )
)
"""Classes that are only talked about, unless a sentence tells them to act: `Các đơn vị chủ động xây dựng …`."""
