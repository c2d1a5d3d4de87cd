"""Numbers, durations and dates are read as people in many places write them."""

import pytest

from journey_editor.foundation.dates import moment_from, order_of
from journey_editor.foundation.quantities import (
    Percent,
    decimal_mark_of,
    number_from,
    seconds_from,
    unit_in,
)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1.234,5", 1234.5),
        ("1 234,5", 1234.5),
        ("1\u202f234,5", 1234.5),
        ("1,234,567.8", 1234567.8),
        ("12,34,567.5", 1234567.5),
        ("1’234.50", 1234.5),
        ("0,85", 0.85),
        ("1,5", 1.5),
        ("−3,5", -3.5),
        ("€ 12,50", 12.5),
        ("١٢٣٫٥", 123.5),
        ("1.5E-3", 0.0015),
        ("12 3", None),
        ("1.2.3", None),
        ("NaN", None),
        ("1e999", None),
        ("#N/A", None),
        ("9" * 5_000, None),
    ],
)
def test_a_number_is_read_with_the_marks_of_any_language(text: str, number: float | None) -> None:
    assert number_from(text) == number == number_from(text, ",")


def test_what_can_be_read_in_two_ways_follows_the_decimal_mark() -> None:
    assert (number_from("1.234", "."), number_from("1.234", ",")) == (1.234, 1234)
    assert (number_from("1,234", "."), number_from("1,234", ",")) == (1234, 1.234)
    assert [decimal_mark_of(each) for each in ("1.234", "12,5", "1.234.567", "7")] == ["", ",", ",", ""]


def test_a_percentage_is_known_as_such() -> None:
    percent = number_from("85 %")
    assert percent == 85 and isinstance(percent, Percent) and not isinstance(number_from("0,85"), Percent)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("45 s", 45),
        ("90s", 90),
        ("90 min", 5400),
        ("2:30", 150),
        ("7", 420),
        ("1,5", 90),
        ("2h", 7200),
        ("1.5 h", 5400),
        ("1,5 h", 5400),
        ("1 h 30 min", 5400),
        ("2 h 15", 8100),
        ("2h15", 8100),
        ("3 d", 259_200),
        ("3d 2H", 266_400),
        ("1 day", 86_400),
        ("2 weeks", 1_209_600),
        ("72:00:00", 259_200),
        ("1 Std. 20 Min.", 4800),
        ("5 分 30 秒", 330),
        ("PT2H15M", 8100),
        ("12:99", None),
        ("", None),
        ("days", None),
        ("3 x", None),
        ("85 %", None),
        ("-1 h", None),
        ("30 s 2 h", None),
        ("1:301:02:03", None),
    ],
)
def test_durations_are_understood_with_their_units(text: str, seconds: int | None) -> None:
    assert seconds_from(text) == seconds


def test_the_unit_of_a_column_is_in_its_heading() -> None:
    headings = ("Wait (min)", "wait_seconds", "Dauer [h]", "AHT", "Time in ms", "s t")
    assert [unit_in(each) for each in headings] == [60, 1, 3600, None, 0.001, None]


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-03-01", "2026-03-01T00:00"),
        ("01.03.26", "2026-03-01T00:00"),
        ("1/3/2026 5:04 PM", "2026-03-01T17:04"),
        ("2026-03-01T00:00:00+02:00", "2026-03-01T00:00"),
        ("1. März 2026", "2026-03-01T00:00"),
        ("March 3, 2026", "2026-03-03T00:00"),
        ("2026-03", "2026-03-01T00:00"),
        ("Q2 2026", "2026-04-01T00:00"),
        ("2026-W10", "2026-03-02T00:00"),
        ("2026年3月1日", "2026-03-01T00:00"),
        ("31.02.2026", None),
        ("2026-03-01 25:00", None),
        ("12:30", None),
        ("soon", None),
    ],
)
def test_dates_and_times_are_understood(text: str, moment: str | None) -> None:
    found = moment_from(text)
    assert (found and found.isoformat(timespec="minutes")) == moment


def test_the_order_of_a_date_shows_where_a_number_is_no_month() -> None:
    assert [order_of(each) for each in ("13.1.2026", "1/13/2026", "1/2/2026")] == ["dMy", "Mdy", ""]
    assert str(moment_from("1/2/2026", "Mdy")) == "2026-01-02 00:00:00"
    assert str(moment_from("2026-03-01T01:00:00+02:00", in_utc=True)) == "2026-02-28 23:00:00"
