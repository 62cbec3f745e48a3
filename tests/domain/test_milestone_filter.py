"""Every announced permission is answered with yes, and every announced end of a ban with over."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from server.domain.milestone_filter import announced, answers_on
from server.domain.sheets import SheetError, directed_rule
from server.domain.skin_states import earliest_report
from server.domain.timeline import PERMITTING, Timeline
from server.domain.vocabulary import Verb
from tests.domain.sheets import TREATED_AT, family_tree, rule, rules, timeline

TREE = family_tree()
ANSWERS = {"allowed": "yes", "over": "over"}
MAKE_UP_24H = rule("avoid", "make-up", until="24h")


def freed(
    *documents: dict[str, Any], kind: str = "over", **facts: Any
) -> list[tuple[int, tuple[str, ...], tuple[str, ...]]]:
    """Return the hours, topics and gates of every announced end of a ban, or of the given kind."""
    compiled = announced(timeline(*documents, **facts), TREE)
    return [
        (int((milestone.at - TREATED_AT) / timedelta(hours=1)), milestone.topics, milestone.gates)
        for milestone in compiled.milestones
        if milestone.kind == kind
    ]


def directed(*documents: dict[str, Any]) -> dict[str, Any]:
    written = [{"id": f"d{place}", "says": "As I say.", **fields} for place, fields in enumerate(documents)]
    return {"directed": tuple(directed_rule(fields, day_one=1) for fields in written)}


def test_the_end_of_a_ban_is_announced() -> None:
    assert freed(MAKE_UP_24H) == [(24, ("make-up",), ())]


def test_the_end_of_a_ban_is_not_announced_while_an_instruction_forbids_its_family() -> None:
    longer = directed(rule("avoid", "cosmetics", until="5d"))
    assert freed(MAKE_UP_24H, rule("avoid", "heat", until="24h"), **longer) == [
        (24, ("heat",), ()),
        (120, ("cosmetics",), ()),
    ]


def test_the_end_of_a_ban_is_not_announced_while_an_only_instruction_closes_its_family() -> None:
    only = directed(rule("only", "skincare", until="5d"))
    assert freed(MAKE_UP_24H, **only) == []


def test_an_end_after_which_a_current_symptom_may_forbid_is_not_announced() -> None:
    assert freed(MAKE_UP_24H, rule("avoid", "make-up", until="7d", if_=["now:sore"])) == []


def test_a_state_that_a_family_rule_awaits_becomes_a_gate() -> None:
    facts = directed(rule("avoid", "cosmetics", until="24h & healed"))
    assert (24, ("make-up",), ("healed",)) in freed(MAKE_UP_24H, **facts)


def test_everything_else_on_the_timeline_is_unchanged() -> None:
    compiled = timeline(rule("do", "sun", from_="24h"), rule("expect", "redness", until="24h"))
    assert announced(compiled, TREE) == compiled


def test_the_end_of_a_ban_is_a_permission_where_an_allow_in_force_gives_one() -> None:
    compiled = announced(timeline(MAKE_UP_24H, rule("allow", "make-up", from_="12h", with_=["serum"])), TREE)
    assert [(milestone.kind, milestone.rule_id, milestone.with_) for milestone in compiled.milestones] == [
        ("allowed", "r1", ("serum",))
    ]


def test_the_end_of_one_ban_splits_into_what_is_allowed_and_what_is_over() -> None:
    documents = (rule("avoid", "make-up", "sun", until="24h"), rule("allow", "sun"))
    assert freed(*documents) == [(24, ("make-up",), ())]
    assert freed(*documents, kind="allowed") == [(24, ("sun",), ())]


@pytest.mark.parametrize(
    ("ban", "hours"), [({"until": "24h"}, 48), ({"until": "30h"}, 48), ({"until": "2-3d"}, 72)]
)
def test_a_duty_that_was_forbidden_just_before_comes_at_its_latest_beginning(
    ban: dict[str, str], hours: int
) -> None:
    documents = (rule("avoid", "sun", **ban), rule("do", "sun", from_="24-48h"))
    assert freed(*documents, kind="begins") == []
    assert {at for at, _topics, _gates in freed(*documents, kind="allowed")} == {hours}


def test_a_duty_that_was_not_forbidden_comes_early() -> None:
    assert freed(rule("do", "sun", from_="24-48h"), kind="begins") == [(24, ("sun",), ())]


@settings(max_examples=120, deadline=None)
@given(st.lists(rules(), min_size=1, max_size=6), st.lists(rules("avoid", "only", "allow"), max_size=2))
def test_every_announced_permission_or_end_is_the_answer_at_its_moment(
    documents: list[dict[str, Any]], directed: list[dict[str, Any]]
) -> None:
    compiled = announced(_compiled(documents, directed), TREE)
    verbs = {window.rule.id: window.rule.verb for window in compiled.windows}
    for milestone in compiled.milestones:
        early = any(earliest_report(compiled, gate) > milestone.at for gate in milestone.gates)
        if (
            milestone.kind in ANSWERS and not early
        ):  # a report that comes too early to count opens nothing yet
            states = dict.fromkeys(milestone.gates, True)
            answers = answers_on(compiled, TREE, milestone.topics, now=milestone.at, states=states)
            assert {answer.kind for answer in answers.values()} == {ANSWERS[milestone.kind]}
            assert {answer.with_ for answer in answers.values()} == {milestone.with_}
            verb = verbs[milestone.rule_id]
            assert verb is Verb.AVOID if milestone.kind == "over" else verb in PERMITTING


@settings(max_examples=80, deadline=None)
@given(st.lists(rules("avoid", "only", "allow", "do"), min_size=1, max_size=6))
def test_nothing_that_is_free_at_its_moment_is_dropped(documents: list[dict[str, Any]]) -> None:
    before = _compiled(documents, [])
    after = {(m.at, topic) for m in announced(before, TREE).milestones for topic in m.topics}
    for milestone in before.milestones:
        if milestone.kind in ANSWERS:
            states = dict.fromkeys(milestone.gates, True)
            answers = answers_on(before, TREE, milestone.topics, now=milestone.at, states=states)
            free = {topic for topic, answer in answers.items() if answer.kind == ANSWERS[milestone.kind]}
            assert {(milestone.at, topic) for topic in free} <= after


def _compiled(documents: list[dict[str, Any]], rules_directed: list[dict[str, Any]]) -> Timeline:
    try:
        return timeline(*documents, **directed(*rules_directed))
    except SheetError:
        assume(False)
        raise
