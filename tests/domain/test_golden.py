"""The golden files hold both languages to the same answers; the TypeScript tests read the same files."""

import json

import pytest

from server.domain.timeline import from_document, to_document
from tests.golden.cases import FILES, HERE, text_of


@pytest.mark.parametrize("name", FILES)
def test_the_golden_file_is_what_this_side_computes(name: str) -> None:
    written = (HERE / name).read_text(encoding="utf-8")
    assert json.loads(text_of(FILES[name]())) == json.loads(written), (
        "after a change that is meant: tests.golden.write"
    )


def test_a_timeline_document_reads_back_as_it_was_written() -> None:
    for case in json.loads((HERE / "answers.json").read_text(encoding="utf-8"))["cases"]:
        assert to_document(from_document(case["timeline"])) == case["timeline"]
