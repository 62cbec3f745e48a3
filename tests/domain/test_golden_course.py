"""The golden file of the phone's course and assessment matches what the server computes."""

import json

from server.domain.diary import logged
from server.domain.timeline import from_document
from tests.golden_course import CASES, FILE, golden


def test_the_golden_file_matches_the_server() -> None:
    assert json.loads(FILE.read_text(encoding="utf-8")) == json.loads(json.dumps(golden()))


def test_the_golden_documents_survive_a_round_trip() -> None:
    for case, (sheet, diary) in zip(golden()["cases"], CASES.values(), strict=True):
        assert from_document(case["timeline"]) == sheet
        assert len(case["entries"]) == len(diary)
        for written, entry in zip(case["entries"], diary, strict=True):
            read = logged(entry.entry_id, entry.occurred_at, written["document"])
            assert (read.scores, read.signs, read.states) == (entry.scores, entry.signs, entry.states)
