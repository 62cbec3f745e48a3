"""Single questions that each turn on one rule of the reader."""

from server.domain.questions import Question, read_question
from server.domain.questions.cues import placed_gaps
from server.sheets import load_topics

TREE = load_topics()


def ask(words: str, language: str = "en") -> Question:
    return read_question(words, language, TREE)


def topics_in(words: str, language: str = "en") -> list[str]:
    return [topic.topic for topic in ask(words, language).topics]


def test_a_topic_after_an_ingredient_and_its_product_is_asked_about_too() -> None:
    assert topics_in("can I use retinol moisturizer and sunscreen") == ["retinol", "sunscreen"]


def test_whether_something_is_harmful_asks_about_doing_it_and_not_about_the_symptom_it_brings_on() -> None:
    question = ask("is it harmful if my skin burns when I shower")
    assert [topic.topic for topic in question.topics] == ["shower"]
    assert question.conditions == ("now:burning",)


def test_a_slip_beside_a_topic_of_the_other_language_does_not_hide_it() -> None:
    question = ask("can I wear waserfeste wimperntusche")
    assert [topic.topic for topic in question.topics] == ["mascara"]
    assert question.unknown == ("waserfeste",)


def test_split_phrases_share_no_word() -> None:
    words = ("are", "my", "face", "and", "skin", "so", "hot")
    english = TREE.index.questions.speeches["en"]
    [(first, last, gap)] = placed_gaps(words, (0,) * len(words), english)
    assert (first, last, gap.value) == (2, 6, "warmth")
