"""A sheet's own topics and words: found when people ask, checked against the tree, and in force on the phone."""

import pytest

from server.domain.answers import answer
from server.domain.sheets import OwnTopic
from server.domain.timeline import TreatmentFacts, compile, from_document, to_document
from server.domain.topics import TopicError, TopicTree
from tests.domain.sheets import TREATED_AT, rule, sheet, tree

TREE = tree(serum="skincare", aftercare_serum="serum", dressing="topical", sauna="heat")
GAUZE = OwnTopic("gauze", ("dressing",), {"en": ("gauze", "muslin bandage"), "de": ("Mull",)})


def topic_of(own: TopicTree, words: str) -> str | None:
    match = own.find(words, "en")
    return match.topic if match else None


def test_an_own_topic_is_found_by_each_of_its_words_and_belongs_to_its_family() -> None:
    own = TREE.extended((GAUZE,))
    assert [topic_of(own, words) for words in ("gauze", "muslin bandages", "guaze")] == ["gauze"] * 3
    assert own.ancestors("gauze") == ("gauze", "dressing", "topical")
    assert topic_of(TREE, "gauze") is None


def test_a_known_topic_may_get_further_words_and_take_one_from_its_family() -> None:
    own = TREE.extended((OwnTopic("aftercare-serum", (), {"en": ("serum", "the little bottle")}),))
    assert [topic_of(own, words) for words in ("serum", "little bottle")] == ["aftercare-serum", None]
    assert topic_of(TREE, "serum") == "serum"


@pytest.mark.parametrize(
    ("own", "problem"),
    [
        (OwnTopic("steam", (), {"en": ("sauna",)}), "'sauna' is a word of both sauna and steam"),
        (OwnTopic("steam", ("nothing",), {"en": ("steam",)}), "parent nothing"),
        (OwnTopic("steam", ("steam",), {"en": ("steam",)}), "its own ancestor"),
    ],
)
def test_an_own_topic_with_a_taken_word_or_an_invalid_family_is_refused(own: OwnTopic, problem: str) -> None:
    with pytest.raises(TopicError, match=problem):
        TREE.extended((own,))


def test_a_rule_on_the_family_covers_an_own_topic_even_after_the_timeline_was_stored() -> None:
    own = {"gauze": {"parent": "dressing", "words": {"en": ["gauze"]}}}
    facts = TreatmentFacts(TREATED_AT, "Europe/Berlin")
    compiled = compile(sheet(rule("avoid", "dressing", until="24h"), topics=own), facts)
    stored = from_document(to_document(compiled))
    assert stored == compiled
    assert answer(stored, TREE, "gauze", now=TREATED_AT, states={}).kind == "no"
