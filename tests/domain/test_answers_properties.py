"""Properties of the answers for any sheet, treatment, moment and topic."""

from datetime import timedelta
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from server.domain.answers import Answer, answer
from server.domain.sheets import Rule, SheetError
from server.domain.timeline import FORBIDDING, PERMITTING, Timeline
from server.domain.today import today
from server.domain.vocabulary import Verb
from server.domain.when.bounds import States
from tests.domain.sheets import TOPICS, TREATED_AT, family_tree, rule, rules, timeline

TREE = family_tree()
SHEETS = st.lists(rules(), min_size=1, max_size=6)
MOMENTS = st.integers(-48 * 60, 40 * 24 * 60).map(lambda minutes: TREATED_AT + timedelta(minutes=minutes))
STATES = st.dictionaries(
    st.sampled_from(("healed", "calm", "gone(redness)", "used-up(cream)", "on(wash)", "now:sore")),
    st.booleans(),
)

LAXITY = {"no": 0, "only": 1, "not-yet": 2, "unsaid": 3, "over": 3, "yes": 4}


def compiled(generated: list[dict[str, Any]]) -> Timeline:
    try:
        return timeline(*generated)
    except SheetError:
        assume(False)
        raise


def covers(candidate: Rule, topic: str) -> bool:
    """Return True if the rule names the topic or a family of it, or is an `only` that may close it."""
    return candidate.verb is Verb.ONLY or not set(TREE.ancestors(topic)).isdisjoint(candidate.topics)


@settings(max_examples=200, deadline=None)
@given(SHEETS, st.sampled_from(TOPICS), MOMENTS, STATES)
def test_silence_of_the_sheet_is_never_a_yes(
    generated: list[dict[str, Any]], topic: str, now: Any, states: dict[str, bool]
) -> None:
    sheet = compiled(generated)
    result = answer(sheet, TREE, topic, now=now, states=states)
    covering = [
        w.rule
        for w in sheet.windows
        if w.rule.verb in (*FORBIDDING, *PERMITTING, Verb.REPEAT) and covers(w.rule, topic)
    ]
    if not covering:
        assert result.kind == "unsaid"
    if result.kind == "unsaid":
        assert result.rule is None
    else:
        assert result.rule in covering


@settings(max_examples=200, deadline=None)
@given(SHEETS, st.sampled_from(TOPICS), MOMENTS, STATES)
def test_the_answer_holds_until_the_moment_it_names_and_changes_then(
    generated: list[dict[str, Any]], topic: str, now: Any, states: dict[str, bool]
) -> None:
    """The states have been reported at `now`: without its moment, a report that is too early now would count later."""
    sheet = compiled(generated)
    reported = {name: now if holds else False for name, holds in states.items()}
    result = ask(sheet, topic, now, reported)
    if result.until is None:
        assert ask(sheet, topic, now + timedelta(days=40_000), reported).kind == result.kind
        return
    assert result.until > now
    assert ask(sheet, topic, result.until - timedelta(microseconds=1), reported).kind == result.kind
    assert ask(sheet, topic, result.until, reported).kind != result.kind


def ask(sheet: Timeline, topic: str, now: Any, states: States) -> Answer:
    return answer(sheet, TREE, topic, now=now, states=states)


@settings(max_examples=150, deadline=None)
@given(st.lists(rules("avoid"), min_size=1, max_size=5), st.sampled_from(TOPICS), MOMENTS, STATES)
def test_bans_from_the_treatment_on_never_get_stricter(
    generated: list[dict[str, Any]], topic: str, now: Any, states: dict[str, bool]
) -> None:
    """An exception is left out: it lifts a ban for a while, and its end restores the ban."""
    left_out = ("from", "exception")
    sheet = compiled(
        [{name: value for name, value in fields.items() if name not in left_out} for fields in generated]
    )
    later = [ask(sheet, topic, now + timedelta(hours=hours), states).kind for hours in (0, 1, 10, 100, 1000)]
    ranks = [LAXITY[kind] for kind in later]
    assert ranks == sorted(ranks)


@settings(max_examples=150, deadline=None)
@given(
    SHEETS,
    st.sampled_from(TOPICS),
    MOMENTS,
    STATES,
    st.sampled_from(("healed", "calm", "gone(redness)", "on(wash)")),
)
def test_confirming_a_state_never_tightens_a_plain_ban(
    generated: list[dict[str, Any]], topic: str, now: Any, states: dict[str, bool], state: str
) -> None:
    sheet = compiled(
        [{**fields, "verb": "avoid"} for fields in generated if not {"from", "exception"} & fields.keys()]
        or generated[:0]
    )
    no, yes = (ask(sheet, topic, now, {**states, state: confirmed}).kind for confirmed in (False, True))
    assert LAXITY[no] <= LAXITY[yes]


@settings(max_examples=150, deadline=None)
@given(SHEETS, MOMENTS, STATES)
def test_today_shows_each_rule_once_and_a_future_next_change(
    generated: list[dict[str, Any]], now: Any, states: dict[str, bool]
) -> None:
    sheet = compiled(generated)
    view = today(sheet, now=now, states=states)
    shown = [item.rule.id for item in (*view.do, *view.leave_alone, *view.allowed, *view.expect, *view.tell)]
    assert len(shown) == len(set(shown))
    assert set(shown) <= {window.rule.id for window in sheet.windows}
    assert view.next_change_at is None or view.next_change_at > now


def test_removing_a_rule_changes_an_answer() -> None:
    complete = timeline(rule("avoid", "sun", until="24h"), rule("avoid", "bath", until="24h"))
    shortened = timeline(rule("avoid", "sun", until="24h"))
    now = TREATED_AT + timedelta(hours=5)
    assert (ask(complete, "bath", now, {}).kind, ask(shortened, "bath", now, {}).kind) == ("no", "unsaid")
