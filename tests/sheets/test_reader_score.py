"""Floors for the score of the sheet reader, on the half that it was written with and on the other half."""

import pytest

from tests.sheets.corpus import Wanted, WrittenLine, WrittenSheet, sheets
from tests.sheets.reader_score import Score, report, score_of, score_of_half

FLOORS = {
    "seen": {"precision": 0.998, "plain": 0.94, "medium": 0.77, "trap": 0.37},
    "unseen": {"precision": 0.998, "plain": 0.92, "medium": 0.74, "trap": 0.62},
}


@pytest.mark.parametrize("half", FLOORS)
def test_the_reader_stays_above_its_floors(half: str) -> None:
    score = score_of_half(half)
    floors = FLOORS[half]
    assert score.precision >= floors["precision"]
    assert {
        kind: score.recall(kind) for kind in ("plain", "medium", "trap") if score.recall(kind) < floors[kind]
    } == {}


@pytest.mark.parametrize("half", FLOORS)
def test_no_rule_that_is_read_is_dangerous(half: str) -> None:
    assert score_of_half(half).dangerous == 0


def test_both_halves_have_english_and_german_sheets_of_many_treatments() -> None:
    for half in FLOORS:
        written = sheets(half)
        assert len(written) >= 22
        assert {sheet.language for sheet in written} == {"en", "de"}


def scored(text: str, *wanted: Wanted) -> Score:
    return score_of(WrittenSheet("a sheet", "en", (WrittenLine("Care"), WrittenLine(text, list(wanted)))))


def test_a_ban_on_a_family_is_a_ban_on_its_member() -> None:
    result = scored(
        "Avoid mascara for 24 hours.", Wanted("plain", ("avoid",), (("make-up",),), until=("24h",))
    )
    assert (result.precision, result.recall("plain"), result.dangerous) == (1.0, 1.0, 0)


def test_a_ban_that_ends_early_and_a_permission_that_begins_early_are_dangerous() -> None:
    ban = scored("Avoid mascara for 24 hours.", Wanted("plain", ("avoid",), (("mascara",),), until=("48h",)))
    permission = scored("You may use ice.", Wanted("plain", ("allow",), (("ice",),), from_=("24h",)))
    assert (ban.dangerous, ban.recall("plain")) == (1, 0.0)
    assert (permission.dangerous, permission.precision) == (1, 0.0)


def test_a_permission_without_its_condition_is_dangerous() -> None:
    result = scored("You may use ice.", Wanted("plain", ("allow",), (("ice",),), conditional=True))
    assert result.dangerous == 1


def test_a_condition_that_is_mapped_to_another_is_dangerous() -> None:
    wanted = Wanted("plain", ("allow",), (("ice",),), conditional=True, flags=("asthma",))
    assert scored("You may use ice unless your skin is broken.", wanted).dangerous == 1


def test_a_ban_that_holds_only_sometimes_is_dangerous() -> None:
    result = scored(
        "Avoid mascara for 24 hours unless your skin is broken.",
        Wanted("plain", ("avoid",), (("mascara",),), until=("24h",)),
    )
    assert result.dangerous == 1


def test_the_report_has_a_line_for_each_language_and_for_both() -> None:
    assert len(list(report("seen"))) == 3
