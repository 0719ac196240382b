"""What a time is read against when it states no year: the plan's years and its date of issue."""

from __future__ import annotations

from datetime import date, timedelta

from extractors.values import value_class
from schemas.findings import YearSource


@value_class(frozen=True, slots=True)
class Anchor:
    """Where a year comes from when an expression states none."""

    plan_years: tuple[int, int] | None = None
    issued: date | None = None

    @property
    def plan_year(self) -> int | None:
        """The plan's year, when it has just one."""
        if self.plan_years is None or self.plan_years[0] != self.plan_years[1]:
            return None
        return self.plan_years[0]

    @property
    def is_longer(self) -> bool:
        """Whether the plan is one of several years that are not all over when it is issued."""
        if self.plan_years is None or self.plan_year is not None:
            return False
        return self.issued is None or self.plan_years[1] > self.issued.year

    def had_passed(self, day: date) -> bool:
        """Whether a day lies more than a month before the issue, too early for what the plan asks for."""
        return self.issued is not None and day < self.issued - timedelta(days=31)

    def year_for(self, month: int, day: int, shift: int = 0) -> tuple[int, YearSource] | None:
        """The year of a period that ends on that day: the plan's, else that of the next occurrence after issue.

        `shift` is 1 for `năm sau`, -1 for `năm trước`. None when nothing tells the year, or when the plan has several
        years to come: then the day may be meant in each of them.
        """
        if self.plan_year is not None:
            return self.plan_year + shift, "document"
        if self.issued is None or self.is_longer:
            return None
        passed = (month, day) < (self.issued.month, self.issued.day)
        return self.issued.year + (shift or int(passed)), "document"
