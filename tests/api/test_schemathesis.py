"""Requests generated from the OpenAPI document get the responses that it describes, and never a 500."""

import json
import shutil
import socket
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]  # ships no types
from schemathesis.checks import not_a_server_error
from schemathesis.config import SchemathesisConfig
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    status_code_conformance,
)
from starlette.applications import Starlette

from server.app import create_app, describe
from server.settings import Settings
from tests.api.serving import served
from tests.fakes import fake_services
from tests.people import World, make_world

EXAMPLES = 10
PLACE = {"time_zone": "Europe/Berlin", "sheet_key": "calm-days", "occurred_at": "2026-11-20T10:00:00Z"}
DOCUMENT = json.loads(json.dumps(describe("http://localhost")))  # as a client reads it
CONFIG = SchemathesisConfig.from_dict({"phases": {"coverage": {"enabled": False}}})
SCHEMA = schemathesis.openapi.from_dict(DOCUMENT, config=CONFIG)
CALLS = count()
SIGNS_OUT = {("POST", "/api/sign-out"), ("DELETE", "/api/my/auth-sessions"), ("DELETE", "/api/me")}


def has_its_shape(_: object, response: schemathesis.Response, case: schemathesis.Case[Any]) -> None:
    """Validate the response against its schema; schemathesis' own check fails on `prefixItems` (4.32)."""
    responses = case.operation.definition.raw["responses"]
    described = responses[str(response.status_code)]
    if "$ref" in described:
        described = DOCUMENT["components"]["responses"][str(response.status_code)]
    kind = response.headers["content-type"][0]
    if kind.endswith("json"):
        schema = described["content"][kind]["schema"] | {"components": DOCUMENT["components"]}
        Draft202012Validator(schema).validate(response.json())


CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, has_its_shape]


class Running:
    """A server, its address and its people."""

    address: str
    world: World

    def __init__(self, address: str) -> None:
        self.address = address

    async def prepare(self) -> Starlette:
        services = fake_services(public_url=self.address)
        self.world = await make_world(services)
        return create_app(Settings(), services)

    def ids(self) -> dict[str, str]:
        world = self.world
        return {
            "entry_id": str(world.entry_id),
            "photo_id": str(world.photo.id),
            "treatment_id": str(world.treatment_id),
            "reply_id": str(world.reply_id),
            "sheet_version_id": str(world.draft_id),
            "clinic_patient_id": str(world.clinic_patient_id),
        }


@pytest.fixture(scope="module")
def running(empty_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Run a server on SQLite only: the HTTP layer is tested here, not the database."""
    path = tmp_path_factory.mktemp("schemathesis") / "afterglow.db"
    shutil.copy(empty_sqlite, path)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        running = Running(f"http://localhost:{listener.getsockname()[1]}")
        with served(f"sqlite://{path}", listener, running.prepare):
            yield running


def who_asks(case: schemathesis.Case[Any]) -> str:
    """Return a person who may call; for what signs them out, one who is not needed afterwards."""
    if (case.method, case.path) in SIGNS_OUT:
        return "charlie"
    may = case.operation.definition.raw["x-may"]
    return {"patient": "alice", "practitioner": "bob", "owner of a clinic": "erin"}.get(may, "alice")


def put_in(known: dict[str, str], document: object) -> None:
    """Replace values that a generator cannot guess, at every level."""
    if isinstance(document, dict):
        document.update({name: known[name] for name in document if name in known})
        for value in document.values():
            put_in(known, value)


@SCHEMA.parametrize()
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_the_server_does_what_its_openapi_document_says(
    case: schemathesis.Case[Any], running: Running
) -> None:
    if next(CALLS) % 2 and case.method != "DELETE":  # every other call uses rows that exist
        put_in(running.ids(), case.path_parameters)
        put_in(running.ids() | PLACE, case.body)
    cookies = {"afterglow": running.world.tokens[who_asks(case)]}
    case.call_and_validate(base_url=running.address, cookies=cookies, checks=CHECKS)
