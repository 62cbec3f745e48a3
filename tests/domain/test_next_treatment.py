"""The proposed window of the next treatment, and its obstacles."""

from datetime import timedelta

from server.domain.assessment import assess
from server.domain.diary import Logged
from server.domain.next_treatment import ProposedTreatment, propose_next_treatment
from server.domain.vocabulary import Sign, SkinState
from tests.domain.small_sheet import TREATED_AT, entry, rule, timeline

SHEET = timeline(
    rule("every", "repeat", "session", from_="S+4-6w", amount="3-6 sessions"),
    rule("never-under", "repeat", "session", from_="S+3w"),
    rule("flush", "expect", "redness", until="24h"),
)
WEEK_5 = TREATED_AT + timedelta(weeks=5)


def proposed(*diary: Logged, weeks: float = 5) -> ProposedTreatment:
    proposal = propose_next_treatment(
        SHEET, diary, assess(SHEET, diary), now=TREATED_AT + timedelta(weeks=weeks)
    )
    assert proposal is not None
    return proposal


def test_the_proposed_window_is_the_intersection_of_all_repeat_rules() -> None:
    window = proposed()
    assert window.opens_at == TREATED_AT + timedelta(weeks=4)
    assert window.closes_at == TREATED_AT + timedelta(weeks=6)
    assert window.treatments == (3, 6)
    assert window.rule_ids == ("every", "never-under")


def test_a_sheet_without_repeat_rules_proposes_no_treatment() -> None:
    assert propose_next_treatment(timeline(rule("x", "avoid", "sun", until="1d")), [], [], now=WEEK_5) is None


def test_calm_skin_within_the_window_has_no_obstacle() -> None:
    assert proposed(entry(48, redness=0, flaking=0)).blocked_by == ()


def test_it_is_too_early_until_the_first_moment_of_the_window() -> None:
    assert proposed(weeks=3.99).blocked_by == ("too-early",)
    assert proposed(weeks=4).blocked_by == ()


def test_flaking_skin_is_an_obstacle() -> None:
    assert proposed(entry(100, flaking=2)).blocked_by == ("flaking",)
    assert proposed(entry(100, states={SkinState.SHED: False})).blocked_by == ("flaking",)


def test_an_ongoing_finding_is_an_obstacle() -> None:
    assert "open-finding" in proposed(entry(30, redness=1)).blocked_by
    assert proposed(entry(30, redness=1), entry(50, redness=0)).blocked_by == ()


def test_open_skin_and_denied_healing_are_obstacles() -> None:
    assert "open-or-irritated" in proposed(entry(30, Sign.OPEN_SKIN)).blocked_by
    assert proposed(entry(30, states={SkinState.HEALED: False})).blocked_by == ("not-healed",)


def test_intervals_without_a_common_window_are_an_obstacle() -> None:
    sheet = timeline(
        rule("often", "repeat", "session", from_="S+2w", until="S+4w"),
        rule("late", "repeat", "session", from_="S+6w"),
    )
    window = propose_next_treatment(sheet, [], [], now=TREATED_AT + timedelta(weeks=8))
    assert window is not None
    assert "no-common-window" in window.blocked_by
