"""The findings of a diary: what patients are asked to report to their practitioner."""

from dataclasses import replace

import pytest

from server.domain.assessment import assess, resolved_symptoms
from server.domain.diary import Logged
from server.domain.timeline import course_from, to_document
from server.domain.vocabulary import Area, Sign, SkinState, Symptom
from tests.domain.small_sheet import entry, rule, timeline

FLUSH = timeline(rule("flush", "expect", "redness", until="24h"))
CUES = ["redness", "darkening", "warmth", "tightness", "swelling"]


def kinds(sheet: object, *diary: Logged) -> list[str]:
    return [finding.kind for finding in assess(sheet, diary)]  # type: ignore[arg-type]


def test_redness_within_its_band_raises_no_finding() -> None:
    assert kinds(FLUSH, entry(5, redness=4), entry(23.9, redness=1)) == []


def test_redness_past_its_band_cites_the_rule() -> None:
    [finding] = assess(FLUSH, [entry(5, redness=3), entry(24, redness=1)])
    assert finding.kind == "outside-band"
    assert finding.rule is not None
    assert finding.rule.id == "flush"
    assert finding.since_at == entry(24).occurred_at


def test_nothing_is_raised_within_the_range_of_a_sheet() -> None:
    sheet = timeline(rule("bruise", "expect", "bruising", until="5-7d"))
    assert kinds(sheet, entry(24 * 6, bruising=2)) == []
    assert kinds(sheet, entry(24 * 7, bruising=2)) == ["outside-band"]


@pytest.mark.parametrize("cue", CUES)
def test_every_cue_of_inflammation_raises_the_same_finding(cue: str) -> None:
    through_redness = assess(FLUSH, [entry(30, redness=2)])
    assert assess(FLUSH, [entry(30, through=(cue, 2))]) == through_redness
    assert [finding.symptom for finding in through_redness] == ["inflammation"]


@pytest.mark.parametrize("cue", CUES)
def test_a_sheet_that_names_only_warmth_applies_to_every_cue(cue: str) -> None:
    sheet = timeline(rule("warm", "expect", "warmth", until="24h"))
    assert kinds(sheet, entry(30, through=(cue, 2))) == ["outside-band"]


def test_a_cue_with_its_own_rule_follows_that_rule() -> None:
    sheet = timeline(
        rule("flush", "expect", "redness", until="24h"), rule("eyes", "expect", "swelling", until="2-4d")
    )
    assert kinds(sheet, entry(30, swelling=2)) == []
    assert kinds(sheet, entry(30, redness=2)) == ["outside-band"]


def test_an_expected_late_event_raises_no_finding() -> None:
    sheet = timeline(rule("flakes", "expect", "flaking", from_="D3-D5"))
    assert kinds(sheet, entry(5, flaking=0), entry(80, flaking=3), entry(100, flaking=2)) == []


def test_an_expected_late_event_is_not_a_rebound() -> None:
    sheet = timeline(rule("flakes", "expect", "flaking", from_="D3", until="D8"))
    assert kinds(sheet, entry(5, flaking=1), entry(20, flaking=0), entry(80, flaking=3)) == []


def test_irritation_after_three_days_is_past_the_call_after() -> None:
    sheet = timeline(rule("call-irritated", "call", "irritation", "tenderness", from_="3d"))
    assert kinds(sheet, entry(71.9, tenderness=2)) == []
    [finding] = assess(sheet, [entry(71.9, tenderness=2), entry(72, tenderness=2)])
    assert (finding.kind, finding.symptom) == ("past-call-after", "tenderness")
    assert finding.rule is not None
    assert finding.rule.id == "call-irritated"


def test_a_call_without_a_number_applies_once_the_symptom_is_no_longer_expected() -> None:
    sheet = timeline(
        rule("bruise", "expect", "bruising", until="5d"), rule("persists", "call", "bruising", from_="?")
    )
    assert kinds(sheet, entry(3, bruising=2), entry(24 * 4.9, bruising=2)) == []
    assert "past-call-after" in kinds(sheet, entry(24 * 6, bruising=2))


def test_pustules_named_by_a_call_rule_are_raised_with_area_and_rule() -> None:
    sheet = timeline(rule("pustules", "call", "pustules"))
    [finding] = assess(sheet, [entry(40, Sign.PUSTULES, area=Area.CHIN)])
    assert (finding.kind, finding.sign, finding.area) == ("reportable-sign", Sign.PUSTULES, Area.CHIN)
    assert finding.rule is not None
    assert finding.rule.id == "pustules"


def test_a_sign_that_no_rule_names_is_an_observation_and_not_attributed_to_the_sheet() -> None:
    sheet = timeline(rule("unexpected", "call", "unexpected-reaction"))
    [finding] = assess(sheet, [entry(40, Sign.FEVER)])
    assert (finding.kind, finding.rule) == ("observation", None)
    [named] = assess(sheet, [entry(40, Sign.UNEXPECTED_REACTION)])
    assert (named.kind, named.rule and named.rule.id) == ("reportable-sign", "unexpected")


def test_a_sign_on_a_silent_sheet_is_an_observation() -> None:
    [finding] = assess(FLUSH, [entry(40, Sign.OOZING)])
    assert (finding.kind, finding.rule) == ("observation", None)


def test_a_sign_that_the_sheet_expects_at_that_hour_raises_no_finding() -> None:
    sheet = timeline(rule("weeping", "expect", "oozing", until="12h"))
    assert kinds(sheet, entry(5, Sign.OOZING)) == []
    [finding] = assess(sheet, [entry(12, Sign.OOZING)])
    assert (finding.kind, finding.rule and finding.rule.id) == ("outside-band", "weeping")


def test_a_call_about_a_sign_that_is_not_due_yet_leaves_an_observation() -> None:
    sheet = timeline(rule("later", "call", "pustules", from_="3d"))
    assert kinds(sheet, entry(40, Sign.PUSTULES)) == ["observation"]
    assert kinds(sheet, entry(72, Sign.PUSTULES)) == ["reportable-sign"]


def test_a_resolved_symptom_that_returns_is_a_rebound() -> None:
    sheet = timeline(rule("flush", "expect", "redness", until="3d"))
    [finding] = assess(sheet, [entry(5, redness=3), entry(30, redness=0), entry(50, redness=2)])
    assert (finding.kind, finding.since_at) == ("rebound", entry(50).occurred_at)


def test_a_rebound_through_another_cue_is_found() -> None:
    sheet = timeline(rule("flush", "expect", "redness", until="3d"))
    assert kinds(sheet, entry(5, redness=3), entry(30, redness=0), entry(50, warmth=2)) == ["rebound"]


def test_a_slow_decline_is_not_a_rebound() -> None:
    assert (
        kinds(FLUSH, entry(2, redness=4), entry(10, redness=2), entry(15, redness=3), entry(20, redness=0))
        == []
    )


def test_a_late_onset_is_not_also_reported_as_outside_the_band() -> None:
    assert kinds(FLUSH, entry(5, redness=0), entry(50, redness=2), entry(60, redness=2)) == ["late-onset"]


def test_inflammation_first_reported_after_three_days_is_late_even_if_the_sheet_is_silent() -> None:
    silent = timeline(rule("no-sun", "avoid", "sun", until="24h"))
    assert kinds(silent, entry(5, warmth=0), entry(71, warmth=0), entry(72, warmth=1)) == ["late-onset"]
    assert kinds(silent, entry(5, warmth=0), entry(71, warmth=1)) == []
    assert kinds(silent, entry(5, itching=0), entry(80, itching=1)) == []


def test_a_finding_is_raised_once_where_it_began_and_says_if_it_is_ongoing() -> None:
    lasting = [entry(30, redness=2), entry(40, redness=2), entry(50, redness=1)]
    [finding] = assess(FLUSH, lasting)
    assert (finding.since_at, finding.ongoing) == (entry(30).occurred_at, True)
    [over] = assess(FLUSH, [*lasting, entry(60, redness=0)])
    assert not over.ongoing


def test_the_order_in_which_entries_arrive_does_not_matter() -> None:
    diary = [entry(5, redness=3), entry(30, redness=0), entry(50, redness=2), entry(60, Sign.FEVER)]
    assert assess(FLUSH, diary) == assess(FLUSH, reversed(diary))


def test_entries_before_the_treatment_do_not_count() -> None:
    before = replace(entry(0, redness=3), occurred_at=FLUSH.treated_at.replace(year=2025))
    assert assess(FLUSH, [before]) == ()


def test_a_confirmed_state_ends_the_expectation() -> None:
    sheet = timeline(rule("flush", "expect", "redness", until="healed"))
    healed = entry(30, states={SkinState.HEALED: True})
    assert kinds(sheet, entry(50, redness=1)) == []
    assert kinds(sheet, healed, entry(50, redness=1)) == ["outside-band"]


def test_days_to_resolve_count_to_the_last_change_to_none() -> None:
    diary = [
        entry(2, redness=3),
        entry(24, redness=0),
        entry(36, redness=1),
        entry(48, redness=0),
        entry(60, redness=0),
    ]
    [redness] = resolved_symptoms(FLUSH, diary)
    assert (redness.symptom, redness.peak, redness.after_days) == (Symptom.REDNESS, 3, 2.0)


def test_a_present_symptom_has_not_resolved_and_an_absent_one_is_not_listed() -> None:
    [redness] = resolved_symptoms(FLUSH, [entry(2, redness=3, warmth=0), entry(48, redness=1)])
    assert redness.after_days is None


def test_the_expect_and_call_rules_suffice_to_assess_a_diary() -> None:
    sheet = timeline(
        rule("flush", "expect", "redness", until="24h"),
        rule("no-sun", "avoid", "sun", until="3d"),
        rule("call-pustules", "call", "pustules"),
    )
    diary = [entry(30, Sign.PUSTULES, area=Area.CHIN, redness=2)]
    assert assess(course_from(to_document(sheet)), diary) == assess(sheet, diary)
