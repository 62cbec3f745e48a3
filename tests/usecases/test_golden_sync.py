"""The server still answers the golden cases of the sync as it did; the phone's model of it is held to them, too."""

import json

import pytest

from server.ports import Services
from tests import golden_sync

CASES = json.loads(golden_sync.FILE.read_text(encoding="utf-8"))["cases"]


@pytest.mark.parametrize("golden", CASES, ids=lambda each: each["name"])
async def test_every_call_gets_the_same_answer(
    db: str, services: Services, golden: golden_sync.Document
) -> None:
    answered = json.loads(golden_sync.text_of([await golden_sync.case(services, golden["name"])]))
    assert answered["cases"] == [golden]
