"""What the heads of columns announce, from a table of cases."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from extractors.table_words import role_of_head

HEADS: dict[str, list[str]] = yaml.safe_load(
    (Path(__file__).parents[1] / "cases/table_heads.yaml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize(("role", "head"), [(role, head) for role, heads in HEADS.items() for head in heads])
def test_heads(role: str, head: str) -> None:
    assert (role_of_head(head) or "none") == role
    assert (role_of_head(head.upper()) or "none") == role
