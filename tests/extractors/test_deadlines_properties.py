"""Deadlines: what holds for any text and any date."""

from __future__ import annotations

from datetime import date, datetime

from dateutil.rrule import rrulestr
from edtf import parse_edtf
from hypothesis import assume, given
from hypothesis import strategies as st

from extractors import lexicon
from extractors.deadlines import find_deadlines
from extractors.mentions import DeadlineMention

DAYS = st.dates(date(2005, 1, 1), date(2049, 12, 31))
YEARS = st.integers(2005, 2049)
WORDS = [row["example"] for row in lexicon.rows("deadline_words")] + [
    "trước", "ngày", "tháng", "quý", "năm", "đến", "từ", "hàng", "và", ",", ";", "-", "/", "(", ")", ".", "\n", "IV",
    "2023", "31", "6", "12", "sau khi", "theo", "khi", "kể từ", "lần", "cuối", "đầu", "giai đoạn", "2021-2025", "%",
]  # fmt: skip
TEXTS = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join))
PLANS = st.none() | st.tuples(YEARS, st.integers(0, 9)).map(lambda pair: (pair[0], pair[0] + pair[1]))


def has_due_day(rule: str) -> bool:
    return bool(list(rrulestr(rule, dtstart=datetime(2023, 1, 1)).xafter(datetime(2023, 1, 1), count=1)))


def agrees_with_edtf(mention: DeadlineMention) -> bool:
    """The bounds of the EDTF string lie on those of the columns; `before` ends there on the day before a period."""
    assert mention.edtf is not None
    value = parse_edtf(mention.edtf)
    last = mention.due_date if mention.qualifier == "before" else mention.end_date
    lower, upper = value.lower_strict(), value.upper_strict()
    return (mention.start_date is None or lower[:3] == mention.start_date.timetuple()[:3]) and (
        last is None or upper[:3] == last.timetuple()[:3]
    )


@given(TEXTS, st.sampled_from([True, False, None]), PLANS, st.none() | DAYS)
def test_any_text(text: str, cell: bool | None, plan: tuple[int, int] | None, issued: date | None) -> None:
    found = find_deadlines(text, plan_years=plan, issued=issued, cell=cell)
    assert [(m.start, m.end) for m in found] == sorted((m.start, m.end) for m in found)
    for mention in found:
        assert text[mention.start : mention.end] == mention.quote != ""
        assert (mention.end_date is None) == (mention.end_inclusive is None)
        assert (mention.rrule is not None) == (mention.kind == "recurring")
        if mention.start_date and mention.end_date:
            assert mention.start_date <= mention.end_date
        if mention.edtf:
            assert agrees_with_edtf(mention)
        if mention.rrule:
            assert has_due_day(mention.rrule)


DAY_FORMS = ["{d}/{m}/{y}", "ngày {d:02}/{m:02}/{y}", "Ngày {d} tháng {m} năm {y}", "{d}.{m}.{y}", "{d} - {m} - {y}"]
QUARTER_FORMS = ["Quý {r}/{y}", "quý {n} năm {y}", "Trong Quý {r} năm {y}", "Q{n}/{y}", "QUÝ {r} - {y}"]


@given(DAYS, st.sampled_from(DAY_FORMS))
def test_any_day(day: date, form: str) -> None:
    (found,) = find_deadlines(form.format(d=day.day, m=day.month, y=day.year), cell=True)
    assert (found.start_date, found.end_date, found.year_source) == (day, day, "stated")


@given(YEARS, st.integers(1, 4), st.sampled_from(QUARTER_FORMS))
def test_any_quarter_is_never_its_year(year: int, number: int, form: str) -> None:
    roman = ["I", "II", "III", "IV"][number - 1]
    (found,) = find_deadlines(form.format(r=roman, n=number, y=year), cell=True)
    assert found.start_date == date(year, 3 * number - 2, 1)
    assert found.granularity == "quarter"
    assert found.edtf == f"{year}-{32 + number}"


@given(DAYS, DAYS)
def test_any_range(one: date, other: date) -> None:
    assume(one != other)
    first, last = sorted((one, other))
    (found,) = find_deadlines(f"Từ ngày {first:%d/%m/%Y} đến hết ngày {last:%d/%m/%Y}", cell=True)
    assert (found.qualifier, found.start_date, found.end_date) == ("from_to", first, last)


@given(DAYS, st.integers(1, 28), st.integers(1, 12))
def test_a_day_without_a_year_never_lies_before_the_issue(issued: date, day: int, month: int) -> None:
    (found,) = find_deadlines(f"Trước ngày {day}/{month}", issued=issued, cell=True)
    assert found.end_date is not None
    assert 0 <= (found.end_date - issued).days <= 366


@given(DAYS, st.integers(2, 9), st.integers(1, 12))
def test_a_plan_of_years_to_come_gives_no_year(issued: date, length: int, month: int) -> None:
    plan = (issued.year, issued.year + length)
    (found,) = find_deadlines(f"Trước ngày 15/{month}", plan_years=plan, issued=issued, cell=True)
    assert (found.kind, found.end_date, found.edtf, found.year_source) == ("fixed", None, None, None)


@given(
    st.sampled_from(["ngày ", "quý I, ", "trước ngày 1/", "từ tháng 3 đến ", "1/1/", "(sau khi ", "theo kế hoạch, "]),
    st.integers(1, 400),
)
def test_hostile_repetition_is_read(piece: str, times: int) -> None:
    text = piece * times + "; trước ngày 20/5/2023"
    assert any(mention.end_date == date(2023, 5, 20) for mention in find_deadlines(text, cell=True))


@given(st.integers(1, 300))
def test_every_entry_of_a_long_cell_is_found(times: int) -> None:
    assert len(find_deadlines("Trước ngày 20/5/2023;\n" * times, cell=True)) == times
