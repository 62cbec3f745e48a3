"""Today's view: what to do, avoid and expect, and what changes next. Treated at noon in Berlin."""

from datetime import timedelta
from typing import Any

import pytest

from server.domain.sheets import directed_rule
from server.domain.today import Today, TodayItem, today
from tests.domain.sheets import TREATED_AT, rule, timeline


def view(
    *documents: dict[str, Any], hours: float = 5, states: dict[str, bool] | None = None, **facts: Any
) -> Today:
    return today(timeline(*documents, **facts), now=TREATED_AT + timedelta(hours=hours), states=states or {})


def shown(items: tuple[TodayItem, ...]) -> list[tuple[str, bool]]:
    return [(item.rule.id, item.sure) for item in items]


@pytest.mark.parametrize(
    ("hours", "whole", "day"), [(0, 0, 1), (11.99, 11, 1), (12, 12, 2), (36, 36, 3), (-1, -1, 1)]
)
def test_hours_are_whole_and_days_follow_the_wall_clock(hours: float, whole: int, day: int) -> None:
    result = view(rule("avoid", "sun"), hours=hours)
    assert (result.hours, result.day) == (whole, day)


@pytest.mark.parametrize(
    ("hours", "leave_alone"), [(0, [("r0", True)]), (24, [("r0", False)]), (71.9, [("r0", False)]), (72, [])]
)
def test_a_ban_is_sure_until_its_earliest_end_and_shown_until_its_latest_end(
    hours: float, leave_alone: list[tuple[str, bool]]
) -> None:
    assert shown(view(rule("avoid", "sun", until="24-72h"), hours=hours).leave_alone) == leave_alone


@pytest.mark.parametrize(
    ("states", "leave_alone"),
    [({}, [("r0", False)]), ({"healed": True}, []), ({"healed": False}, [("r0", True)])],
)
def test_a_rule_that_depends_on_a_state_follows_the_patients_report(
    states: dict[str, bool], leave_alone: list[tuple[str, bool]]
) -> None:
    result = view(rule("avoid", "make-up", until="24h & healed"), hours=30, states=states)
    assert shown(result.leave_alone) == leave_alone


def test_the_answer_names_what_it_depends_on() -> None:
    (item,) = view(rule("avoid", "make-up", until="24h & healed"), hours=30).leave_alone
    assert item.depends_on == ("healed",)


@pytest.mark.parametrize(("hours", "do"), [(23, []), (24, [("r0", True)]), (100, [("r0", True)]), (120, [])])
def test_a_duty_begins_at_its_earliest_beginning_and_ends_at_its_latest_end(
    hours: float, do: list[tuple[str, bool]]
) -> None:
    assert shown(view(rule("do", "cream", from_="24-48h", until="4-5d"), hours=hours).do) == do


@pytest.mark.parametrize(
    ("hours", "allowed"), [(23, []), (24, [("r0", False)]), (48, [("r0", True)]), (96, []), (120, [])]
)
def test_a_permission_begins_late_and_ends_early(hours: float, allowed: list[tuple[str, bool]]) -> None:
    assert shown(view(rule("allow", "cream", from_="24-48h", until="4-5d"), hours=hours).allowed) == allowed


def test_expectations_are_shown_from_their_earliest_beginning_to_their_latest_end() -> None:
    documents = (rule("expect", "flaking", from_="D3-D5", until="7d"), rule("call", "pustules"))
    assert shown(view(*documents, hours=30).expect) == []
    assert shown(view(*documents, hours=36).expect) == [("r0", True)]
    assert shown(view(*documents, hours=168).expect) == []
    assert shown(view(*documents).tell) == [("r1", True)]


def test_the_soonest_end_comes_first_and_open_ends_last() -> None:
    documents = (
        rule("avoid", "a"),
        rule("avoid", "b", until="3d"),
        rule("only", "c", until="1d"),
        rule("avoid", "d", until="?"),
    )
    assert [item.rule.id for item in view(*documents).leave_alone] == ["r3", "r2", "r1", "r0"]


def test_a_rule_with_a_now_flag_is_not_sure_until_the_flag_is_reported() -> None:
    document = rule("avoid", "sun", if_="now:sore")
    assert shown(view(document).leave_alone) == [("r0", False)]
    assert shown(view(document, states={"now:sore": True}).leave_alone) == [("r0", True)]
    assert shown(view(document, states={"now:sore": False}).leave_alone) == []


def test_an_instruction_replaces_the_sheets_rule_on_its_topics() -> None:
    directed = directed_rule({"id": "mine", "verb": "allow", "topics": ["sun"], "says": "Sun is fine."})
    result = view(rule("avoid", "sun"), rule("avoid", "sun", "heat"), directed=(directed,))
    assert shown(result.leave_alone) == [("r1", True)]
    assert shown(result.allowed) == [("mine", True)]


def test_the_next_change_is_any_end_of_a_window_and_simultaneous_milestones_are_listed_together() -> None:
    result = view(rule("avoid", "sun", until="24-72h"), rule("avoid", "heat", until="72h"))
    assert result.next_change_at == TREATED_AT + timedelta(hours=24)
    assert [milestone.topics for milestone in result.next_milestones] == [("sun",), ("heat",)]


def test_after_the_last_window_nothing_changes() -> None:
    result = view(rule("avoid", "sun", until="24h"), hours=24)
    assert (result.next_change_at, result.next_milestones, result.leave_alone) == (None, (), ())


def test_a_pointer_to_another_document_is_not_shown_today() -> None:
    pointing = timeline(rule("allow", "pointer", mark="pointer"), rule("expect", "redness", mark="pointer"))
    seen = today(pointing, now=TREATED_AT, states={})
    assert (seen.allowed, seen.expect) == ((), ())


@pytest.mark.parametrize(
    ("verb", "fields", "allowed"),
    [
        ("only", {"until": "24h"}, []),
        ("do", {}, []),
        ("do", {"from_": "on(home)"}, ["r1"]),  # not yet asked for
        ("only", {"until": "2-24h"}, ["r1"]),  # it may have ended
        ("avoid", {}, ["r1"]),
        ("do", {"area": "under-eye"}, ["r1"]),
        ("do", {"with_": ["hat"]}, ["r1"]),
    ],
)
def test_a_permission_that_another_line_gives_has_no_line_of_its_own(
    verb: str, fields: dict[str, Any], allowed: list[str]
) -> None:
    view_of = view(rule(verb, "serum", "toner", **fields), rule("allow", "serum"))
    assert [item.rule.id for item in view_of.allowed] == allowed


def test_a_permission_that_says_more_than_another_line_keeps_its_own() -> None:
    more = rule("allow", "serum", "sun"), rule("allow", "serum", with_=["hat"])
    assert len(view(rule("only", "serum", until="24h"), *more).allowed) == 2
    own = directed_rule(rule("allow", "serum") | {"id": "own", "says": "As we agreed."})
    assert len(view(rule("do", "serum"), directed=(own,)).allowed) == 1
