"""What people call things, short names and icons: a table of names in English and German, and the tree's own."""

import json
from pathlib import Path

import pytest

from server.domain.topics import Icon, TopicError, TopicTree
from tests.domain.test_topics import TREE, asked, small_tree

CALLED: dict[str, dict[str, list[str]]] = json.loads(
    Path(__file__).with_name("topic_names.json").read_text(encoding="utf-8")
)
NAMES = [
    (language, phrase, topic)
    for language, topics in CALLED.items()
    for topic, phrases in topics.items()
    for phrase in phrases
]


@pytest.mark.parametrize(("language", "phrase", "topic"), NAMES)
def test_what_people_call_a_thing_finds_its_topic(language: str, phrase: str, topic: str) -> None:
    assert asked(phrase, language) == topic


def test_the_table_holds_enough_names_in_both_languages() -> None:
    assert sum(language == "en" for language, _phrase, _topic in NAMES) >= 180
    assert sum(language == "de" for language, _phrase, _topic in NAMES) >= 120


def test_every_topic_has_words_and_a_short_name_in_both_languages() -> None:
    assert [each.id for each in TREE.topics.values() if set(each.words) != {"en", "de"}] == []
    assert [each.id for each in TREE.topics.values() if set(each.short) != {"en", "de"}] == []
    assert max(len(short) for each in TREE.topics.values() for short in each.short.values()) <= 18


def test_two_topics_of_a_language_never_share_a_short_name() -> None:
    for language in ("en", "de"):
        names = [each.short[language] for each in TREE.topics.values()]
        assert sorted({name for name in names if names.count(name) > 1}) == []


def test_every_topic_has_an_icon_of_its_own_or_of_a_family() -> None:
    assert [each for each in TREE.topics if TREE.icon(each) is Icon.OTHER] == []
    assert TREE.icon("mascara") is Icon.MAKE_UP
    assert TREE.icon("hot-shower") is Icon.HEAT, "the first family of two"
    assert TREE.icon("moon-walk") is Icon.OTHER


def test_a_short_name_is_the_capitalised_label_unless_given() -> None:
    tree = small_tree(
        sun={"in": [], "en": ["sun"]},
        tan={"in": ["sun"], "en": ["~sunbathing in the garden"], "short": {"en": "Sunbathing"}},  # type: ignore[dict-item]
    )
    assert (tree.short("sun", "en"), tree.short("tan", "en")) == ("Sun", "Sunbathing")
    assert tree.short("sun", "fr") == "Sun", "a language the topic does not have gets the first one"
    assert tree.short("moon-walk", "en") == "moon-walk"


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ({"en": ["sunbathing in the garden"]}, "has 24 characters, more than 18"),
        ({"en": ["sun"], "short": {"en": "Sun, sunshine, light"}}, "has 20 characters, more than 18"),
        ({"en": ["sun"], "short": {"de": "Sonne"}}, "has a short name but no words in de"),
        ({"en": ["sun"], "icon": "moon"}, "the icon moon of topic sun is not one of active"),
    ],
)
def test_a_long_short_name_and_an_unknown_icon_are_refused(entry: dict[str, object], message: str) -> None:
    with pytest.raises(TopicError, match=message):
        TopicTree.from_document({"topics": {"sun": entry}})


@pytest.mark.parametrize(
    ("topic", "families", "never"),
    [
        ("sauna", {"heat", "sweating"}, set()),
        ("fireplace", {"heat"}, set()),
        ("hot-kitchen", {"heat", "cooking"}, set()),
        ("cooking", set(), {"heat"}),
        ("rinse", {"cleansing", "water"}, {"topical", "cleanser"}),
        ("gentle-cleanser", {"cleanser", "cleansing", "topical"}, {"skin-care"}),
        ("moisturizer", {"skin-care", "topical"}, {"own-routine"}),
        ("retinol", {"active", "own-routine", "skin-care"}, set()),
        ("hat", {"covering", "sun-protection"}, {"topical"}),
        ("mineral-sunscreen", {"sunscreen", "topical"}, {"chemical-sunscreen"}),
        ("paracetamol", {"other-painkiller", "painkiller"}, {"anti-inflammatory", "topical"}),
        ("ibuprofen", {"anti-inflammatory", "painkiller"}, {"other-painkiller"}),
        ("walking", {"light-exercise", "exercise"}, {"strenuous-exercise", "sweating"}),
        ("picking", {"touching"}, {"exfoliation"}),
        ("swimming", {"soaking", "water", "exercise"}, {"heat"}),
        ("burning", {"warmth", "symptom"}, set()),
    ],
)
def test_a_family_is_what_a_ban_on_it_would_mean(topic: str, families: set[str], never: set[str]) -> None:
    ancestors = set(TREE.ancestors(topic))
    assert families <= ancestors
    assert not never & ancestors


@pytest.mark.parametrize(
    ("question", "language", "topic"),
    [
        ("red wine", "en", "alcohol"),
        ("tight like a mask", "en", "tightness"),
        ("my face is on fire", "en", "burning"),
        ("Drunk Elephant", "en", "skin-care"),
        ("my skin is flaking, can I peel it off", "en", "picking"),
        ("Rotwein", "de", "alcohol"),
        ("Augen-Make-up-Entferner", "de", "make-up-remover"),
    ],
)
def test_an_everyday_word_does_not_swallow_a_longer_phrase(question: str, language: str, topic: str) -> None:
    assert asked(question, language) == topic
