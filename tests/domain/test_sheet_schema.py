"""The published JSON Schema and the parser agree on each field."""

import json
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from server.domain.sheet_schema import sheet_schema
from server.domain.sheets import SheetError, from_document, to_document
from tests.golden.cases import TIMES, sheet

jsonschema = import_module("jsonschema")  # the package has no type hints
PUBLISHED = Path(__file__).parents[2] / "server" / "sheets" / "sheet.schema.json"
CHECKER = jsonschema.Draft202012Validator(sheet_schema())


def test_the_published_schema_matches_the_code() -> None:
    assert json.loads(PUBLISHED.read_text(encoding="utf-8")) == sheet_schema()


def test_the_schema_is_valid_and_accepts_every_construct_of_the_language() -> None:
    jsonschema.Draft202012Validator.check_schema(sheet_schema())
    CHECKER.validate(to_document(sheet()))


@pytest.mark.parametrize("time", TIMES)
def test_the_schema_accepts_every_kind_of_time(time: str) -> None:
    CHECKER.validate(_with(until=time))


@pytest.mark.parametrize(
    "change",
    [
        {"verb": "avod"}, {"until": "24"}, {"until": "heal"}, {"until": "D3-5"}, {"until": ">=72-24"},
        {"until": ""}, {"every": "2x"}, {"topics": []}, {"topics": ["Make up"]}, {"area": "moon"},
        {"trend": "up"}, {"grade": "some"}, {"mark": "fine"}, {"exception": "yes"}, {"if": ["Now"]},
        {"says": ""}, {"cite": None}, {"foo": 1}, {"id": "A"},
    ],
)  # fmt: skip
def test_the_parser_refuses_what_the_schema_refuses(change: dict[str, Any]) -> None:
    document = _with(**change)
    assert not CHECKER.is_valid(document)
    with pytest.raises(SheetError):
        from_document(document, name="changed")


def _with(**change: Any) -> dict[str, Any]:
    document = to_document(sheet())
    document["rules"] = [document["rules"][0] | change]
    return document
