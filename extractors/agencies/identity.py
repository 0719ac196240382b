"""Stable ids of agencies."""

from __future__ import annotations

from extractors.slugs import slug


def agency_id(name: str, province_code: str | None, code_list: str | None) -> str:
    """The id of an agency: its slug, for local bodies with the province's code and its list (`so-noi-vu.26-63`)."""
    return slug(name) if province_code is None else f"{slug(name)}.{province_code}-{code_list}"
