"""The OpenAPI 3.1 document, generated from the table of routes."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pydantic.json_schema import models_json_schema

from server.api.permissions import anyone
from server.api.problems import TITLES, Problem
from server.api.routing import Endpoint
from server.ports import UploadedFile

REFERENCE = "#/components/schemas/{model}"
COOKIE = "session"
SHARE_COOKIE = "share"
LICENSE = {"name": "Apache-2.0", "identifier": "Apache-2.0"}
FILES = ("image/jpeg", "image/png", "image/webp", "image/heic", "image/avif", "application/octet-stream")
BINARY: Mapping[str, Any] = {"type": "string", "format": "binary"}
OBJECT: Mapping[str, Any] = {"type": "object"}
"""A JSON document of another standard, which says more of its shape than can be said here."""


def openapi(table: Sequence[Endpoint], *, cookie: str, share_cookie: str, version: str) -> dict[str, Any]:
    """Generate the document. `cookie` is the name of the session cookie, `share_cookie` that of a share link's."""
    paths: dict[str, dict[str, Any]] = {}
    for entry in table:
        paths.setdefault(entry.path, {})[entry.method.lower()] = _operation(entry)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Afterglow", "version": version, "license": LICENSE},
        "paths": paths,
        "components": {
            "schemas": _schemas(table),
            "responses": {str(status): _problem(title) for status, title in TITLES.items()},
            "securitySchemes": {
                COOKIE: {"type": "apiKey", "in": "cookie", "name": cookie},
                SHARE_COOKIE: {"type": "apiKey", "in": "cookie", "name": share_cookie},
            },
        },
    }


def _operation(entry: Endpoint) -> dict[str, Any]:
    operation: dict[str, Any] = {
        "operationId": entry.handler.__name__,
        "summary": entry.summary,
        "tags": [entry.handler.__module__.rpartition(".")[2]],
        "security": [] if entry.may is anyone else [{SHARE_COOKIE if entry.may.by_link else COOKIE: []}],
        "parameters": [*_path_parameters(entry), *_query_parameters(entry)],
        "responses": {str(entry.status): _answer(entry)} | _problems(entry),
        "x-may": entry.may.name,
    }
    return operation | _request_body(entry)


def _request_body(entry: Endpoint) -> dict[str, Any]:
    if entry.body is None:
        return {}
    if entry.body is UploadedFile:
        return {"requestBody": {"required": True, "content": {kind: {"schema": BINARY} for kind in FILES}}}
    return {
        "requestBody": {"required": True, "content": {"application/json": {"schema": _reference(entry.body)}}}
    }


def _answer(entry: Endpoint) -> dict[str, Any]:
    content = {kind: {"schema": _content(entry.answer, kind)} for kind in entry.media_types}
    return {"description": entry.summary, "content": content}


def _content(answer: Any, kind: str) -> Mapping[str, Any]:
    if answer is not bytes:
        return _reference(answer)
    return OBJECT if kind.endswith("json") else BINARY


def _problems(entry: Endpoint) -> dict[str, Any]:
    statuses = {404, 500} if entry.may is anyone else {401, 404, 429, 500}
    if entry.method != "GET":
        statuses |= {403, 409, 410, 429}
    if entry.query is not None:
        statuses.add(422)
    if entry.body is not None:
        statuses |= {400, 413, 415, 422}
    return {str(status): {"$ref": f"#/components/responses/{status}"} for status in sorted(statuses)}


def _path_parameters(entry: Endpoint) -> Iterable[dict[str, Any]]:
    for name, kind in entry.parameters.items():
        yield {"name": name, "in": "path", "required": True, "schema": kind.json_schema()}


def _query_parameters(entry: Endpoint) -> Iterable[dict[str, Any]]:
    if entry.query is None:
        return
    described = entry.query.model_json_schema(ref_template=REFERENCE)
    for name, schema in described["properties"].items():
        required = name in described.get("required", ())
        yield {"name": name, "in": "query", "required": required, "schema": _without_null(schema)}


def _without_null(schema: dict[str, Any]) -> dict[str, Any]:
    """Drop null from the types of a query parameter: a client leaves it out instead."""
    kinds = [kind for kind in schema.get("anyOf", ()) if kind.get("type") != "null"]
    return kinds[0] if len(kinds) == 1 else schema


def _schemas(table: Sequence[Endpoint]) -> dict[str, Any]:
    """Return every shape once: each has the same schema in requests and in responses."""
    shapes = {shape for entry in table for shape in (entry.body, entry.query, entry.answer)} - {
        None,
        bytes,
        UploadedFile,
    } | {Problem}
    ordered = sorted(shapes, key=lambda shape: shape.__name__)
    _, document = models_json_schema([(shape, "validation") for shape in ordered], ref_template=REFERENCE)
    return dict(document["$defs"])


def _reference(shape: Any) -> dict[str, str]:
    return {"$ref": REFERENCE.format(model=shape.__name__)}


def _problem(title: str) -> dict[str, Any]:
    content = {"application/problem+json": {"schema": _reference(Problem)}}
    return {"description": title, "content": content}
