"""A sentence is read only if its structure is plain: what is said of one thing may not be true of another."""

import pytest

from tests.domain.sheet_import.reading import rules_of


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Take the bandage off after 48 hours and put the stocking on."),
        ("en", "Do not sleep with make-up on."),
        ("en", "Showers are fine, just not with shampoo."),
        ("en", "Flying is no problem, diving for 4 weeks."),
        ("en", "Scratch your arm if you must, the front never."),
        ("en", "You may swim for 2 weeks."),
        ("en", "Do not chew hard food on that side."),
        ("de", "Duschen ist erlaubt, nur nicht mit Shampoo."),
        ("en", "Stitches out on day 6, mascara four days after that."),
        ("de", "Fäden ziehen an Tag 6, Wimperntusche vier Tage danach."),
        ("de", "Alles wie vorher, nur Tennis erst ab der dritten Woche."),
        ("en", "Everything as before, only skiing not before week 3."),
        ("de", "Fliegen ist kein Problem, Tauchen für vier Wochen schon."),
        ("de", "Keine Sauna, kein Sport, kein Alkohol und das vier Wochen, Kaffee zwei."),
    ],
)
def test_a_sentence_of_which_the_rules_say_less_or_more_is_left_to_the_author(
    language: str, sentence: str
) -> None:
    assert rules_of(f"Care\n{sentence}", language) == []


@pytest.mark.parametrize(
    ("language", "sentence", "rules"),
    [
        ("en", "Heat packs only after the first week.", ["avoid heating-pad >1w"]),
        ("en", "You may swim after the first week.", ["allow swimming 1w>"]),
        ("en", "Shower from day 3.", ["allow shower D3>"]),
        ("en", "0-24 hours\nNo sport.", ["avoid exercise >24h"]),
        ("en", "TO DAY 10\nNo sport.", ["avoid exercise >D11"]),
        ("de", "Stunden 0 bis 24\nKein Sport.", ["avoid exercise >24h"]),
        ("en", "No driving on the day.", ["avoid driving >D2"]),
        ("en", "Wear the aligners 22 hours a day.", ["do braces >"]),
        ("en", "Take ibuprofen up to three times a day.", ["allow ibuprofen >"]),
        ("en", "Swelling and heat are normal for 3 days.", ["expect swelling+warmth >3d"]),
        ("en", "A little swelling around the stitches is normal for 3 days.", ["expect swelling >3d"]),
        ("en", "Massage the scar twice a day after two weeks.", ["do area-massage 2w>"]),
        ("en", "Cold compresses for 48 hours.", ["do ice >48h"]),
        ("de", "Duschen ab dem 3. Tag.", ["allow shower D3>"]),
        ("de", "Sauna erst nach der ersten Woche.", ["avoid sauna >1w"]),
        ("de", "Auf der Seite der Wunde bitte nicht kauen.", []),
        ("de", "Alle 4 Wochen wiederkommen.", ["repeat session S+4w>"]),
        ("de", "Nicht in die Sonne, 4 Wochen.", ["avoid sun >4w"]),
        ("de", "Bei Atemnot sofort 112.", ["call breathing-trouble >"]),
        ("de", "Fliegen ist schon am nächsten Tag erlaubt.", ["allow flying D2>"]),
    ],
)
def test_a_plain_structure_is_read(language: str, sentence: str, rules: list[str]) -> None:
    assert rules_of(f"Care\n{sentence}", language) == rules


def test_what_holds_even_so_is_no_time_of_its_own() -> None:
    text = "Pflege\nAntibiotikum bis zum Ende nehmen, auch wenn nichts mehr weh tut."
    assert "allow antibiotic gone(pain)>" not in rules_of(text, "de")


def test_a_permission_below_a_heading_that_says_later_is_left_to_the_author() -> None:
    assert rules_of("Care\n\nLater\nYou may swim.\nAvoid ice.") == ["avoid ice >"]


@pytest.mark.parametrize(
    ("language", "heading", "rule"),
    [
        ("en", "After the first week", "allow swimming 1w>"),
        ("de", "Zwei bis sechs Wochen", "allow swimming 2w>"),
        ("de", "Nach der ersten Woche", "allow swimming 1w>"),
    ],
)
def test_a_heading_of_a_time_begins_its_permissions(language: str, heading: str, rule: str) -> None:
    line = {"en": "You may swim.", "de": "Sie dürfen schwimmen."}[language]
    assert rules_of(f"Care\n\n{heading}\n{line}", language) == [rule]


def test_a_german_heading_may_end_with_the_word_before_its_signs() -> None:
    assert rules_of("Pflege\n\nSofort melden bei\n- Fieber", "de") == ["call fever >"]
