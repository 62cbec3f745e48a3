"""Stored documents have the shapes that the OpenAPI document describes."""

import json
from datetime import timedelta
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from server.domain.sheets import Sheet, to_document
from server.domain.timeline import TreatmentFacts, compile
from server.domain.timeline import to_document as timeline_document
from server.shapes.sheets import SheetDocument, SheetDraft
from server.shapes.timeline import TimelineDocument
from server.sheets import load_sheets
from tests.fakes import NOW

SHEETS = tuple(load_sheets().values())
SHEET: TypeAdapter[Any] = TypeAdapter(SheetDocument)
DRAFT: TypeAdapter[Any] = TypeAdapter(SheetDraft)
TIMELINE: TypeAdapter[Any] = TypeAdapter(TimelineDocument)


def timeline(sheet: Sheet) -> dict[str, Any]:
    facts = TreatmentFacts(NOW, "Europe/Berlin", next_treatment_at=NOW + timedelta(days=30))
    document = timeline_document(compile(sheet, facts))
    return dict(json.loads(json.dumps(document)))


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.id)
class TestBuiltInSheets:
    def test_the_document_is_a_sheet_and_a_draft(self, sheet: Sheet) -> None:
        document = to_document(sheet)
        assert SHEET.validate_json(json.dumps(document), strict=True) == document
        assert DRAFT.validate_json(json.dumps(document), strict=True) == document

    def test_the_timeline_is_returned_as_it_was_stored(self, sheet: Sheet) -> None:
        document = timeline(sheet)
        read = TIMELINE.validate_json(json.dumps(document), strict=True)
        assert json.loads(TIMELINE.dump_json(read)) == document


@pytest.mark.parametrize(
    "change",
    [
        {"time_zone": None},
        {"day_one": 2},
        {"protocol": {}},
        {"treated_at": "2026-11-20 12:00"},
        {"windows": [{}]},
        {
            "milestones": [
                {"at": "2026-11-20T12:00:00Z", "kind": "settled", "rule_id": "", "topics": [], "gates": []}
            ]
        },
    ],
)
def test_a_timeline_of_another_shape_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        TIMELINE.validate_python(timeline(SHEETS[0]) | change)


def test_an_authors_sheet_may_be_incomplete_or_invalid() -> None:
    draft = {"title": "Ours", "rules": [{"verb": "avoidd", "topics": "gym", "until": "soon"}]}
    assert DRAFT.validate_python(draft) == draft
    with pytest.raises(ValidationError):
        SHEET.validate_python(draft)
