"""The worked examples of CARE_PROTOCOL.md, asked in a person's words, against the built-in sheets."""

from datetime import UTC, datetime, timedelta

import pytest

from server.domain.answers import Answer, answer
from server.domain.sheets import Sheet
from server.domain.timeline import TreatmentFacts, compile
from server.sheets import load_sheets, load_topics

# Times around the clock: an answer after so many hours must not depend on the time of day of the treatment.
TREATED_AT = [datetime(2026, 6, 1, hour, 30, tzinfo=UTC) for hour in (7, 12, 17)]


def numbered(number: str) -> Sheet:
    return next(sheet for sheet in load_sheets().values() if sheet.source.file.startswith(number))


def ask(number: str, hours: float, words: str, treated_at: datetime, **states: bool) -> Answer:
    sheet, topics = numbered(number), load_topics()
    match = topics.find(words, sheet.language)
    assert match is not None, f"nobody can ask for {words!r}"
    timeline = compile(sheet, TreatmentFacts(treated_at, "Europe/Berlin"))
    return answer(timeline, topics, match.topic, now=treated_at + timedelta(hours=hours), states=states)


@pytest.mark.parametrize("treated_at", TREATED_AT)
@pytest.mark.parametrize(
    ("number", "hours", "words", "expected"),
    [
        ("000", 50, "mascara", "not-yet"),
        ("003", 30, "foundation", "not-yet"),
        ("003", 5, "niacinamide serum", "only"),
        ("003", 30, "aspirin for the soreness", "no"),
        ("001", 3, "bath", "no"),
        ("001", 90, "bath", "not-yet"),
        ("002", 40, "steam room", "no"),
        ("004", 5, "SPF cream", "yes"),
        ("002", 5, "SPF cream", "no"),
        ("004", 90, "swim", "yes"),
        ("000", 30, "yoga class", "unsaid"),
    ],
)
def test_the_answer_matches_the_table(
    number: str, hours: float, words: str, expected: str, treated_at: datetime
) -> None:
    assert ask(number, hours, words, treated_at).kind == expected


def test_000_mascara_depends_on_healed_skin() -> None:
    result = ask("000", 50, "mascara", TREATED_AT[1])
    assert (result.depends_on, result.least_hours, result.surely_hours) == (("healed",), 48, None)


def test_000_mascara_is_allowed_once_healed_is_confirmed() -> None:
    assert ask("000", 50, "mascara", TREATED_AT[1], healed=True).kind == "yes"
    assert ask("000", 47.9, "mascara", TREATED_AT[1], healed=True).kind == "no"


def test_003_foundation_is_uncertain_between_24_and_72_hours() -> None:
    result = ask("003", 30, "foundation", TREATED_AT[1])
    assert (result.least_hours, result.surely_hours) == (24, 72)


def test_003_only_hyaluronic_acid_is_allowed_for_24_hours() -> None:
    result = ask("003", 5, "niacinamide serum", TREATED_AT[1])
    assert (result.only, result.surely_hours) == (("hyaluronic-acid",), 24)


def test_003_aspirin_is_forbidden_for_7_days() -> None:
    assert ask("003", 30, "aspirin for the soreness", TREATED_AT[1]).surely_hours == 168
    assert ask("003", 30, "Tylenol", TREATED_AT[1]).kind == "yes"


def test_001_the_number_for_baths_is_missing() -> None:
    result = ask("001", 90, "bath", TREATED_AT[1])
    assert (result.until, result.surely_hours) == (None, None)


def test_002_steam_is_forbidden_for_3_days() -> None:
    assert ask("002", 40, "steam room", TREATED_AT[1]).surely_hours == 72


def test_004_asks_for_sunscreen() -> None:
    assert ask("004", 5, "SPF cream", TREATED_AT[1]).asked_for


@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_every_answer_cites_a_rule_of_its_sheet_or_is_unsaid(number: str) -> None:
    sheet, topics = numbered(number), load_topics()
    timeline = compile(sheet, TreatmentFacts(TREATED_AT[1], "Europe/Berlin"))
    for topic in topics.topics:
        for hours in (0, 30, 50, 100, 400):
            result = answer(timeline, topics, topic, now=TREATED_AT[1] + timedelta(hours=hours), states={})
            if result.kind == "unsaid":
                assert result.rule is None
            else:
                assert result.rule is not None
                assert sheet.rule(result.rule.id) is not None
