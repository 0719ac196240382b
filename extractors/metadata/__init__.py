"""What a document says of itself in head, title and foot: type, number, issuer, date, period, signer, recipients."""

from __future__ import annotations

from extractors.metadata.find import find_metadata
from extractors.metadata.model import Metadata

__all__ = ["Metadata", "find_metadata"]
