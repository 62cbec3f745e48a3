"""Headings of everyday German and English, and words that change no rule, do not keep a plain line from being read."""

import pytest

from tests.domain.sheet_import.reading import rules_of


@pytest.mark.parametrize(
    ("language", "heading", "rule"),
    [
        ("de", "DAS NICHT", "avoid sauna >"),
        ("de", "DAS DÜRFEN SIE NOCH NICHT", "avoid sauna >"),
        ("de", "Das geht noch nicht", "avoid sauna >"),
        ("de", "Darauf verzichten", "avoid sauna >"),
        ("de", "Nein, danke", "avoid sauna >"),
        ("de", "Nicht in den ersten 48 Stunden", "avoid sauna >48h"),
        ("de", "Das können Sie tun", "allow sauna >"),
        ("de", "In Ordnung", "allow sauna >"),
        ("en", "Not yet", "avoid sauna >"),
        ("en", "Best avoided", "avoid sauna >"),
        ("en", "These can wait", "avoid sauna >"),
        ("en", "Feel free", "allow sauna >"),
    ],
)
def test_a_heading_of_everyday_words_sets_the_verb(language: str, heading: str, rule: str) -> None:
    assert rules_of(f"Care\n{heading}\nSauna", language) == [rule]


@pytest.mark.parametrize(
    ("language", "heading"),
    [
        ("de", "Bitte beachten"),
        ("de", "Nicht vergessen"),
        ("en", "Not to worry"),
        ("en", "Welcome to our clinic"),
    ],
)
def test_a_heading_without_direction_sets_none(language: str, heading: str) -> None:
    assert rules_of(f"Care\n{heading}\nSauna", language) == []


@pytest.mark.parametrize(
    ("language", "text", "rules"),
    [
        ("de", "DAS NICHT\nSauna und Hallenbad während 48 Stunden", ["avoid sauna+swimming >48h"]),
        ("de", "ERLAUBT\nMineral-Make-up jederzeit", ["allow mineral-make-up >"]),
        ("de", "Duschen ist von Anfang an erlaubt.", ["allow shower >"]),
        ("de", "Gelegentlicher Juckreiz ist 2 Wochen normal.", ["expect itching >2w"]),
        ("de", "Rötung, wo die Nadel war, ist 2 Tage normal.", ["expect redness >2d"]),
        ("de", "Rötungen, manchmal heftig, sind 3 Tage normal.", ["expect redness >3d"]),
        ("de", "Ibuprofen dürfen Sie zusätzlich nehmen.", ["allow ibuprofen >"]),
        ("de", "Trinken Sie täglich 2 Liter Wasser.", ["do drinking-water >"]),
        ("de", "Saunieren und baden Sie 2 Wochen nicht.", ["avoid sauna+bath >2w"]),
        ("de", "Nicht rauchen (Vape zählt auch dazu).", ["avoid smoking+vaping >"]),
        ("de", "Lassen Sie den dicken Verband 2 Tage dran.", ["do dressing >2d"]),
        ("de", "Kein Solarium, und zwar 4 Wochen lang.", ["avoid tanning-bed >4w"]),
        ("de", "Rötungen an der Einstichstelle sind 2 Tage normal.", ["expect redness >2d"]),
        ("de", "Lagerfeuer und Grill: 2 Tage Abstand, danach mit Vorsicht.", ["avoid fireplace >2d"]),
        ("de", "Krafttraining frühestens nach 8 Wochen und dann langsam steigern.", ["avoid weights >8w"]),
        ("de", "Den Verband lassen Sie bis übermorgen früh dran.", ["do dressing >morning+2"]),
        ("de", "Ibuprofen 600 bei Bedarf, maximal 4 Stück täglich.", ["allow ibuprofen >"]),
        ("en", "Cool water on the area from this evening: twice a day.", ["do rinse evening>"]),
        ("en", "Do not smoke for 48 hours, longer if you can.", ["avoid smoking >48h"]),
        ("en", "Big bandage: off at 48 h.", ["do dressing >48h"]),
        ("en", "You may shower from the outset.", ["allow shower >"]),
        ("en", "A dull pain is normal for 2 days.", ["expect pain >2d"]),
        ("en", "Redness where the needle went in is normal for 2 days.", ["expect redness >2d"]),
        ("en", "Leave the bulky dressing on for 2 days.", ["do dressing >2d"]),
        ("en", "No alcohol for the rest of today.", ["avoid alcohol >D2"]),
        ("en", "Come back every 4 weeks.", ["repeat session S+4w>"]),
        ("en", "Walk at least 30 minutes a day.", ["do walking >"]),
    ],
)
def test_a_word_that_changes_nothing_is_accounted_for(language: str, text: str, rules: list[str]) -> None:
    assert rules_of(f"Care\n{text}", language) == rules


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Ein eitriger Ausfluss ist nicht normal."),
        ("de", "Duschen dürfen Sie jederzeit, nur nicht heiß."),
        ("de", "Meiden Sie die Sonne oder bedecken Sie die Stelle."),
        ("en", "You may wear light make-up any time your skin is dry."),
        ("en", "Come back in 10 days for the stitches."),
    ],
)
def test_a_word_that_limits_or_worsens_still_waits_for_the_author(language: str, text: str) -> None:
    assert rules_of(f"Care\n{text}", language) == []


def test_a_part_of_the_treated_place_is_the_treated_place() -> None:
    text = "Nasenkorrektur\nBitte beachten.\nLichtschutzfaktor 50 auf dem Nasenrücken für sechs Monate."
    assert rules_of(text, "de") == ["do sunscreen >6mo"]
    assert rules_of(text.replace("Nasenkorrektur", "Knieoperation"), "de") == []
