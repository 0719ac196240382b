"""The grammar of agency names: gazetteer names, bodies with a scope, heads with an object, collectives.

Each alternative of `pattern` is a named group; the names in the lexicon match with any of `,`, `-`, `và`, `&` between their words.
"""

from __future__ import annotations

from functools import cache

import regex

from extractors import lexicon
from extractors.provinces import name_pattern

S = r"\s{1,3}"
_PLACE = r"(?:\p{Lu}\p{L}{0,7})(?:[\s-]{1,2}\p{Lu}\p{L}{0,7}){0,3}"
_AREA = r"(?:tỉnh|thành\sphố|tp\.?|huyện|thị\sxã|tx\.?|quận|xã|phường|thị\strấn|đặc\skhu)"
_AND = r"(?:\s{0,2}[,/]\s{0,2}|\s{0,2},?\svà\s{1,2}|\s{0,2}[,/]?\s{0,2}(?:cấp|các)\s)"
_UBND = r"(?:ubnd|(?:ủy|uỷ)\s{1,2}ban\s{1,2}nhân\s{1,2}dân)"
_HDND = r"(?:hđnd|hội\s{1,2}đồng\s{1,2}nhân(?:\s{1,2}dân)?)"


def flexible(name: str) -> str:
    """A pattern for a name whose words may be joined by other commas, dashes and `và` than the official ones."""
    words = [w for w in regex.split(r"[\s,\-–]+", name) if w]
    pattern = ""
    for word in words:
        if not pattern:
            pattern = regex.escape(word)
        elif word == "và":
            pattern += r"(?:\s{0,2},?\s{1,2}và\s{1,2}|\s{0,2}&\s{0,2}|\s{0,2}[,-]\s{0,2})"
            continue
        else:
            joint = "" if pattern.endswith(r"[,-]\s{0,2})") else r"(?:\s{0,2}[,\-–]\s{0,2}|\s{1,3})"
            pattern += joint + regex.escape(word).replace("hóa", "h(?:óa|oá)")
    return pattern


@cache
def department_objects() -> str:
    """The objects of departments (`Nội vụ`, `Tài chính`) and their abbreviations, the longest first."""
    names: set[str] = set()
    for row in lexicon.rows("agencies"):
        if row["kind"] in ("department", "ministry", "force"):
            spelled = (row["name"], *filter(None, row["aliases"].split("|")))
            names |= {n.split(" ", 1)[1] for n in spelled if n.startswith(("Sở ", "Bộ "))}
    short = {r["short"] for r in lexicon.rows("abbreviations") if r["example"].startswith("Sở ")}
    ordered = [flexible(n) for n in sorted(names, key=len, reverse=True)]
    return "|".join((*ordered, *(regex.escape(s) for s in sorted(short, key=len, reverse=True))))


@cache
def _gazetteer() -> str:
    names = {
        name
        for row in lexicon.rows("agencies")
        for name in (row["name"], *filter(None, row["aliases"].split("|")))
        if not name.startswith(("Sở ", "Bộ ")) or row["kind"] not in ("department", "ministry")
    }
    return "|".join(flexible(name) for name in sorted(names, key=len, reverse=True))


@cache
def _scope() -> str:
    """What may follow `UBND`: `tỉnh Hà Nam`, `các huyện, thị xã, thành phố`, `cấp xã`, `các cấp`."""
    tail = r"(?:\s(?:trực\sthuộc(?:\s(?:tỉnh|trung\sương|tw))?|thuộc\stỉnh))?"
    return rf"""(?:
        (?:các\s{{1,2}})?{_AREA}(?:{_AND}{_AREA}){{1,6}}{tail}
      | (?:các\s|cấp\s)(?:cấp|tỉnh|huyện|xã)(?:{_AND}(?:tỉnh|huyện|xã)){{0,2}}
      | tỉnh{S}(?:{name_pattern()})(?!\p{{L}}) | (?:thành\sphố|tp\.?){S}(?-i:{_PLACE})
      | (?:huyện|thị\sxã|quận|xã|phường|thị\strấn|đặc\skhu){S}(?-i:{_PLACE})
      | các\s{_AREA} | {_AREA}{tail}
    )"""


@cache
def _collective() -> str:
    """Lists of kinds of bodies: `các sở, ban, ngành`, `các cơ quan, đơn vị có liên quan`, `các cơ quan Trung ương đóng …`."""
    noun = (
        r"(?:cơ\squan|đơn\svị|địa\sphương|sở|ban|ngành|bộ|đoàn\sthể|hội|hội\sđoàn\sthể|cấp|huyện|thành\sphố|thị\sxã|quận|xã|phường"
        r"|thị\strấn|đặc\skhu|tổ\schức\schính\strị(?:\s[-–]\sxã\shội)?|phòng|chi\scục|trường|doanh\snghiệp|tổ\schức)"
    )
    joint = r"(?:\s{0,2}[,/]\s{0,2}(?:và\s)?(?:các\s)?|\s{1,2}và\s{1,2}(?:các\s)?|\s{1,2}(?=ngành|đơn\svị|địa\sphương|đoàn))"
    place = rf"(?:\s(?:tỉnh|thành\sphố)(?:{S}(?:{name_pattern()}))?|\stỉnh/huyện)"
    qualifier = rf"""(?:
        \s(?:có\s)?liên\squan | \s(?:(?:đóng|hoạt\sđộng)\s)?(?:trên|tại)\sđịa\sbàn{place}? | \s(?:trực\s)?thuộc{place}
      | \scủa{place} | \scấp\s(?:tỉnh|huyện|xã)(?:,?\s(?:cấp\s)?(?:huyện|xã)|\svà\s(?:cấp\s)?xã){{0,2}} | \s(?:trung\sương|tw)\b
      | \stỉnh(?!\p{{L}}) | \sthành\sphố(?!\s\p{{Lu}}) | \strực\sthuộc | \strong\stỉnh(?:/huyện)? | \sở\sđịa\sphương
      | \sthuộc{S}(?:{_UBND}|sở){S}{_scope()} | \sthuộc{S}(?:và\strực\sthuộc|phạm\svi\squản\slý)
      | \sđược\sphân\scông(?:\stheo\sdõi,\sphụ\strách)?
    )"""
    return rf"""(?:
        (?:(?:các|từng|mỗi)\s{{1,2}})?(?:thành\sviên\s)?
        cơ\squan,?\s(?:trung\sương|tw)(?:\s(?:đóng|hoạt\sđộng|trên|tại)\s?(?:trên|tại)?\s?(?:địa\sbàn){place}?)?
      | (?:các\s)?cơ\squan\s(?:thông\stấn(?:,?\s?báo\schí)?|báo\schí|thông\stin(?:,|\svà)?\struyền\sthông|truyền\sthông)
            (?:\s(?:đóng\s)?trên\sđịa\sbàn{place}?|\scủa\stỉnh)?
      | (?:các\s)?(?:cơ\squan|phòng|đơn\svị)\schuyên\smôn(?:,\scơ\squan\squản\slý\snhà\snước)?(?:\s(?:thuộc|của)\s{_UBND}\s{_scope()}|{qualifier})?
      | (?:các\s)?đơn\svị\ssự\snghiệp(?:\s(?:công(?:\slập)?|kinh\stế|khác|dịch\svụ\scông)){{0,2}}(?:\s(?:thuộc|của)\s{_UBND}\s{_scope()}|{qualifier})?
      | (?:các\s)?bộ(?:\sphận)\s(?:một\scửa|tiếp\snhận\svà\strả\skế?t?\skết?\squả)(?:\s(?:các\scấp|cấp\s(?:huyện|xã|tỉnh)))?
      | (?:(?:các|từng|mỗi)\s{{1,2}}){noun}(?:{joint}{noun}){{1,6}}{qualifier}{{0,3}}
      | (?:các\s{{1,2}}){noun}{qualifier}{{1,3}}
      | các\s(?:sở|bộ|ngành|địa\sphương|huyện|xã)(?!\s\p{{L}}{{1,6}}\s(?:viên|sở))(?!\p{{L}})
      | (?:cơ\squan|sở|bộ|ngành|ban)(?:{joint}{noun}){{1,6}}{qualifier}{{0,3}}
      | (?:cơ\squan|đơn\svị){qualifier}{{1,2}}
    )"""


_UNIT_TAIL = rf"(?:\s(?:(?:của\s)?(?:tỉnh|thành\sphố|huyện|thị\sxã|quận|xã|phường)|cấp\s(?:tỉnh|huyện|xã)|khu\svực))?(?:\s(?-i:{_PLACE}))?"
_WORDS = r"(?:(?:\s{1,2}(?:và\s{1,2})?|\s?[-–&,]\s?)(?-i:(?!Chính\sphủ)\p{Lu}[\p{L}&]{0,12}|\p{Lu}{2,8}))"


@cache
def pattern() -> regex.Pattern[str]:
    """The pattern of every agency name; the group that matched tells the family."""
    topic = (
        r"(?:\s(?:cải\scách\s(?:thủ\stục\s)?hành\schính|chuyển\sđổi\ssố|cchc|phòng,?\schống\s(?:thiên\stai|dịch(?:\sbệnh)?|tham\snhũng|tội\sphạm|ma\stúy|lụt\sbão)"
        r"|phòng\sthủ\sdân\ssự|tìm\skiếm\scứu\snạn|an\stoàn\s(?:thực\sphẩm|giao\sthông)|xây\sdựng\snông\sthôn\smới|giảm\snghèo(?:\sbền\svững)?|liên\sngành|thẩm\sđịnh"
        r"|thi\sđua|khen\sthưởng|tư\svấn|phối\shợp|phổ\sbiến|giáo\sdục\spháp\sluật|chỉ\ssố|kiểm\ssoát|quản\slý|điều\shành|giúp\sviệc|vệ\ssinh|các|về|của|và|khu\s(?:công\snghiệp|kinh\stế)"
        r"|hội\sđồng|tổ\scông\stác|hành\schính|công\stác|dự\sán|đầu\stư|bầu\scử|\bpctt|tkcn|,)){0,10}"
    )
    body = rf"(?:{topic}{_WORDS}{{0,6}}){{0,3}}"
    level = r"(?:\s(?:của\s)?(?:tỉnh|thành\sphố|huyện|xã|cấp\s(?:tỉnh|huyện|xã)|trung\sương|quốc\sgia|chính\sphủ))?"
    party = r"(?:tỉnh(?:/thành)?\s(?:ủy|uỷ)|thành\s(?:ủy|uỷ)|huyện\s(?:ủy|uỷ)|thị\s(?:ủy|uỷ)|quận\s(?:ủy|uỷ)|đảng\s(?:ủy|uỷ)(?:\s(?:xã|phường|đặc\skhu|ubnd\stỉnh|các\scơ\squan\sđảng\stỉnh))?|đảng\sbộ\s(?:tỉnh|huyện))"
    return regex.compile(
        rf"""
        (?<![\p{{L}}\d/-])
        (?:
          (?P<elliptic>(?:các\s)?(?:sở|bộ):?{S}(?:{department_objects()})(?:(?:\s?[,;]\s?|\s{{1,2}}và\s{{1,2}})(?:{department_objects()})(?![\p{{L}}])){{1,15}})
        | (?P<office>(?:văn\sphòng|vp\.?)\s?(?:(?:đoàn\s(?:đbqh|đại\sbiểu\squốc\shội)(?:\svà|,)\s)?(?:{_HDND}(?:\svà|,)\s)?{_UBND}(?:\s{_scope()})?|(?:đoàn\s(?:đbqh|đại\sbiểu\squốc\shội)\svà\s)?{_HDND}(?:\s{_scope()})?|{party}|sở|điều\sphối[^,;.:]{{0,60}}?(?=[,;.:\n]|$)))
        | (?P<party>(?:(?:ban\sthường\svụ|thường\strực|tt|ban\schấp\shành|ban\stổ\schức|ban\stuyên\sgiáo(?:\svà\sdân\svận)?|ban\sdân\svận|ban\snội\schính|ủy\sban\skiểm\stra)\s)?{party}(?:\s(?:{name_pattern()}))?)
        | (?P<gazetteer>(?:{_gazetteer()})(?!\s(?:điện\stử|số\b)))
        | (?P<ministry>bộ{S}(?:{department_objects()}))
        | (?P<department>(?:liên\s)?sở{S}(?:{department_objects()}|(?-i:\p{{Lu}}\p{{L}}+(?:\s(?:và\s)?\p{{Lu}}\p{{L}}+){{0,4}})))
        | (?P<council>(?:thường\strực|tt|thường\svụ|ban\s(?:pháp\schế|kinh\stế(?:\s[-–]\sngân\ssách)?|văn\shóa\s[-–]\sxã\shội)|các\sban(?:\scủa)?)\s{_HDND}(?:\s{_scope()})?|{_HDND}(?:\s{_scope()})?)
        | (?P<committee>{_UBND}(?:\s{_scope()})?)
        | (?P<front>(?:ban\sthường\strực\s)?(?:ủy|uỷ)\sban\s(?:mặt\strận\stổ\squốc|mttq)(?:\sviệt\snam)?{_UNIT_TAIL}(?:\svà\scác\s(?:tổ\schức\schính\strị(?:\s[-–]\sxã\shội)?|đoàn\sthể)(?:\s(?:tỉnh|xã\shội))?)?|ubmttq(?:\sviệt\snam)?{_UNIT_TAIL})
        | (?P<union>(?:tỉnh\sđoàn|thành\sđoàn|huyện\sđoàn|đoàn\s(?:thanh\sniên|tncs)(?:\scộng\ssản)?(?:\shồ\schí\sminh)?|liên\sđoàn\slao\sđộng|lđlđ|hội\s(?:nông\sdân|phụ\snữ|liên\shiệp\sphụ\snữ|lhpn|cựu\schiến\sbinh|ccb|chữ\sthập\sđỏ|người\scao\stuổi|khuyến\shọc|nhà\sbáo|luật\sgia|doanh\snghiệp)|hiệp\shội\sdoanh\snghiệp|liên\sminh\shợp\stác\sxã|liên\shiệp\scác\shội\skhoa\shọc\svà\skỹ\sthuật){_UNIT_TAIL})
        | (?P<force>(?:công\san|bộ\s(?:chỉ\shuy|ch)\s(?:quân\ssự|bộ\sđội\sbiên\sphòng)|bộ\schqs|ban\schỉ\shuy\squân\ssự|bộ\sđội\sbiên\sphòng|bđbp|cảnh\ssát\s(?:biển|pccc)){_UNIT_TAIL})
        | (?P<justice>(?:tòa\sán\snhân\sdân|toà\sán\snhân\sdân|tand|viện\skiểm\ssát\snhân\sdân|vksnd|cục\sthi\shành\sán\sdân\ssự|(?:cục\s)?thads){_UNIT_TAIL})
        | (?P<media>đài\s(?:phát\sthanh(?:\svà|,|\s[-–])?\s?truyền\shình|truyền\sthanh(?:[\s–-]{{1,3}}truyền\shình)?|pt\s?[-&]?\s?th(?:&bc)?|ptth){_UNIT_TAIL}|báo(?:\svà\s(?:đài\s)?phát\sthanh(?:\svà|,)?\struyền\shình)?\s(?-i:{name_pattern()}|\p{{Lu}}\p{{Ll}}+\s\p{{Lu}}\p{{Ll}}+)|cổng\s(?:thông\stin|ttđt)(?:\s?[-–]\s?giao\stiếp)?(?:\sđiện\stử)?(?:\scủa)?(?:\stỉnh|\sthành\sphố)(?:\s(?:{name_pattern()}))?|trung\stâm\s(?:truyền\sthông|văn\shóa)[\p{{L}}\s,–-]{{0,40}}?(?=[,;.:\n]|\svà\s|$))
        | (?P<collective>{_collective()})
        | (?P<steering>(?:thành\sviên\s)?(?:ban\schỉ\s(?:đạo|huy)|bcđ|bch)(?:\s(?:liên\sngành|quốc\sgia))?{body}{level})
        | (?P<board>(?:thường\strực\s|(?:các\s)?thành\sviên\s|cơ\squan\sthường\strực\s)?hội\sđồng(?=\s(?:thẩm|tư|thi|phối|khoa|giáo|xét|tuyển|quản|bồi|định|đánh|bầu|(?-i:\p{{Lu}}))){body}{level})
        | (?P<group>(?:(?:các\s)?thành\sviên\s)?(?:tổ\scông\stác|tổ\sgiúp\sviệc|đoàn\s(?:kiểm\stra|thanh\stra)(?=\s(?:liên\sngành|cải|của|tỉnh)))(?:\s(?:đề\sán\s06|cộng\sđồng))?{body}{level})
        | (?P<agency>(?:cục|chi\scục)\s(?:thuế|hải\squan|thống\skê|quản\slý|kiểm\slâm|thú\sy|thủy|(?-i:\p{{Lu}}\p{{L}}+))(?:\s(?:và|thị\strường|vệ\ssinh|thực\sphẩm|chất\slượng|bảo\svệ|thực\svật|chăn\snuôi|lợi|sản|nhà\snước|đường|bộ|an\stoàn|dân\ssố|phát\striển|nông\sthôn)){{0,8}}{_UNIT_TAIL}|thuế{S}tỉnh{_UNIT_TAIL}|(?:bảo\shiểm\sxã\shội|bhxh|kho\sbạc\snhà\snước|kbnn|ngân\shàng\s(?:nhà\snước|chính\ssách\sxã\shội)(?:\sviệt\snam)?(?:\schi\snhánh)?|thống\skê|thanh\stra){S}(?:tỉnh|thành\sphố|khu\svực|chi\snhánh|huyện)(?:\s(?-i:{_PLACE}))?|ban\s(?:quản\slý|ql)\s(?:các\s)?(?:khu\s(?:công\snghiệp|kinh\stế)|kcn|kkt|dự\sán)[\p{{L}}\s]{{0,30}}?(?=[,;.:\n]|\svà\s|$)|ban\san\stoàn\sgiao\sthông{_UNIT_TAIL})
        | (?P<enterprise>(?:bưu\sđiện|viễn\sthông|công\sty\s(?:điện\slực|cổ\sphần|tnhh)|điện\slực)(?:\s(?:tỉnh|thành\sphố))?(?:\s(?-i:{_PLACE}))?|vnpt(?:\s(?-i:{_PLACE}))?|viettel(?:\s(?-i:{_PLACE}))?)
        | (?P<unit>(?:trung\stâm|tt)\s(?:phục\svụ\shành\schính\scông|pvhcc|hành\schính\scông|hcc|tin\shọc(?:\s?[-–]\s?công\sbáo)?|(?-i:\p{{Lu}}[\p{{L}}]+)(?:\s(?:và\s)?(?-i:\p{{Lu}}\p{{L}}+|hành\schính|công|bệnh\stật|thông\stin|truyền\sthông|xúc\stiến|đầu\stư|y\stế|dự\sphòng|khuyến\snông|giám\ssát|điều\shành)){{0,6}}){_UNIT_TAIL}(?:,\sthành\sphố)?|trường\schính\strị{_UNIT_TAIL}|(?:bệnh\sviện|trường\s(?:đại\shọc|cao\sđẳng)|viện\snghiên\scứu)\s(?-i:\p{{Lu}}\p{{L}}+)(?:\s(?-i:\p{{Lu}}\p{{L}}+)){{0,4}}{_UNIT_TAIL})
        | (?P<room>phòng\s(?-i:\p{{Lu}}\p{{L}}+)(?:(?:\s|,\s|\s[-–]\s)(?:và\s)?(?-i:\p{{Lu}}\p{{L}}+|hội|tầng|đô\sthị|soát|thủ|tục|hành|chính)){{0,5}}{_UNIT_TAIL})
        )
        (?![\p{{L}}\d])
        """,
        regex.VERBOSE | regex.IGNORECASE,
    )


POSITIONS = regex.compile(
    r"""
    (?:(?:đồng\schí\s|các\sđồng\schí\s|ông\s|bà\s)?
       (?:(?:phó\s|các\sphó\s|q\.\s?)?(?:giám\sđốc|chủ\stịch|chánh\svăn\sphòng(?=\s)|thủ\strưởng|trưởng\sban|bộ\strưởng|viện\strưởng|chánh\sán|cục\strưởng
          |chỉ\shuy\strưởng|tổng\sgiám\sđốc|hiệu\strưởng|bí\sthư|chánh\sthanh\stra|tư\slệnh)
        |người\sđứng\sđầu|lãnh\sđạo|cvp|pcvp|ct|pct)(?:,\s(?:các\s)?(?:phó\s(?:giám\sđốc|chủ\stịch)|pct|pcvp))?\s{1,2}(?:của\s)?)$
    """,
    regex.VERBOSE | regex.IGNORECASE,
)
"""An office named right before a body: the office-holder told to act is the body."""
