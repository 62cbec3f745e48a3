"""German sentences: what is read from each, and what is left to the author."""

import pytest

from tests.domain.sheet_import.reading import read, rules_of


@pytest.mark.parametrize(
    ("sentence", "rules"),
    [
        ("Kein Make-up für 24 Stunden.", ["avoid make-up >24h"]),
        ("Make-up: 24-48 Stunden nicht.", ["avoid make-up >24-48h"]),
        ("In den ersten zwei Wochen keine Sauna.", ["avoid sauna >2w"]),
        ("Verzichten Sie 14 Tage lang auf Solarium und direkte Sonne.", ["avoid tanning-bed+sun >14d"]),
        ("Saunabesuche sind für mindestens 2 Wochen zu vermeiden.", ["avoid sauna >>=2w"]),
        ("Bitte nicht kratzen.", ["avoid picking >"]),
        ("Sport frühestens nach 10 Tagen.", ["avoid exercise >10d"]),
        ("Solange die Haut gerötet ist, keine Sonne.", ["avoid sun >gone(redness)"]),
        ("Bis zum Abfallen der Krusten kein Make-up.", ["avoid make-up >gone(scabs)"]),
        ("Die Stelle darf 24 Stunden nicht nass werden.", ["avoid water >24h"]),
        ("Ibuprofen nur nach Rücksprache mit uns.", ["avoid ibuprofen > unless directed"]),
        ("Kein Aspirin, es sei denn, Ihr Arzt hat es verordnet.", ["avoid aspirin > unless now:prescribed"]),
        ("Make-up ist ab dem nächsten Tag wieder erlaubt.", ["allow make-up D2>"]),
        ("Sobald die Haut verheilt ist, dürfen Sie baden.", ["allow bath healed>"]),
        ("Leichter Sport ist ab dem 3. Tag möglich.", ["allow light-exercise D3>"]),
        ("Keine Sauna oder Solarium nutzen.", ["avoid sauna+tanning-bed >"]),
        ("Kontaktlinsen erst nach 2 Stunden.", ["avoid contact-lenses >2h"]),
        ("Bei Atemnot sofort 112 rufen.", ["call breathing-trouble >"]),
        ("Täglich LSF 50 auftragen.", ["do sunscreen >"]),
        ("Tragen Sie Sonnencreme, wenn Sie nach draußen gehen.", ["do sunscreen while(outside)>"]),
        ("Die Haut kann bis zu 3 Tage gerötet sein.", ["expect redness ><=3d"]),
        ("Die Schwellung klingt nach 3 bis 7 Tagen ab.", ["expect swelling >3-7d"]),
        ("Rufen Sie uns an, wenn Fieber oder Eiter auftreten.", ["call fever+pustules >"]),
        ("Wiederholung alle 4 bis 6 Wochen.", ["repeat session S+4-6w>"]),
        (
            "Zwischen zwei Behandlungen sollten mindestens 4 Wochen liegen.",
            ["repeat session S+4w>"],
        ),
        ("Halten Sie einen Abstand von 4 Wochen zwischen den Sitzungen ein.", ["repeat microneedling S+4w>"]),
        ("Zwischen den Behandlungen 4 Wochen lang kein Retinol.", ["avoid retinol >4w"]),
        ("Kein Tennistraining für 3 Tage.", ["avoid racket-sport >3d"]),
        (
            "Massieren Sie die Narbe, sobald sie nicht mehr nässt, zweimal täglich.",
            ["do area-massage gone(oozing)>"],
        ),
        (
            "Retinol darf erst wieder verwendet werden, wenn die Haut sich beruhigt hat.",
            ["allow retinol calm>"],
        ),
        ("Retinol erst wieder verwenden, wenn die Haut sich beruhigt hat.", ["allow retinol calm>"]),
        ("Keine Retinoltablette für 3 Tage.", ["avoid retinol >3d"]),
    ],
)
def test_a_plain_sentence_is_read(sentence: str, rules: list[str]) -> None:
    assert rules_of(sentence, "de") == rules


@pytest.mark.parametrize(
    "sentence",
    [
        "Setzen Sie Ihre Blutverdünner nicht selbst ab.",
        "Sie müssen nicht auf Duschen verzichten.",
        "Sonne 4 Wochen meiden oder konsequent mit LSF 50 schützen.",
        "Sonne meiden und LSF 50 verwenden.",
        "Sonne meiden, LSF 50 verwenden.",
        "Tragen Sie LSF 50 oder meiden Sie die Sonne.",
        "LSF 50 tragen oder die Sonne meiden.",
        "Wasserfeste Mascara meiden.",
        "Die Haut mit feuchten Tüchern kühlen.",
        "Sonne nur mit Hut für zwei Wochen.",
        "Autofahren je nach Befund nach 2 Tagen.",
    ],
)
def test_a_sentence_that_no_rule_fully_expresses_is_left_to_the_author(sentence: str) -> None:
    imported = read(sentence, "de")
    assert imported.draft == ()
    assert [each.state for each in imported.sentences] == ["decide"]
