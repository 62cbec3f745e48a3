"""The corpus of typed questions on the five sheets: a seeded tenth here, all of it with TORTURE=1."""

import os
import random
from typing import Any

import pytest

from server.domain.replies import Reply, Sentence, sentences
from tests.corpus.answering import ANSWERS, HOURS, SHEETS, answers_to, ask
from tests.corpus.reading import rows
from tests.domain.questions.twins import affirmations, negations

SEED = int(os.environ.get("CORPUS_SEED", "1"))
EXPECTED = {(row["q"], row["language"]): row for row in rows(ANSWERS.name)}
ROWS = rows()
SAMPLE = ROWS if os.environ.get("TORTURE") else random.Random(SEED).sample(ROWS, len(ROWS) // 10)  # noqa: S311 - no secret


def id_of(row: dict[str, Any]) -> str:
    return f"{row['language']} {row['q']}"[:60]


def test_every_question_of_the_corpus_has_its_answers() -> None:
    assert set(EXPECTED) == {(row["q"], row["language"]) for row in ROWS}


@pytest.mark.parametrize("row", SAMPLE, ids=id_of)
def test_a_question_is_answered_as_the_corpus_says(row: dict[str, Any]) -> None:
    expected = EXPECTED[row["q"], row["language"]]
    assert answers_to(row) == {name: answer for name, answer in expected.items() if name in SHEETS}


@pytest.mark.parametrize("row", SAMPLE, ids=id_of)
def test_a_negation_has_the_same_statement_on_every_sheet(row: dict[str, Any]) -> None:
    if row.get("statement_only") or row.get("unknown"):
        return  # there is no plain question to negate
    turned = affirmations if row.get("negated") else negations
    for twin in turned(row["q"], row["language"]):
        for number in SHEETS:
            plain = ask(number, HOURS[0], row["q"], row["language"])
            negation = ask(number, HOURS[0], twin, row["language"])
            assert statement(plain) == statement(negation), (number, twin)
            assert not (plain.verdict_first and negation.verdict_first), (number, twin)


def statement(reply: Reply) -> list[Sentence]:
    return [sentence for sentence in sentences(reply) if not sentence.key.startswith("answer.lead")]


@pytest.mark.parametrize("row", SAMPLE, ids=id_of)
def test_a_yes_comes_only_from_a_rule_in_force_that_permits_or_asks(row: dict[str, Any]) -> None:
    for number in SHEETS:
        for hours in HOURS:
            for part in ask(number, hours, row["q"], row["language"]).parts:
                answer = part.answer
                if answer.kind == "yes":
                    assert answer.rule is not None
                    assert answer.rule.verb in ("allow", "do"), (number, hours)
