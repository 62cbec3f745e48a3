"""Checks that hold for every built-in sheet."""

import re

import pytest

from server.domain.sheets import Rule, Sheet
from server.domain.topics import TopicTree
from server.domain.vocabulary import Verb
from tests.domain.test_topics import DOCUMENT
from tests.sheets.seeds import built_in

TREE = TopicTree.from_document(DOCUMENT)
SHEETS = tuple(built_in().values())
RULES = [(sheet, rule) for sheet in SHEETS for rule in sheet.rules]

sheets = pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.id)
rules = pytest.mark.parametrize(("sheet", "rule"), RULES, ids=[f"{s.id}/{r.id}" for s, r in RULES])


def test_all_five_seeds_are_built_in() -> None:
    assert {sheet.source.file[:3]: sheet.id for sheet in SHEETS} == {
        "000": "healed-first",
        "001": "serum-week",
        "002": "seven-days",
        "003": "step-by-step",
        "004": "natural-start",
    }


@rules
def test_every_rule_has_text_and_citation(sheet: Sheet, rule: Rule) -> None:
    assert rule.cite
    assert 10 <= len(rule.says) <= 160
    assert rule.says.endswith(".")


@rules
def test_the_topics_of_every_rule_are_in_the_tree(sheet: Sheet, rule: Rule) -> None:
    assert [topic for topic in (*rule.topics, *rule.family) if topic not in TREE] == []


@rules
def test_words_are_in_plain_form(sheet: Sheet, rule: Rule) -> None:
    words = re.findall(r"[A-Za-z']+", rule.says)
    sentences = max(1, len(re.findall(r"[.!?:;](\s|$)", rule.says)))
    assert len(words) / sentences <= 24, "a reader of 11 gets lost in a longer sentence"


def marked(sheet: Sheet, mark: str) -> set[str]:
    return {rule.id for rule in sheet.rules if rule.mark == mark}


def sheet_of(number: str) -> Sheet:
    return next(sheet for sheet in SHEETS if sheet.source.file.startswith(number))


def test_contradictions_are_preserved_and_marked() -> None:
    assert {"no-sun-24h", "no-sun-before-day-3"} <= marked(sheet_of("002"), "contradiction")
    assert {"swelling-1-2h", "swelling-24h"} <= marked(sheet_of("004"), "contradiction")
    assert marked(sheet_of("000"), "contradiction") == set()


def test_missing_numbers_are_preserved_and_marked() -> None:
    assert marked(sheet_of("001"), "number-missing") == {"no-bath", "call-bruise-or-swelling"}
    assert all(not marked(sheet_of(number), "number-missing") for number in ("000", "002", "003", "004"))


def test_pointers_permit_nothing_that_people_ask_about() -> None:
    pointed = {t for _, rule in RULES if rule.mark == "pointer" for t in rule.topics}
    assert pointed == {"contact-practitioner", "treatment-plan", "pointer", "session", "needle-depth"}


def test_every_verb_is_used() -> None:
    assert {rule.verb for _, rule in RULES} == set(Verb)
