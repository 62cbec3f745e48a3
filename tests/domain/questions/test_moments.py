"""Moments in the words of a question, resolved against the clock of the patient."""

from datetime import UTC, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from server.domain.questions import read_question, spans_of
from server.domain.questions.moment import Course
from server.sheets import load_topics
from tests.corpus.reading import rows

BERLIN = ZoneInfo("Europe/Berlin")
TREE = load_topics()
WEDNESDAY = datetime(2026, 3, 4, 15, 0, tzinfo=BERLIN).astimezone(UTC)
COURSE = Course(datetime(2026, 3, 2, 14, 0, tzinfo=BERLIN).astimezone(UTC))


def span(words: str, language: str = "en", now: datetime = WEDNESDAY) -> tuple[str, str]:
    moment = read_question(words, language, TREE).at
    assert moment is not None, words
    start, end = moment.span(now, "Europe/Berlin", course=COURSE)
    return shown(start), shown(end) if end else "-"


def shown(instant: datetime) -> str:
    return instant.astimezone(BERLIN).strftime("%d.%m. %H:%M")


@pytest.mark.parametrize(
    ("words", "language", "start", "end"),
    [
        ("sauna now", "en", "04.03. 15:00", "-"),
        ("sauna today", "en", "04.03. 15:00", "05.03. 00:00"),
        ("sauna tonight", "en", "04.03. 18:00", "04.03. 22:00"),
        ("sauna tomorrow", "en", "05.03. 00:00", "06.03. 00:00"),
        ("sauna tomorrow morning", "en", "05.03. 06:00", "05.03. 12:00"),
        ("sauna tomorrow at 6 pm", "en", "05.03. 18:00", "-"),
        ("sauna the day after tomorrow", "en", "06.03. 00:00", "07.03. 00:00"),
        ("sauna on friday", "en", "06.03. 00:00", "07.03. 00:00"),
        ("sauna on wednesday", "en", "04.03. 15:00", "05.03. 00:00"),
        ("sauna on wednesday morning", "en", "11.03. 06:00", "11.03. 12:00"),
        ("sauna at the weekend", "en", "07.03. 00:00", "09.03. 00:00"),
        ("sauna in two days", "en", "06.03. 00:00", "07.03. 00:00"),
        ("sauna in 3 hours", "en", "04.03. 18:00", "-"),
        ("sauna in 20 minutes", "en", "04.03. 15:20", "-"),
        ("sauna after 72 hours", "en", "05.03. 14:00", "-"),
        ("sauna after 24 hours", "en", "04.03. 15:00", "-"),
        ("sauna on day 4", "en", "05.03. 00:00", "06.03. 00:00"),
        ("sauna next week", "en", "09.03. 00:00", "16.03. 00:00"),
        ("sauna next month", "en", "01.04. 00:00", "01.05. 00:00"),
        ("sauna at 6 pm", "en", "04.03. 18:00", "-"),
        ("sauna at 9 am", "en", "05.03. 09:00", "-"),
        ("sauna in the morning", "en", "05.03. 06:00", "05.03. 12:00"),
        ("sauna this morning ok?", "en", "04.03. 15:00", "-"),
        ("heute Abend Sauna", "de", "04.03. 18:00", "04.03. 22:00"),
        ("übermorgen Sauna", "de", "06.03. 00:00", "07.03. 00:00"),
        ("am Freitag Sauna", "de", "06.03. 00:00", "07.03. 00:00"),
        ("morgen früh Sauna", "de", "05.03. 06:00", "05.03. 12:00"),
        ("in zwei Tagen Sauna", "de", "06.03. 00:00", "07.03. 00:00"),
        ("am Wochenende Sauna", "de", "07.03. 00:00", "09.03. 00:00"),
        ("am 4. Tag Sauna", "de", "05.03. 00:00", "06.03. 00:00"),
        ("Sauna um 18:30 Uhr", "de", "04.03. 18:30", "-"),
    ],
)
def test_a_moment_is_resolved_on_the_wall_clock_of_the_patient(
    words: str, language: str, start: str, end: str
) -> None:
    assert span(words, language) == (start, end)


def test_a_day_on_which_the_clocks_change_has_its_own_length() -> None:
    saturday = datetime(2026, 3, 28, 12, 0, tzinfo=BERLIN).astimezone(UTC)
    moment = read_question("sauna tomorrow", "en", TREE).at
    assert moment is not None
    start, end = moment.span(saturday, "Europe/Berlin")
    assert end is not None
    assert (end - start).total_seconds() == 23 * 3600


def test_the_evening_ends_at_the_bedtime_of_the_patient() -> None:
    moment = read_question("sauna tonight", "en", TREE).at
    assert moment is not None
    _, end = moment.span(WEDNESDAY, "Europe/Berlin", bedtime=time(23, 30))
    assert end is not None
    assert shown(end) == "04.03. 23:30"


def test_a_moment_that_counts_from_an_unknown_treatment_is_now() -> None:
    moment = read_question("sauna after 72 hours", "en", TREE).at
    assert moment is not None
    assert moment.span(WEDNESDAY, "Europe/Berlin") == (WEDNESDAY, None)


@pytest.mark.parametrize(
    "words",
    [
        "I had my treatment on friday, can I use the sauna",
        "had it done this morning, sauna ok?",
        "my appointment was on tuesday sauna?",
        "treated 2 days ago, sauna?",
    ],
)
def test_a_moment_in_a_statement_is_not_asked_about(words: str) -> None:
    assert read_question(words, "en", TREE).at is None


@pytest.mark.parametrize(
    "words", ["ich war am Freitag beim Needling, Sauna?", "am Montag wurde ich behandelt, Sauna?"]
)
def test_a_moment_in_a_german_statement_is_not_asked_about(words: str) -> None:
    assert read_question(words, "de", TREE).at is None


def test_a_vague_moment_gets_a_statement() -> None:
    question = read_question("can i use the sauna in a few days", "en", TREE)
    assert question.at is None
    assert question.statement_only


@pytest.mark.parametrize("row", rows("spans.jsonl"), ids=lambda row: f"{row['q']} at {row['now']}")
def test_a_question_with_several_readings_has_a_span_for_each(row: dict[str, Any]) -> None:
    now = datetime.fromisoformat(row["now"]).replace(tzinfo=BERLIN).astimezone(UTC)
    read = spans_of(read_question(row["q"], "en", TREE), now, "Europe/Berlin", COURSE)
    assert [[written(start), end and written(end)] for start, end in read] == row["spans"]


def written(instant: datetime) -> str:
    return instant.astimezone(BERLIN).strftime("%Y-%m-%dT%H:%M")
