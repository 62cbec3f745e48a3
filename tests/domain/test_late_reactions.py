"""Findings past the third day: the card that a practitioner acknowledges before the next treatment."""

from server.domain.assessment import Assessment
from server.domain.late_reactions import past_three_days
from server.domain.vocabulary import Sign
from tests.domain.small_sheet import entry, rule, timeline

SHEET = timeline(
    rule("flush", "expect", "redness", until="24h"),
    rule("flakes", "expect", "flaking", until="24h"),
    rule("unexpected", "call", "unexpected-reaction"),
)


def test_inflammation_still_present_after_three_days_is_a_late_reaction() -> None:
    [reaction] = past_three_days(Assessment(SHEET, [entry(30, redness=2), entry(72, redness=1)]))
    assert (reaction.symptom, reaction.since_at) == ("inflammation", entry(30).occurred_at)


def test_inflammation_gone_by_the_third_day_is_not_a_late_reaction() -> None:
    assert (
        past_three_days(
            Assessment(SHEET, [entry(30, redness=2), entry(71.9, redness=1), entry(72, redness=0)])
        )
        == ()
    )


def test_a_sign_after_three_days_is_a_late_reaction() -> None:
    [reaction] = past_three_days(Assessment(SHEET, [entry(80, Sign.PUSTULES)]))
    assert reaction.sign is Sign.PUSTULES


def test_late_flaking_comes_from_the_needles_and_is_not_a_late_reaction() -> None:
    assert past_three_days(Assessment(SHEET, [entry(30, flaking=2), entry(80, flaking=2)])) == ()
