"""Problems: a closed set of codes, each with a text in every catalogue, and one table of statuses."""

import json
from pathlib import Path
from typing import Any

import pytest
from httpx2 import AsyncClient

from server.api.problems import STATUS, TITLES, Problem, http_problem_response, problem, status_of
from server.app import describe
from server.domain.errors import (
    PHONE_PROBLEM_CODES,
    PROBLEM_CODES,
    AfterglowError,
    Gone,
    Invalid,
    NotFound,
)

CATALOGUES = sorted((Path(__file__).parents[2] / "server" / "messages").glob("*.json"))
CODES = (*PROBLEM_CODES, *PHONE_PROBLEM_CODES)


def texts(catalogue: Path) -> dict[str, Any]:
    return {
        key.removeprefix("problem."): text
        for key, text in json.loads(catalogue.read_text()).items()
        if key.startswith("problem.")
    }


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda path: path.stem)
class TestTexts:
    def test_every_code_has_a_text(self, catalogue: Path) -> None:
        assert [code for code in CODES if not texts(catalogue).get(code)] == []

    def test_every_text_belongs_to_a_code(self, catalogue: Path) -> None:
        assert sorted(set(texts(catalogue)) - set(CODES)) == []


class TestCodes:
    def test_no_code_is_both_the_servers_and_the_phones(self) -> None:
        assert len(set(CODES)) == len(CODES)

    @pytest.mark.parametrize("code", CODES)
    def test_a_code_is_kebab_case(self, code: str) -> None:
        assert code == code.lower()
        assert code.replace("-", "").isalnum()

    @pytest.mark.parametrize("error", STATUS)
    def test_the_default_code_of_every_error_is_a_problem_code(self, error: type[AfterglowError]) -> None:
        assert error.code in PROBLEM_CODES

    def test_the_codes_are_an_enum_in_the_openapi_document(self) -> None:
        schema = describe("http://localhost:8000")["components"]["schemas"]["Problem"]
        assert schema["properties"]["code"]["enum"] == list(PROBLEM_CODES)


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
def test_a_domain_error_has_its_status_and_code(error: AfterglowError, status: int, code: str) -> None:
    assert (status_of(error), problem(error).code) == (status, code)


@pytest.mark.parametrize(("status", "code"), [(404, "not-found"), (405, "method"), (418, "http")])
def test_the_routers_own_answers_are_problems_too(status: int, code: str) -> None:
    answer = Problem.model_validate_json(bytes(http_problem_response(status).body))
    assert (answer.status, answer.code) == (status, code)


async def test_a_person_can_quote_a_request_that_the_log_has_with_the_code_of_the_problem(
    browser: AsyncClient, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = await browser.get("/api/me")
    request_id = answer.json()["request_id"]
    assert request_id == answer.headers["x-request-id"]
    [line] = [json.loads(line) for line in capsys.readouterr().err.splitlines() if request_id in line]
    assert (line["event"], line["status"], line["code"]) == ("request", 401, "not-signed-in")


async def test_the_log_has_no_code_for_what_is_no_problem(
    browser: AsyncClient, capsys: pytest.CaptureFixture[str]
) -> None:
    await browser.get("/healthz")
    [line] = capsys.readouterr().err.splitlines()
    assert "code" not in json.loads(line)
