"""Call every route as every person. A route without a row here fails, and so does a row without a route.

People who must be refused call first. They get the answer for a row that does not exist, and change nothing.
"""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

import pytest
import pytest_asyncio
from httpx2 import AsyncClient, Response

from models.sql import fetch_rows
from server.api.permissions import Rule, anyone, link_reader, owner, patient, practitioner, signed_in
from server.api.routes import TABLE
from server.ports import Services
from tests.api.access_matrix import ROWS
from tests.api.conftest import Browse, without_id
from tests.api.requests import (
    ALL,
    LOGO,
    PATIENTS,
    PRACTITIONERS,
    SIGNED_IN,
)
from tests.factories import (
    entry_write,
)
from tests.fakes import SHEET
from tests.people import EVERYBODY, Name, World, make_world

ROUTES = {f"{entry.method} {entry.path}": entry for entry in TABLE}
ROLES: Mapping[str, frozenset[str]] = {
    rule.name: frozenset(who.split())
    for rule, who in {
        anyone: ALL,
        signed_in: SIGNED_IN,
        patient: PATIENTS,
        practitioner: PRACTITIONERS,
        owner: "erin",
        link_reader: "rita",
    }.items()
}


@pytest_asyncio.fixture
async def world(db: str, services: Services) -> World:
    return await make_world(services)


def address(path: str, world: World, *, missing: bool = False) -> str:
    ids = {
        "auth_session_id": world.other_auth_session_id,
        "passkey_id": world.passkey_id,
        "export_id": world.export_id,
        "link_id": world.recovery_link_id,
        "entry_id": world.entry_id,
        "photo_id": world.photo.id,
        "treatment_id": world.treatment_id,
        "grant_id": world.grant_id,
        "share_link_id": world.share_link_id,
        "reply_id": world.reply_id,
        "subscription_id": world.subscription_id,
        "sheet_version_id": world.draft_id,
        "clinic_patient_id": world.clinic_patient_id,
        "membership_id": world.membership_id,
        "template_id": world.template_id,
        "preset_id": world.preset_id,
        "invitation_id": world.invitation_id,
        "clinic_id": world.people["bob"].clinic_id,
    }
    if "baseline-photos" in path:
        ids["photo_id"] = world.baseline_id
    return path.format(
        size="thumbnail",
        name=LOGO,
        key=SHEET.id,
        language="en",
        **dict.fromkeys(ids, uuid4()) if missing else ids,
    )


async def ask(browser: AsyncClient, line: str, world: World, who: Name, *, missing: bool = False) -> Response:
    method, path = line.split()
    fields = ROWS[line].asks(world, who)
    asked = fields if isinstance(fields, dict) else await fields
    return await browser.request(method, address(path, world, missing=missing), **asked)


TABLES = (
    "annotation", "clinic", "person", "membership", "treatment", "entry", "photo", "grant_", "access_record",
    "share_link", "share_session", "link_access", "reply", "reply_template", "sheet_version", "passkey", "auth_session",
    "one_time_link", "erasure", "treatment_preset",
)  # fmt: skip
"""The rows that a stranger could have changed."""


async def everything() -> dict[str, list[dict[str, Any]]]:
    """Return all rows that a stranger could have changed."""
    return {table: await fetch_rows(f"SELECT * FROM {table} ORDER BY 1") for table in TABLES}  # noqa: S608 - names from this file


def test_every_route_has_a_row_and_every_row_a_route() -> None:
    assert set(ROUTES) == set(ROWS)


@pytest.mark.parametrize("line", ROUTES)
def test_no_row_admits_a_person_whom_the_rule_of_its_route_refuses(line: str) -> None:
    rule: Rule = ROUTES[line].may
    assert ROWS[line].admits <= ROLES[rule.name]


@pytest.mark.parametrize("line", ROUTES)
async def test_only_the_people_in_the_row_may_call(line: str, world: World, browse: Browse) -> None:
    admitted = [who for who in EVERYBODY if who in ROWS[line].admits]
    for who in EVERYBODY:
        if who not in admitted:
            await check_refused(line, world, who, browse(world.tokens.get(who)))
    for who in admitted:
        answer = await ask(browse(world.tokens.get(who)), line, world, who)
        assert answer.status_code == ROWS[line].gives, (who, answer.text)


async def check_refused(line: str, world: World, who: Name, browser: AsyncClient) -> None:
    """Expect 401 from people without an account, and otherwise the same answer as for a row that does not exist."""
    fields = ROWS[line].asks(world, who)  # may create rows, so it runs before the snapshot
    if not isinstance(fields, dict):
        await fields
    before = await everything()
    answer = await ask(browser, line, world, who)
    assert (answer.status_code, answer.headers["content-type"]) == (
        401 if who in ("somebody", "rita") else 404,
        "application/problem+json",
    ), (who, answer.text)
    if "_id}" in line:
        missing = await ask(browser, line, world, who, missing=True)
        assert (answer.status_code, without_id(answer)) == (missing.status_code, without_id(missing)), who
    if "links" not in line:
        assert await everything() == before, who


async def test_an_entry_for_another_patients_treatment_is_refused(world: World, browse: Browse) -> None:
    write = entry_write(world.treatment_id).model_dump(mode="json")
    answer = await browse(world.tokens["dora"]).put(f"/api/entries/{uuid4()}", json=write)
    unknown_treatment = write | {"treatment_id": str(uuid4())}
    missing = await browse(world.tokens["dora"]).put(f"/api/entries/{uuid4()}", json=unknown_treatment)
    assert answer.status_code == 404
    assert without_id(answer) == without_id(missing)


async def test_bob_does_not_see_the_diary_that_dora_does_not_share(world: World, browse: Browse) -> None:
    bob = browse(world.tokens["bob"])
    assert (await bob.get(f"/api/treatments/{world.doras_treatment_id}")).status_code == 200
    for path in ("diary", "review"):
        assert (await bob.get(f"/api/treatments/{world.doras_treatment_id}/{path}")).status_code == 404
