"""Quantified goals: shares, counts and quotas with how they bind, what they measure and by when."""

from __future__ import annotations

from extractors.targets.find import find_targets

__all__ = ["find_targets"]
