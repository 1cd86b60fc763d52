"""Hours between clocks."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from slashmentor.parts.mentors.week import Span, hours_of, joined, moved, packed, unpacked

MARCH = date(2026, 3, 2)  # winter in Europe
JULY = date(2026, 7, 6)


def test_tuesday_morning_in_oslo_is_tuesday_evening_in_osaka():
    assert moved([Span(1, 540, 660)], "Europe/Oslo", "Asia/Tokyo", on=MARCH) == [Span(1, 1020, 1140)]
    assert moved([Span(1, 540, 660)], "Europe/Oslo", "Asia/Tokyo", on=JULY) == [Span(1, 960, 1080)]


def test_what_crosses_midnight_becomes_two():
    assert moved([Span(6, 1320, 1440)], "UTC", "Europe/Berlin", on=MARCH) == [
        Span(0, 0, 60),
        Span(6, 1380, 1440),
    ]


def test_hours_that_touch_are_one():
    assert joined([Span(0, 60, 120), Span(0, 0, 60), Span(1, 0, 60)]) == [Span(0, 0, 120), Span(1, 0, 60)]


def test_a_zone_that_is_not_known_any_more_is_utc():
    assert moved([Span(0, 0, 60)], "Europe/Nowhere", "UTC", on=MARCH) == [Span(0, 0, 60)]


def test_half_an_hour_counts():
    assert hours_of([Span(0, 570, 600), Span(0, 700, 720)], "UTC", on=MARCH) == {9}
    assert hours_of([Span(0, 540, 600)], "Asia/Kolkata", on=MARCH) == {3, 4}  # 3:30 to 4:30


@given(st.sets(st.integers(0, 167)))
def test_a_week_fits_three_numbers(hours):
    week = packed(hours)
    assert all(0 <= part < 2**56 for part in week)
    assert unpacked(week) == hours


spans = st.builds(
    lambda weekday, begins, length: Span(weekday, begins, min(1440, begins + length)),
    st.integers(0, 6),
    st.integers(0, 1439),
    st.integers(1, 600),
)


@given(
    st.lists(spans, max_size=8), st.sampled_from(["Asia/Kathmandu", "America/St_Johns", "Pacific/Chatham"])
)
def test_there_and_back_is_the_same(some, zone):
    there = moved(some, "UTC", zone, on=JULY)
    assert moved(there, zone, "UTC", on=JULY) == joined(some)
