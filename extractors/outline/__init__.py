"""The outline of a plan: a tree of sections with kinds, and the items of prose and tables that stand under them."""

from extractors.outline.build import outline_of
from extractors.outline.model import Item, Outline, PlacedTable, SectionNode

__all__ = ["Item", "Outline", "PlacedTable", "SectionNode", "outline_of"]
