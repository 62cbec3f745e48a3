"""Compiling a timeline: rules become windows, and changes become milestones on the safe side."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.domain.errors import Invalid
from server.domain.sheets import SheetError, directed_rule
from server.domain.timeline import Milestone, Timeline, TreatmentFacts, compile, from_document, to_document
from server.domain.when.bounds import Leaf
from tests.domain.sheets import TREATED_AT, rule, rules, sheet, timeline


def hours(compiled: Timeline, moment: datetime | None) -> float | None:
    return compiled.hours_until(moment)


def milestones(*documents: dict[str, Any], **facts: Any) -> list[tuple[float | None, str, tuple[str, ...]]]:
    compiled = timeline(*documents, **facts)
    return [
        (hours(compiled, milestone.at), milestone.kind, milestone.topics) for milestone in compiled.milestones
    ]


def test_a_window_holds_the_rule_and_its_bounds() -> None:
    (window,) = timeline(rule("avoid", "sun", from_="2h", until="24-72h")).windows
    assert isinstance(window.opens, Leaf)
    assert isinstance(window.closes, Leaf)
    assert window.opens.least_at == TREATED_AT + timedelta(hours=2)
    assert (window.closes.kind, window.closes.text) == ("range", "24-72h")
    assert (window.rule.starts, window.rule.ends) == (None, None)


@pytest.mark.parametrize(
    ("fields", "flags", "holds"),
    [
        ({"if_": ["layer"]}, set(), False), ({"if_": ["layer"]}, {"layer"}, True),
        ({"if_": ["layer", "deep"]}, {"layer"}, False), ({"unless": ["directed"]}, set(), True),
        ({"unless": ["directed"]}, {"directed"}, False), ({"if_": ["now:sore"]}, set(), True),
        ({"unless": ["now:sore"]}, {"other"}, True),
    ],
)  # fmt: skip
def test_recorded_flags_decide_whether_a_rule_applies(
    fields: dict[str, list[str]], flags: set[str], holds: bool
) -> None:
    assert bool(timeline(rule("avoid", "sun", **fields), flags=frozenset(flags)).windows) is holds


def test_now_flags_stay_open_in_the_window() -> None:
    (window,) = timeline(
        rule("avoid", "sun", if_=["now:sore", "layer"], unless="now:calm"), flags={"layer"}
    ).windows
    assert (window.needs, window.unless) == (("now:sore",), ("now:calm",))


def test_instructions_come_first() -> None:
    directed = directed_rule(
        {"id": "d1", "verb": "avoid", "topics": ["sun"], "until": "D3", "says": "No sun."}
    )
    compiled = timeline(rule("avoid", "sun", until="24h"), directed=(directed,))
    assert [window.rule.source for window in compiled.windows] == ["practitioner", "sheet"]


def test_the_end_of_a_ban_is_announced_at_its_latest_and_a_duty_at_its_earliest_moment() -> None:
    assert milestones(
        rule("avoid", "sun", until="24-72h"), rule("do", "cream", from_="24-72h", until="5-6d")
    ) == [
        (24, "begins", ("cream",)),
        (72, "over", ("sun",)),
        (144, "ends", ("cream",)),
    ]


def test_a_future_ban_is_announced_at_its_earliest_beginning() -> None:
    assert milestones(rule("avoid", "sun", from_="2-3d")) == [(48, "begins", ("sun",))]


def test_a_permission_begins_late_and_ends_early() -> None:
    assert milestones(rule("allow", "sun", from_="1-2d", until="4-5d")) == [
        (48, "allowed", ("sun",)),
        (96, "ends", ("sun",)),
    ]


def test_expectations_resolve_at_their_latest_end_and_call_rules_have_a_milestone() -> None:
    assert milestones(rule("expect", "redness", until="24-48h"), rule("call", "redness", from_="72h")) == [
        (48, "resolved", ("redness",)),
        (72, "call-after", ("redness",)),
    ]


def test_the_end_of_a_ban_that_depends_on_a_state_carries_its_gate() -> None:
    (milestone,) = timeline(rule("avoid", "make-up", until="48h & healed")).milestones
    assert milestone == Milestone(TREATED_AT + timedelta(hours=48), "over", "r0", ("make-up",), ("healed",))


@pytest.mark.parametrize("until", ["?", "healed", "? & healed", "after(wash)+30m"])
def test_no_milestone_exists_without_a_moment_in_the_sheet(until: str) -> None:
    assert timeline(rule("avoid", "bath", until=until)).milestones == ()


def test_whichever_comes_first_is_announced_at_its_known_time() -> None:
    assert milestones(rule("avoid", "sun", until="7d / used-up(cream)")) == [(168, "over", ("sun",))]


@pytest.mark.parametrize("until", ["24h & 72h", "72h & 24h", "24h & 72h & healed"])
def test_a_ban_that_waits_for_two_times_is_never_announced_at_the_earlier(until: str) -> None:
    assert milestones(rule("avoid", "sun", until=until)) == [(72, "over", ("sun",))]


def test_the_end_of_a_ban_waits_for_every_ban_on_the_topic() -> None:
    bans = (rule("avoid", "sun", "sport", until="24h"), rule("avoid", "sun", until="72h"))
    assert milestones(*bans) == [(24, "over", ("sport",)), (72, "over", ("sun",))]


def test_a_permission_carries_the_gates_of_other_bans_on_its_topic() -> None:
    bans = (rule("avoid", "sun", until="48h"), rule("avoid", "sun", until="24h & healed"))
    (milestone,) = timeline(*bans).milestones
    assert (milestone.at, milestone.gates) == (TREATED_AT + timedelta(hours=48), ("healed",))


@pytest.mark.parametrize("until", ["healed", "healed & calm"])
def test_a_permission_carries_the_gates_of_a_ban_without_a_time(until: str) -> None:
    """Otherwise, the patient is told after 48 hours that sun is fine, whether or not the skin has healed."""
    (milestone,) = timeline(rule("avoid", "sun", until="48h"), rule("avoid", "sun", until=until)).milestones
    assert milestone.gates == tuple(until.split(" & "))


@pytest.mark.parametrize("until", [None, "?"])
def test_no_permission_is_announced_while_a_ban_on_its_topic_has_no_end(until: str | None) -> None:
    endless_ban = rule("avoid", "sun", until=until) if until else rule("avoid", "sun")
    assert milestones(rule("allow", "sun", from_="24h"), endless_ban) == []


def test_an_exception_is_announced_despite_the_ban_it_lifts() -> None:
    documents = (rule("avoid", "wash", until="36h"), rule("allow", "wash", from_="12h", exception=True))
    assert milestones(*documents) == [(12, "allowed", ("wash",)), (36, "over", ("wash",))]


@pytest.mark.parametrize(
    ("documents", "opens", "closes", "sessions"),
    [
        ([rule("repeat", "session", from_="S+4-6w", amount="3-6 sessions")], 672, 1008, (3, 6)),
        ([rule("repeat", "session", from_="4w", until="6w", amount="3")], 672, 1008, (3, 3)),
        (
            [rule("repeat", "session", from_="S+4-6w"), rule("repeat", "session", from_=">=5w")],
            840,
            1008,
            None,
        ),
        (
            [rule("repeat", "session", from_="1mo"), rule("repeat", "care", every="2/year", amount="2")],
            720,
            None,
            None,
        ),
    ],
)
def test_the_series_is_the_intersection_of_all_repeat_rules(
    documents: list[dict[str, Any]], opens: float, closes: float | None, sessions: tuple[int, int] | None
) -> None:
    compiled = timeline(*documents)
    assert compiled.series is not None
    assert (hours(compiled, compiled.series.opens_at), hours(compiled, compiled.series.closes_at)) == (
        opens,
        closes,
    )
    assert compiled.series.treatments == sessions


def test_a_sheet_without_repeats_has_no_series() -> None:
    assert timeline(rule("avoid", "sun")).series is None


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"time_zone": ""}, "time-zone-missing"), ({"time_zone": "Mars/Olympus"}, "time-zone-unknown"),
        ({"treated_at": datetime(2026, 6, 1, 10)}, "instant-naive"),
        ({"treated_at": datetime(9999, 12, 31, tzinfo=UTC)}, "date-out-of-range"),
    ],
)  # fmt: skip
def test_a_treatment_without_a_valid_instant_is_refused(facts: dict[str, Any], code: str) -> None:
    with pytest.raises(Invalid) as refused:
        timeline(rule("avoid", "sun", until="3d & D3 & 1mo"), **facts)
    assert refused.value.code == code


@settings(max_examples=120, deadline=None)
@given(
    st.lists(rules(), min_size=1, max_size=8),
    st.datetimes(datetime(1990, 1, 1), datetime(2036, 1, 1), timezones=st.just(UTC)),
    st.sampled_from(
        ("Europe/Berlin", "America/Santiago", "Australia/Lord_Howe", "Pacific/Apia", "Africa/Cairo")
    ),
    st.booleans(),
)
def test_compiling_is_total_over_valid_sheets_and_its_document_reads_back(
    documents: list[dict[str, Any]], treated_at: datetime, time_zone: str, clock_known: bool
) -> None:
    try:
        parsed = sheet(*documents)
    except SheetError:
        return
    compiled = compile(parsed, TreatmentFacts(treated_at, time_zone, clock_known=clock_known))
    assert from_document(to_document(compiled)) == compiled
    assert [milestone.at for milestone in compiled.milestones] == sorted(
        milestone.at for milestone in compiled.milestones
    )
