from __future__ import annotations

from pathlib import Path

import pytest
from made_up import Workshop


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    """An empty folder of documents, with tables and interim files beside it."""
    return Workshop(tmp_path)
