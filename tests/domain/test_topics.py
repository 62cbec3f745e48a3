"""The topic tree: families, words, and the topic of a question. It never guesses silently."""

import gzip
import json
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from server.domain.timeline import TreatmentFacts, compile
from server.domain.timeline import to_document as timeline_document
from server.domain.topics import Match, TopicError, TopicTree, to_phone
from server.domain.topics_words import singulars
from server.sheets import load_sheets, load_topics

ROOT = Path(__file__).resolve().parents[2]
DOCUMENT = tomllib.loads((ROOT / "server" / "sheets" / "topics.toml").read_text(encoding="utf-8"))
TREE = load_topics()
GOLDEN = ROOT / "tests" / "golden" / "topics.json"


def asked(question: str, language: str = "en") -> str | None:
    match = TREE.find(question, language)
    return match.topic if match else None


def small_tree(**topics: dict[str, list[str]]) -> TopicTree:
    return TopicTree.from_document({"topics": topics})


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("mascara", "mascara"),
        ("foundation", "foundation"),
        ("niacinamide serum", "niacinamide"),
        ("aspirin for the soreness", "aspirin"),
        ("bath", "bath"),
        ("steam room", "steam"),
        ("SPF cream", "sunscreen"),
        ("swim", "swimming"),
        ("yoga class", "yoga"),
        ("can I wear my vitamin C serum yet", "vitamin-c"),
        ("hot yoga", "hot-yoga"),
        ("Is it okay to go back to the gym tonight?", "gym"),
        ("MASCARA", "mascara"),
        ("mascaras", "mascara"),
        ("hot tubs", "jacuzzi"),
        ("sun cream", "sunscreen"),
        ("suncream", "sunscreen"),
        ("make up", "make-up"),
        ("make-up", "make-up"),
        ("crème solaire SPF 50", "sunscreen"),
        ("can i have a glass of wine", "alcohol"),
        ("Tylenol", "paracetamol"),
        ("dentist appointment", "dental"),
        ("cuddle my dog", "pets"),
        ("dye my hair", "hair-colour"),
        ("eyebrow threading", "threading"),
        ("fly to Spain", "flying"),
        ("sun", "sun"),
        ("sunbathing in the garden", "sunbathing"),
        ("ice cream", "food"),
        ("ice pack", "ice"),
    ],
)
def test_typed_words_find_their_topic(question: str, topic: str) -> None:
    assert asked(question) == topic


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("Sonnencreme", "sunscreen"),
        ("darf ich wieder in die Sauna?", "sauna"),
        ("Wimperntusche", "mascara"),
        ("Föhn", "hair-dryer"),
        ("Foehn", "hair-dryer"),
        ("FOHN", "hair-dryer"),
        ("Bäder", "bath"),
        ("Zahnärzte", "dental"),
        ("mein Vitamin-C-Serum", "vitamin-c"),
        ("Ibuprofencreme", "ibuprofen"),
        ("Peeling", "exfoliation"),
        ("joggen gehen", "running"),
        ("ein Glas Wein", "alcohol"),
    ],
)
def test_german_words_find_their_topics(question: str, topic: str) -> None:
    assert asked(question, "de") == topic


def test_a_question_in_the_other_language_is_understood() -> None:
    assert asked("darf ich in die Sonne", "en") == "sun"
    assert asked("can I take a bath", "de") == "bath"


def test_a_word_is_read_in_the_language_of_the_person() -> None:
    assert asked("peeling", "en") == "flaking"
    assert asked("Peeling", "de") == "exfoliation"
    assert asked("I feel bad", "en") is None, "bad is not a bath in English"
    assert asked("Bad", "de") == "bath"


@pytest.mark.parametrize(
    ("typed", "topic"),
    [
        ("sunscren", "sunscreen"),
        ("snuscreen", "sunscreen"),
        ("mascarra", "mascara"),
        ("ibuprofin", "ibuprofen"),
        ("hyaluronc acid", "hyaluronic-acid"),
        ("goundation", "foundation"),
    ],
)
def test_one_typing_slip_is_corrected_and_reported(typed: str, topic: str) -> None:
    match = TREE.find(typed, "en")
    assert match is not None
    assert (match.topic, match.how) == (topic, "typo")


@pytest.mark.parametrize(
    "question",
    [
        "",
        "?!",
        "turtle",
        "turtle cream",  # a weak word beside an unknown word
        "sunscrn",  # two typing slips
        "gim",  # short words are never corrected
        "feeling tired",  # not peeling
        "talking",  # not walking
        "a fresh start on Monday",
        "how are you",
        "later",  # not laser
        "number",
        "\x00" * 50,
        "x" * 100_000,
    ],
)
def test_an_unknown_word_is_never_matched_to_a_similar_word(question: str) -> None:
    assert TREE.find(question, "en") is None


@pytest.mark.parametrize(
    "question", ["lassen", "Leser", "streng", "heilen", "Stand", "trinken", "wandern wir nicht"]
)
def test_ordinary_german_words_are_not_corrected(question: str) -> None:
    expected = "hiking" if question.startswith("wandern") else None
    assert asked(question, "de") == expected


def test_a_match_reports_the_word_understood_and_other_topics() -> None:
    assert TREE.find("aspirin for the soreness", "en") == Match(
        "aspirin", "aspirin", "phrase", ("tenderness",)
    )
    assert TREE.find("sauna or yoga", "en") == Match("sauna", "sauna", "phrase", ("yoga",))
    assert TREE.find("Mascara", "en") == Match("mascara", "mascara", "exact")


def test_a_hot_bath_is_both_heat_and_water() -> None:
    assert TREE.ancestors("hot-bath")[0] == "hot-bath"
    assert {"heat", "bath", "water"} <= set(TREE.ancestors("hot-bath"))
    assert TREE.ancestors("hot-bath").index("bath") < TREE.ancestors("hot-bath").index("water")


def test_the_families_that_the_sheets_rely_on_exist() -> None:
    assert "make-up" in TREE.ancestors("mascara")
    assert "topical" in TREE.ancestors("niacinamide")
    assert "anti-inflammatory" in TREE.ancestors("aspirin")
    assert "anti-inflammatory" not in TREE.ancestors("paracetamol")
    assert "sweating" in TREE.ancestors("gym")
    assert "sweating" not in TREE.ancestors("yoga"), "yoga need not be strenuous"
    assert "sun" not in TREE.ancestors("sunscreen")


def test_a_language_without_endings_of_its_own_takes_a_final_s_for_a_plural() -> None:
    assert list(singulars(("masques",), "fr")) == ["masque"]
    assert list(singulars(("berries",), "en")) == ["berry", "berrie", "berri"]


def test_an_unknown_topic_has_no_family() -> None:
    assert TREE.ancestors("moon-walk") == ("moon-walk",)
    assert TREE.label("moon-walk", "en") == "moon-walk"


def test_topics_have_labels_in_both_languages() -> None:
    assert TREE.label("sunscreen", "en") == "sunscreen"
    assert TREE.label("sunscreen", "de") == "Sonnencreme"
    assert TREE.label("sunscreen", "fr") == "sunscreen", (
        "a language the tree does not have gets the first one"
    )


def test_the_tree_covers_what_people_ask() -> None:
    assert len(TREE.topics) >= 170
    for language in ("en", "de"):
        assert sum(len(topic.words[language]) for topic in TREE.topics.values()) >= 1_000


def test_every_word_of_the_tree_finds_its_own_topic() -> None:
    strayed = {
        (language, word): asked(word.removeprefix("~"), language)
        for topic in TREE.topics.values()
        for language, listed in topic.words.items()
        for word in listed
        if asked(word.removeprefix("~"), language) != topic.id
    }
    assert strayed == {}


def test_a_cycle_is_refused_with_its_path() -> None:
    with pytest.raises(TopicError, match=r"topic bath is its own ancestor, through bath and water"):
        small_tree(bath={"in": ["water"], "en": ["bath"]}, water={"in": ["bath"], "en": ["water"]})


def test_a_cycle_among_the_ancestors_of_a_topic_is_refused() -> None:
    with pytest.raises(TopicError, match="is its own ancestor"):
        small_tree(
            mascara={"in": ["bath"], "en": ["mascara"]},
            bath={"in": ["water"], "en": ["bath"]},
            water={"in": ["bath"], "en": ["water"]},
        )


def test_a_missing_parent_and_a_word_of_two_topics_are_refused() -> None:
    with pytest.raises(TopicError, match="the parent water of topic bath is not in the tree"):
        small_tree(bath={"in": ["water"], "en": ["bath"]})
    with pytest.raises(TopicError, match="is a word of both bath and tub"):
        small_tree(bath={"in": [], "en": ["bath"]}, tub={"in": [], "en": ["Bath"]})
    with pytest.raises(TopicError, match="a language without words"):
        small_tree(bath={"in": [], "en": []})


def test_two_paths_to_one_ancestor_are_not_a_cycle() -> None:
    tree = small_tree(
        top={"in": [], "en": ["top"]},
        left={"in": ["top"], "en": ["left"]},
        right={"in": ["top"], "en": ["right"]},
        low={"in": ["left", "right"], "en": ["low"]},
    )
    assert tree.ancestors("low") == ("low", "left", "right", "top")


def test_topics_and_the_timelines_of_all_sheets_take_at_most_90_kb_on_the_phone() -> None:
    facts = TreatmentFacts(treated_at=datetime(2026, 3, 2, 13, tzinfo=UTC), time_zone="Europe/Berlin")
    timelines = [timeline_document(compile(sheet, facts)) for sheet in load_sheets().values()]
    assert packed(to_phone(TREE)) <= 70 * 1024
    assert sum(packed(each) for each in (to_phone(TREE), *timelines)) <= 90 * 1024


def packed(document: object) -> int:
    return len(gzip.compress(json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode(), 9))


def test_the_compact_form_loses_nothing() -> None:
    document = to_phone(TREE)
    lines = {name: column.split("\n") for name, column in document["words"].items()}
    english = [line.split("|")[0].lower().replace(" ", "-") for line in lines["en"]]
    ids = [states or label for states, label in zip(document["ids"].split(" "), english, strict=True)]
    assert ids == list(TREE.topics)
    short = {name: column.split("\n") for name, column in document["short"].items()}
    icons = document["icons"].split(" ")
    for at, topic in enumerate(TREE.topics.values()):
        assert (icons[at] or None) == topic.own_icon
        for name, label in ((name, words[0].removeprefix("~")) for name, words in topic.words.items()):
            assert (short[name][at] or label[:1].upper() + label[1:]) == topic.short[name]
        assert tuple(ids[parent] for parent in document["parents"][at]) == topic.parents
        assert {name: spelled_out(column[at]) for name, column in lines.items() if column[at]} == topic.words


def spelled_out(line: str) -> tuple[str, ...]:
    label, *further = line.split("|")
    return (label, *(word.replace("_", label) for word in further))


def test_a_long_question_is_answered() -> None:
    question = " ".join(["unbekanntes", "wort", "sonnencrem"] * 400)
    match = TREE.find(question, "en")
    assert match is not None
    assert match.topic == "sunscreen"


def golden_cases() -> list[dict[str, Any]]:
    cases: list[dict[str, Any]] = json.loads(GOLDEN.read_text(encoding="utf-8"))["cases"]
    return cases


@pytest.mark.parametrize("case", golden_cases(), ids=lambda case: f"{case['language']}: {case['question']}")
def test_the_golden_cases_of_merging_hold(case: dict[str, Any]) -> None:
    match = TREE.find(case["question"], case["language"])
    match_document = match and {
        "topic": match.topic,
        "understood": match.understood,
        "how": match.how,
        "alternatives": list(match.alternatives),
    }
    assert match_document == case["match"]


def test_the_golden_document_matches_the_tree() -> None:
    golden = json.loads(GOLDEN.read_text(encoding="utf-8"))
    assert golden["document"] == to_phone(TREE), "regenerate it: python -m tests.golden_topics"
