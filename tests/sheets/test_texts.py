"""Every built-in sheet is in English and German: complete, short, plain, and addressed to "you" and "du"."""

import re

import pytest

from tests.readability import reading_grade, sentences, words
from tests.sheets.seeds import RawRule, raw_sheets

LANGUAGES = ("en", "de")
RULES = [(document["id"], rule) for document in raw_sheets().values() for rule in document["rules"]]
TEXTS = [
    pytest.param(language, rule[field][language], id=f"{name}/{rule['id']}.{field}.{language}")
    for name, rule in RULES
    for field in ("says", "why")
    if field in rule
    for language in LANGUAGES
]

GRADE_LIMIT = 7.0
"""Exclusive, as for the catalogue (tests/test_catalogue_readability.py)."""
LONGEST_UNGRADED = 8
LONGEST_SENTENCE = 24
"""Words."""
LONGEST_TEXT = 160
"""Characters: three lines on a phone."""

SUBJECT_TERMS = {
    "en": r"""active ingredients?|natural ingredients?|anti-inflammatory medicine|antibiotic|antihistamine|antiseptic|
        article|Cell Protection Balm|coconut oil|doctor|hyaluronic acid|medical microneedle therapy|minutes|
        Personal Medik8 Titanium Dermaroller|pharmacist|prescribed|practitioner|Restylane Vital|retinoids|
        vitamin [AC]|irritated|ageing|LED therapy|every|sunscreen""",
    "de": r"""Ärztin|ärztlich|aggressiven|Antibiotika|Antihistamin|elektrische|Entzündung|Gesichtsbürste|gereizt|
        Gewebe|Hautpflege|Hautprodukte|Hyaluronsäure|Infektion|Inhaltsstoffen?|Kollagen|Kokosöl|Make-up|
        medizinisches|Mehr über|Merkblatt|Microneedling|Nachsorgeserum|natürlichen?|Nebenwirkungen|Needling|
        Personal Medik8 Titanium Dermaroller|Paracetamol|Praxis|Produkten?|Reinigungscreme|Reiniger|Restylane Vital|
        Retinoide|Schmerzmittel|Sonnenbrand|Sonnencreme|Stunden|Tylenol|verordnet|Vitamin C""",
}
"""What the sheets are about: proper names and words that a clinic cannot avoid. They count as one easy word each."""


def _graded(text: str, language: str) -> float:
    terms = re.sub(r"\s*\n\s*", "", SUBJECT_TERMS[language])
    return reading_grade(re.sub(rf"\b({terms})", "Anna", text, flags=re.IGNORECASE), language)


@pytest.mark.parametrize(("name", "rule"), RULES, ids=[f"{name}/{rule['id']}" for name, rule in RULES])
def test_every_text_exists_in_every_language(name: str, rule: RawRule) -> None:
    texts = [rule[field] for field in ("says", "why") if field in rule]
    assert all(tuple(text) == LANGUAGES and all(text.values()) for text in texts)
    assert all(text["en"] != text["de"] for text in texts)


@pytest.mark.parametrize("document", raw_sheets().values(), ids=lambda document: document["id"])
def test_headers_and_own_topics_exist_in_every_language(document: RawRule) -> None:
    assert document["languages"] == list(LANGUAGES)
    assert tuple(document["title"]) == LANGUAGES
    assert all(tuple(topic["words"]) == LANGUAGES for topic in document.get("topics", {}).values())


@pytest.mark.parametrize(("language", "text"), TEXTS)
def test_texts_are_short_and_plain(language: str, text: str) -> None:
    assert 10 <= len(text) <= LONGEST_TEXT
    assert text.endswith(".")
    for sentence in sentences(text):
        assert len(words(sentence)) <= LONGEST_SENTENCE
        if len(words(sentence)) > LONGEST_UNGRADED:
            assert _graded(sentence, language) < GRADE_LIMIT, sentence


@pytest.mark.parametrize(("language", "text"), TEXTS)
def test_texts_address_the_patient_and_blame_nobody(language: str, text: str) -> None:
    formal = re.search(r"\b(Ihnen|Ihre[mnrs]?|[Pp]atient\w*|[Kk]lient\w*)\b", text)
    third_person = re.search(r"\b([Cc]lients?|[Pp]atients?|one's)\b", text)
    assert not (formal if language == "de" else third_person)


def test_every_subject_term_is_needed() -> None:
    spoken = {
        language: " ".join(
            rule[field][language] for _name, rule in RULES for field in ("says", "why") if field in rule
        )
        for language in LANGUAGES
    }
    unused = [
        term
        for language, terms in SUBJECT_TERMS.items()
        for term in re.sub(r"\s*\n\s*", "", terms).split("|")
        if not re.search(rf"\b{term}", spoken[language], re.IGNORECASE)
    ]
    assert unused == []
