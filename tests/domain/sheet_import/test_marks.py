"""A tick, a cross, "Don't:" or a heading says whether a line asks or forbids; an unclear one asserts nothing."""

import pytest

from tests.domain.sheet_import.reading import proposals_of, rules_of


@pytest.mark.parametrize(
    ("language", "text", "rules"),
    [
        ("de", "Pflege\nTag 2 bis 10\n✓ Kühlen\n✗ Duschen", ["do ice D2>D11", "avoid shower D2>D11"]),
        ("de", "Pflege\n✗ auf dem Rücken schlafen\n✗ Keine Sauna", ["avoid sleep-on-back >", "avoid sauna >"]),
        ("de", "Pflege\n✓ Duschen\n✗ Make-up – 24 h", ["allow shower >", "avoid make-up >24h"]),
        ("en", "Care\n❌ Wash your face\n✅ Showers", ["avoid cleansing >", "allow shower >"]),
        ("en", "Care\n🚫 Saunas for 2 days\n👍 Sunscreen daily", ["avoid sauna >2d", "do sunscreen >"]),
        ("en", "Care\nDo: wear a hat\nDon't: rub your eyes, use a sauna",
         ["do hat >", "avoid rubbing-eyes+sauna >"]),
        ("de", "Pflege\nJa: Spaziergänge\nNein: Sauna, Sport", ["allow walking >", "avoid sauna+exercise >"]),
        ("de", "Pflege\n+ Spaziergänge\n- Sport, 2 Wochen", ["allow walking >", "avoid exercise >2w"]),
        ("en", "Care\nWhat you should leave\nExercise\nMake-up, 24 hours",
         ["avoid exercise >", "avoid make-up >24h"]),
        ("de", "Pflege\nWas Sie lassen sollten\nSport – 48 Std.", ["avoid exercise >48h"]),
        ("en", "Care\nShowers ✓\nSaunas ✗ 2 weeks", ["allow shower >", "avoid sauna >2w"]),
        ("de", "Pflege\nThema | Ja | Nein\nDuschen | x |\nSauna | | x", ["allow shower >", "avoid sauna >"]),
        ("en", "Care\nDo | Don't\nUse sunscreen | Rub the area\n | Swim",
         ["do sunscreen >", "avoid rubbing >", "avoid swimming >"]),
        ("en", "Care\nAvoid:\n✓ Saunas\n✓ Make-up for 24 hours", ["avoid sauna >", "avoid make-up >24h"]),
        ("en", "Care\nCall us if you notice:\n✗ fever\n✗ pus", ["call fever >", "call pustules >"]),
    ],
)  # fmt: skip
def test_a_mark_says_whether_its_line_asks_or_forbids(language: str, text: str, rules: list[str]) -> None:
    assert rules_of(text, language) == rules


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Care\n✗ Skip your sunscreen\n✗ Redness"),
        ("en", "Care\nDon't: skip your sunscreen"),
        ("de", "Pflege\n✗ Auf Sonnenschutz verzichten"),
        ("de", "Pflege\n✗ Sonnenschutz vergessen"),
        ("de", "Pflege\n✗ Hände nicht waschen\n✗ ohne Sonnenschutz in die Sonne gehen"),
        ("en", "Care\n✗ Not washing your hands\n✗ Go out without sunscreen"),
        ("de", "Pflege\n✓ Make-up – 24 h\n✗ 2x täglich Vaseline"),
        ("en", "Care\n☑ Sauna\n☐ Make-up\n☒ Exercise for 2 days"),
        ("en", "Care\nShower ✓ Sauna ✗"),
        ("en", "Care\n🤚 Sauna\n🧴 Use sunscreen daily"),
        ("de", "Pflege\nWas warten kann\nSport\nCreme 2x täglich\nSauna, 2 Wochen"),
        ("en", "Care\nWhat should wait\nExercise\nUse sunscreen"),
        ("de", "Pflege\nThema | Ja | Nein\nSolarium | | 2 Wochen"),
        ("en", "Care\nYou may:\n✗ Saunas"),
    ],
)
def test_a_direction_that_is_not_clear_asserts_nothing(language: str, text: str) -> None:
    assert rules_of(text, language) == []


def test_a_sentence_behind_a_crossed_one_is_not_forbidden() -> None:
    assert rules_of("Care\n✗ Make-up. Use sunscreen instead.") == ["avoid make-up >"]


def test_the_end_of_a_list_of_donts_is_no_ban() -> None:
    text = "Care\nDon't\nrub the area\nuse a sauna\nA headache is common. Take paracetamol rather than ibuprofen."
    assert "avoid paracetamol >" not in rules_of(text) + proposals_of(text)


@pytest.mark.parametrize(
    ("language", "sentence", "rule"),
    [
        ("de", "Blutverdünner bitte nicht ohne Rücksprache absetzen.", "do blood-thinner > unless directed"),
        ("de", "Marcumar nur nach Rücksprache pausieren.", "do blood-thinner > unless directed"),
        ("de", "Setzen Sie ASS nur nach Rücksprache mit uns ab.", "do aspirin > unless directed"),
        ("de", "Medikamente nicht eigenmächtig absetzen.", "do medicine >"),
        ("en", "Never come off warfarin without asking.", "do blood-thinner > unless directed"),
        ("en", "Without asking your GP, do not stop aspirin.", "do aspirin > unless directed"),
        ("en", "Don't discontinue your blood pressure tablets.", "do long-term-medicine >"),
    ],
)
def test_a_ban_on_stopping_a_medicine_keeps_it_on(language: str, sentence: str, rule: str) -> None:
    assert rules_of(f"Care\n{sentence}", language) == [rule]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("de", "Nehmen Sie kein Ibuprofen und setzen Sie Aspirin nicht ab."),
        ("de", "Setzen Sie Blutverdünner ab, aber nicht ohne Rücksprache."),
        ("de", "Ohne Rücksprache bitte keine Blutverdünner absetzen."),
        ("en", "Stop aspirin, not warfarin."),
        ("en", "Only stop your blood thinner if your doctor tells you to."),
        ("en", "Do not stop ibuprofen on day 3."),
    ],
)
def test_a_medicine_that_goes_on_is_never_banned(language: str, sentence: str) -> None:
    text = f"Care\n{sentence}"
    assert rules_of(text, language) == []
    banned = [rule for rule in proposals_of(text, language) if rule.startswith(("avoid", "only"))]
    assert [rule for rule in banned if "ibuprofen" not in rule and "avoid aspirin" not in rule] == []


@pytest.mark.parametrize(
    ("language", "sentence", "rules"),
    [
        ("de", "Ibuprofen bitte absetzen.", ["avoid ibuprofen >"]),
        ("de", "Aspirin nur nach Rücksprache.", ["avoid aspirin > unless directed"]),
        ("en", "Stop taking ibuprofen for 2 days.", ["avoid ibuprofen >2d"]),
        ("en", "Do not take aspirin without asking us.", ["avoid aspirin > unless directed"]),
    ],
)
def test_a_medicine_may_still_be_banned(language: str, sentence: str, rules: list[str]) -> None:
    assert rules_of(f"Care\n{sentence}", language) == rules
