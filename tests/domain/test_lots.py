"""The lot number in a line that names a product."""

import json
from pathlib import Path

import pytest

from server.domain.lots import split_lot

CASES = json.loads((Path(__file__).parents[1] / "golden" / "lots.json").read_text())["cases"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["line"])
def test_a_line_is_split_into_its_product_and_its_lot(case: dict[str, str]) -> None:
    assert split_lot(case["line"]) == (case["product"], case["lot"])
