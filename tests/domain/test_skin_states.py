"""When a patient can confirm a state, and since when it holds."""

from datetime import timedelta

import pytest

from server.domain.diary import Logged, reported_states
from server.domain.skin_states import earliest_report, states_of, valid_states
from server.domain.vocabulary import Sign, SkinState
from tests.domain.small_sheet import TREATED_AT, entry, hours, rule, timeline

HEALED = {SkinState.HEALED: True}
MAKE_UP = timeline(rule("make-up", "allow", "make-up", from_="48h & healed"))


@pytest.mark.parametrize(
    ("starts", "earliest"),
    [
        ("48h & healed", 48),
        ("24-72h & healed", 24),
        (">=36h & healed & calm", 36),
        ("D3 & healed", 34),
        ("healed", 24),
        ("7d / healed", 24),
        ("48h & calm", 24),
        ("48h & healed+24h", 48),
    ],
)
def test_healed_counts_from_the_earliest_moment_that_the_sheet_combines_with_it(
    starts: str, earliest: float
) -> None:
    sheet = timeline(rule("x", "allow", "make-up", from_=starts))
    assert earliest_report(sheet, "healed") == hours(earliest)


def test_the_largest_bound_of_several_rules_counts() -> None:
    sheet = timeline(
        rule("acids", "allow", "aha", from_=">=36h & healed"),
        rule("make-up", "avoid", "make-up", until="48h & healed"),
    )
    assert earliest_report(sheet, "healed") == hours(48)
    assert earliest_report(sheet, "calm") == hours(24)
    assert earliest_report(sheet, "shed") == TREATED_AT


def test_a_confirmation_that_comes_too_early_is_dropped_and_a_denial_remains() -> None:
    early, late = hours(47.9), hours(48)
    assert valid_states(MAKE_UP, {"healed": early, "calm": False}) == {"calm": False}
    assert valid_states(MAKE_UP, {"healed": late, "shed": TREATED_AT}) == {"healed": late, "shed": TREATED_AT}


def test_a_confirmation_without_a_moment_counts_as_made_now() -> None:
    assert valid_states(MAKE_UP, {"healed": True}, now=hours(1)) == {}
    assert valid_states(MAKE_UP, {"healed": True}, now=hours(48)) == {"healed": True}
    assert valid_states(MAKE_UP, {"healed": True}) == {"healed": True}


def test_a_state_holds_since_the_first_confirmation_after_the_last_denial() -> None:
    diary = [
        entry(50, states=HEALED),
        entry(60, states={SkinState.HEALED: False}),
        entry(70, states=HEALED),
        entry(80, states=HEALED),
    ]
    assert reported_states(diary) == {"healed": hours(70)}
    assert reported_states(diary[:2]) == {"healed": False}


def test_a_confirmation_that_is_repeated_in_time_counts() -> None:
    assert states_of(MAKE_UP, [entry(2, states=HEALED), entry(49, states=HEALED)]) == {"healed": hours(49)}


@pytest.mark.parametrize(
    "irritated",
    [entry(60, Sign.OPEN_SKIN), entry(60, Sign.OOZING), entry(60, redness=2), entry(60, itching=3)],
)
def test_open_or_irritated_skin_denies_healed_and_calm_until_they_are_confirmed_again(
    irritated: Logged,
) -> None:
    diary = [entry(50, states=HEALED), irritated, entry(70, redness=0, itching=0)]
    states = reported_states(diary)
    assert (states["healed"], states["calm"]) == (False, False)
    assert reported_states([*diary, entry(80, states=HEALED)])["healed"] == hours(80)


def test_an_act_has_the_moment_of_its_last_report() -> None:
    diary = [entry(3, acts=("wash", "home")), entry(9, acts=("wash",))]
    assert reported_states(diary) == {"act:wash": hours(9), "act:home": hours(3)}
    assert states_of(MAKE_UP, diary) == reported_states(diary)


def test_a_symptom_is_gone_since_its_first_score_of_0() -> None:
    diary = [entry(1, redness=1), entry(9, redness=0), entry(12, redness=0), entry(20, darkening=0)]
    assert reported_states(diary)["gone(redness)"] == TREATED_AT + timedelta(hours=9)


def test_a_product_is_used_up_from_the_first_report_on() -> None:
    diary = [entry(60, acts=("used-up(cream)",)), entry(90, acts=("used-up(cream)", "wash"))]
    assert reported_states(diary) == {"used-up(cream)": hours(60), "act:wash": hours(90)}
