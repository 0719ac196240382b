"""Settings of all tests: a property is checked for what it says, not for the time that a loaded machine takes."""

from __future__ import annotations

import pytest
from hypothesis import settings
from shared_folder import SHARED

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("shared") and not SHARED.is_dir():
        pytest.skip("the developers' shared folder is absent")
