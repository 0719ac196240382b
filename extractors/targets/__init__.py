"""Quantified goals: shares, counts and quotas with how they bind, what they measure and by when."""

from __future__ import annotations

from extractors.targets.find import find_targets
from extractors.targets.placed import PlacedTarget, targets_of

__all__ = ["PlacedTarget", "find_targets", "targets_of"]
