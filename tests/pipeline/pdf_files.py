"""Small PDF files with Vietnamese text and rulings, written without any library.

The fonts are not embedded; every character is half as wide as its font is high (combining marks have no
width), and its code is its Unicode number.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

HEIGHT, WIDTH = 842.0, 595.0
_TO_UNICODE = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CMapName /K def /CMapType 2 def 1 begincodespacerange <0000> <FFFF> endcodespacerange
1 beginbfrange <0000> <FFFF> <0000> endbfrange endcmap end end"""


@dataclass
class Page:
    """A page that is drawn on; places are points from its upper left corner."""

    parts: list[str] = field(default_factory=list)
    fields: list[tuple[float, float, str]] = field(default_factory=list)

    def text(self, x: float, y: float, text: str, *, size: float = 12, bold: bool = False) -> Page:
        """A line of text with its base at `y`."""
        code = text.encode("utf-16-be").hex()
        font = "F2" if bold else "F1"
        self.parts.append(f"BT /{font} {size} Tf 1 0 0 1 {x} {HEIGHT - y} Tm <{code}> Tj ET")
        return self

    def sideways(self, x: float, y: float, text: str) -> Page:
        """A line of text that runs from the bottom of the page to its top."""
        self.parts.append(f"BT /F1 12 Tf 0 1 -1 0 {x} {HEIGHT - y} Tm <{text.encode('utf-16-be').hex()}> Tj ET")
        return self

    def lines(self, x: float, y: float, lines: Iterable[str], *, pitch: float = 16, size: float = 12) -> Page:
        """Lines below each other."""
        for index, line in enumerate(lines):
            self.text(x, y + index * pitch, line, size=size)
        return self

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> Page:
        """A thin line."""
        self.parts.append(f"0.5 w {x0} {HEIGHT - y0} m {x1} {HEIGHT - y1} l S")
        return self

    def dots(self, x0: float, y0: float, x1: float, y1: float) -> Page:
        """A line of dots."""
        steps = int(max(x1 - x0, y1 - y0))
        for step in range(steps + 1):
            x, y = x0 + (x1 - x0) * step / steps, y0 + (y1 - y0) * step / steps
            self.parts.append(f"{x} {HEIGHT - y} 0.5 0.5 re f")
        return self

    def grid(
        self, columns: Sequence[float], rows: Sequence[float], *, bottom: bool = True, dotted: bool = False
    ) -> Page:
        """A ruled table; `bottom=False` leaves it open below, as a table is at the end of a page."""
        draw = self.dots if dotted else self.rule
        for y in rows if bottom else rows[:-1]:
            draw(columns[0], y, columns[-1], y)
        for x in columns:
            draw(x, rows[0], x, rows[-1])
        return self

    def signed(self, x: float, y: float, text: str) -> Page:
        """A field of a digital signature whose appearance is a line of text with its base at `y`."""
        self.fields.append((x, y, text))
        return self

    def picture(self) -> Page:
        """A picture over the whole page."""
        self.parts.append(f"q {WIDTH} 0 0 {HEIGHT} 0 0 cm /I1 Do Q")
        return self


def pdf(*pages: Page, rotate: int = 0, encrypted: bool = False) -> bytes:
    """A PDF of these pages."""
    objects: list[bytes] = []

    def add(content: str | bytes) -> int:
        objects.append(content if isinstance(content, bytes) else content.encode())
        return len(objects)

    def stream(content: bytes, extra: str = "") -> bytes:
        return f"<< {extra} /Length {len(content)} >> stream\n".encode() + content + b"\nendstream"

    to_unicode = add(stream(_TO_UNICODE))
    fonts = [_font(add, name, to_unicode) for name in ("Van", "Van-Bold")]
    image = add(
        stream(b"\xff", "/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray")
    )
    resources = f"<< /Font << /F1 {fonts[0]} 0 R /F2 {fonts[1]} 0 R >> /XObject << /I1 {image} 0 R >> >>"
    tree = len(objects) + sum(2 + 2 * len(page.fields) for page in pages) + 1
    kids = []
    for page in pages:
        content = add(stream("\n".join(page.parts).encode()))
        annotations = " ".join(f"{_signature(add, stream, resources, *one)} 0 R" for one in page.fields)
        kids.append(
            add(
                f"<< /Type /Page /Parent {tree} 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Rotate {rotate} "
                f"/Contents {content} 0 R /Resources {resources} /Annots [{annotations}] >>"
            )
        )
    add(f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] >>")
    root = add(f"<< /Type /Catalog /Pages {tree} 0 R >>")
    trailer = f"/Root {root} 0 R"
    if encrypted:
        zeros = "00" * 32
        lock = add(f"<< /Filter /Standard /V 1 /R 2 /P -4 /O <{zeros}> /U <{zeros}> >>")
        trailer += f" /Encrypt {lock} 0 R /ID [<00> <00>]"
    return _file(objects, trailer)


def _signature(add: object, stream: object, resources: str, x: float, y: float, text: str) -> int:
    assert callable(add)
    assert callable(stream)
    width = 6 * len(text)
    drawing = f"BT /F1 12 Tf 1 0 0 1 0 4 Tm <{text.encode('utf-16-be').hex()}> Tj ET".encode()
    form = f"/Type /XObject /Subtype /Form /BBox [0 0 {width} 16] /Resources {resources}"
    appearance = add(stream(drawing, form))
    rectangle = f"{x} {HEIGHT - y - 4} {x + width} {HEIGHT - y + 12}"
    number = add(f"<< /Type /Annot /Subtype /Widget /FT /Sig /F 4 /Rect [{rectangle}] /AP << /N {appearance} 0 R >> >>")
    assert isinstance(number, int)
    return number


def _font(add: object, name: str, to_unicode: int) -> int:
    assert callable(add)
    flags = 262148 if "Bold" in name else 4
    descriptor = add(
        f"<< /Type /FontDescriptor /FontName /{name} /Flags {flags} /FontBBox [0 -200 500 800] /ItalicAngle 0 "
        "/Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>"
    )
    descendant = add(
        f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{name} /FontDescriptor {descriptor} 0 R "
        "/DW 500 /W [768 879 0] "
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /CIDToGIDMap /Identity >>"
    )
    number = add(
        f"<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /Identity-H "
        f"/DescendantFonts [{descendant} 0 R] /ToUnicode {to_unicode} 0 R >>"
    )
    assert isinstance(number, int)
    return number


def _file(objects: Sequence[bytes], trailer: str) -> bytes:
    content = b"%PDF-1.7\n"
    places = []
    for number, item in enumerate(objects, start=1):
        places.append(len(content))
        content += f"{number} 0 obj\n".encode() + item + b"\nendobj\n"
    start = len(content)
    content += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    content += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    content += f"trailer << /Size {len(objects) + 1} {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()
    return content
