"""A sentence is read only if each of its words is explained and its grammar says no more than its rules."""

import pytest

from server.domain.sheet_import import parse_sheet_text
from tests.domain.sheet_import.reading import read, rules_of
from tests.sheets.test_sheets import TREE


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Never sleep in your lenses."),
        ("en", "Do not rinse the lenses with tap water."),
        ("en", "Wear your lenses for 4 hours, no more."),
        ("en", "Do not shower for longer than 10 minutes."),
        ("en", "Do not take ibuprofen on an empty stomach."),
        ("en", "Do not swim alone."),
        ("en", "Avoid washing your hair in the evening."),
        ("en", "Anything but swimming is fine."),
        ("en", "Sunscreen is not enough on its own."),
        ("en", "Your dressing should not smell."),
        ("en", "Exercise bike: encouraged from day 5, no resistance."),
        ("en", "Do not stop your eye drops on day 3."),
        ("en", "You can usually return to work after 2 days."),
        ("en", "Aspirin may increase bruising."),
        ("de", "Die Brille stört nicht."),
        ("de", "Gehen Sie nie mit Make-up ins Bett."),
        ("de", "Nicht auf dem frischen Piercing schlafen."),
        ("de", "Ibuprofen nicht auf nüchternen Magen nehmen."),
        ("de", "Kühlen hilft nur am ersten Tag."),
        ("de", "Alles außer Schwimmen ist erlaubt."),
        ("de", "Arnika soll helfen."),
    ],
)
def test_a_sentence_that_says_more_than_its_rules_is_left_to_the_author(language: str, sentence: str) -> None:
    assert rules_of(f"Care\n{sentence}", language) == []


@pytest.mark.parametrize(
    ("language", "sentence", "rules"),
    [
        ("en", "Aspirin is off limits; paracetamol is not.", ["avoid aspirin >", "allow paracetamol >"]),
        ("en", "Ibuprofen is fine, aspirin is not.", ["allow ibuprofen >", "avoid aspirin >"]),
        ("de", "Ibuprofen ist erlaubt, Aspirin hingegen nicht.", ["allow ibuprofen >", "avoid aspirin >"]),
        ("de", "Die Blutverdünner dürfen nicht vergessen werden.", ["do blood-thinner >"]),
    ],
)
def test_a_denial_turns_what_is_said_before_it(language: str, sentence: str, rules: list[str]) -> None:
    assert rules_of(f"Care\n{sentence}", language) == rules


@pytest.mark.parametrize(
    ("language", "sentence", "rules"),
    [
        ("en", "Ring us if you have fever, pain, or redness that lasts for 3 days.", {"call redness 3d>"}),
        ("en", "Call us if redness or warmth is still there after 48 hours.", {"call redness+warmth 48h>"}),
        ("de", "Starke Schmerzen: noch am selben Tag anrufen.", {"call severe-pain >"}),
    ],
)
def test_a_time_behind_a_list_of_signs_belongs_to_the_last_one(
    language: str, sentence: str, rules: set[str]
) -> None:
    assert rules <= set(rules_of(f"Care\n{sentence}", language))


def test_a_time_behind_a_list_of_signs_that_may_be_of_all_is_left_to_the_author() -> None:
    assert rules_of("Care\nCall us about fever, redness or swelling after 3 days.") == []


def test_a_trailing_time_of_repeated_bans_replaces_that_of_the_heading() -> None:
    text = "Care\n\nFor 24 hours:\nNo sauna, no swimming and no alcohol for 2 weeks.\nNo make-up."
    assert rules_of(text) == ["avoid sauna >2w", "avoid swimming+alcohol >2w", "avoid make-up >24h"]


@pytest.mark.parametrize(
    ("language", "sentence", "rule"),
    [
        (
            "en",
            "No ibuprofen unless your doctor has prescribed it.",
            "avoid ibuprofen > unless now:prescribed",
        ),
        ("en", "Do not wash your face for 24 hours.", "avoid cleansing >24h"),
        ("en", "Bandage off after 2 days.", "do dressing >2d"),
        ("en", "Leave the scabs alone.", "avoid picking >"),
        ("en", "Smoking slows healing, so not for 3 days.", "avoid smoking >3d"),
        ("en", "Paracetamol from day 2.", "allow paracetamol D2>"),
        ("de", "Nase nicht putzen, 2 Wochen lang.", "avoid blowing-nose >2w"),
        ("de", "Retinol meidest du eine Woche.", "avoid retinol >1w"),
    ],
)
def test_what_clinics_write_is_read(language: str, sentence: str, rule: str) -> None:
    assert rules_of(f"Care\n{sentence}", language) == [rule]


def test_several_times_a_day_is_not_once_a_day() -> None:
    rule = parse_sheet_text("Pflege\n\nMehrmals täglich kühlen.", TREE, language="de").draft[0]
    assert rule.every is None


@pytest.mark.parametrize("joke", ["(Just kidding.)", "Not the wound, though."])
def test_a_sentence_that_the_next_one_takes_back_is_left_to_the_author(joke: str) -> None:
    assert rules_of(f"Care\nDo not swim for a week. {joke}") == []


def test_words_that_no_rule_explains_are_shown_as_unused() -> None:
    text = "Care\n\nYou may swim after 2 weeks, lanes permitting."
    sentence = read(text).sentences[-1]
    unused = {text[start:end] for start, end in sentence.unused}
    assert (sentence.state, unused) == ("decide", {"lanes", "permitting"})
