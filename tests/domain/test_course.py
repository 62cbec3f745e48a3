"""The course that a sheet tells patients to expect."""

import pytest

from server.domain.course import Band, bands
from server.domain.vocabulary import Symptom
from tests.domain.small_sheet import rule, timeline


def only_band(*rules: str) -> Band:
    [band] = bands(timeline(*rules))
    return band


def test_a_symptom_that_resolves_within_a_range_has_a_band_from_the_treatment_on() -> None:
    band = only_band(rule("bruise", "expect", "bruising", until="5-7d"))
    assert band == Band(Symptom.BRUISING, 0.0, 120.0, 168.0, 168.0, None, None, None, ("bruise",))


def test_a_late_event_begins_at_midnight_of_the_patients_calendar_day() -> None:
    band = only_band(rule("flakes", "expect", "flaking", from_="D3-D5"))
    assert band.onset_hours == 34.0  # treated on Monday at 14:00: Wednesday 00:00
    assert band.resolves_surely_hours is None


def test_a_symptom_on_which_the_sheet_is_silent_has_no_band() -> None:
    assert bands(timeline(rule("no-sun", "avoid", "sun", until="24h"))) == ()


def test_a_symptom_without_a_number_has_a_band_without_an_end() -> None:
    band = only_band(rule("itch", "expect", "itching"))
    assert (band.onset_hours, band.resolves_least_hours, band.resolves_surely_hours) == (0.0, None, None)


def test_a_missing_number_is_not_invented() -> None:
    assert only_band(rule("itch", "expect", "itching", until="?")).resolves_surely_hours is None


def test_two_rules_on_one_symptom_span_from_the_earliest_to_the_latest_end() -> None:
    band = only_band(
        rule("most", "expect", "swelling", until="1-2h"), rule("all", "expect", "swelling", until="24h")
    )
    assert (band.resolves_least_hours, band.resolves_surely_hours) == (1.0, 24.0)
    assert band.rule_ids == ("most", "all")


def test_the_beginning_of_a_call_rule_is_the_call_after() -> None:
    band = only_band(
        rule("sore", "expect", "tenderness", until="2-3d"), rule("tell", "call", "tenderness", from_="3d")
    )
    assert band.call_after_hours == 72.0


def test_the_call_after_is_the_earliest_end_of_a_range() -> None:
    assert only_band(rule("tell", "call", "tenderness", from_="2-3d")).call_after_hours == 48.0


def test_a_call_with_a_missing_number_has_no_call_after() -> None:
    assert only_band(rule("tell", "call", "bruising", from_="?")).call_after_hours is None


def test_darkening_takes_the_band_of_redness() -> None:
    red, dark = bands(timeline(rule("flush", "expect", "redness", until="24h")))
    assert (red.symptom, dark.symptom) == (Symptom.REDNESS, Symptom.DARKENING)
    assert dark.resolves_surely_hours == red.resolves_surely_hours == 24.0


@pytest.mark.parametrize("symptom", [Symptom.REDNESS, Symptom.WARMTH, Symptom.TENDERNESS, Symptom.ITCHING])
def test_a_rule_on_irritation_covers_every_symptom_of_irritation(symptom: Symptom) -> None:
    course = bands(timeline(rule("irritated", "call", "irritation", from_="3d")))
    assert symptom in {band.symptom for band in course}
