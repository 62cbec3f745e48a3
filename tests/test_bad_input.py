"""Every case of bad input in BAD_INPUT.md names a test that exists."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TABLE = Path(__file__).with_name("BAD_INPUT.md").read_text(encoding="utf-8")
CASES = re.findall(r"^\| (.+?) \| `(.+?)` \| (.+?) \|$", TABLE, re.MULTILINE)


def test_every_row_can_be_read() -> None:
    assert len(CASES) == TABLE.count("\n| ") - 1  # without the heading


@pytest.mark.parametrize(("case", "file", "test"), CASES)
def test_each_case_names_a_test_that_exists(case: str, file: str, test: str) -> None:
    name = re.escape(test)
    pattern = rf"def {name}\(" if file.endswith(".py") else rf'[("]{name}"'
    assert re.search(pattern, (ROOT / file).read_text(encoding="utf-8")), case
