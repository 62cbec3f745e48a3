"""Properties of reading a question: total, deterministic, fast, and never fooled by a slip."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.domain.questions import Question, QuestionKind, read_question
from server.domain.topics import TopicTree
from server.domain.topics_words import fold, halves, is_one_slip, near
from server.sheets import load_topics
from tests.corpus.reading import rows

TREE = load_topics()
DATA = Path(__file__).resolve().parents[3] / "server" / "sheets" / "words" / "questions.toml"
WORDS = sorted({word for row in rows() for word in row["q"].split()})
CONTROL = {
    "en": (
        "without",
        "should",
        "avoid",
        "still",
        "skip",
        "never",
        "when",
        "what",
        "forbidden",
        "instead",
        "can't",
    ),
    "de": ("ohne", "nicht", "keine", "meiden", "verboten", "sollte", "weglassen", "noch", "statt", "wann"),
}


def ask(words: str, language: str = "en") -> Question:
    return read_question(words, language, TREE)


def may_be_answered_with_yes(question: Question) -> bool:
    plain = question.kind is QuestionKind.MAY and not question.negated
    return plain and len(question.topics) == 1 and not question.statement_only


@given(st.text(max_size=400), st.sampled_from(["en", "de", "fr", ""]))
def test_any_text_is_read_and_always_in_the_same_way(words: str, language: str) -> None:
    question = ask(words, language)
    assert question == ask(words, language)
    assert len({topic.topic for topic in question.topics}) == len(question.topics)


@given(st.lists(st.sampled_from(WORDS), max_size=30), st.sampled_from(["en", "de"]))
def test_any_sequence_of_the_words_of_questions_is_read(words: list[str], language: str) -> None:
    question = ask(" ".join(words), language)
    assert not (question.unknown and not question.statement_only)


@pytest.mark.parametrize(
    "words",
    ["", " ", "?!", "\x00" * 50, "x" * 10_000, "sunscrene mascarra " * 500, "not " * 2_500, "can i " * 2_000],
)
def test_a_strange_or_long_text_gets_no_yes_or_no(words: str) -> None:
    assert not may_be_answered_with_yes(ask(words))


def test_a_text_that_is_cut_off_gets_no_yes_or_no() -> None:
    assert ask("can I use sunscreen").statement_only is False
    assert ask("can I use sunscreen " + "please " * 2_000).statement_only is True


def slips_of(word: str) -> list[str]:
    """Return the word with each letter left out, doubled, swapped with the next, and replaced by x."""
    made = []
    for at in range(len(word)):
        made += [
            word[:at] + word[at + 1 :],
            word[:at] + word[at] * 2 + word[at + 1 :],
            word[:at] + "x" + word[at + 1 :],
        ]
        made.append(word[:at] + word[at + 1 : at + 2] + word[at : at + 1] + word[at + 2 :])
    return [slip for slip in dict.fromkeys(made) if slip != word and len(slip) > 2]


@pytest.mark.parametrize(
    ("pattern", "language"),
    [
        ("can i go out {without} sunscreen", "en"),
        ("{should} i {avoid} the sun", "en"),
        ("can i {skip} the sunscreen", "en"),
        ("can i {stop} using sunscreen", "en"),
        ("is sauna {forbidden}", "en"),
        ("is sauna still {banned}", "en"),
        ("can i {never} use retinol", "en"),
        ("darf ich {ohne} hut in die sonne", "de"),
        ("darf ich {nicht} in die sauna", "de"),
        ("darf ich {kein} retinol nehmen", "de"),
        ("darf ich {keine} sonnencreme nehmen", "de"),
        ("kann ich sonnencreme {weglassen}", "de"),
        ("ist sauna {verboten}", "de"),
        ("ist sauna {tabu}", "de"),
    ],
)
def test_a_slip_in_a_negation_or_condition_never_turns_into_yes_or_no(pattern: str, language: str) -> None:
    before, word, after = pattern.replace("}", "{").rsplit("{", 2)
    before = before.replace("{", "")
    for slip in slips_of(word):
        question = ask(f"{before}{slip}{after}", language)
        assert not may_be_answered_with_yes(question) or is_a_word(slip, language), f"{before}{slip}{after}"


def is_a_word(word: str, language: str) -> bool:
    """Return True for a slip that is a word of its own, such as now, hat and kein: nothing follows from it."""
    folded = fold(word)
    return folded in TREE.index.questions.speeches[language].vocabulary or TREE.index.languages[
        language
    ].knows(folded)


@given(st.sampled_from([row for row in rows() if row.get("negated")]), st.data())
@settings(max_examples=300)
def test_a_slip_never_flips_a_negated_question_into_a_permission(
    row: dict[str, str], data: st.DataObject
) -> None:
    words = row["q"].split()
    at = data.draw(st.integers(0, len(words) - 1))
    slips = slips_of(words[at].lower())
    if not slips:
        return
    slip = data.draw(st.sampled_from(slips))
    question = ask(" ".join([*words[:at], slip, *words[at + 1 :]]), row["language"])
    assert not may_be_answered_with_yes(question) or is_a_word(slip, row["language"])


def test_no_word_of_four_letters_is_corrected() -> None:
    for typed in ("gim", "sanu", "sona", "nwo", "kien"):
        assert typed in ask(f"can i use {typed}").unknown


def test_a_corrected_topic_is_named_as_a_typing_slip() -> None:
    topic = ask("can i use sunscren").topics[0]
    assert (topic.topic, topic.understood, topic.how) == ("sunscreen", "sunscreen", "typo")


def test_a_question_in_a_third_language_still_names_its_topics() -> None:
    question = ask("puis-je aller au sauna demain")
    assert [topic.topic for topic in question.topics] == ["sauna"]
    assert question.statement_only


def test_the_language_is_that_of_the_words() -> None:
    assert ask("darf ich in die Sonne", "en").language == "de"
    assert ask("can I take a bath", "de").language == "en"
    assert ask("Sauna", "de").language == "de"


def test_a_tree_without_words_of_questions_still_finds_its_topics() -> None:
    bare = TopicTree.from_document({"topics": {"sauna": {"en": ["sauna"], "de": ["Sauna"]}}})
    question = read_question("is sauna forbidden", "en", bare)
    assert [topic.topic for topic in question.topics] == ["sauna"]
    assert question.statement_only


def test_the_data_file_lists_no_phrase_of_words_the_reader_cannot_see() -> None:
    document = tomllib.loads(DATA.read_text(encoding="utf-8"))
    for language in ("en", "de"):
        speech = TREE.index.questions.speeches[language]
        for section in ("openers", "words", "cues", "moments", "conditions"):
            for phrases in document[language][section].values():
                assert all(phrase.strip() for phrase in phrases)
        assert all(" " in topic or topic in TREE for topic in (gap.value for gap in speech.gaps))


def test_the_topics_that_questions_treat_separately_are_in_the_tree() -> None:
    words = TREE.index.questions
    families = (
        *words.coverings,
        *words.products,
        *words.treatments,
        *words.signs,
        *words.occasions,
        *words.anything,
    )
    assert all(topic in TREE for topic in (*families, words.contact))


@given(st.text("abcdeinrst", min_size=5, max_size=14), st.data())
def test_a_word_one_slip_away_is_always_among_the_candidates(word: str, data: st.DataObject) -> None:
    slip = data.draw(st.sampled_from([slip for slip in slips_of(word) if is_one_slip(slip, word)]))
    assert word in near(slip, halves([word]))


@pytest.mark.parametrize(
    ("words", "how"),
    [
        ("sauna", "exact"),
        ("sauna today", "phrase"),
        ("can I go to the sauna", "phrase"),
        ("saunas", "plural"),
    ],
)
def test_a_topic_is_named_exactly_only_if_its_words_are_the_whole_question(words: str, how: str) -> None:
    assert [topic.how for topic in ask(words).topics] == [how]
