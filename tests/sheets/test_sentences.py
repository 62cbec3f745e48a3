"""Every sentence of a seed is in its sheet: removing a rule fails a test that names its sentence."""

import pytest

from tests.sheets.seeds import built_in, hash_of, seed_text, sentences
from tests.sheets.sentences import SENTENCES, Sentence

SHEETS = built_in()
NUMBERS = tuple(SENTENCES)
CASES = [(number, sentence) for number, listed in SENTENCES.items() for sentence in listed]


@pytest.mark.parametrize(
    ("number", "sentence"), CASES, ids=[f"{number} {sentence.name}" for number, sentence in CASES]
)
def test_the_sheet_has_every_rule_of_the_sentence(number: str, sentence: Sentence) -> None:
    sheet = SHEETS[number]
    lost = [rule_id for rule_id in sentence.rules if sheet.rule(rule_id) is None]
    assert not lost, f"sheet {number} ({sheet.id}) lacks {lost} for {sentence.name!r}"


@pytest.mark.parametrize("number", NUMBERS)
def test_every_rule_represents_a_sentence(number: str) -> None:
    claimed = {rule_id for sentence in SENTENCES[number] for rule_id in sentence.rules}
    added = [rule.id for rule in SHEETS[number].rules if rule.id not in claimed]
    assert added == [], "a sheet must not say anything that its seed does not"


@pytest.mark.parametrize("number", NUMBERS)
def test_every_sentence_of_the_seed_is_in_the_table(number: str) -> None:
    text = seed_text(number)
    hashes = {(line, hash_of(sentence)) for line, sentence in sentences(text)}
    assert hashes == {(sentence.line, sentence.hash) for sentence in SENTENCES[number]}


@pytest.mark.parametrize("number", NUMBERS)
def test_descriptions_use_our_words_and_not_the_sheets(number: str) -> None:
    text = seed_text(number)
    theirs = {hash_of(sentence) for _line, sentence in sentences(text)}
    copied = [rule.id for rule in SHEETS[number].rules if hash_of(rule.says) in theirs]
    assert copied == []
