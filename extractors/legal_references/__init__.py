"""Which legal and administrative documents a text cites, and what they are to the citing document."""

from __future__ import annotations

from extractors.legal_references.find import find_legal_references
from extractors.legal_references.identity import document_canonical_id
from extractors.legal_references.model import OwnIdentity

__all__ = ["OwnIdentity", "document_canonical_id", "find_legal_references"]
