"""The outline of a plan: a tree of sections with kinds, and the items of prose and tables that stand under them."""

from extractors.outline.build import outline_of
from extractors.outline.model import Item, Outline, PlacedTable, SectionNode
from extractors.outline.tree import opens_contents

__all__ = ["Item", "Outline", "PlacedTable", "SectionNode", "opens_contents", "outline_of"]
