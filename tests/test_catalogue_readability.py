"""The catalogues have a reading age of 11, and the formulas that measure it count correctly."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.readability import reading_grade, sentences, syllables, words

CATALOGUES = Path("server/messages")
LANGUAGES = ("de", "en")

GRADE_LIMIT = 7.0
"""Exclusive. Both scales name school years, and the sixth, from 6.0 up to 7.0, is that of 11- to 12-year-olds.

The formulas were made for passages of about 100 words. On a single sentence, they jump: in nine German words, the
second long one adds three grades (from 3.7 to 6.8). A lower limit would refuse "Bitte die App aktualisieren und es
noch einmal versuchen"; a higher one would let in a third long word.
"""

LONGEST_UNGRADED = 8
"""Words. In a label or a short sentence, one long word decides the grade, and there is nothing to split."""

EXCEPTIONS: dict[tuple[str, str], str] = {}
"""(language, key): why its sentence may be harder. An entry that is no longer needed fails the test below."""


def _catalogue(language: str) -> dict[str, str]:
    texts: dict[str, str] = json.loads((CATALOGUES / f"{language}.json").read_text(encoding="utf-8"))
    return texts


def _too_hard(language: str) -> Iterator[tuple[str, str, float]]:
    for key, text in _catalogue(language).items():
        for sentence in sentences(text):
            if len(words(sentence)) > LONGEST_UNGRADED:
                grade = reading_grade(sentence, language)
                if grade >= GRADE_LIMIT:
                    yield key, sentence, grade


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_over_eight_words_has_a_reading_age_of_at_most_eleven(language: str) -> None:
    hard = [
        f"{key}: grade {grade}: {sentence}"
        for key, sentence, grade in _too_hard(language)
        if (language, key) not in EXCEPTIONS
    ]
    assert not hard, "\n".join(hard)


def test_every_exception_is_still_needed() -> None:
    needed = {(language, key) for language in LANGUAGES for key, _sentence, _grade in _too_hard(language)}
    assert set(EXCEPTIONS) <= needed


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Saved. {name} can see it.", ["Saved", "{name} can see it"]),
        ("Please enter 0.1 to 3 mm, until 14:30.", ["Please enter 0.1 to 3 mm, until 14:30"]),
        ("Can I …? Not yet: wait.", ["Can I …", "Not yet", "wait"]),
        ("Make-up, Sun …: not yet", ["Make-up, Sun …", "not yet"]),
        ("Nimm ein Tuch, z. B. aus Seide.", ["Nimm ein Tuch, z. B. aus Seide"]),
        ("Öffne „Einstellungen“.", ["Öffne „Einstellungen“"]),
        (" · ", []),
    ],
)
def test_sentences_end_only_at_punctuation(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_a_placeholder_counts_as_one_word() -> None:
    assert words("{name}'s check-in") == ["Anna's", "check-in"]
    assert reading_grade("{name} can see it.", "en") == reading_grade("Anna can see it.", "en")


@pytest.mark.parametrize(
    ("language", "word", "count"),
    [
        ("en", "skin", 1),
        ("en", "needed", 2),
        ("en", "healed", 1),
        ("en", "device", 2),
        ("en", "possible", 3),
        ("en", "messages", 3),
        ("en", "question", 2),
        ("en", "session", 2),
        ("en", "usual", 3),
        ("en", "something", 2),
        ("en", "going", 2),
        ("en", "check-in", 2),
        ("en", "diary", 2),  # three, but a familiar term counts as two
        ("en", "48", 1),
        ("de", "Haut", 1),
        ("de", "wie", 1),
        ("de", "Patient", 3),
        ("de", "Geräte", 3),
        ("de", "Mitteilungen", 4),
        ("de", "QR-Code", 3),
        ("de", "Wiederherstellungslink", 2),  # six, but a familiar term counts as two
    ],
)
def test_syllables_are_counted_approximately(language: str, word: str, count: int) -> None:
    assert syllables(word, language) == count


def test_the_english_grade_is_the_flesch_kincaid_grade() -> None:
    # 6 words, 6 syllables: 0.39 * 6 + 11.8 * 1 - 15.59
    assert reading_grade("The cat sat on the mat.", "en") == pytest.approx(-1.45, abs=0.06)
    assert reading_grade("Practitioner notification necessitates authentication immediately.", "en") > 15


def test_the_german_grade_is_the_fourth_vienna_formula() -> None:
    # 5 words, one of them of three syllables: 0.2744 * 20 + 0.2656 * 5 - 1.693
    assert reading_grade("Wir gehen heute nach Oldenburg.", "de") == pytest.approx(5.12, abs=0.06)


def test_a_text_that_cannot_be_graded_is_refused() -> None:
    with pytest.raises(ValueError, match="no words"):
        reading_grade("…", "en")
    with pytest.raises(ValueError, match="'fr'"):
        reading_grade("Bonjour.", "fr")
