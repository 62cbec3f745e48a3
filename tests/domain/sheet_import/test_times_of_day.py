"""Parts of a later day, spacing, colours of other things and shared times are read as they are meant."""

import pytest

from tests.domain.sheet_import.reading import proposals_of, rules_of


@pytest.mark.parametrize(
    ("language", "sentence", "rules"),
    [
        ("en", "No sauna until tomorrow evening.", ["avoid sauna >evening+1"]),
        ("en", "No perfume before tomorrow night.", ["avoid perfume >bedtime+1"]),
        ("en", "No exercise until the evening of day 3.", ["avoid exercise >evening+2"]),
        ("en", "You may wash your hair tomorrow evening.", ["allow hair-wash evening+1>"]),
        ("en", "No gym today or tomorrow.", ["avoid gym >D3"]),
        ("en", "No swimming until Tuesday evening.", []),
        ("de", "Keine Sauna bis morgen Abend.", ["avoid sauna >evening+1"]),
        ("de", "Kein Make-up bis morgen Mittag.", ["avoid make-up >noon+1"]),
        ("de", "Duschen ab morgen Abend.", ["allow shower evening+1>"]),
        ("de", "Kein Parfum heute und morgen.", ["avoid perfume >D3"]),
        ("de", "Kein Sport bis Dienstagabend.", []),
    ],
)
def test_a_part_of_a_later_day_is_no_whole_day(language: str, sentence: str, rules: list[str]) -> None:
    assert rules_of(f"Care\n{sentence}", language) == rules


@pytest.mark.parametrize(
    ("sentence", "rules"),
    [
        ("Lagerfeuer: 2 Tage Abstand.", ["avoid fireplace >2d"]),
        ("Halten Sie von Haustieren 3 Tage Abstand.", ["avoid pets >3d"]),
        ("Abstand zum Kaminfeuer: 2 Tage.", ["avoid fireplace >2d"]),
        ("Abstand zur nächsten Sitzung: 4 Wochen.", ["repeat session S+4w>"]),
        ("Termine im Abstand von 6 Wochen.", ["repeat session S+6w>"]),
        ("Die Tabletten im Abstand von 2 Tagen nehmen.", []),
        ("Schmerztabletten nur mit 6 Stunden Abstand.", []),
        ("Sonnencreme mit Abstand zum Lidrand auftragen.", []),
    ],
)
def test_spacing_is_a_ban_unless_it_is_between_sessions(sentence: str, rules: list[str]) -> None:
    assert rules_of(f"Pflege\n{sentence}", "de") == rules


@pytest.mark.parametrize(
    ("language", "sentence", "rules"),
    [
        ("en", "A little pink drainage is normal for two days.", ["expect oozing >2d"]),
        ("en", "Slightly red saliva is normal for 24 hours.", []),
        ("en", "A yellowish crust is normal until day 5.", ["expect scabs >D5"]),
        ("en", "The scar looks red and bumpy for 2 months.", ["expect redness >2mo"]),
        ("en", "Red, swollen lips are normal for 2 days.", ["expect redness+swelling >2d"]),
        ("en", "Your gums may look red for 2 days.", ["expect redness >2d"]),
        ("de", "Rosa Wundwasser ist zwei Tage normal.", ["expect oozing >2d"]),
        ("de", "Rötlicher Speichel ist am ersten Tag normal.", []),
        ("de", "Rote Wangen sind 24 Stunden normal.", ["expect redness >24h"]),
    ],
)
def test_the_colour_of_another_thing_is_no_redness(language: str, sentence: str, rules: list[str]) -> None:
    assert rules_of(f"Care\n{sentence}", language) == rules


@pytest.mark.parametrize(
    ("language", "sentence", "rules"),
    [
        ("en", "The brown spots drop off between day 7 and 10.", ["expect pigmentation >D11"]),
        ("en", "Small scabs form and drop off after a week.", ["expect scabs >1w"]),
        ("en", "Blisters form and dry up in 3 days.", ["expect blisters >3d"]),
        ("en", "Scabs form on day 2 and have gone by day 10.", ["expect scabs D2>D11"]),
        ("en", "The redness fades and itching starts on day 3.", []),
        ("en", "Redness and swelling start on day 2.", ["expect redness+swelling D2>"]),
        ("de", "Die Krusten lösen sich zwischen Tag 7 und 10.", ["expect scabs >D11"]),
        ("de", "Die Haut spannt und schält sich ab Tag 3.", []),
        ("de", "Die Rötung lässt nach und der Juckreiz beginnt am 3. Tag.", []),
    ],
)
def test_a_time_belongs_to_the_verb_beside_it(language: str, sentence: str, rules: list[str]) -> None:
    assert rules_of(f"Care\n{sentence}", language) == rules


@pytest.mark.parametrize(
    ("language", "sentence", "rules"),
    [
        ("en", "Text 512-555-0173 with questions.", []),
        ("en", "Call us with any questions.", []),
        ("en", "Call us with a fever.", ["call fever >"]),
        ("en", "If you have any problems or concerns, call us.", ["call unexpected-reaction >"]),
        ("de", "Bei Fragen rufen Sie uns an.", []),
        ("de", "Bei ungewöhnlichen Reaktionen rufen Sie uns an.", ["call unexpected-reaction >"]),
        ("de", "Melden Sie sich bei Fragen und bei Fieber.", ["call fever >"]),
    ],
)
def test_an_invitation_to_ask_is_no_sign(language: str, sentence: str, rules: list[str]) -> None:
    assert rules_of(f"Care\n{sentence}", language) == rules
    assert proposals_of(f"Care\n{sentence}", language) == []


@pytest.mark.parametrize(
    ("language", "text", "rules"),
    [
        ("de", "DAS DÜRFEN SIE\nAb morgen ein mildes Waschgel benutzen", ["allow gentle-cleanser D2>"]),
        ("de", "ERLAUBT\nKontaktlinsen ab Tag 2 tragen", ["allow contact-lenses D2>"]),
        ("de", "ERLAUBT\nBitte täglich Sonnencreme verwenden", ["do sunscreen >"]),
        ("de", "ERLAUBT\nSonnenschutz LSF 50 ist Pflicht", ["do sunscreen >"]),
        ("en", "YOU MAY\nWear contact lenses from day 2", ["allow contact-lenses D2>"]),
        ("en", "YOU MAY\nYou must wear SPF 50", ["do sunscreen >"]),
    ],
)
def test_what_stands_below_a_permission_is_no_duty(language: str, text: str, rules: list[str]) -> None:
    assert rules_of(f"Care\n{text}", language) == rules
