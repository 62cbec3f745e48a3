"""A sentence with "if, until, unless, only, not, and or, depending" has a rule that carries the condition.

A condition is carried twice: by the fields of a rule, so that answers obey it, and by its sentence in every language,
so that people can read it. Where only one of the two is possible, `NOT_IN_FIELDS` says why; each reason was reviewed.
"""

import re
from collections.abc import Callable, Sequence

import pytest

from tests.sheets.seeds import RawRule, raw_sheets, seed_text, sentences
from tests.sheets.sentences import SENTENCES, Sentence, conditions_of

RAW = raw_sheets()
LANGUAGES = ("en", "de")
STATE_OR_ACT = re.compile(r"healed|calm|shed|gone\(|used-up\(|on\(|after\(|while\(")

IN_FIELDS: dict[str, Callable[[Sequence[RawRule]], bool]] = {
    "if": lambda rules: any(
        rule.get("if")
        or rule["verb"] == "call"
        or rule.get("every") == "as needed"
        or _waits_for_patient(rule)
        for rule in rules
    ),
    "until": lambda rules: any(rule.get("until") for rule in rules),
    "unless": lambda rules: any(rule.get("unless") for rule in rules),
    "only": lambda rules: any(
        rule["verb"] == "only" or rule.get("unless") or _waits_for_patient(rule) for rule in rules
    ),
    "not": lambda rules: any(
        rule["verb"] == "avoid" or (rule["verb"] in ("allow", "repeat") and rule.get("from"))
        for rule in rules
    ),
    "and-or": lambda rules: (
        any(len(rule.get("with", ())) > 1 for rule in rules)
        or len({flag for rule in rules for flag in rule.get("if", ())}) > 1
    ),
    "depending": lambda rules: any("-" in str(rule.get("amount")) for rule in rules),
}
"""By family of condition words: whether the rules of one sentence carry it in their fields."""

IN_WORDS = {
    "en": {
        "if": r"if|when|once|need",
        "until": r"until|for \d",
        "unless": r"unless",
        "only": r"only",
        "not": r"not|no|nothing|avoid|out of|off|less|without|unlike",
        "and-or": r"or|and",
        "depending": r"depend\w*",
    },
    "de": {
        "if": r"wenn|sobald|bei|ist deine|nötig|möglichst|erst",
        "until": r"bis|\d+ Stunden lang",
        "unless": r"außer",
        "only": r"nur|erst",
        "not": r"nicht|kein\w*|nichts|meide|vermeide|weder|weniger|mindestens|so oft",
        "and-or": r"oder|und",
        "depending": r"je nach|hängt",
    },
}
"""By language: words, one of which must be in the sentence of a rule."""

NOT_IN_FIELDS = {
    ("000", "1304b2bd", "and-or"): "the flag `prescribed` stands for any of the three things",
    ("000", "31cea584", "depending"): "what the skin needs is for the doctor to judge; the sentence says so",
    ("001", "d5460132", "not"): "says how redness looks on darker skin: nothing is forbidden",
    ("002", "faa46c92", "if"): "whether it is possible is for the patient to judge; the sentence says so",
    ("002", "7f7a1387", "if"): "about the treatment itself, not about the care after it",
    ("002", "7f7a1387", "not"): "about the treatment itself, not about the care after it",
    ("002", "cd29df8e", "if"): "about the treatment itself, not about the care after it",
    ("002", "f6c150e0", "not"): "denies a benefit: nothing is forbidden",
    ("002", "c84be6cf", "if"): "'once again' is not a condition",
    ("003", "147cecc3", "if"): "'especially if': the ban holds for clean brushes, too",
    ("003", "b680d7f7", "not"): "'not only' widens the duty, which has no end",
    ("003", "b680d7f7", "only"): "'not only' widens the duty, which has no end",
}
"""Conditions of a sentence (seed, hash, family) that no field can carry, each with the reason."""

NOT_IN_WORDS = {
    (
        "000",
        "f9d1e2e4",
        "and-or",
    ): "each layer has a rule and a flag of its own, so neither sentence names both",
    ("002", "c84be6cf", "if"): "'once again' is not a condition",
    ("003", "147cecc3", "if"): "'especially if' becomes 'above all'",
}
"""Conditions that no sentence can express with such a word, each with the reason."""


def _waits_for_patient(rule: RawRule) -> bool:
    return bool(STATE_OR_ACT.search(f"{rule.get('from', '')} {rule.get('until', '')}"))


def _mentions(family: str, language: str, rules: Sequence[RawRule]) -> bool:
    words = re.compile(rf"\b({IN_WORDS[language][family]})\b", re.IGNORECASE)
    return any(words.search(rule["says"][language]) for rule in rules)


def _mentions_in_all(family: str, rules: Sequence[RawRule]) -> bool:
    return all(_mentions(family, language, rules) for language in LANGUAGES)


def _rules(number: str, sentence: Sentence) -> list[RawRule]:
    return [rule for rule in RAW[number]["rules"] if rule["id"] in sentence.rules]


CASES = [
    pytest.param(number, sentence, family, id=f"{number} {sentence.name}: {family}")
    for number, listed in SENTENCES.items()
    for sentence in listed
    if sentence.rules
    for family in sentence.conditions
]


@pytest.mark.parametrize(("number", "sentence", "family"), CASES)
def test_a_rule_carries_the_condition_in_its_fields(number: str, sentence: Sentence, family: str) -> None:
    carried = IN_FIELDS[family](_rules(number, sentence))
    assert carried or (number, sentence.hash, family) in NOT_IN_FIELDS


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("number", "sentence", "family"), CASES)
def test_a_rule_states_the_condition(number: str, sentence: Sentence, family: str, language: str) -> None:
    mentions = _mentions(family, language, _rules(number, sentence))
    assert mentions or (number, sentence.hash, family) in NOT_IN_WORDS


def test_every_exception_is_needed() -> None:
    listed = {
        (number, sentence.hash, family): _rules(number, sentence)
        for number, table in SENTENCES.items()
        for sentence in table
        for family in sentence.conditions
    }
    assert [key for key in NOT_IN_FIELDS if key not in listed or IN_FIELDS[key[2]](listed[key])] == []
    assert [key for key in NOT_IN_WORDS if key not in listed or _mentions_in_all(key[2], listed[key])] == []


@pytest.mark.parametrize("number", SENTENCES)
def test_the_table_has_the_condition_words_of_every_sentence(number: str) -> None:
    text = seed_text(number)
    table = [(sentence.line, sentence.conditions) for sentence in SENTENCES[number]]
    assert table == [(line, conditions_of(sentence)) for line, sentence in sentences(text)]
