"""The parts of a docx package, read with bounds: no external entities, no network, no zip bomb."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib

from lxml import etree

from pipeline.read import UnreadableError

Element = etree._Element

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f"{{{_MAIN}}}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

MAX_PART_BYTES = 150_000_000
"""The largest part that is read, in bytes; the text of a plan of 1 000 pages has about 30 million."""

_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"  # ISO/IEC 29500 Strict names the same elements otherwise
# zipfile raises RuntimeError for a part with a password and (its child) NotImplementedError for an unknown compression
_DAMAGE = (etree.XMLSyntaxError, zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError)
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


class Package:
    """A docx file: its main part and the parts that the main part names."""

    def __init__(self, content: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            sentence = f"The Word file is damaged ({error}); open it in Word and save it again."
            raise UnreadableError("damaged", sentence) from error
        self._names = set(self._zip.namelist())
        self._main = self._targets("_rels/.rels", "").get("officeDocument", "word/document.xml")
        folder, name = posixpath.split(self._main)
        self._parts = self._targets(f"{folder}/_rels/{name}.rels", folder)

    def main(self) -> Element:
        """The root of the main part. Raises UnreadableError where there is none."""
        root = self._parse(self._main)
        if root is None:
            raise UnreadableError("damaged", "The Word file holds no text part; open it in Word and save it again.")
        return root

    def part(self, kind: str) -> Element | None:
        """The root of the part `styles`, `numbering`, `footnotes`, …; None where the document has none."""
        name = self._parts.get(kind)
        return self._parse(name) if name else None

    def _targets(self, name: str, folder: str) -> dict[str, str]:
        """Kind of relation → the part's name, from a part of relations."""
        root = self._parse(name)
        if root is None:
            return {}
        targets: dict[str, str] = {}
        for relation in root.iterchildren(_RELATIONS):
            if relation.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/" + folder, relation.get("Target", ""))).lstrip("/")
                targets.setdefault(posixpath.basename(relation.get("Type", "")), target)
        return targets

    def _parse(self, name: str) -> Element | None:
        if name not in self._names:
            return None
        try:
            with self._zip.open(name) as part:
                content = part.read(MAX_PART_BYTES + 1)
            if len(content) > MAX_PART_BYTES:
                raise UnreadableError("too_large", f"{name} in the Word file is larger than {MAX_PART_BYTES:,} bytes.")
            # Without huge_tree libxml2 refuses more than 256 levels, so the walks over the tree need no limit.
            parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
            return etree.fromstring(content.replace(_STRICT, _MAIN.encode()), parser)
        except _DAMAGE as error:
            sentence = f"{name} in the Word file is damaged ({error}); open it in Word and save it again."
            raise UnreadableError("damaged", sentence) from error


def attribute(element: Element, name: str) -> str:
    """The value of a `w:` attribute; "" without it."""
    return element.get(f"{W}{name}", "")


def child(element: Element | None, name: str) -> Element | None:
    """The first `w:` child of that name."""
    return None if element is None else element.find(f"{W}{name}")


def child_value(element: Element | None, name: str) -> str:
    """`w:val` of the first `w:` child of that name; "" without one."""
    found = child(element, name)
    return "" if found is None else attribute(found, "val")


def is_on(properties: Element | None, name: str) -> bool | None:
    """A switch such as `w:b`: True, False, or None where it is not stated (17.17.4 ST_OnOff)."""
    found = child(properties, name)
    return None if found is None else attribute(found, "val") not in ("0", "false", "off", "none")
