"""`make test` names its slowest parts, and fails if a part fails."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

PARTS = Path(__file__).parent / "parts.py"
FAKE_MAKE = "#!/bin/sh\n[ $1 != broken ]\n"


@pytest.fixture
def make(tmp_path: Path) -> str:
    """Return a make whose target `broken` fails."""
    path = tmp_path / "make"
    path.write_text(FAKE_MAKE)
    path.chmod(0o700)
    return str(path)


def run(make: str, *parts: str, flags: str = "") -> tuple[int, str]:
    environment = {**os.environ, "MAKEFLAGS": flags}
    finished = subprocess.run(  # noqa: S603
        [sys.executable, PARTS, make, *parts], env=environment, capture_output=True, text=True, check=False
    )
    return finished.returncode, finished.stdout


def test_the_ten_slowest_parts_are_printed(make: str) -> None:
    code, output = run(make, *(f"part-{number}" for number in range(12)))
    assert code == 0
    table = output.partition("The slowest 10 of 12 parts")[2]
    assert table.count("part-") == 10
    assert "all parts" in table
    assert "FAILED" not in output


def test_a_failure_ends_the_run_and_names_the_parts_not_run(make: str) -> None:
    code, output = run(make, "first", "broken", "last")
    assert code == 1
    assert "FAILED: broken" in output
    assert "Not run after the failure: last." in output


def test_with_k_all_parts_run(make: str) -> None:
    code, output = run(make, "broken", "last", flags="ks --no-print-directory")
    assert code == 1
    assert "── last ──" in output
    assert "Not run" not in output


def test_a_long_option_that_contains_a_k_is_not_k(make: str) -> None:
    assert "Not run" in run(make, "broken", "last", flags=" --check-symlink-times -- WORK=1")[1]
