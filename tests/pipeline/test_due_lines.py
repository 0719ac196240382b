"""What repeats is one line: on its next day, with all its rhythms and its other days in the period."""

from __future__ import annotations

from datetime import date

import pytest
from plan_tables import PlanTables

from pipeline.calendar import DueList, due_list
from pipeline.console import console
from pipeline.deadlines_view import print_due
from pipeline.due_lines import DueLine, lines_of
from pipeline.selection import Selection

SPRING = Selection(since=date(2026, 3, 1), until=date(2026, 5, 31))


def due(plans: PlanTables, today: date, *, undated: bool = False, selection: Selection = SPRING) -> DueList:
    return due_list(plans.open(), selection, today=today, undated=undated)


def lines(plans: PlanTables, today: date, *, undated: bool = False) -> list[DueLine]:
    return lines_of(due(plans, today, undated=undated).items, today)


@pytest.mark.parametrize(
    ("today", "shown", "earlier", "later"),
    [
        (date(2026, 1, 1), date(2026, 3, 15), 0, 2),  # not begun yet: its first day
        (date(2026, 4, 15), date(2026, 4, 15), 1, 1),  # today is in time
        (date(2026, 4, 16), date(2026, 5, 15), 2, 0),
        (date(2026, 9, 1), date(2026, 5, 15), 2, 0),  # all is over: its last day
    ],
)
def test_it_stands_on_its_next_day(plans: PlanTables, today: date, shown: date, earlier: int, later: int) -> None:
    plans.repeats(plans.task("Báo cáo"), "FREQ=MONTHLY;BYMONTHDAY=15")
    [line] = lines(plans, today)
    assert (line.item.day, len(line.earlier), len(line.later)) == (shown, earlier, later)


def test_it_stands_among_the_others_by_its_next_day(plans: PlanTables) -> None:
    plans.repeats(plans.task("Hằng tháng"), "FREQ=MONTHLY;BYMONTHDAY=15")
    plans.due(plans.task("Tháng Ba"), date(2026, 3, 20))
    plans.due(plans.task("Tháng Tư"), date(2026, 4, 10))
    assert [line.item.task for line in lines(plans, date(2026, 3, 16))] == ["Tháng Ba", "Tháng Tư", "Hằng tháng"]


def test_several_rhythms_of_the_same_words_are_one_line(plans: PlanTables) -> None:
    task = plans.task("Báo cáo")
    rules = ("FREQ=MONTHLY;INTERVAL=3", "FREQ=MONTHLY;INTERVAL=6", "FREQ=YEARLY")
    for rule in rules:
        plans.repeats(task, rule, quote="Định kỳ hằng quý, 6 tháng và năm")
    [line] = lines(plans, date(2026, 3, 1), undated=True)
    assert (line.rules, line.days, line.item.day) == (rules, (), None)
    assert (found := due(plans, date(2026, 3, 1))).repeating == found.undated == 1


def test_other_words_other_tasks_and_other_parts_have_lines_of_their_own(plans: PlanTables) -> None:
    task = plans.task("Báo cáo")
    for quote, part in (("hằng tuần", "họp"), ("hằng tháng", "họp"), ("hằng tháng", "báo cáo")):
        plans.repeats(task, "FREQ=MONTHLY;BYMONTHDAY=5", quote=quote, applies_to=part)
    plans.repeats(plans.task("Kiểm tra"), "FREQ=MONTHLY;BYMONTHDAY=5")
    plans.repeats(None, "FREQ=MONTHLY;BYMONTHDAY=5")
    plans.repeats(None, "FREQ=MONTHLY;BYMONTHDAY=5")
    assert len(lines(plans, date(2026, 3, 1))) == 6


def test_what_is_due_once_is_never_joined(plans: PlanTables) -> None:
    task = plans.task("Báo cáo")
    for day in (date(2026, 3, 31), date(2026, 4, 30)):
        plans.due(task, day, quote="Quý I và tháng 4")
    assert [line.item.day for line in lines(plans, date(2026, 3, 1))] == [date(2026, 3, 31), date(2026, 4, 30)]


def test_work_for_all_is_counted_by_line(plans: PlanTables) -> None:
    plans.repeats(plans.task("Báo cáo", lead_agencies=("Các sở, ban, ngành",)), "FREQ=MONTHLY;BYMONTHDAY=5")
    plans.due(plans.task("Họp", lead_agencies=("Sở Nội vụ",)), date(2026, 3, 5))
    only = Selection(since=SPRING.since, until=SPRING.until, agency="Sở Nội vụ")
    assert due(plans, date(2026, 3, 1), selection=only).collective == 1


@pytest.mark.parametrize(
    ("rule", "today", "says"),
    [
        ("FREQ=MONTHLY;BYMONTHDAY=15", date(2026, 3, 1), "(day 15, every month; then 2026-04-15, 2026-05-15)"),
        (
            "FREQ=MONTHLY;BYMONTHDAY=15",
            date(2026, 4, 1),
            "(day 15, every month; then 2026-05-15; past 2026-03-15)",
        ),
        ("FREQ=WEEKLY;BYDAY=FR", date(2026, 3, 1), "(Friday, every week; then 12 times until 2026-05-29)"),
        (
            "FREQ=WEEKLY;BYDAY=FR",
            date(2026, 5, 1),
            "(Friday, every week; then 4 times until 2026-05-29; past 8 times since 2026-03-06)",
        ),
        ("FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=1", date(2026, 3, 1), "(day 1, month 4, every year)"),
    ],
)
def test_the_rhythm_in_words(
    plans: PlanTables, rule: str, today: date, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    plans.repeats(plans.task("Báo cáo"), rule, quote="định kỳ")
    print_due(due(plans, today), SPRING, console())
    said = " ".join(capsys.readouterr().out.split())
    assert f"“định kỳ” {says}" in said
    assert said.count("Báo cáo") == 1
    assert "1 deadline from 2026-03-01 to 2026-05-31" in said
    assert ("what repeats stands once, on its next day" in said) == ("then" in says)
