"""Answers to "can I …?": each rule of CARE_PROTOCOL.md on a small sheet. Treated at noon in Berlin."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from server.domain.answers import Answer, answer, family, to_document
from server.domain.sheets import Rule, directed_rule
from server.domain.timeline import Timeline
from tests.domain.sheets import TREATED_AT, rule, sheet, timeline, tree

TREE = tree(
    mascara="make_up", make_up="cosmetics", niacinamide="serum", hyaluronic_acid="serum", serum="skincare",
    skincare="cosmetics", sunscreen="skincare", cleanser="skincare", rinse="cleansing", brush="cleansing",
    sauna="heat", hot_bath="heat bath", bath="water", swim="water", paracetamol="painkiller",
    aspirin="painkiller",
)  # fmt: skip


def at(hours: float) -> datetime:
    return TREATED_AT + timedelta(hours=hours)


def ask(compiled: Timeline, topic: str | None, hours: float, **states: bool) -> Answer:
    return answer(compiled, TREE, topic, now=at(hours), states=states)


def kinds(compiled: Timeline, topic: str, hours: tuple[float, ...], **states: bool) -> list[str]:
    return [ask(compiled, topic, hour, **states).kind for hour in hours]


def directed(verb: str, *topics: str, **fields: Any) -> Rule:
    return directed_rule(rule(verb, *topics, **fields) | {"id": "directed", "says": "As we agreed."})


@pytest.mark.parametrize(
    ("until", "hours", "expected"),
    [
        ("24h", (0, 23.999, 24, 100), ["no", "no", "over", "over"]),
        ("24-72h", (23.999, 24, 71.999, 72), ["no", "not-yet", "not-yet", "over"]),
        (">=36h", (35.999, 36), ["no", "over"]),
        ("<=72h", (71.999, 72), ["no", "over"]),
        ("~2d", (47, 48), ["no", "over"]),
        ("?", (0, 11.999, 12, 10_000), ["no", "no", "not-yet", "not-yet"]),
        ("D3", (35.999, 36), ["no", "over"]),
        ("healed", (0, 1000), ["not-yet", "not-yet"]),
        ("48h & healed", (47, 48, 1000), ["no", "not-yet", "not-yet"]),
        ("7d / used-up(cream)", (0, 167, 168), ["not-yet", "not-yet", "over"]),
    ],
)
def test_a_ban_is_no_then_not_yet_then_over(
    until: str, hours: tuple[float, ...], expected: list[str]
) -> None:
    assert kinds(timeline(rule("avoid", "make-up", until=until)), "make-up", hours) == expected


@pytest.mark.parametrize(("states", "expected"), [(True, ["no", "over"]), (False, ["no", "not-yet"])])
def test_the_reported_state_decides(states: bool, expected: list[str]) -> None:
    compiled = timeline(rule("avoid", "make-up", until="48h & healed"))
    assert kinds(compiled, "mascara", (47, 48), healed=states) == expected


def test_a_ban_without_until_has_no_end() -> None:
    result = ask(timeline(rule("avoid", "sauna")), "sauna", 5000)
    assert (result.kind, result.until, result.surely_at) == ("no", None, None)


def test_silence_is_never_a_yes() -> None:
    compiled = timeline(rule("avoid", "make-up", until="24h"), rule("expect", "sauna"), rule("call", "sauna"))
    for topic in ("sauna", "swim", "nowhere", None):
        assert ask(compiled, topic, 500).kind == "unsaid"


SILENT: dict[str, Any] = {
    "answer": "unsaid", "topic": None, "only": [], "with": [], "except": [], "since": None, "until": None,
    "least_hours": None, "surely_hours": None, "minimum": False, "asked_for": False, "every": None,
    "amount": None, "using": [], "depends_on": [], "then": [], "rule": None, "also": [],
}  # fmt: skip


def test_silence_names_no_rule() -> None:
    compiled = timeline(rule("avoid", "make-up"))
    assert to_document(ask(compiled, None, 5), compiled) == SILENT
    silent = SILENT | {"topic": "sauna", "since": "2026-06-01T10:00:00Z"}
    assert to_document(ask(compiled, "sauna", 5), compiled) == silent


def test_an_answer_carries_its_rule_its_hours_and_how_it_changes() -> None:
    compiled = timeline(
        rule("avoid", "make-up", until="24-72h & healed"), rule("do", "serum", until="7d", every="2/day")
    )
    assert to_document(ask(compiled, "mascara", 30), compiled) == SILENT | {
        "answer": "not-yet", "topic": "mascara", "since": "2026-06-02T10:00:00Z", "least_hours": 24,
        "depends_on": ["healed"], "rule": {"id": "r0", "says": "So it is.", "cite": "1"},
        "then": [
            {"at": None, "least_at": None, "surely_at": None, "answer": "over", "with": [],
             "depends_on": ["healed"], "rule": "r0"},
        ],
    }  # fmt: skip
    document = to_document(ask(compiled, "serum", 30), compiled)
    assert (document["answer"], document["asked_for"], document["every"]) == ("yes", True, "2/day")


@pytest.mark.parametrize(
    ("hours", "since", "until"), [(5, at(0), at(24)), (30, at(24), at(72)), (100, at(72), None)]
)
def test_since_and_until_are_where_the_answer_changes(hours: float, since: datetime, until: datetime) -> None:
    result = ask(timeline(rule("avoid", "make-up", until="24-72h")), "mascara", hours)
    assert (result.since, result.until) == (since, until)


def test_until_looks_past_a_rule_that_ends_while_another_applies() -> None:
    compiled = timeline(rule("avoid", "heat", until="24h"), rule("avoid", "water", until="72h"))
    assert ask(compiled, "hot-bath", 5).until == at(72)


def test_a_future_ban_is_silent_and_names_its_beginning() -> None:
    result = ask(timeline(rule("avoid", "sun", from_="7d")), "sun", 5)
    assert (result.kind, result.until) == ("unsaid", at(168))


def test_a_ban_begins_at_its_earliest_beginning() -> None:
    assert kinds(timeline(rule("avoid", "sun", from_="2-3d")), "sun", (47, 48, 72)) == ["unsaid", "no", "no"]


def test_a_permission_does_not_apply_before_it_begins() -> None:
    compiled = timeline(rule("allow", "sunscreen", from_="24-48h"))
    assert kinds(compiled, "sunscreen", (5, 24, 48)) == ["no", "not-yet", "yes"]


def test_a_permission_ends_at_its_earliest_end_and_then_the_sheet_is_silent() -> None:
    compiled = timeline(rule("allow", "sunscreen", until="2-3d"))
    assert kinds(compiled, "sunscreen", (47, 48, 72)) == ["yes", "not-yet", "unsaid"]


def test_a_duty_is_a_yes_that_the_sheet_asks_for() -> None:
    compiled = timeline(rule("do", "sunscreen", from_="D2", until="14d"))
    assert kinds(compiled, "sunscreen", (5, 14, 336)) == ["unsaid", "yes", "unsaid"]
    assert ask(compiled, "sunscreen", 20).asked_for
    assert not ask(timeline(rule("allow", "sunscreen")), "sunscreen", 20).asked_for


def test_a_ban_overrides_a_duty_on_the_same_topic() -> None:
    compiled = timeline(rule("do", "sunscreen", from_="D3"), rule("avoid", "sunscreen", until="2-3d"))
    assert kinds(compiled, "sunscreen", (39, 48, 72)) == ["no", "not-yet", "yes"]
    assert ask(compiled, "sunscreen", 72).asked_for


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_duty_wins_over_an_equal_permission_so_that_the_patient_reads_that_it_is_asked_for(
    order: tuple[int, int],
) -> None:
    equals = (rule("allow", "sunscreen"), rule("do", "sunscreen"))
    result = ask(timeline(*(equals[place] for place in order)), "sunscreen", 5)
    assert (result.kind, result.asked_for) == ("yes", True)


def test_a_rule_on_the_topic_itself_overrides_a_rule_on_its_family() -> None:
    compiled = timeline(rule("avoid", "heat", until="24h"), rule("avoid", "sauna", until="72h"))
    assert kinds(compiled, "sauna", (30, 72)) == ["no", "over"]
    compiled = timeline(rule("avoid", "heat", until="72h"), rule("allow", "sauna", from_="24h"))
    assert kinds(compiled, "sauna", (23, 30)) == ["no", "yes"]


def test_among_families_the_strictest_decides() -> None:
    compiled = timeline(
        rule("avoid", "heat", until="24h"), rule("allow", "water"), rule("avoid", "bath", until="48h")
    )
    assert kinds(compiled, "hot-bath", (5, 30, 48)) == ["no", "no", "yes"], (
        "water is allowed, bans have ended"
    )


def test_an_exception_lifts_a_ban_of_the_same_sheet() -> None:
    compiled = timeline(
        rule("avoid", "cleansing", until="36h"),
        rule("allow", "rinse", from_="morning+1", until="24h", exception=True),
    )
    assert kinds(compiled, "rinse", (5, 18, 24, 36)) == ["no", "yes", "no", "over"]
    assert kinds(compiled, "brush", (5, 18, 36)) == ["no", "no", "over"]


def test_an_exception_for_a_family_does_not_lift_a_ban_on_the_topic_itself() -> None:
    compiled = timeline(
        rule("avoid", "brush", until="7d"), rule("avoid", "skincare", until="36h"),
        rule("allow", "cleansing", from_="12h", exception=True),
    )  # fmt: skip
    assert kinds(compiled, "brush", (24, 168)) == ["no", "yes"]
    assert kinds(compiled, "rinse", (24,)) == ["yes"]


def test_an_only_rule_closes_the_rest_of_its_family() -> None:
    compiled = timeline(rule("only", "hyaluronic-acid", until="24h"))
    result = ask(compiled, "niacinamide", 5)
    assert (result.kind, result.only, result.until) == ("only", ("hyaluronic-acid",), at(24))
    assert kinds(compiled, "niacinamide", (23.999, 24)) == ["only", "over"]
    assert kinds(compiled, "hyaluronic-acid", (5, 24)) == ["only", "over"]
    assert kinds(compiled, "sunscreen", (5,)) == ["unsaid"]


def test_an_only_rule_closes_the_family_it_names() -> None:
    compiled = timeline(rule("only", "hyaluronic-acid", until="24h", family="skincare"))
    assert kinds(compiled, "sunscreen", (5, 24)) == ["only", "over"]
    assert kinds(compiled, "mascara", (5,)) == ["unsaid"]


def test_the_family_of_several_topics_is_their_nearest_common_parent() -> None:
    (only,) = sheet(rule("only", "hyaluronic-acid", "sunscreen")).rules
    assert family(only, TREE) == ("skincare",)
    (single,) = sheet(rule("only", "hot-bath")).rules
    assert set(family(single, TREE)) == {"heat", "bath"}


def test_an_only_rule_yields_to_a_stricter_ban_on_a_family() -> None:
    compiled = timeline(
        rule("only", "hyaluronic-acid", until="24h", family="cosmetics"),
        rule("avoid", "skincare", until="12h"),
        rule("allow", "make-up"),
    )  # fmt: skip
    assert kinds(compiled, "niacinamide", (5, 12, 24)) == ["no", "only", "over"]
    assert kinds(compiled, "make-up", (5,)) == ["yes"], "a permission that names the topic itself"


def test_an_only_rule_is_uncertain_between_the_ends_of_its_range() -> None:
    assert kinds(timeline(rule("only", "hyaluronic-acid", until="24-48h")), "niacinamide", (5, 24, 48)) == [
        "only", "not-yet", "over",
    ]  # fmt: skip


def test_after_an_only_rule_a_pending_permission_still_counts() -> None:
    compiled = timeline(rule("only", "hyaluronic-acid", until="24h"), rule("allow", "skincare", from_="48h"))
    assert kinds(compiled, "niacinamide", (5, 30, 48)) == ["only", "no", "yes"]


def test_a_ban_with_a_now_flag_depends_on_it_until_it_is_reported() -> None:
    compiled = timeline(rule("avoid", "sauna", until="7d", if_="now:sore"))
    result = ask(compiled, "sauna", 30)
    assert (result.kind, result.depends_on) == ("not-yet", ("now:sore",))
    assert answer(compiled, TREE, "sauna", now=at(30), states={"now:sore": True}).kind == "no"
    assert ask(compiled, "sauna", 30, **{"now:sore": False}).kind == "unsaid"


def test_a_ban_applies_unless_its_flag_is_confirmed() -> None:
    compiled = timeline(rule("avoid", "sauna", unless="now:asked"))
    assert [ask(compiled, "sauna", 5).kind, ask(compiled, "sauna", 5, **{"now:asked": True}).kind] == [
        "no",
        "unsaid",
    ]


def test_a_permission_is_uncertain_until_its_flag_is_reported() -> None:
    compiled = timeline(rule("allow", "paracetamol", if_="now:sore"))
    assert [ask(compiled, "paracetamol", 5).kind, ask(compiled, "paracetamol", 5, **{"now:sore": True}).kind] == [
        "not-yet", "yes",
    ]  # fmt: skip


def test_a_permission_as_needed_is_a_yes() -> None:
    assert ask(timeline(rule("allow", "painkiller", every="as needed")), "aspirin", 5).kind == "yes"


@pytest.mark.parametrize(
    ("own", "sheets", "hours", "expected"),
    [
        (("avoid", {"until": "5d"}), ("avoid", {"until": "24h"}), (30, 120), ["no", "over"]),
        (("avoid", {"until": "24h"}), ("avoid", {"until": "5d"}), (5, 30, 120), ["no", "no", "over"]),
        (("allow", {}), ("avoid", {"until": "5d"}), (5,), ["yes"]),
        (("avoid", {}), ("do", {}), (5,), ["no"]),
        (("allow", {"from_": "24h"}), ("avoid", {"until": "5d"}), (5, 24), ["no", "yes"]),
    ],
)
def test_an_instruction_overrides_the_sheet(
    own: tuple[str, dict[str, str]],
    sheets: tuple[str, dict[str, str]],
    hours: tuple[float, ...],
    expected: list[str],
) -> None:
    compiled = timeline(
        rule(sheets[0], "sauna", **sheets[1]), directed=(directed(own[0], "sauna", **own[1]),)
    )
    assert kinds(compiled, "sauna", hours) == expected


def test_the_condition_of_an_instruction_is_part_of_its_permission() -> None:
    allowed = directed("allow", "sun", with_=["sunscreen"])
    compiled = timeline(
        rule("avoid", "sun", until="5d"), rule("avoid", "sunscreen", until="24h"), directed=(allowed,)
    )
    assert kinds(compiled, "sun", (5, 24)) == ["no", "yes"]
    assert ask(compiled, "sun", 24).with_ == ("sunscreen",)
    assert [other.verb for other in ask(compiled, "sun", 24).also] == ["avoid"]


def test_after_the_end_of_an_instruction_the_sheet_applies_again() -> None:
    compiled = timeline(
        rule("avoid", "sauna", until="5d"), directed=(directed("avoid", "sauna", until="24h"),)
    )
    result = ask(compiled, "sauna", 30)
    assert result.rule is not None
    assert (result.kind, result.rule.source, result.until) == ("no", "sheet", at(120))


def test_a_pending_instruction_already_overrides_the_sheet_on_the_topic_itself() -> None:
    compiled = timeline(rule("do", "cleanser"), directed=(directed("allow", "cleanser", from_="48h"),))
    result = ask(compiled, "cleanser", 5)
    assert result.rule is not None
    assert (result.kind, result.rule.source, result.until) == ("no", "practitioner", at(48))


def test_the_end_of_an_instruction_on_a_family_does_not_lift_the_sheets_ban() -> None:
    compiled = timeline(
        rule("avoid", "sauna", until="7d"), directed=(directed("avoid", "heat", until="24h"),)
    )
    assert kinds(compiled, "sauna", (5, 30, 168)) == ["no", "no", "over"]


def test_without_a_time_of_day_no_permission_is_early() -> None:
    compiled = timeline(rule("avoid", "sun", until="D3"), time_zone="UTC", clock_known=False)
    assert kinds(compiled, "sun", (23, 24, 47.9, 48)) == ["no", "not-yet", "not-yet", "over"]
