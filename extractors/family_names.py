"""The family names by which a person is told from a body: `Nguyễn`, `Trần`."""

from __future__ import annotations

from functools import cache

from extractors import lexicon


@cache
def family_names() -> frozenset[str]:
    """The family names that the lexicon of signers lists."""
    return frozenset(row["word"] for row in lexicon.rows("signer") if row["kind"] == "family")
