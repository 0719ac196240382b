"""What is due: strict days, the period asked for, agencies as people type them; the calendar file read back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from plan_tables import PlanTables

from pipeline import UsageError
from pipeline.calendar import DueItem, due_list
from pipeline.ics import calendar_of
from pipeline.selection import Selection

TODAY = date(2026, 3, 10)
MARCH = Selection(since=date(2026, 3, 1), until=date(2026, 3, 31))


def days(plans: PlanTables, selection: Selection = MARCH) -> list[tuple[date | None, str]]:
    return [(item.day, item.state) for item in due_list(plans.open(), selection, today=TODAY).items]


def test_before_a_day_is_the_day_before(plans: PlanTables) -> None:
    plans.due(plans.task("Báo cáo quý"), date(2026, 3, 22), before=True)
    plans.due(plans.task("Báo cáo tháng"), date(2026, 3, 22))
    assert days(plans) == [(date(2026, 3, 21), "upcoming"), (date(2026, 3, 22), "upcoming")]


def test_before_a_month_is_said_by_the_tables_already(plans: PlanTables) -> None:
    task = plans.task("Trình đề án")
    bounds = {"end_date": date(2026, 4, 1), "end_inclusive": False, "due_date": date(2026, 3, 31)}
    plans.deadline(task, "trước tháng 4/2026", qualifier="before", granularity="month", **bounds)
    assert days(plans) == [(date(2026, 3, 31), "upcoming")]


def test_a_mark_below_a_quarter_is_told_by_its_head(plans: PlanTables) -> None:
    task = plans.task("Rà soát thủ tục", deadline_text="Quý I")
    plans.deadline(task, "x", end_date=date(2026, 3, 31), due_date=date(2026, 3, 31), granularity="quarter")
    assert [item.quote for item in due_list(plans.open(), MARCH, today=TODAY).items] == ["Quý I"]


def test_a_second_copy_is_not_due_again(plans: PlanTables) -> None:
    """Unless it is asked for by its name."""
    plans.document("d2", duplicate_of="d1", source_path="ban-sao.txt")
    for document in ("d1", "d2"):
        plans.due(plans.task("Báo cáo quý", document), date(2026, 3, 22))
    assert len(days(plans)) == 1
    assert len(days(plans, replace(MARCH, document="ban-sao.txt"))) == 1


@pytest.mark.parametrize(
    ("day", "state"),
    [(date(2026, 3, 9), "past"), (date(2026, 3, 10), "today"), (date(2026, 3, 11), "upcoming")],
)
def test_states(plans: PlanTables, day: date, state: str) -> None:
    plans.due(plans.task("Họp giao ban"), day)
    assert days(plans) == [(day, state)]


def test_due_before_today_is_strict_too(plans: PlanTables) -> None:
    plans.due(plans.task("Họp giao ban"), TODAY, before=True)
    assert days(plans) == [(date(2026, 3, 9), "past")]


def test_what_repeats_is_listed_day_by_day(plans: PlanTables) -> None:
    plans.repeats(plans.task("Báo cáo"), "FREQ=MONTHLY;BYMONTHDAY=15", before=True)
    spring = Selection(since=date(2026, 3, 1), until=date(2026, 5, 31))
    assert [day for day, _ in days(plans, spring)] == [date(2026, 3, 14), date(2026, 4, 14), date(2026, 5, 14)]


def test_a_rule_begins_with_the_plan_and_ends_with_it(plans: PlanTables) -> None:
    plans.document("d2", issued_date=date(2025, 12, 20), issued_year=2025)
    plans.repeats(plans.task("Báo cáo", "d2"), "FREQ=MONTHLY;BYMONTHDAY=25")
    whole = [day for day, _ in days(plans, Selection(since=date(2025, 1, 1), until=date(2028, 1, 1)))]
    assert (len(whole), whole[0], whole[-1]) == (12, date(2026, 1, 25), date(2026, 12, 25))


def test_what_was_due_before_and_what_has_no_day_is_counted(plans: PlanTables) -> None:
    plans.due(plans.task("Việc cũ"), date(2026, 2, 1))
    plans.due(plans.task("Việc tới"), date(2026, 8, 1))
    plans.deadline(plans.task("Việc thường xuyên"), "Thường xuyên", kind="ongoing")
    plans.repeats(plans.task("Việc hằng quý"), "FREQ=MONTHLY;INTERVAL=3")
    plans.repeats(plans.task("Báo cáo"), "FREQ=MONTHLY;BYMONTHDAY=5")
    due = due_list(plans.open(), MARCH, today=TODAY)
    assert (len(due.items), due.past, due.skipped, due.undated) == (1, 1, 0, 2)
    later = due_list(plans.open(), Selection(since=date(2026, 9, 1)), today=TODAY)
    assert (later.past, later.skipped) == (1, 1)
    with_undated = due_list(plans.open(), MARCH, today=TODAY, undated=True)
    assert [item.day for item in with_undated.items] == [date(2026, 3, 5), None, None]


def test_what_recurs_in_a_month(plans: PlanTables) -> None:
    plans.due(plans.task("Việc một lần"), date(2026, 3, 20))
    plans.repeats(plans.task("Có ngày"), "FREQ=MONTHLY;BYMONTHDAY=5")
    plans.repeats(plans.task("Không nêu ngày"), "FREQ=MONTHLY")
    plans.deadline(plans.task("Việc thường xuyên"), "Thường xuyên", kind="ongoing")
    plans.document("d2", period_start_year=2024, period_end_year=2025, issued_date=date(2024, 1, 1), issued_year=2024)
    plans.repeats(plans.task("Kế hoạch đã hết hạn", "d2"), "FREQ=MONTHLY")
    due = due_list(plans.open(), MARCH, today=TODAY, repeating=True)
    assert [(item.day, item.task) for item in due.items] == [(date(2026, 3, 5), "Có ngày"), (None, "Không nêu ngày")]
    assert due.repeating == 1


@pytest.mark.parametrize("agency", ["Sở Nội vụ", "so noi vu", "SỞ NỘI VỤ", "noi vu", "Sở NV"])
def test_agencies_as_people_type_them(plans: PlanTables, agency: str) -> None:
    plans.due(plans.task("Một", lead_agencies=("Sở Nội vụ",)), date(2026, 3, 1))
    plans.due(plans.task("Hai", lead_agencies=("Sở Y tế",), coordinating_agencies=("Sở Nội vụ",)), date(2026, 3, 2))
    plans.due(plans.task("Ba", lead_agencies=("Sở Tư pháp",)), date(2026, 3, 3))
    plans.due(plans.task("Bốn", lead_agencies=("Các sở, ban, ngành",)), date(2026, 3, 4))
    plans.due(plans.task("Năm", lead_agencies=("Sở Văn hóa, Thể thao và Du lịch",)), date(2026, 3, 5))
    plans.due(plans.task("Sáu", lead_agencies=("Các trường học",)), date(2026, 3, 6))
    selection = Selection(agency=agency, since=MARCH.since, until=MARCH.until)
    due = due_list(plans.open(), selection, today=TODAY)
    assert [item.task for item in due.items] == ["Một", "Hai"]
    assert due.collective == 1
    wider = Selection(agency=agency, collectives=True, since=MARCH.since, until=MARCH.until)
    assert [item.task for item in due_list(plans.open(), wider, today=TODAY).items] == ["Một", "Hai", "Bốn"]


def test_words_of_a_name_are_whole(plans: PlanTables) -> None:
    plans.due(plans.task("Một", lead_agencies=("Sở Y tế",)), date(2026, 3, 1))
    with pytest.raises(UsageError, match="did you mean Sở Y tế"):
        due_list(plans.open(), Selection(agency="so y t"), today=TODAY)


def test_provinces_then_and_now(plans: PlanTables) -> None:
    plans.document("d2", province="Hà Nam", issuer="Ủy ban nhân dân tỉnh Hà Nam")
    plans.due(plans.task("Một"), date(2026, 3, 1))
    plans.due(plans.task("Hai", "d2"), date(2026, 3, 2))
    tables = plans.open()

    def tasks(province: str, *, merged: bool = False) -> list[str | None]:
        return [item.task for item in due_list(tables, Selection(province=province, merged=merged), today=TODAY).items]

    assert tasks("ha-nam") == ["Hai"]
    assert tasks("tỉnh Nam Định") == ["Một"]
    assert tasks("Ninh Bình", merged=True) == ["Một", "Hai"]
    with pytest.raises(UsageError, match="did you mean Nam Định"):
        tasks("nam din")


def events(items: tuple[DueItem, ...]) -> list[vobject.base.Component]:
    """The events as a second parser reads them, after the first has read them too."""
    content = calendar_of(items)
    assert len(Calendar.from_ical(content).walk("VEVENT")) == content.count(b"BEGIN:VEVENT")
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    return list(getattr(vobject.readOne(content.decode()), "vevent_list", []))


def test_an_event_says_all_that_the_plan_says(plans: PlanTables) -> None:
    leads, partners = ("Sở Văn hóa, Thể thao và Du lịch",), ("Sở Tài chính", "Sở Nội vụ")
    task = plans.task("Tổ chức lễ hội; báo cáo", lead_agencies=leads, coordinating_agencies=partners, output="Báo cáo")
    deadline = plans.due(task, date(2026, 3, 22), before=True, quote="trước ngày 22/3/2026")
    [event] = events(due_list(plans.open(), MARCH, today=TODAY).items)
    assert event.uid.value == f"{deadline}@kehoach"
    assert (event.dtstart.value, event.dtend.value) == (date(2026, 3, 21), date(2026, 3, 22))
    assert f"{event.dtstamp.value:%Y-%m-%dT%H:%M:%S%z}" == "2026-01-10T00:00:00+0000"
    assert event.summary.value == "Sở Văn hóa, Thể thao và Du lịch: Tổ chức lễ hội; báo cáo"
    assert event.description.value.splitlines() == [
        "Tổ chức lễ hội; báo cáo",
        "Thời hạn: trước ngày 22/3/2026",
        "Chủ trì: Sở Văn hóa, Thể thao và Du lịch",
        "Phối hợp: Sở Tài chính; Sở Nội vụ",
        "Sản phẩm: Báo cáo",
        "Văn bản: Kế hoạch 12/KH-UBND, Ủy ban nhân dân tỉnh Nam Định",
        "Nguồn: d1.txt",
    ]


def test_what_repeats_is_one_event_with_its_rule(plans: PlanTables) -> None:
    plans.repeats(plans.task("Báo cáo"), "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=22", before=True)
    year = Selection(since=date(2026, 1, 1), until=date(2026, 12, 31))
    items = due_list(plans.open(), year, today=TODAY).items
    [event] = events(items)
    assert event.dtstart.value == date(2026, 3, 21)
    rule = dict(part.split("=") for part in event.rrule.value.split(";"))
    assert rule == {"FREQ": "YEARLY", "BYMONTH": "3,6,9,12", "BYMONTHDAY": "21", "UNTIL": "20261231"}
    assert [day.date() for day in event.getrruleset(addRDate=True)] == [item.day for item in items]


def test_what_has_no_rule_of_its_own_is_an_event_each(plans: PlanTables) -> None:
    plans.repeats(plans.task("Báo cáo"), "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", before=True)
    items = due_list(plans.open(), Selection(since=date(2026, 1, 1), until=date(2026, 6, 30)), today=TODAY).items
    found = events(items)
    assert [event.dtstart.value for event in found] == [item.day for item in items]
    assert len({event.uid.value for event in found}) == len(items) == 6


def test_the_same_tables_give_the_same_file(plans: PlanTables) -> None:
    plans.due(plans.task("Một"), date(2026, 3, 5))
    plans.repeats(plans.task("Hai"), "FREQ=MONTHLY;BYMONTHDAY=7")
    tables = plans.open()
    files = {calendar_of(due_list(tables, MARCH, today=today).items) for today in (TODAY, date(2030, 1, 1))}
    assert len(files) == 1


TEXTS = st.text(
    st.one_of(st.characters(exclude_categories=("Cs",)), st.sampled_from('\n\r\t;,\\:"ữệ\x00\x0b\u2028')), max_size=300
)


@pytest.mark.parametrize(
    ("part", "what"),
    [
        ("- đợt 2", "đợt 2: Tiêm phòng đàn trâu"),
        ("Báo cáo Sở Y tế", "Báo cáo Sở Y tế"),
        (None, "Tiêm phòng đàn trâu"),
    ],
)
def test_a_part_that_says_no_work_has_the_task_behind_it(plans: PlanTables, part: str | None, what: str) -> None:
    day = date(2026, 3, 22)
    plans.deadline(plans.task("Tiêm phòng đàn trâu"), "ngày 22/3", end_date=day, due_date=day, applies_to=part)
    assert [item.what for item in due_list(plans.open(), MARCH, today=TODAY).items] == [what]


@given(TEXTS, TEXTS)
@settings(max_examples=80)
def test_any_text_can_be_read_back(task: str, agency: str) -> None:
    item = DueItem(
        day=date(2026, 3, 1),
        state="upcoming",
        kind="fixed",
        quote="x",
        condition=None,
        task=task,
        part=None,
        leads=(agency,),
        partners=(),
        output=None,
        province=None,
        issuer=None,
        document="12/KH-UBND",
        page=None,
        source_path="a.txt",
        document_id="d1",
        task_id="t1",
        deadline_id="d1-d1",
        issued=None,
        rrule=None,
        is_before=False,
        recurrence=None,
        holds=(None, None),
    )
    [event] = Calendar.from_ical(calendar_of([item])).walk("VEVENT")
    assert "Thời hạn: x" in str(event["description"]).split("\n")
    assert str(event["uid"]) == "d1-d1@kehoach"
