"""The corpus of typed questions, read as the corpus says, and every question compared with its negation."""

from typing import Any

from server.domain.questions import read_question
from server.sheets import load_topics
from tests.corpus.reading import expected, read, rows
from tests.domain.questions.twins import affirmations, negations

TREE = load_topics()
ROWS = rows()
LACKING = rows("questions-lacking-words.jsonl")


def reading(question: str, language: str) -> dict[str, Any]:
    return read(read_question(question, language, TREE))


def differences(row: dict[str, Any]) -> str:
    got, wanted = reading(row["q"], row["language"]), expected(row)
    parts = [
        f"{name} {got[name]!r} instead of {wanted[name]!r}" for name in wanted if got[name] != wanted[name]
    ]
    return f"{row['q']!r}: {', '.join(parts)}" if parts else ""


def test_every_question_is_read_as_the_corpus_says() -> None:
    wrong = [difference for row in ROWS if (difference := differences(row))]
    assert not wrong, "\n".join(wrong)


def test_the_corpus_holds_a_thousand_questions_in_both_languages() -> None:
    english = sum(row["language"] == "en" for row in (*ROWS, *LACKING))
    assert len(ROWS) + len(LACKING) >= 1_000
    assert 0.55 <= english / (len(ROWS) + len(LACKING)) <= 0.65
    assert len({(row["q"], row["language"]) for row in ROWS}) == len(ROWS)


def test_a_question_with_an_unknown_word_is_never_answered_with_yes_or_no() -> None:
    for row in (*ROWS, *LACKING):
        question = read_question(row["q"], row["language"], TREE)
        if question.unknown or row.get("statement_only"):
            assert question.statement_only, row["q"]


def test_most_plain_permissions_may_be_answered_with_yes_or_no() -> None:
    plain = [
        read_question(row["q"], row["language"], TREE)
        for row in ROWS
        if row["kind"] == "may"
        and not row.get("negated")
        and not row.get("statement_only")
        and not row.get("unknown")
    ]
    assert sum(not question.statement_only for question in plain) > 0.9 * len(plain)


def test_words_that_the_tree_lacks_are_read_correctly_once_it_has_them() -> None:
    wrong = [
        difference
        for row in LACKING
        if reading(row["q"], row["language"])["topics"] == row["topics"]
        and not reading(row["q"], row["language"])["unknown"]
        and (difference := differences(row))
    ]
    assert not wrong, "\n".join(wrong)


def test_a_question_and_its_negation_differ_only_in_being_negated() -> None:
    wrong, pairs = [], 0
    for row in ROWS:
        if row.get("statement_only") or row.get("unknown"):
            continue
        question, language = row["q"], row["language"]
        plain = reading(question, language)
        turned = affirmations if plain["negated"] else negations
        for twin in turned(question, language):
            pairs += 1
            other = reading(twin, language)
            same = all(other[name] == plain[name] for name in ("topics", "at", "conditions"))
            if not same or other["negated"] == plain["negated"]:
                wrong.append(f"{question!r} and {twin!r}: {plain} and {other}")
    assert not wrong, "\n".join(wrong)
    assert pairs > 500


def test_capitals_and_marks_at_the_end_change_nothing() -> None:
    for row in ROWS:
        shouted = row["q"].replace("ß", "ss").upper() + " ?!"
        assert reading(shouted, row["language"]) == reading(row["q"], row["language"]), row["q"]
