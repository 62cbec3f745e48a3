"""The phone answers random questions as the server does. `make torture` asks a hundred times as many."""

import json
import os
from collections import Counter

import pytest

from server.domain.answers import KINDS
from tests.parity.running import CannotRun, compare, lines

SEED = os.environ.get("PARITY_SEED", "afterglow")
CASES = 500


def test_the_phone_answers_random_questions_as_the_server_does() -> None:
    try:
        assert compare(SEED, CASES) == ""
    except CannotRun as reason:
        pytest.skip(str(reason))


def test_the_random_questions_reach_every_kind_and_every_part_of_an_answer() -> None:
    asked = [question for line in lines("every kind", CASES) for question in json.loads(line)["questions"]]
    kinds = Counter(question["answer"]["answer"] for question in asked)
    parts = ("only", "with", "except", "minimum", "depends_on", "then", "also")
    present = Counter(part for question in asked for part in parts if question["answer"][part])
    reports = [change["at"] for question in asked for change in question["answer"]["then"]]
    assert set(kinds) == set(KINDS)
    assert set(present) == set(parts)
    assert any(question["dropped"] for question in asked)
    assert None in reports
