"""The sentences of CARE_PROTOCOL.md, "How it is decided", as properties of any sheet, treatment and moment."""

from datetime import datetime, timedelta
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from server.domain.answers import STRICTNESS, Answer, answer
from server.domain.course import end_of_course
from server.domain.sheets import SheetError, directed_rule
from server.domain.timeline import FORBIDDING, PERMITTING, Timeline, Window
from server.domain.vocabulary import Verb
from server.domain.when.bounds import Certainty, States, certainty, leaves
from tests.domain.sheets import TOPICS, TREATED_AT, family_tree, rule, rules, timeline

TREE = family_tree()
NAMED = (*TOPICS, "cosmetics", "activity", "water")
MOMENTS = st.integers(0, 40 * 24 * 60).map(lambda minutes: TREATED_AT + timedelta(minutes=minutes))
STATES = st.dictionaries(
    st.sampled_from(("healed", "calm", "gone(redness)", "used-up(cream)", "on(wash)", "now:sore")),
    st.booleans(),
)
SPEAKING = (*FORBIDDING, *PERMITTING)
Written = dict[str, Any]


@st.composite
def _with_conditions(draw: st.DrawFn) -> Written:
    written = draw(rules(*(verb.value for verb in SPEAKING)))
    if written["verb"] in ("allow", "do") and draw(st.booleans()):
        written["with"] = draw(st.lists(st.sampled_from(TOPICS), min_size=1, max_size=2, unique=True))
    return written


SHEETS = st.lists(_with_conditions(), min_size=1, max_size=6)


def compiled(generated: list[Written], directed: list[Written] | None = None) -> Timeline:
    try:
        instructions = tuple(
            directed_rule({**written, "id": f"d{place}", "says": "As we agreed."})
            for place, written in enumerate(directed or [])
        )
        return timeline(*generated, directed=instructions)
    except SheetError:
        assume(False)
        raise


def plain(generated: list[Written]) -> list[Written]:
    """Return the rules without exceptions, which deliberately break the order."""
    return [{name: value for name, value in fields.items() if name != "exception"} for fields in generated]


def ask(sheet: Timeline, topic: str, now: datetime, states: States) -> Answer:
    return answer(sheet, TREE, topic, now=now, states=states)


def in_force(window: Window, now: datetime, states: States) -> bool:
    """Return True if the window has surely begun, no moment of its end has passed, and its flags surely hold."""
    known = {name: report for name, report in states.items() if report or name.startswith("now:")}
    opened = window.opens is None or certainty(window.opens, now, known) is Certainty.REACHED
    ending = window.closes is not None and certainty(window.closes, now, known) is not Certainty.NOT_REACHED
    flags = all(known.get(flag) for flag in window.needs) and all(
        known.get(flag) is False for flag in window.unless
    )
    return opened and not ending and flags


def covering(sheet: Timeline, topic: str, *verbs: Verb) -> list[Window]:
    line = TREE.ancestors(topic)
    return [w for w in sheet.windows if w.rule.verb in verbs and not set(line).isdisjoint(w.rule.topics)]


@settings(max_examples=60, deadline=None)
@given(SHEETS, st.sampled_from(NAMED), MOMENTS, STATES)
def test_a_yes_comes_only_from_a_permission_or_duty_in_force(
    generated: list[Written], topic: str, now: datetime, states: States
) -> None:
    sheet = compiled(generated)
    result = ask(sheet, topic, now, states)
    if result.kind == "yes":
        assert result.rule is not None
        assert result.rule.verb in PERMITTING
        window = next(w for w in sheet.windows if w.rule is result.rule)
        untold = any(leaf.act and leaf.report(states) is None for leaf in leaves(window.opens))
        ended = window.closes is not None and certainty(window.closes, now, states) is Certainty.REACHED
        begun = window.opens is None or certainty(window.opens, now, states) is Certainty.REACHED
        assert not ended
        assert begun or (window.rule.verb is Verb.DO and untold)


@settings(max_examples=60, deadline=None)
@given(SHEETS, st.sampled_from(NAMED), MOMENTS, STATES)
def test_nothing_ended_beats_a_rule_in_force_or_pending(
    generated: list[Written], topic: str, now: datetime, states: States
) -> None:
    sheet = compiled(plain(generated))
    result = ask(sheet, topic, now, states)
    if result.kind in ("over", "unsaid"):
        for window in covering(sheet, topic, *SPEAKING):
            assert not in_force(window, now, states), window.rule
        for window in covering(sheet, topic, Verb.ALLOW):
            begun = window.opens is None or certainty(window.opens, now, states) is not Certainty.NOT_REACHED
            ended = window.closes is not None and certainty(window.closes, now, states) is Certainty.REACHED
            states_decide = any(leaf.gate for leaf in leaves(window.opens))
            assert begun or ended or states_decide or window.needs or window.unless


@settings(max_examples=60, deadline=None)
@given(SHEETS, st.sampled_from(NAMED), MOMENTS, STATES)
def test_a_family_never_hides_a_stricter_member(
    generated: list[Written], topic: str, now: datetime, states: States
) -> None:
    sheet = compiled(generated)
    result = ask(sheet, topic, now, states)
    listed = {member.topic: member for member in result.except_}
    for member in (name for name in sheet.by_topic if topic in TREE.ancestors(name)[1:]):
        own = ask(sheet, member, now, states)
        if own.kind in ("no", "only", "not-yet") and STRICTNESS[own.kind] < STRICTNESS[result.kind]:
            families = TREE.ancestors(member)
            rules = [own.rule, *(condition.rule for condition in own.dropped)]
            speaks_for_it = any(name in families and listed[name].rule in rules for name in listed)
            permitted = own.kind == "only" and member in own.only
            assert member in listed or speaks_for_it or permitted or len(listed) == 5, member


@settings(max_examples=60, deadline=None)
@given(SHEETS, st.sampled_from(NAMED), MOMENTS, STATES)
def test_then_holds_every_change_up_to_the_end_of_the_course(
    generated: list[Written], topic: str, now: datetime, states: States
) -> None:
    sheet = compiled(generated)
    states = {
        name: now if report and not name.startswith("now:") else report for name, report in states.items()
    }
    result = ask(sheet, topic, now, states)
    last = end_of_course(sheet)
    end = last.at if last else sheet.treated_at
    dated = [change for change in result.then if change.at]
    assert [change.at for change in dated] == sorted(change.at for change in dated if change.at)
    bounds = [bound for window in sheet.windows for bound in (window.opens, window.closes)]
    ends = {at for bound in bounds for leaf in leaves(bound) for at in leaf.times(states) if at}
    for at in (moment for moment in ends if now < moment <= end):
        latest = [change.kind for change in dated if change.at and change.at <= at]
        assert ask(sheet, topic, at, states).kind == (latest[-1] if latest else result.kind)


@settings(max_examples=60, deadline=None)
@given(SHEETS, st.sampled_from(TOPICS), MOMENTS, STATES)
def test_two_rules_in_force_on_one_topic_that_disagree_are_both_shown(
    generated: list[Written], topic: str, now: datetime, states: States
) -> None:
    sheet = compiled(plain(generated))
    named = [window for window in sheet.by_topic.get(topic, ()) if in_force(window, now, states)]
    verbs = {window.rule.verb for window in named}
    if Verb.AVOID in verbs and verbs & set(PERMITTING):
        result = ask(sheet, topic, now, states)
        assert result.kind == "no"
        assert result.rule is not None
        shown = {rule.verb for rule in (result.rule, *result.also)}
        assert Verb.AVOID in shown
        assert shown & set(PERMITTING)


@settings(max_examples=60, deadline=None)
@given(SHEETS, st.lists(_with_conditions(), min_size=1, max_size=3), st.sampled_from(TOPICS), MOMENTS, STATES)
def test_a_directed_ban_always_wins(
    generated: list[Written], directed: list[Written], topic: str, now: datetime, states: States
) -> None:
    sheet = compiled(generated, directed)
    own = [w for w in covering(sheet, topic, Verb.AVOID) if w.rule.source == "practitioner"]
    if any(in_force(window, now, states) for window in own):
        assert ask(sheet, topic, now, states).kind == "no"


@settings(max_examples=60, deadline=None)
@given(
    SHEETS,
    st.sampled_from(("allow", "do")),
    st.sampled_from((("mascara", "make-up"), ("retinol", "skincare"), ("bath", "heat"), ("sun", "activity"))),
    MOMENTS,
    STATES,
)
def test_an_instruction_on_a_family_loses_to_a_ban_of_the_sheet_on_a_named_member(
    generated: list[Written], verb: str, pair: tuple[str, str], now: datetime, states: States
) -> None:
    member, family = pair
    sheet = compiled(plain(generated), [rule(verb, family)])
    bans = [window for window in sheet.by_topic.get(member, ()) if window.rule.verb is Verb.AVOID]
    exact = [window for window in sheet.by_topic.get(member, ()) if window.rule.verb in PERMITTING]
    if any(in_force(window, now, states) for window in bans):
        assert ask(sheet, member, now, states).kind == "no"
    named = compiled(plain(generated), [rule(verb, member)])
    assert ask(named, member, now, states).kind == "yes"
    if not sheet.by_topic.get(member) and not exact:
        unnamed = ask(sheet, family, now, states)
        assert unnamed.kind == "yes"


@settings(max_examples=60, deadline=None)
@given(SHEETS, _with_conditions(), st.sampled_from(TOPICS), MOMENTS, STATES)
def test_after_the_end_of_an_instruction_the_sheet_applies_again(
    generated: list[Written], directed: Written, topic: str, now: datetime, states: States
) -> None:
    ended = {name: value for name, value in directed.items() if name not in ("from", "until")} | {
        "until": "1m"
    }
    sheet, alone = compiled(generated, [ended]), compiled(generated)
    assume(now >= TREATED_AT + timedelta(minutes=1))
    before, after = ask(alone, topic, now, states), ask(sheet, topic, now, states)
    if before.kind == "unsaid":
        assert after.kind in ("unsaid", "over")
    else:
        assert after.kind == before.kind


def at(hours: float) -> datetime:
    return TREATED_AT + timedelta(hours=hours)


def test_an_uncertain_ban_on_the_topic_does_not_weaken_a_ban_on_its_family() -> None:
    sheet = compiled([rule("avoid", "make-up"), rule("avoid", "mascara", until="1h", if_=["now:sore"])])
    assert [ask(sheet, "mascara", at(hours), {}).kind for hours in (0, 0.5, 1, 100)] == ["no"] * 4


def test_a_shorter_directed_ban_does_not_hide_the_longer_one_of_the_sheet() -> None:
    sheet = compiled([rule("avoid", "sun", until="5d")], [rule("avoid", "sun", until="24h")])
    result = ask(sheet, "sun", at(5), {})
    assert (result.kind, result.until, result.surely_at) == ("no", at(120), at(120))


def test_a_pending_permission_on_the_topic_beats_one_in_force_on_its_family() -> None:
    sheet = compiled([rule("allow", "skincare"), rule("allow", "retinol", from_="5-7d")])
    assert [ask(sheet, "retinol", at(hours), {}).kind for hours in (5, 130, 168)] == ["no", "not-yet", "yes"]


def test_a_condition_that_is_not_permitted_is_dropped_and_named() -> None:
    sheet = compiled(
        [rule("allow", "sun", with_=["serum", "make-up"]), rule("avoid", "serum", until="48-72h")]
    )
    result = ask(sheet, "sun", at(5), {})
    assert (result.kind, result.with_) == ("yes", ("make-up",))
    assert [(dropped.topic, dropped.kind, dropped.surely_at) for dropped in result.dropped] == [
        ("serum", "no", at(72))
    ]
    assert [(change.at, change.with_) for change in result.then] == [(at(72), ("serum", "make-up"))]


def test_a_permission_without_a_permitted_condition_has_the_answer_of_its_conditions() -> None:
    sheet = compiled([rule("allow", "sun", with_=["serum"]), rule("avoid", "serum", until="48-72h")])
    assert [ask(sheet, "sun", at(hours), {}).kind for hours in (5, 50, 72)] == ["no", "not-yet", "yes"]
    assert ask(sheet, "sun", at(5), {}).surely_at == at(72)


def test_a_family_names_at_most_five_stricter_members_the_strictest_first() -> None:
    sheet = compiled(
        [rule("avoid", "bath", until="24-72h"), rule("avoid", "sun", until="72h"), rule("allow", "activity")]
    )
    result = ask(sheet, "activity", at(30), {})
    assert result.kind == "yes"
    assert [(member.topic, member.kind, member.until) for member in result.except_] == [
        ("sun", "no", at(72)), ("bath", "not-yet", at(72)),
    ]  # fmt: skip
