"""Routing, with a small table of its own: from a request to a call, and from an answer to a response."""

from collections.abc import AsyncIterator
from typing import Annotated, Literal
from uuid import UUID, uuid4

import pytest
import pytest_asyncio
from httpx2 import ASGITransport, AsyncClient
from pydantic import Field
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.types import Message

from server.api.bodies import FILE_LIMIT, JSON_LIMIT
from server.api.call import Answer, Call
from server.api.metric_sources import Places
from server.api.metrics import Metrics
from server.api.openapi import openapi
from server.api.permissions import anyone, signed_in
from server.api.request_log import RequestLogMiddleware
from server.api.routing import RouteError, build_router, route
from server.domain.errors import Conflict, Invalid, NotFound
from server.ports import UploadedFile
from server.shapes.base import Instant, Note, Shape
from tests.api.conftest import without_id
from tests.fakes import fake_services

POISON = "poison-note-that-must-not-reach-a-log"


class Write(Shape):
    score: Annotated[int, Field(ge=0, le=2)]
    note: Note = ""
    noted_at: Instant | None = None
    about: UUID | None = None


class Page(Shape):
    after: int = 0


class Written(Shape):
    id: UUID
    note: str
    after: int


async def write(call: Call[Write, Page]) -> Written:
    """Write something down."""
    return Written(id=call.uuid("thing_id"), note=call.body.note, after=call.query.after)


async def upload(call: Call[UploadedFile, None]) -> Answer[Written]:
    """Take a file."""
    return Answer(
        content=Written(id=uuid4(), note=str(len(call.body)), after=0), headers=(("x-size", "small"),)
    )


async def picture(call: Call[None, None]) -> Answer[bytes]:
    """Show a picture."""
    return Answer(content=call.text("size").encode(), media_type="image/webp", etag="one")


async def refuse(call: Call[None, None]) -> Written:
    """Refuse what the path names."""
    raise {
        "conflict": Conflict("Taken.", code="id-taken"),
        "invalid": Invalid("Not so.", at="time_zone"),
    }.get(call.text("kind"), NotFound())


async def fail(call: Call[None, None]) -> Written:
    """Fail unexpectedly."""
    raise RuntimeError(POISON)


TABLE = (
    route("PUT /things/{thing_id}", write, may=anyone, status=201),
    route("POST /files", upload, may=anyone),
    route(
        "GET /pictures/{size}",
        picture,
        may=anyone,
        parameters={"size": Literal["small", "large"]},
        media_types=("image/webp",),
    ),
    route("GET /refusals/{kind}", refuse, may=anyone, parameters={"kind": str}),
    route("GET /failures", fail, may=anyone),
    route("POST /private", upload, may=signed_in),
)
THING = f"/things/{UUID(int=7)}"


def serving() -> Starlette:
    services = fake_services()
    request_log = Middleware(
        RequestLogMiddleware, metrics=Metrics(services, Places()), new_id=services.new_id
    )
    return Starlette(routes=[build_router(TABLE, services)], middleware=[request_log])


@pytest_asyncio.fixture
async def client() -> AsyncIterator[AsyncClient]:
    transport = ASGITransport(app=serving())
    async with AsyncClient(transport=transport, base_url="https://afterglow.example") as client:
        yield client


async def test_body_query_and_path_reach_the_handler_with_their_types(client: AsyncClient) -> None:
    answer = await client.put(
        f"{THING}?after=3", json={"score": 1, "note": "ok", "noted_at": "2026-11-20T08:00Z"}
    )
    assert answer.status_code == 201
    assert answer.json() == {"id": str(UUID(int=7)), "note": "ok", "after": 3}


@pytest.mark.parametrize(
    ("body", "at_field"),
    [
        ({"score": 7}, "score"),
        ({"score": "1"}, "score"),
        ({"score": True}, "score"),
        ({"score": 1, "surprise": 1}, "surprise"),
        ({"score": 1, "noted_at": "2026-11-20T08:00"}, "noted_at"),
        ({"score": 1, "noted_at": 5}, "noted_at"),
        ({"score": 1, "note": "x" * 100_000}, "note"),
        ({"score": 1, "about": "nobody"}, "about"),
        ({}, "score"),
        ([], "body"),
    ],
)
async def test_a_body_of_the_wrong_shape_is_refused_with_the_location_of_each_error(
    client: AsyncClient, body: object, at_field: str
) -> None:
    answer = await client.put(THING, json=body)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")
    assert answer.json()["errors"][0]["at"] == at_field


async def test_the_problem_does_not_repeat_what_was_sent(client: AsyncClient) -> None:
    answer = await client.put(THING, json={"score": POISON, "note": POISON})
    assert POISON not in answer.text


async def test_a_query_of_the_wrong_shape_is_refused_with_the_location_of_each_error(
    client: AsyncClient,
) -> None:
    answer = await client.put(f"{THING}?after=x", json={"score": 1})
    assert (answer.status_code, answer.json()["errors"][0]["at"]) == (422, "after")


async def test_a_body_that_is_not_json_is_malformed(client: AsyncClient) -> None:
    headers = {"content-type": "application/json"}
    answer = await client.put(THING, content=b'{"score": 1, "score": 2}', headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (400, "malformed")


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", ""])
async def test_a_body_without_the_json_media_type_is_refused(client: AsyncClient, kind: str) -> None:
    answer = await client.put(THING, content=b'{"score": 1}', headers={"content-type": kind})
    assert (answer.status_code, answer.json()["code"]) == (415, "media-type")


async def test_json_over_256_kilobytes_is_too_large(client: AsyncClient) -> None:
    answer = await client.put(THING, json={"score": 1, "note": "x" * JSON_LIMIT})
    assert (answer.status_code, answer.json()["code"]) == (413, "too-large")


async def test_a_file_over_16_megabytes_is_too_large_even_without_a_content_length(
    client: AsyncClient,
) -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(FILE_LIMIT // 1_000_000 + 2):
            yield bytes(1_000_000)

    answer = await client.post("/files", content=endless())
    assert (answer.status_code, answer.json()["code"]) == (413, "too-large")
    assert (await client.post("/files", content=bytes(FILE_LIMIT))).json()["note"] == str(FILE_LIMIT)


async def test_a_malformed_id_looks_like_an_unknown_one(client: AsyncClient) -> None:
    impossible = await client.put("/things/nothing", json={"score": 1})
    missing = await client.get("/refusals/missing")
    assert (impossible.status_code, without_id(impossible)) == (404, without_id(missing))


async def test_domain_errors_become_problems_with_their_code(client: AsyncClient) -> None:
    conflict = await client.get("/refusals/conflict")
    assert conflict.headers["content-type"] == "application/problem+json"
    assert conflict.json() == {
        "type": "about:blank",
        "title": "Conflict with what is already stored",
        "status": 409,
        "detail": "Taken.",
        "code": "id-taken",
        "request_id": conflict.headers["x-request-id"],
    }
    invalid = await client.get("/refusals/invalid")
    assert invalid.json()["errors"] == [{"at": "time_zone", "problem": "Not so."}]


async def test_an_unexpected_error_is_a_500_without_details_and_logs_no_values(
    client: AsyncClient, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = await client.get("/failures")
    assert (answer.status_code, answer.json()["code"]) == (500, "unexpected")
    logged = capsys.readouterr().err
    assert "RuntimeError" in logged
    assert answer.headers["x-request-id"] in logged
    assert POISON not in logged + answer.text


async def test_a_client_that_disconnects_gets_no_answer_and_is_not_logged_as_a_failure(
    capsys: pytest.CaptureFixture[str],
) -> None:
    async def disconnected() -> Message:
        return {"type": "http.disconnect"}

    async def answered(message: Message) -> None:
        raise AssertionError(message)

    scope = {"type": "http", "method": "POST", "path": "/files", "headers": [], "query_string": b""}
    await serving()(scope, disconnected, answered)
    logged = capsys.readouterr().err
    assert '"hung up"' in logged
    assert "failed" not in logged


async def test_a_picture_with_a_matching_etag_is_not_sent_again(client: AsyncClient) -> None:
    answer = await client.get("/pictures/small")
    assert (answer.content, answer.headers["content-type"]) == (b"small", "image/webp")
    again = await client.get("/pictures/small", headers={"if-none-match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert (await client.get("/pictures/huge")).status_code == 404


async def test_a_caller_without_permission_learns_nothing_about_the_body(client: AsyncClient) -> None:
    answer = await client.post("/private", content=bytes(FILE_LIMIT + 1))
    assert (answer.status_code, answer.json()["code"]) == (401, "not-signed-in")


async def test_an_unknown_method_gets_the_list_of_allowed_methods(client: AsyncClient) -> None:
    answer = await client.delete(THING)
    assert (answer.status_code, answer.headers["allow"], answer.json()["code"]) == (405, "PUT", "method")
    assert (await client.head("/pictures/small")).status_code == 200


class TestIncompleteTable:
    def test_a_route_without_a_rule_is_refused(self) -> None:
        with pytest.raises(RouteError, match="no rule"):
            route("GET /failures", fail, may=None)  # type: ignore[arg-type]  # what the test is about

    def test_a_route_that_appears_twice_is_refused(self) -> None:
        with pytest.raises(RouteError, match="twice"):
            build_router((TABLE[0], TABLE[0]), fake_services())

    def test_a_handler_without_types_is_refused(self) -> None:
        async def untyped(call):  # type: ignore[no-untyped-def]  # what the test is about
            """Take anything."""

        with pytest.raises(RouteError, match="Call"):
            route("GET /untyped", untyped, may=anyone)

    def test_a_handler_without_a_docstring_is_refused(self) -> None:
        async def silent(call: Call[None, None]) -> Written:
            raise NotFound

        with pytest.raises(RouteError, match="docstring"):
            route("GET /silent", silent, may=anyone)

    @pytest.mark.parametrize("path", ["/refusals/{kind}", "/refusals"])
    def test_path_parameters_of_unknown_type_are_refused(self, path: str) -> None:
        named = {} if "{" in path else {"kind": str}
        with pytest.raises(RouteError, match="kind"):
            route(f"GET {path}", refuse, may=anyone, parameters=named)


class TestOpenApiDocument:
    document = openapi(TABLE, cookie="__Host-afterglow", share_cookie="__Host-afterglow-shared", version="1")

    def test_path_parameters_are_uuids(self) -> None:
        parameters = self.document["paths"]["/things/{thing_id}"]["put"]["parameters"]
        assert parameters[0] == {
            "name": "thing_id",
            "in": "path",
            "required": True,
            "schema": {"type": "string", "format": "uuid"},
        }

    def test_problems_are_described(self) -> None:
        responses = self.document["paths"]["/things/{thing_id}"]["put"]["responses"]
        assert {"201", "400", "404", "413", "415", "422"} <= set(responses)

    def test_who_may_call_is_described(self) -> None:
        assert self.document["paths"]["/private"]["post"]["security"] == [{"session": []}]
        assert self.document["paths"]["/files"]["post"]["security"] == []
