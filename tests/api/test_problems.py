"""Problems: one table, and words for each code in both languages."""

import ast
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from server.api.problems import STATUS, TITLES, problem, status_of
from server.domain.errors import AfterglowError, Gone, Invalid, NotFound

SERVER = Path(__file__).parents[2] / "server"
EDGES = ("api", "usecases", "domain", "adapters")


def codes() -> Iterator[str]:
    """Every `code="…"` that our own code raises or defines."""
    for folder in EDGES:
        for path in (SERVER / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text())):
                match node:
                    case ast.keyword(arg="code", value=ast.Constant(value=code)):
                        yield str(code)


CODES = sorted({*codes(), *(error.code for error in STATUS)})


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_code_has_words_for_the_person_it_happens_to(language: str) -> None:
    catalogue = json.loads((SERVER / "messages" / f"{language}.json").read_text())
    assert [code for code in CODES if f"problem.{code}" not in catalogue] == []


@pytest.mark.parametrize("code", CODES)
def test_codes_are_kebab_case(code: str) -> None:
    assert code == code.lower()
    assert code.replace("-", "").isalnum()


def test_every_status_has_a_title() -> None:
    assert set(STATUS.values()) <= set(TITLES)


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        (NotFound(), 404, "not-found"),
        (Gone("Over.", code="link-used"), 410, "link-used"),
        (Invalid("Not so.", at="time_zone"), 422, "invalid"),
    ],
)
def test_an_error_of_the_domain_has_its_status_and_code(
    error: AfterglowError, status: int, code: str
) -> None:
    assert (status_of(error), problem(error).code) == (status, code)
