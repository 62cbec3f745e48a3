"""While a safety correction is not accepted, the stricter of the two versions decides (CARE_PROTOCOL.md, rule 10)."""

from datetime import datetime, timedelta
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from server.domain.answers import STRICTNESS, Answer, answer, answer_of_versions
from server.domain.sheets import SheetError
from server.domain.timeline import Timeline
from tests.domain.sheets import TOPICS, TREATED_AT, family_tree, rule, rules, timeline

TREE = family_tree()
SHEETS = st.lists(rules(), min_size=1, max_size=5)
MOMENTS = st.integers(-60, 20 * 24 * 60).map(lambda minutes: TREATED_AT + timedelta(minutes=minutes))
STATES = st.dictionaries(st.sampled_from(("healed", "calm", "on(wash)", "now:sore")), st.booleans())


def both(
    followed: dict[str, Any], corrected: dict[str, Any], topic: str = "sauna", hours: float = 5
) -> Answer:
    now = TREATED_AT + timedelta(hours=hours)
    return answer_of_versions((timeline(followed), timeline(corrected)), TREE, topic, now=now, states={})


def at(hours: float) -> datetime:
    return TREATED_AT + timedelta(hours=hours)


def compiled(generated: list[dict[str, Any]]) -> Timeline:
    try:
        return timeline(*generated)
    except SheetError:
        assume(False)
        raise


@settings(max_examples=150, deadline=None)
@given(SHEETS, SHEETS, st.sampled_from(TOPICS), MOMENTS, STATES)
def test_the_answer_is_never_less_strict_than_either_now_or_later(
    followed: list[dict[str, Any]],
    corrected: list[dict[str, Any]],
    topic: str,
    now: datetime,
    states: dict[str, bool],
) -> None:
    sheets = compiled(followed), compiled(corrected)
    given_ = answer_of_versions(sheets, TREE, topic, now=now, states=states)
    for sheet in sheets:
        own = answer(sheet, TREE, topic, now=now, states=states)
        moments = [now, *(change.at for each in (own, given_) for change in each.then if change.at)]
        for moment in moments:
            assert STRICTNESS[kind_at(given_, moment)] <= STRICTNESS[kind_at(own, moment)]
        if own.rule is not None:
            assert own.rule in (given_.rule, *given_.also)


def kind_at(given_: Answer, moment: datetime) -> Any:
    come = [change.kind for change in given_.then if change.at and change.at <= moment]
    return come[-1] if come else given_.kind


@settings(max_examples=50, deadline=None)
@given(SHEETS, st.sampled_from(TOPICS), MOMENTS, STATES)
def test_of_two_equal_versions_the_answer_is_that_of_one(
    generated: list[dict[str, Any]], topic: str, now: datetime, states: dict[str, bool]
) -> None:
    sheet = compiled(generated)
    one = answer(sheet, TREE, topic, now=now, states=states)
    same = answer_of_versions((sheet, sheet), TREE, topic, now=now, states=states)
    assert (same.kind, same.with_, same.rule, same.least_at, same.surely_at) == (
        one.kind,
        one.with_,
        one.rule,
        one.least_at,
        one.surely_at,
    )


def test_of_two_bans_the_later_end_of_each_kind_counts_and_both_rules_are_shown() -> None:
    longer = rule("avoid", "sauna", until="12-72h", says="No sauna for half a day to three days.")
    result = both(rule("avoid", "sauna", until="24h"), longer)
    assert (result.kind, result.least_at, result.surely_at) == ("no", at(24), at(72))
    assert [change.kind for change in result.then] == ["not-yet", "over"]
    assert [other.says for other in result.also] == [longer["says"]]


def test_a_condition_of_one_version_holds_for_both_and_different_ones_close_the_topic() -> None:
    plain, hat, cream = (
        rule("allow", "sauna", **({"with_": [topic]} if topic else {})) for topic in (None, "sun", "serum")
    )
    assert both(plain, hat).with_ == both(hat, plain).with_ == ("sun",)
    assert both(hat, cream).kind == "not-yet"


def test_what_only_one_version_permits_is_closed() -> None:
    one, other = rule("only", "sun", family=["activity"]), rule("only", "heat", family=["activity"])
    assert both(one, other, "sun").kind == both(other, one, "sun").kind == "no"
    assert both(one, one, "sun").only == ("sun",)
