"""Settings of all tests: a property is checked for what it says, not for the time that a loaded machine takes."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
