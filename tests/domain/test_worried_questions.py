"""Questions that worried people type, judged by what their writers would accept from the sheet."""

import pytest

from tests.corpus.reading import rows
from tests.corpus.worried import FILES, READINGS, readings, verdicts

ACCEPTABLE = 0.97
"""The minimum share of acceptable answers."""


@pytest.mark.parametrize("name", FILES)
def test_worried_people_get_acceptable_answers_and_no_dangerous_one(name: str) -> None:
    given = verdicts(name)
    dangerous = [str(each) for each in given if each.judged == "dangerous"]
    assert not dangerous, "\n".join(dangerous)
    wrong = [str(each) for each in given if each.judged == "wrong"]
    assert len(wrong) <= (1 - ACCEPTABLE) * len(given), "\n".join(wrong)


def test_the_readings_for_the_phone_are_up_to_date() -> None:
    assert rows(READINGS.name) == list(readings())
