"""The pages for people: a static site of all plans that opens from disk, without a server and without the internet."""

from __future__ import annotations

from pipeline.report.site import SiteSummary, build_site, site_is_current

__all__ = ["SiteSummary", "build_site", "site_is_current"]
