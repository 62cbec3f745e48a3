"""A duty that was done is due again as the sheet repeats it."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from server.domain.diary import DONE, Logged, reported_states
from server.domain.duties import acts_of, due_again, duties_done
from tests.domain.small_sheet import rule, timeline

NOON = datetime(2026, 5, 6, 10, tzinfo=UTC)  # 12:00 in Berlin
MIDNIGHT = datetime(2026, 5, 6, 22, tzinfo=UTC)


def again(every: str | None = None, starts: str = "24h", **acts: datetime) -> datetime | None:
    fields = {"from_": starts} | ({"every": every} if every else {})
    (window,) = timeline(rule("duty", "do", "balm", **fields)).windows
    reports = {f"act:{act}": at for act, at in acts.items()}
    return due_again(window, NOON, reports, time_zone="Europe/Berlin")


@pytest.mark.parametrize(
    ("every", "hours"),
    [
        ("every 2h", 2),
        ("every >=2-3h", 2),
        ("2/day", 6),  # at 18:00
        ("morning+evening", 6),
        ("noon", 24),
        ("4/day", 2),  # at 14:00
        ("1/day", 12),
        (None, 12),
        ("1/week", 6.5 * 24),
    ],
)
def test_a_duty_is_due_again_by_the_clock(every: str | None, hours: float) -> None:
    assert again(every) == NOON + timedelta(hours=hours)


def test_a_duty_that_is_to_be_done_once_is_done_for_good() -> None:
    assert again("once", starts="on(home)", home=NOON + timedelta(days=1)) is None


def test_a_duty_that_an_act_starts_is_due_again_after_the_next_such_act() -> None:
    later = NOON + timedelta(hours=3)
    assert again(starts="after(wash)") is None
    assert again(starts="after(wash)", wash=NOON - timedelta(minutes=5)) is None
    assert again(starts="after(wash)", wash=later) == later


def test_a_duty_with_each_act_is_due_again_with_that_act_or_on_the_next_day() -> None:
    later = NOON + timedelta(hours=3)
    assert again("each wash") == MIDNIGHT
    assert again("each wash", wash=later) == later


def test_the_acts_of_a_duty_are_those_that_start_it_and_those_it_goes_with() -> None:
    (window,) = timeline(rule("duty", "do", "balm", from_="on(home) & 24h", every="each wash")).windows
    assert acts_of(window) == ("home", "wash")


def test_only_the_last_report_counts_and_only_until_the_duty_is_due_again() -> None:
    small = timeline(rule("sunscreen", "do", "sunscreen", every="1/day"), rule("no-sauna", "avoid", "sauna"))
    diary = [
        Logged(UUID(int=day), NOON + timedelta(days=day), {}, duties_done=("sunscreen", "no-sauna", "gone"))
        for day in (0, 1)
    ]
    states = reported_states(diary)
    assert states[f"{DONE}sunscreen"] == NOON + timedelta(days=1)
    assert duties_done(small, states, at=NOON + timedelta(days=1, hours=2)) == {"sunscreen"}
    assert duties_done(small, states, at=NOON + timedelta(days=2)) == frozenset()
