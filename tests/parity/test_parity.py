"""The phone gets the same results as the server from random sheets, questions and diaries.

`make torture` runs 50,000 cases.
"""

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
    assert {question["versions"]["answer"] for question in asked} == set(KINDS)
    assert any(question["versions"] != question["answer"] for question in asked)
    assert any(question["valid"] != question["states"] for question in asked)
    assert set(present) == set(parts)
    assert any(question["dropped"] for question in asked)
    assert None in reports


def test_the_random_diaries_raise_findings_of_most_kinds_and_have_departures() -> None:
    worlds = [json.loads(line) for line in lines("every kind", CASES)]
    diaries = [world["diary"] for world in worlds]
    findings = [finding for diary in diaries for finding in diary["findings"]]
    kinds = {reason[0] for finding in findings for reason in finding["reasons"]}
    assert kinds >= {"observation", "rebound", "past-call-after", "late-onset", "outside-band"}
    assert any(finding["gone_at"] for finding in findings)
    assert any(finding["answered_at"] for finding in findings)
    assert any(diary["departures"] for diary in diaries)
    assert any(len(world["timeline"]["windows"]) > 24 for world in worlds)
