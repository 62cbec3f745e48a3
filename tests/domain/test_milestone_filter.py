"""Every announced permission is answered with yes: none is announced before the sheet gives it."""

from datetime import timedelta
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from server.domain.answers import answer
from server.domain.milestone_filter import announced, answers_on
from server.domain.sheets import SheetError, directed_rule
from server.domain.timeline import Milestone, Timeline
from server.domain.vocabulary import Verb
from tests.domain.sheets import TREATED_AT, family_tree, rule, rules, timeline

TREE = family_tree()
MAKE_UP_24H = rule("avoid", "make-up", until="24h")


def allowed(*documents: dict[str, Any], **facts: Any) -> list[tuple[int, tuple[str, ...], tuple[str, ...]]]:
    """Return the hours, topics and gates of every announced permission."""
    compiled = announced(timeline(*documents, **facts), TREE)
    return [
        (int((milestone.at - TREATED_AT) / timedelta(hours=1)), milestone.topics, milestone.gates)
        for milestone in compiled.milestones
        if milestone.kind == "allowed"
    ]


def directed(*documents: dict[str, Any]) -> dict[str, Any]:
    written = [{"id": f"d{place}", "says": "As I say.", **fields} for place, fields in enumerate(documents)]
    return {"directed": tuple(directed_rule(fields, day_one=1) for fields in written)}


def test_the_end_of_a_ban_is_announced() -> None:
    assert allowed(MAKE_UP_24H) == [(24, ("make-up",), ())]


def test_a_permission_is_not_announced_while_an_instruction_forbids_its_family() -> None:
    longer = directed(rule("avoid", "cosmetics", until="5d"))
    assert allowed(MAKE_UP_24H, rule("avoid", "heat", until="24h"), **longer) == [
        (24, ("heat",), ()),
        (120, ("cosmetics",), ()),
    ]


def test_a_permission_is_not_announced_while_an_only_instruction_closes_its_family() -> None:
    only = directed(rule("only", "skincare", until="5d"))
    assert allowed(MAKE_UP_24H, **only) == []


def test_a_permission_that_a_current_symptom_may_forbid_is_not_announced() -> None:
    assert allowed(MAKE_UP_24H, rule("avoid", "make-up", until="7d", if_=["now:sore"])) == []


def test_a_state_that_a_family_rule_awaits_becomes_a_gate() -> None:
    facts = directed(rule("avoid", "cosmetics", until="24h & healed"))
    assert (24, ("make-up",), ("healed",)) in allowed(MAKE_UP_24H, **facts)


def test_everything_else_on_the_timeline_is_unchanged() -> None:
    compiled = timeline(rule("do", "sun", from_="24h"), rule("expect", "redness", until="24h"))
    assert announced(compiled, TREE) == compiled


@settings(max_examples=300, deadline=None)
@given(st.lists(rules(), min_size=1, max_size=6), st.lists(rules("avoid", "only", "allow"), max_size=2))
def test_every_announced_permission_is_answered_with_yes_at_its_moment(
    documents: list[dict[str, Any]], directed: list[dict[str, Any]]
) -> None:
    compiled = announced(_compiled(documents, directed), TREE)
    for milestone in _permissions(compiled):
        states = dict.fromkeys(milestone.gates, True)
        for topic in milestone.topics:
            assert answer(compiled, TREE, topic, now=milestone.at, states=states).kind == "yes"


@settings(max_examples=150, deadline=None)
@given(st.lists(rules("avoid", "only", "allow", "do"), min_size=1, max_size=6))
def test_only_permissions_without_a_yes_are_dropped(documents: list[dict[str, Any]]) -> None:
    before = _compiled(documents, [])
    remaining = {
        (milestone.at, milestone.rule_id): milestone for milestone in _permissions(announced(before, TREE))
    }
    for milestone in _permissions(before):
        states = dict.fromkeys(milestone.gates, True)
        kinds = answers_on(before, TREE, milestone.topics, now=milestone.at, states=states)
        after = remaining.get((milestone.at, milestone.rule_id))
        assert {topic for topic, kind in kinds.items() if kind == "yes"} <= set(after.topics if after else ())


def _compiled(documents: list[dict[str, Any]], rules_directed: list[dict[str, Any]]) -> Timeline:
    try:
        return timeline(*documents, **directed(*rules_directed))
    except SheetError:
        assume(False)
        raise


def _permissions(compiled: Timeline) -> list[Milestone]:
    named = {window.rule.id: window.rule.verb for window in compiled.windows}
    milestones = [milestone for milestone in compiled.milestones if milestone.kind == "allowed"]
    assert all(named[milestone.rule_id] in (Verb.AVOID, Verb.ALLOW) for milestone in milestones)
    return milestones
