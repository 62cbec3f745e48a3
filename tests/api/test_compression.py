"""JSON answers are compressed by the app itself, and never one that could hold a secret."""

import gzip
from typing import Any

import pytest
from httpx2 import AsyncClient
from starlette.datastructures import Headers

from server.api.compression import LEAST, accepts_gzip, is_compressible
from server.api.routes import TABLE
from server.app import describe

NAMES = "/api/topics/names/en"
SECRETS = {"url", "qr_svg", "code", "token", "secret"}
"""Names of fields that hold a one-time link or the code of a share link."""


@pytest.mark.parametrize(
    ("accepted", "packed"),
    [
        ("gzip", True),
        ("br, GZIP;q=0.5", True),
        ("gzip;q=0", False),
        ("gzip; q=0.0", False),
        ("br", False),
        ("", False),
    ],
)
def test_a_client_says_whether_it_reads_gzip(accepted: str, packed: bool) -> None:
    assert accepts_gzip(Headers({"accept-encoding": accepted})) is packed


@pytest.mark.parametrize(
    ("method", "media_type", "size", "packed"),
    [
        ("GET", "application/json", LEAST + 1, True),
        ("HEAD", "application/json", LEAST + 1, True),
        ("GET", "application/json", LEAST, False),
        ("POST", "application/json", LEAST + 1, False),
        ("GET", "image/jpeg", LEAST + 1, False),
    ],
)
def test_only_large_json_that_is_read_is_compressed(
    method: str, media_type: str, size: int, packed: bool
) -> None:
    assert is_compressible(method, media_type, b" " * size) is packed


async def test_an_answer_is_the_same_with_and_without_compression(browser: AsyncClient) -> None:
    async with browser.stream("GET", NAMES, headers={"accept-encoding": "gzip"}) as response:
        packed = b"".join([part async for part in response.aiter_raw()])
        assert response.headers["content-encoding"] == "gzip"
        assert response.headers["content-length"] == str(len(packed))
    plain = await browser.get(NAMES, headers={"accept-encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert {response.headers["vary"], plain.headers["vary"]} == {"accept-encoding"}
    assert gzip.decompress(packed) == plain.content
    assert len(packed) * 2 < len(plain.content)


async def test_a_language_without_names_is_not_there(browser: AsyncClient) -> None:
    assert (await browser.get("/api/topics/names/fr")).status_code == 404


def test_no_answer_to_get_holds_a_secret() -> None:
    document = describe("http://localhost")
    for entry in TABLE:
        if entry.method == "GET":
            operation = document["paths"][entry.path]["get"]
            answer = operation["responses"].get("200", {}).get("content", {})
            assert _fields(answer, document, set()).isdisjoint(SECRETS), entry.path


def _fields(node: Any, document: dict[str, Any], visited: set[str]) -> set[str]:
    """Return the names of all fields of a schema, with those of the schemas it refers to."""
    if isinstance(node, list):
        return set().union(*(_fields(each, document, visited) for each in node))
    if not isinstance(node, dict):
        return set()
    names = set(node["properties"]) if isinstance(node.get("properties"), dict) else set()
    reference = node.get("$ref")
    if isinstance(reference, str) and reference not in visited:
        visited.add(reference)
        names |= _fields(document["components"]["schemas"][reference.rpartition("/")[2]], document, visited)
    return names.union(*(_fields(each, document, visited) for each in node.values()))
