"""What the styles of a Word file say of a paragraph: bold, capitals, hidden, and the list it belongs to.

Source of the rules: ECMA-376, Part 1, 17.7 (Styles): a style takes over what the style it is based on says.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.read.ooxml import Element, W, attribute, child, child_value, is_on

_MAX_CHAIN = 30


@dataclass(frozen=True, slots=True)
class Look:
    """How a run of characters looks."""

    bold: bool = False
    capitals: bool = False
    hidden: bool = False


@dataclass(slots=True)
class Styles:
    """The styles of a document by their ids."""

    _styles: dict[str, Element]
    _default_paragraph: str
    _defaults: Element | None
    _looks: dict[tuple[str, str], Look] = field(default_factory=dict)

    @classmethod
    def read(cls, root: Element | None) -> Styles:
        """The styles of `styles.xml`."""
        if root is None:
            return cls({}, "", None)
        styles = {attribute(style, "styleId"): style for style in root.iterchildren(f"{W}style")}
        default = next(
            (
                style_id
                for style_id, style in styles.items()
                if attribute(style, "type") == "paragraph" and attribute(style, "default") in ("1", "true")
            ),
            "",
        )
        defaults = child(child(child(root, "docDefaults"), "rPrDefault"), "rPr")
        return cls(styles, default, defaults)

    def name(self, style_id: str) -> str:
        """The name of a style, which is the same in every language for the built-in ones; "" if unknown."""
        return child_value(self._styles.get(style_id), "name")

    def number_id(self, style_id: str) -> str:
        """The list that a paragraph style belongs to; "" for none."""
        return self._list_value(style_id, "numId")

    def level(self, style_id: str) -> str:
        """The level in that list, counted from 0; "" where the style does not say."""
        return self._list_value(style_id, "ilvl")

    def look(self, paragraph_style: str, run: Element | None) -> Look:
        """The look of a run with these properties in a paragraph of that style."""
        key = (paragraph_style, child_value(run, "rStyle"))
        base = self._looks.get(key)
        if base is None:
            base = self._looks[key] = Look(*(self._styled(key, name) for name in ("b", "caps", "vanish")))
        if run is None:
            return base
        bold, capitals, hidden = is_on(run, "b"), is_on(run, "caps"), is_on(run, "vanish")
        return Look(
            base.bold if bold is None else bold,
            base.capitals if capitals is None else capitals,
            base.hidden if hidden is None else hidden,
        )

    def _styled(self, key: tuple[str, str], name: str) -> bool:
        paragraph, character = key
        for style_id in (character, paragraph or self._default_paragraph):
            for style in self._chain(style_id):
                stated = is_on(child(style, "rPr"), name)
                if stated is not None:
                    return stated
        return bool(is_on(self._defaults, name))

    def _list_value(self, style_id: str, name: str) -> str:
        for style in self._chain(style_id or self._default_paragraph):
            if value := child_value(child(child(style, "pPr"), "numPr"), name):
                return value
        return ""

    def _chain(self, style_id: str) -> list[Element]:
        """A style and those it is based on, nearest first."""
        chain: list[Element] = []
        style = self._styles.get(style_id)
        while style is not None and style not in chain and len(chain) < _MAX_CHAIN:
            chain.append(style)
            style = self._styles.get(child_value(style, "basedOn"))
        return chain
