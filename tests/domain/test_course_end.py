"""The end of the course of the five built-in sheets and of small ones."""

from datetime import UTC, datetime

import pytest

from server.domain.assessment import assess
from server.domain.course import CourseEnd, bands, end_of_course
from server.domain.timeline import Timeline, TreatmentFacts, compile, course_from, to_document
from server.sheets import load_sheets, load_topics
from tests.domain.small_sheet import TREATED_AT, entry, hours, rule, timeline

ALL_FLAGS = frozenset(
    {"retinol-layer", "b5-layer", "prescribed", "directed", "acne-scars", "darker-skin", "cosmetic-needling"}
)
MONTH_LATER = datetime(2026, 6, 4, 12, tzinfo=UTC)
DAY_8 = datetime(2026, 5, 10, 22, tzinfo=UTC)  # midnight in Berlin


def of_sheet(name: str, flags: frozenset[str] = frozenset()) -> Timeline:
    return compile(load_sheets()[name], TreatmentFacts(TREATED_AT, "Europe/Berlin", flags))


@pytest.mark.parametrize("flags", [frozenset[str](), ALL_FLAGS - {"directed"}])
@pytest.mark.parametrize(
    ("name", "end"),
    [
        ("healed-first", CourseEnd(hours(48), ("healed",))),
        ("serum-week", CourseEnd(hours(7 * 24))),
        ("step-by-step", CourseEnd(MONTH_LATER)),
        ("natural-start", CourseEnd(hours(14 * 24))),
    ],
)
def test_the_end_of_the_course_of_the_built_in_sheets(
    name: str, end: CourseEnd, flags: frozenset[str]
) -> None:
    sheet = of_sheet(name, flags)
    assert end_of_course(sheet) == end_of_course(sheet, load_topics()) == end
    assert end_of_course(course_from(to_document(sheet))) == end


def test_the_course_of_the_seven_days_ends_with_its_week() -> None:
    end = end_of_course(of_sheet("seven-days"))
    assert end is not None
    assert DAY_8 <= end.at <= hours(7 * 24)


def test_a_sheet_without_a_date_has_no_end() -> None:
    assert end_of_course(timeline(rule("calm", "allow", "retinoid", from_="calm"))) is None


def test_a_state_that_is_joined_must_be_confirmed() -> None:
    end = CourseEnd(hours(48), ("healed",))
    assert not end.has_come(hours(60), {})
    assert not end.has_come(hours(47), {"healed": hours(47)})
    assert end.has_come(hours(60), {"healed": hours(50)})


def test_the_tree_adds_symptoms_that_the_vocabulary_does_not_name() -> None:
    sheet = timeline(
        rule("sun", "avoid", "sun", until="24h"),
        rule("renewal", "expect", "skin-renewal", until="40d"),
        rule("scars", "expect", "scarring", until="10d"),
    )
    assert end_of_course(sheet) == CourseEnd(hours(24))
    assert end_of_course(sheet, load_topics()) == CourseEnd(hours(240))


def test_a_band_without_numbers_ends_with_the_course() -> None:
    week = rule("serum", "do", "moisturizer", until="1w")
    [band] = bands(timeline(rule("itch", "expect", "itching", up_to="mild", trend="falling"), week))
    assert (band.until_hours, band.resolves_surely_hours, band.up_to, band.trend) == (
        168.0,
        None,
        2,
        "falling",
    )
    [dated] = bands(timeline(rule("itch", "expect", "itching", until="24-48h"), week))
    assert (dated.until_hours, dated.resolves_surely_hours) == (48.0, 48.0)
    [open_ended] = bands(timeline(rule("itch", "expect", "itching")))
    assert open_ended.until_hours is None


def test_severe_swelling_for_30_days_is_raised_once_the_course_is_over() -> None:
    sheet = of_sheet("serum-week")
    diary = [entry(day * 24, swelling=4) for day in range(1, 31)]
    [finding] = assess(sheet, diary)
    [call] = [reason for reason in finding.reasons if reason.kind == "past-call-after"]
    assert (call.at, call.rule and call.rule.id) == (hours(7 * 24), "call-bruise-or-swelling")
    assert finding.open


def test_the_rule_of_the_window_just_passed_is_cited_on_the_built_in_sheets() -> None:
    sore = assess(of_sheet("seven-days"), [entry(100, tenderness=1)])
    swollen = assess(of_sheet("step-by-step"), [entry(8 * 24, swelling=1)])
    cited = {
        reason.rule.id
        for finding in (*sore, *swollen)
        for reason in finding.reasons
        if reason.rule and reason.kind == "outside-band"
    }
    assert cited.isdisjoint({"settles-overnight", "soreness-settles-overnight", "eye-swelling-2-4d"})
    assert "redness-swelling" in cited
