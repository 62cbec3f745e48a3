"""Today: what to do, to leave alone and to expect, and what changes next. Treated at noon in Berlin."""

from datetime import timedelta
from typing import Any

import pytest

from server.domain.sheets import directed_rule
from server.domain.today import Today, TodayItem, today
from tests.domain.sheets import TREATED_AT, rule, timeline


def view(
    *made: dict[str, Any], hours: float = 5, states: dict[str, bool] | None = None, **facts: Any
) -> Today:
    return today(timeline(*made, **facts), now=TREATED_AT + timedelta(hours=hours), states=states or {})


def shown(items: tuple[TodayItem, ...]) -> list[tuple[str, bool]]:
    return [(item.rule.id, item.sure) for item in items]


@pytest.mark.parametrize(
    ("hours", "whole", "day"), [(0, 0, 1), (11.99, 11, 1), (12, 12, 2), (36, 36, 3), (-1, -1, 1)]
)
def test_hours_are_whole_and_days_are_those_of_the_wall_clock(hours: float, whole: int, day: int) -> None:
    made = view(rule("avoid", "sun"), hours=hours)
    assert (made.hours, made.day) == (whole, day)


@pytest.mark.parametrize(
    ("hours", "leave_alone"), [(0, [("r0", True)]), (24, [("r0", False)]), (71.9, [("r0", False)]), (72, [])]
)
def test_what_to_leave_alone_is_sure_until_the_least_and_shown_until_the_sure_end(
    hours: float, leave_alone: list[tuple[str, bool]]
) -> None:
    assert shown(view(rule("avoid", "sun", until="24-72h"), hours=hours).leave_alone) == leave_alone


@pytest.mark.parametrize(
    ("states", "leave_alone"),
    [({}, [("r0", False)]), ({"healed": True}, []), ({"healed": False}, [("r0", True)])],
)
def test_what_hangs_on_a_state_is_shown_as_the_patient_told_it(
    states: dict[str, bool], leave_alone: list[tuple[str, bool]]
) -> None:
    made = view(rule("avoid", "make-up", until="24h & healed"), hours=30, states=states)
    assert shown(made.leave_alone) == leave_alone


def test_what_it_hangs_on_is_named() -> None:
    (item,) = view(rule("avoid", "make-up", until="24h & healed"), hours=30).leave_alone
    assert item.depends_on == ("healed",)


@pytest.mark.parametrize(("hours", "do"), [(23, []), (24, [("r0", True)]), (100, [("r0", True)]), (120, [])])
def test_a_duty_begins_at_its_least_and_ends_at_its_sure_end(
    hours: float, do: list[tuple[str, bool]]
) -> None:
    assert shown(view(rule("do", "cream", from_="24-48h", until="4-5d"), hours=hours).do) == do


@pytest.mark.parametrize(
    ("hours", "allowed"), [(23, []), (24, [("r0", False)]), (48, [("r0", True)]), (96, []), (120, [])]
)
def test_a_permission_begins_late_and_ends_early(hours: float, allowed: list[tuple[str, bool]]) -> None:
    assert shown(view(rule("allow", "cream", from_="24-48h", until="4-5d"), hours=hours).allowed) == allowed


def test_what_is_expected_is_shown_from_its_least_to_its_latest() -> None:
    made = (rule("expect", "flaking", from_="D3-D5", until="7d"), rule("call", "pustules"))
    assert shown(view(*made, hours=30).expect) == []
    assert shown(view(*made, hours=36).expect) == [("r0", True)]
    assert shown(view(*made, hours=168).expect) == []
    assert shown(view(*made).tell) == [("r1", True)]


def test_what_ends_first_comes_first_and_what_has_no_end_last() -> None:
    made = (
        rule("avoid", "a"),
        rule("avoid", "b", until="3d"),
        rule("only", "c", until="1d"),
        rule("avoid", "d", until="?"),
    )
    assert [item.rule.id for item in view(*made).leave_alone] == ["r3", "r2", "r1", "r0"]


def test_a_rule_that_hangs_on_a_flag_now_is_not_sure_until_it_was_told() -> None:
    made = rule("avoid", "sun", if_="now:sore")
    assert shown(view(made).leave_alone) == [("r0", False)]
    assert shown(view(made, states={"now:sore": True}).leave_alone) == [("r0", True)]
    assert shown(view(made, states={"now:sore": False}).leave_alone) == []


def test_what_the_practitioner_directed_replaces_the_sheets_word_on_it() -> None:
    directed = directed_rule({"id": "mine", "verb": "allow", "topics": ["sun"], "says": "Sun is fine."})
    made = view(rule("avoid", "sun"), rule("avoid", "sun", "heat"), directed=(directed,))
    assert shown(made.leave_alone) == [("r1", True)]
    assert shown(made.allowed) == [("mine", True)]


def test_the_next_change_is_any_end_of_a_window_and_the_next_milestones_come_together() -> None:
    made = view(rule("avoid", "sun", until="24-72h"), rule("avoid", "heat", until="72h"))
    assert made.next_change_at == TREATED_AT + timedelta(hours=24)
    assert [milestone.topics for milestone in made.next_milestones] == [("sun",), ("heat",)]


def test_when_all_is_over_nothing_changes_any_more() -> None:
    made = view(rule("avoid", "sun", until="24h"), hours=24)
    assert (made.next_change_at, made.next_milestones, made.leave_alone) == (None, (), ())


def test_a_pointer_is_for_reading_the_sheet_and_not_for_today() -> None:
    pointing = timeline(rule("allow", "pointer", mark="pointer"), rule("expect", "redness", mark="pointer"))
    seen = today(pointing, now=TREATED_AT, states={})
    assert (seen.allowed, seen.expect) == ((), ())
