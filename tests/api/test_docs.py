"""The description of the API, for programs and for people."""

import json
from pathlib import Path

from httpx2 import AsyncClient
from openapi_spec_validator import validate

from server.app import describe


async def test_the_document_is_valid_openapi_3_1(browser: AsyncClient) -> None:
    document = (await browser.get("/openapi.json")).json()
    assert document["openapi"].startswith("3.1")
    validate(document)


def test_the_phones_client_was_generated_from_the_current_document() -> None:
    """If this fails after a change to the API, run `make client`."""
    committed = json.loads((Path(__file__).parents[2] / "pwa" / "openapi.json").read_text())
    assert committed == json.loads(json.dumps(describe("http://localhost:8000")))


async def test_the_docs_page_lists_every_call_and_needs_no_script(browser: AsyncClient) -> None:
    document = (await browser.get("/openapi.json")).json()
    page = (await browser.get("/docs")).text
    assert "<script" not in page
    for path, methods in document["paths"].items():
        for method in methods:
            assert f'<span class="method">{method.upper()}</span> {path}</code>' in page
    assert (await browser.get("/docs/style.css")).headers["content-type"].startswith("text/css")
