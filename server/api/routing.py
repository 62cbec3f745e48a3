"""The typed route layer: from one table entry to a permitted, validated call and a documented answer.

A handler declares with its types what it takes and returns:

    async def write_entry(call: Call[EntryWrite, None]) -> EntryView:
        \"\"\"Create or edit an entry.\"\"\"

and the URL table (routes.py) gives its path and who may call it:

    route("PUT /api/entries/{entry_id}", write_entry, may=patient)

Body, query, answer, summary and the OpenAPI document are derived from both. A route without a permission
rule, with a path parameter of unknown type or with an incompletely typed handler prevents the server from starting
and raises a `RouteError`.
"""

import inspect
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_args, get_origin, get_type_hints
from uuid import UUID

from pydantic import TypeAdapter, ValidationError
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import compile_path
from starlette.types import Receive, Scope, Send

from server.api.auth_sessions import guest_of, reader_of, refusal_of
from server.api.bodies import FILE_LIMIT, BodyLimits, read_bytes, read_json, read_query
from server.api.call import Answer, Call
from server.api.compression import accepts_gzip, compress, is_compressible
from server.api.path_router import PathRouter
from server.api.permissions import Rule
from server.api.problems import http_problem_response, problem_response
from server.api.route_template import note_template
from server.domain.errors import AfterglowError, NotFound
from server.ports import Services
from server.shapes.base import Shape
from server.usecases.audit import request_from

Handler = Callable[[Call[Any, Any]], Awaitable[Any]]


class RouteError(Exception):
    """The URL table is incomplete or contradictory: the server does not start."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One line of the URL table. Body and query are None if the route takes none; a body of `bytes` is a file."""

    method: str
    path: str
    handler: Handler
    may: Rule
    status: int
    body: Any
    query: Any
    answer: Any
    media_types: tuple[str, ...]  # of an answer that consists of bytes
    parameters: Mapping[str, TypeAdapter[Any]]
    summary: str


def route(  # everything that a line of the table may declare
    line: str,
    handler: Handler,
    *,
    may: Rule,
    status: int = 200,
    parameters: Mapping[str, Any] | None = None,
    media_types: tuple[str, ...] = ("application/json",),
) -> Endpoint:
    """Return one line of the table: `route("PUT /api/entries/{entry_id}", write_entry, may=patient)`.

    `parameters` gives the types of path parameters that are not ids (`{size}`); names ending in `_id` are UUIDs.
    Raises `RouteError`.
    """
    method, _, path = line.partition(" ")
    if not isinstance(may, Rule):
        raise RouteError(f"{line} has no rule for who may call it")
    body, query, answer = _signature(handler)
    return Endpoint(
        method=method,
        path=path,
        handler=handler,
        may=may,
        status=status,
        body=body,
        query=query,
        answer=answer,
        media_types=media_types,
        parameters=_parameters(path, parameters or {}),
        summary=_summary(handler),
    )


def build_router(table: Sequence[Endpoint], services: Services) -> PathRouter:
    """Return the table as one Starlette route. Raises `RouteError` if a method and path appear twice."""
    resources: dict[str, dict[str, _Served]] = {}
    for entry in table:
        methods = resources.setdefault(entry.path, {})
        if entry.method in methods:
            raise RouteError(f"{entry.method} {entry.path} is in the table twice")
        methods[entry.method] = _Served(entry, services)
    return PathRouter({path: _Resource(path, methods) for path, methods in resources.items()})


class _Resource:
    """All methods of one path."""

    def __init__(self, path: str, methods: Mapping[str, "_Served"]) -> None:
        self.path = path
        self.methods = dict(methods)
        if "GET" in methods:
            self.methods["HEAD"] = methods["GET"]
        self.allow = {"allow": ", ".join(sorted(self.methods))}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        note_template(scope, self.path)
        served = self.methods.get(scope["method"]) or http_problem_response(405, self.allow)
        await served(scope, receive, send)


class _Served:
    """An endpoint as an ASGI application."""

    def __init__(self, entry: Endpoint, services: Services) -> None:
        self.entry = entry
        self.services = services
        self.body = None if entry.body in (None, bytes) else TypeAdapter(entry.body)
        self.limits = BodyLimits.of(entry.body)
        self.query = None if entry.query is None else TypeAdapter(entry.query)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        try:
            response = await self._answer(request)
        except AfterglowError as error:
            response = problem_response(error)
        await response(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        """Check permission first: a caller without it learns nothing about path, query or body."""
        guest = await guest_of(request, self.services)
        reader = await reader_of(request, self.services) if self.entry.may.by_link else None
        if guest is None and reader is None and not self.entry.may.open_to_all:
            raise await refusal_of(request, self.services)
        self.entry.may.check(guest, reader)
        client = request.client.host if request.client else ""
        request_from.set(client)  # uvicorn gives every request a context of its own
        call = Call(
            services=self.services,
            path=self._path(request),
            query=read_query(request, self.query) if self.query else None,
            body=await self._body(request),
            headers=request.headers,
            guest=guest,
            link_reader=reader,
            client=client,
        )
        return _response(await self.entry.handler(call), self.entry.status, request)

    def _path(self, request: Request) -> dict[str, UUID | str]:
        """Convert the path parameters. Raises `NotFound` for a malformed id, as for an unknown one."""
        values = request.path_params
        try:
            return {name: kind.validate_strings(values[name]) for name, kind in self.entry.parameters.items()}
        except ValidationError as error:
            raise NotFound from error

    async def _body(self, request: Request) -> Any:
        if self.body is not None:
            return await read_json(request, self.body, limits=self.limits)
        return await read_bytes(request, limit=FILE_LIMIT) if self.entry.body is bytes else None


def _response(returned: Any, status: int, request: Request) -> Response:
    answer = returned if isinstance(returned, Answer) else Answer(content=returned)
    headers = {}
    if answer.etag is not None:
        headers["etag"] = f'"{answer.etag}"'
        if headers["etag"] in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
    response = _with_content(answer, answer.status or status, headers, request)
    for name, value in answer.headers:
        response.headers.append(name, value)
    return response


def _with_content(answer: Answer[Any], status: int, headers: dict[str, str], request: Request) -> Response:
    if isinstance(answer.content, AsyncIterator):
        return StreamingResponse(answer.content, status, headers, media_type=answer.media_type)
    content = _encoded(answer.content)
    if is_compressible(request.method, answer.media_type, content):
        headers["vary"] = "accept-encoding"
        if accepts_gzip(request.headers):
            headers["content-encoding"] = "gzip"
            content = answer.gzipped or compress(content)
    return Response(content, status, headers, media_type=answer.media_type)


def _encoded(content: Any) -> bytes:
    if isinstance(content, bytes):
        return content
    return content.model_dump_json(by_alias=True).encode() if isinstance(content, Shape) else _refuse(content)


def _refuse(content: object) -> bytes:
    raise RouteError(f"a handler returned a {type(content).__name__}")


def _signature(handler: Handler) -> tuple[Any, Any, Any]:
    """Return the types of body, query and answer from the handler's annotations. Raises `RouteError`."""
    hints = get_type_hints(handler)
    returned = hints.pop("return", None)
    calls = [get_args(hint) for hint in hints.values() if get_origin(hint) is Call]
    if len(calls) != 1 or returned is None:
        raise RouteError(f"{handler.__name__} must be written `(call: Call[Body, Query]) -> Shape`")
    body, query = (None if kind is type(None) else kind for kind in calls[0])
    return body, query, get_args(returned)[0] if get_origin(returned) is Answer else returned


def _parameters(path: str, named: Mapping[str, Any]) -> dict[str, TypeAdapter[Any]]:
    kinds = {name: named.get(name, UUID if name.endswith("_id") else None) for name in compile_path(path)[2]}
    unknown = [name for name, kind in kinds.items() if kind is None]
    unknown += [name for name in named if name not in kinds]
    if unknown:
        raise RouteError(f"{path}: declare the type of {', '.join(unknown)}")
    return {name: TypeAdapter(kind) for name, kind in kinds.items()}


def _summary(handler: Handler) -> str:
    lines = (inspect.getdoc(handler) or "").splitlines()
    if not lines:
        raise RouteError(f"{handler.__name__} has no docstring for its summary")
    return lines[0].rstrip(".")
