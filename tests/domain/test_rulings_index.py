"""The index of rulings finds the same decisions as asking each rule at each moment."""

from datetime import timedelta
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from server.domain.answers.candidates import Candidates
from server.domain.answers.outcome import ends
from server.domain.answers.precedence import Decision, decide
from server.domain.answers.rulings import judge
from server.domain.answers.rulings_index import moments_of, sweep
from server.domain.milestone_filter import announced
from server.domain.sheets import SheetError, directed_rule
from server.domain.timeline import Timeline
from server.domain.when.bounds import States
from tests.domain.sheets import TOPICS, TREATED_AT, family_tree, rule, rules, timeline

TREE = family_tree()
MOMENTS = st.integers(-60, 40 * 24 * 60).map(lambda minutes: TREATED_AT + timedelta(minutes=minutes))
STATES = st.dictionaries(st.sampled_from(("healed", "calm", "on(wash)", "now:sore")), st.booleans())


@settings(max_examples=100, deadline=None)
@given(
    st.lists(rules(), min_size=1, max_size=8),
    st.lists(rules("avoid", "allow", "do"), max_size=2),
    st.lists(MOMENTS, min_size=1, max_size=8),
    STATES,
)
def test_an_indexed_decision_is_the_decision(
    generated: list[dict[str, Any]],
    directed: list[dict[str, Any]],
    moments: list[Any],
    states: dict[str, bool],
) -> None:
    sheet = _compiled(generated, directed)
    candidates = Candidates(sheet, TREE)
    for topic in TOPICS:
        own = candidates.on(candidates.line(topic))
        spans = [sweep(own, states), sweep(own, states, few=0)]
        for now in (*moments, *(at for each in own for at in moments_of(each, states))):
            plain = decide([ruling for each in own if (ruling := judge(each, now, states))], states)
            for each in spans:
                assert _essence(each.decide(now), states) == _essence(plain, states)


def _essence(decision: Decision | None, states: States) -> object:
    return decision and (decision.ruling, ends(decision, states))


def test_the_milestones_of_400_rules_on_one_topic_are_found_in_n_log_n() -> None:
    """Each permission is looked at in a few of its own spans, not once for every other rule."""
    sheet = timeline(*(rule("allow", "sun", from_=f"{hours}h") for hours in range(1, 401)))
    assert len(announced(sheet, TREE).milestones) == 400


def _compiled(generated: list[dict[str, Any]], directed: list[dict[str, Any]]) -> Timeline:
    try:
        instructions = tuple(
            directed_rule({**fields, "id": f"d{place}", "says": "As we agreed."})
            for place, fields in enumerate(directed)
        )
        return timeline(*generated, directed=instructions)
    except SheetError:
        assume(False)
        raise
