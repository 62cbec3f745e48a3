"""What a diary has to be brought to the practitioner for."""

from dataclasses import replace

import pytest

from server.domain.assessment import assess, resolved_at, resolved_symptoms
from server.domain.diary import Logged
from server.domain.timeline import course_from, to_document
from server.domain.vocabulary import Area, Sign, SkinState, Symptom
from tests.domain.small_sheet import entry, rule, timeline

FLUSH = timeline(rule("flush", "expect", "redness", until="24h"))
CUES = ["redness", "darkening", "warmth", "tightness", "swelling"]


def kinds(sheet: object, *diary: Logged) -> list[str]:
    return [found.kind for found in assess(sheet, diary)]  # type: ignore[arg-type]


def test_redness_within_what_the_sheet_says_raises_nothing() -> None:
    assert kinds(FLUSH, entry(5, redness=4), entry(23.9, redness=1)) == []


def test_redness_past_what_the_sheet_says_is_outside_the_band_and_cites_the_rule() -> None:
    [found] = assess(FLUSH, [entry(5, redness=3), entry(24, redness=1)])
    assert found.kind == "outside-band"
    assert found.rule is not None
    assert found.rule.id == "flush"
    assert found.since_at == entry(24).occurred_at


def test_within_the_range_that_a_sheet_leaves_open_nothing_is_raised() -> None:
    sheet = timeline(rule("bruise", "expect", "bruising", until="5-7d"))
    assert kinds(sheet, entry(24 * 6, bruising=2)) == []
    assert kinds(sheet, entry(24 * 7, bruising=2)) == ["outside-band"]


@pytest.mark.parametrize("cue", CUES)
def test_the_same_inflammation_raises_the_same_finding_through_any_cue(cue: str) -> None:
    through_redness = assess(FLUSH, [entry(30, redness=2)])
    assert assess(FLUSH, [entry(30, through=(cue, 2))]) == through_redness
    assert [found.symptom for found in through_redness] == ["inflammation"]


@pytest.mark.parametrize("cue", CUES)
def test_a_sheet_that_speaks_of_warmth_only_holds_for_every_cue(cue: str) -> None:
    sheet = timeline(rule("warm", "expect", "warmth", until="24h"))
    assert kinds(sheet, entry(30, through=(cue, 2))) == ["outside-band"]


def test_a_cue_with_a_course_of_its_own_follows_its_own() -> None:
    sheet = timeline(
        rule("flush", "expect", "redness", until="24h"), rule("eyes", "expect", "swelling", until="2-4d")
    )
    assert kinds(sheet, entry(30, swelling=2)) == []
    assert kinds(sheet, entry(30, redness=2)) == ["outside-band"]


def test_a_normal_late_event_of_the_sheet_raises_nothing() -> None:
    sheet = timeline(rule("flakes", "expect", "flaking", from_="D3-D5"))
    assert kinds(sheet, entry(5, flaking=0), entry(80, flaking=3), entry(100, flaking=2)) == []


def test_not_even_when_it_had_been_there_before_and_gone() -> None:
    sheet = timeline(rule("flakes", "expect", "flaking", from_="D3", until="D8"))
    assert kinds(sheet, entry(5, flaking=1), entry(20, flaking=0), entry(80, flaking=3)) == []


def test_still_irritated_after_three_days_is_past_the_call_after() -> None:
    sheet = timeline(rule("call-irritated", "call", "irritation", "tenderness", from_="3d"))
    assert kinds(sheet, entry(71.9, tenderness=2)) == []
    [found] = assess(sheet, [entry(71.9, tenderness=2), entry(72, tenderness=2)])
    assert (found.kind, found.symptom) == ("past-call-after", "tenderness")
    assert found.rule is not None
    assert found.rule.id == "call-irritated"


def test_a_call_if_it_persists_waits_until_the_sheet_stops_calling_it_normal() -> None:
    sheet = timeline(
        rule("bruise", "expect", "bruising", until="5d"), rule("persists", "call", "bruising", from_="?")
    )
    assert kinds(sheet, entry(3, bruising=2), entry(24 * 4.9, bruising=2)) == []
    assert "past-call-after" in kinds(sheet, entry(24 * 6, bruising=2))


def test_pustules_that_a_sheet_wants_told_are_raised_with_their_place_and_rule() -> None:
    sheet = timeline(rule("pustules", "call", "pustules"))
    [found] = assess(sheet, [entry(40, Sign.PUSTULES, area=Area.CHIN)])
    assert (found.kind, found.sign, found.area) == ("reportable-sign", Sign.PUSTULES, Area.CHIN)
    assert found.rule is not None
    assert found.rule.id == "pustules"


def test_a_finding_the_sheet_does_not_name_falls_under_its_unexpected_reactions() -> None:
    sheet = timeline(rule("unexpected", "call", "unexpected-reaction"))
    [found] = assess(sheet, [entry(40, Sign.FEVER)])
    assert found.rule is not None
    assert found.rule.id == "unexpected"


def test_on_a_silent_sheet_the_finding_itself_is_the_fact() -> None:
    [found] = assess(FLUSH, [entry(40, Sign.OOZING)])
    assert (found.kind, found.rule) == ("reportable-sign", None)


def test_a_finding_that_the_sheet_calls_normal_at_that_hour_raises_nothing() -> None:
    sheet = timeline(rule("weeping", "expect", "oozing", until="12h"))
    assert kinds(sheet, entry(5, Sign.OOZING)) == []
    assert kinds(sheet, entry(12, Sign.OOZING)) == ["reportable-sign"]


def test_what_had_settled_and_came_back_is_a_rebound() -> None:
    sheet = timeline(rule("flush", "expect", "redness", until="3d"))
    [found] = assess(sheet, [entry(5, redness=3), entry(30, redness=0), entry(50, redness=2)])
    assert (found.kind, found.since_at) == ("rebound", entry(50).occurred_at)


def test_a_rebound_is_seen_when_it_comes_back_through_another_cue() -> None:
    sheet = timeline(rule("flush", "expect", "redness", until="3d"))
    assert kinds(sheet, entry(5, redness=3), entry(30, redness=0), entry(50, warmth=2)) == ["rebound"]


def test_a_slow_decline_is_no_rebound() -> None:
    assert (
        kinds(FLUSH, entry(2, redness=4), entry(10, redness=2), entry(15, redness=3), entry(20, redness=0))
        == []
    )


def test_what_begins_only_after_its_time_is_late_and_not_told_twice() -> None:
    assert kinds(FLUSH, entry(5, redness=0), entry(50, redness=2), entry(60, redness=2)) == ["late-onset"]


def test_inflammation_that_first_shows_past_three_days_is_late_on_a_silent_sheet_too() -> None:
    silent = timeline(rule("no-sun", "avoid", "sun", until="24h"))
    assert kinds(silent, entry(5, warmth=0), entry(71, warmth=0), entry(72, warmth=1)) == ["late-onset"]
    assert kinds(silent, entry(5, warmth=0), entry(71, warmth=1)) == []
    assert kinds(silent, entry(5, itching=0), entry(80, itching=1)) == []


def test_each_thing_is_told_once_from_where_it_began_and_says_whether_it_is_there_still() -> None:
    lasting = [entry(30, redness=2), entry(40, redness=2), entry(50, redness=1)]
    [found] = assess(FLUSH, lasting)
    assert (found.since_at, found.ongoing) == (entry(30).occurred_at, True)
    [over] = assess(FLUSH, [*lasting, entry(60, redness=0)])
    assert not over.ongoing


def test_the_order_in_which_entries_arrive_does_not_matter() -> None:
    diary = [entry(5, redness=3), entry(30, redness=0), entry(50, redness=2), entry(60, Sign.FEVER)]
    assert assess(FLUSH, diary) == assess(FLUSH, reversed(diary))


def test_what_was_logged_before_the_treatment_does_not_count() -> None:
    before = replace(entry(0, redness=3), occurred_at=FLUSH.treated_at.replace(year=2025))
    assert assess(FLUSH, [before]) == ()


def test_a_state_that_ends_the_expectation_ends_it() -> None:
    sheet = timeline(rule("flush", "expect", "redness", until="healed"))
    healed = entry(30, states={SkinState.HEALED: True})
    assert kinds(sheet, entry(50, redness=1)) == []
    assert kinds(sheet, healed, entry(50, redness=1)) == ["outside-band"]


def test_days_to_settle_count_to_the_first_none_that_stayed() -> None:
    diary = [
        entry(2, redness=3),
        entry(24, redness=0),
        entry(36, redness=1),
        entry(48, redness=0),
        entry(60, redness=0),
    ]
    [redness] = resolved_symptoms(FLUSH, diary)
    assert (redness.symptom, redness.peak, redness.after_days) == (Symptom.REDNESS, 3, 2.0)


def test_what_is_still_there_has_not_settled_and_what_never_was_is_not_listed() -> None:
    [redness] = resolved_symptoms(FLUSH, [entry(2, redness=3, warmth=0), entry(48, redness=1)])
    assert redness.after_days is None


def test_what_has_gone_says_since_when_and_what_came_back_is_there_again() -> None:
    diary = [entry(30, redness=2), entry(40, redness=0), entry(50, redness=0)]
    [found] = assess(FLUSH, diary)
    assert (found.ongoing, resolved_at(found, diary)) == (False, entry(40).occurred_at)
    again = [*diary, entry(60, warmth=1)]
    assert {(one.ongoing, resolved_at(one, again)) for one in assess(FLUSH, again)} == {(True, None)}


def test_a_finding_that_the_next_entry_does_not_name_has_gone() -> None:
    diary = [entry(30, Sign.PUSTULES, area=Area.CHIN), entry(40)]
    [found] = assess(FLUSH, diary)
    assert resolved_at(found, diary) == entry(40).occurred_at


def test_a_diary_is_assessed_by_the_course_of_the_sheet_alone() -> None:
    sheet = timeline(
        rule("flush", "expect", "redness", until="24h"),
        rule("no-sun", "avoid", "sun", until="3d"),
        rule("call-pustules", "call", "pustules"),
    )
    diary = [entry(30, Sign.PUSTULES, area=Area.CHIN, redness=2)]
    course = course_from(to_document(sheet))
    assert [window.rule.id for window in course.windows] == ["flush", "call-pustules"]
    assert assess(course, diary) == assess(sheet, diary)
