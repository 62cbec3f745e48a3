"""Checks that hold for every built-in sheet."""

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
def test_every_rule_has_a_citation(sheet: Sheet, rule: Rule) -> None:
    assert rule.cite


@rules
def test_the_topics_of_every_rule_are_in_the_tree(sheet: Sheet, rule: Rule) -> None:
    own = {topic.id for topic in sheet.topics}
    named = (*rule.topics, *rule.family, *rule.with_)
    assert [topic for topic in named if topic not in TREE and topic not in own] == []


@sheets
def test_own_topics_are_used_and_fit_the_tree(sheet: Sheet) -> None:
    """A topic that the tree already has gets additional words."""
    used = {topic for rule in sheet.rules for topic in rule.topics}
    assert [topic.id for topic in sheet.topics if topic.id not in used] == []
    assert [parent for topic in sheet.topics for parent in topic.parents if parent not in TREE] == []
    assert [
        word
        for topic in sheet.topics
        for language, listed in topic.words.items()
        for word in listed
        if (match := TREE.find(word, language))
        and match.how == "exact"
        and match.topic not in TREE.ancestors(topic.id)
    ] == []


@sheets
def test_what_an_only_rule_permits_is_permitted_by_another_rule(sheet: Sheet) -> None:
    permitted = {topic for rule in sheet.rules if rule.verb in (Verb.ALLOW, Verb.DO) for topic in rule.topics}
    closed = [rule for rule in sheet.rules if rule.verb is Verb.ONLY]
    assert [topic for rule in closed for topic in rule.topics if topic not in permitted] == []


def marked(sheet: Sheet, mark: str) -> set[str]:
    return {rule.id for rule in sheet.rules if rule.mark == mark}


def sheet_of(number: str) -> Sheet:
    return next(sheet for sheet in SHEETS if sheet.source.file.startswith(number))


def test_contradictions_are_preserved_and_marked() -> None:
    assert {"no-sun-24h", "no-sun-before-day-3"} <= marked(sheet_of("002"), "contradiction")
    assert {"no-exfoliating-before-day-7", "exfoliate-after-day-7"} <= marked(
        sheet_of("002"), "contradiction"
    )
    assert {"swelling-1-2h", "swelling-24h"} <= marked(sheet_of("004"), "contradiction")
    assert marked(sheet_of("000"), "contradiction") == set()


def test_missing_numbers_are_preserved_and_marked() -> None:
    assert marked(sheet_of("001"), "number-missing") == {"no-bath", "call-bruise-or-swelling"}
    assert marked(sheet_of("000"), "number-missing") == {"fillers"}
    assert all(not marked(sheet_of(number), "number-missing") for number in ("002", "003", "004"))


def test_pointers_permit_nothing_that_people_ask_about() -> None:
    pointed = {t for _, rule in RULES if rule.mark == "pointer" for t in rule.topics}
    assert pointed == {
        *("contact-practitioner", "treatment-plan", "pointer", "session", "needle-depth"),
        "dark-skin",
    }


def test_every_verb_is_used() -> None:
    assert {rule.verb for _, rule in RULES} == set(Verb)


STRONGEST = {
    "001": {"itching-normal": "mild", "dry-skin": "mild", "bruise-or-swelling": "mild"},
    "002": {
        "first-days": "moderate",
        "first-days-slight": "mild",
        "settles-overnight": "moderate",
        "soreness-settles-overnight": "mild",
        "sunburn-3-48h": "moderate",
    },
    "003": {"redness-swelling": "mild", "bruising-5-7d": "mild"},
    "004": {
        "sore-to-touch": "moderate",
        "sunburn-look": "severe",
        "swelling-1-2h": "mild",
        "swelling-24h": "mild",
        "spots-after-24h": "mild",
    },
}
"""The rules whose sentence has a word of strength: "slight, some, a little, mild" are all mild."""


@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_the_strongest_score_is_that_of_the_sentence(number: str) -> None:
    given = {rule.id: rule.up_to for rule in sheet_of(number).rules if rule.up_to}
    assert given == STRONGEST.get(number, {})


def test_a_layer_of_retinol_and_one_of_b5_are_two_flags() -> None:
    assert {"retinol-layer", "b5-layer"} <= set(sheet_of("000").flags)


def test_002_permits_sun_only_with_sunscreen_or_covering() -> None:
    sun = [rule for rule in sheet_of("002").rules if "sun" in rule.topics]
    assert [(rule.verb, rule.with_) for rule in sun] == [
        (Verb.AVOID, ()),
        (Verb.AVOID, ()),
        (Verb.ALLOW, ("sunscreen", "covering")),
    ]


def test_no_ban_of_004_covers_all_sun() -> None:
    assert not any("sun" in rule.topics for rule in sheet_of("004").rules)


def test_the_make_up_brush_of_003_has_no_end() -> None:
    brush = sheet_of("003").rule("no-make-up-brush")
    assert brush is not None
    assert brush.ends is None


def test_a_rule_has_a_reason_in_every_language_or_in_none() -> None:
    assert [
        (sheet.id, rule.id)
        for sheet, rule in RULES
        if set(rule.translations) != {"de"} or (rule.why is None) != (rule.text("de").why is None)
    ] == []
