"""Departures from the sheet: reported products and activities, each answered at the hour it happened."""

from dataclasses import dataclass, replace
from datetime import datetime

import pytest

from server.domain.departures import departures
from server.domain.diary import Logged
from server.domain.sheets import Rule
from server.domain.vocabulary import SkinState
from server.domain.when.bounds import States
from server.sheets import load_topics
from tests.domain.small_sheet import entry, hours, rule, timeline

TREE = load_topics()
SHEET = timeline(
    rule("no-retinoid", "avoid", "retinoid", until="7d"),
    rule("make-up", "allow", "make-up", from_="48h & healed"),
)


@dataclass(frozen=True)
class Spoken:
    kind: str
    rule: Rule | None = None


def using(after: float, *products: str, activities: tuple[str, ...] = ()) -> Logged:
    return replace(entry(after), products=products, activities=activities)


def listed(*diary: Logged, language: str = "en", kind: str = "no") -> list[tuple[str, str]]:
    listing = departures(
        SHEET, diary, TREE, language=language, answer_at=lambda _topic, _at, _states: Spoken(kind)
    )
    return [(departure.topic, departure.words) for departure in listing]


@pytest.mark.parametrize(
    ("kind", "count"), [("no", 1), ("not-yet", 1), ("yes", 0), ("over", 0), ("only", 0), ("unsaid", 0)]
)
def test_a_no_and_a_not_yet_are_departures(kind: str, count: int) -> None:
    assert len(listed(using(30, "retinol"), kind=kind)) == count


def test_each_topic_is_answered_at_the_hour_of_its_entry_with_the_states_of_that_hour() -> None:
    asked: list[tuple[str, datetime, object]] = []

    def answer_at(topic: str, at: datetime, states: States) -> Spoken:
        asked.append((topic, at, states.get("healed")))
        return Spoken("no", SHEET.windows[0].rule)

    diary = [
        using(30, "retinol"),
        entry(50, states={SkinState.HEALED: True}),
        using(60, activities=("sauna",)),
    ]
    first, second = departures(SHEET, diary, TREE, language="en", answer_at=answer_at)
    assert asked == [("retinol", hours(30), None), ("sauna", hours(60), hours(50))]
    assert (first.at, first.entry_id, first.rule_id) == (hours(30), diary[0].entry_id, "no-retinoid")
    assert second.topic == "sauna"


def test_several_topics_of_one_line_and_one_topic_of_several_lines() -> None:
    assert listed(using(5, "mascara and retinol", "retinol")) == [
        ("mascara", "mascara and retinol"),
        ("retinol", "mascara and retinol"),
    ]


def test_a_line_without_a_topic_in_the_patients_language_is_read_in_the_other() -> None:
    assert listed(using(5, "Wimperntusche"), language="en") == [("mascara", "Wimperntusche")]
    assert listed(using(5, "Sudoku"), language="de") == []


@pytest.mark.parametrize("line", ["no make-up", "without sunscreen", "kein Retinol", "Sauna vermieden"])
def test_what_was_left_out_is_not_a_departure(line: str) -> None:
    assert listed(using(5, line)) == []


def test_what_was_used_before_the_treatment_is_not_a_departure() -> None:
    before = replace(using(0, "retinol"), occurred_at=hours(-1))
    assert listed(before) == []
