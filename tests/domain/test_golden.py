"""The golden files hold Python and TypeScript to the same answers; both test suites read them."""

import json

import pytest

from server.domain.timeline import from_document, to_document
from tests.golden.cases import FILES, HERE, text_of


@pytest.mark.parametrize("name", FILES)
def test_the_golden_file_matches_the_server(name: str) -> None:
    written = (HERE / name).read_text(encoding="utf-8")
    assert json.loads(text_of(FILES[name]())) == json.loads(written), (
        "after an intended change: tests.golden.write"
    )


def test_a_timeline_survives_a_round_trip_through_its_document() -> None:
    for case in json.loads((HERE / "answers.json").read_text(encoding="utf-8"))["cases"]:
        assert to_document(from_document(case["timeline"])) == case["timeline"]
