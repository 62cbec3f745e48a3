"""Call every route as every person. A route without a row here fails, and so does a row without a route.

People who must be refused call first. They get the answer for a row that does not exist, and change nothing.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4, uuid5

import pytest
import pytest_asyncio
from httpx2 import AsyncClient, Response

from models.erasures import Erasure
from models.people import Membership
from models.reply_templates import ReplyTemplate
from models.sql import fetch_rows
from models.treatment_presets import TreatmentPreset
from server.api.permissions import Rule, anyone, link_reader, owner, patient, practitioner, signed_in
from server.api.routes import TABLE
from server.domain.sheets import to_toml
from server.domain.vocabulary import Angle
from server.ports import Services
from server.shapes.authoring import DraftNew
from server.shapes.publication import PublicationNew
from server.shapes.replies import ReplyTemplateNew
from server.usecases import authoring, clinic_logo, publishing
from server.usecases.links import LinkTo, make_link
from server.usecases.reply_templates import create_template
from server.usecases.sheets import BUILT_IN
from server.usecases.treatment_presets import create_preset
from tests.api.conftest import Browse, without_id
from tests.factories import (
    TIME_ZONE,
    TREATED_LOCAL,
    content_digest,
    entry_write,
    make_baseline,
    make_preset,
    make_share_link,
    make_treatment,
    new_share_link,
    new_treatment,
)
from tests.fakes import LOGO_OF_PICTURE, NOW, PICTURE, SHEET
from tests.people import EVERYBODY, Name, World, make_world, push_subscription

Request = dict[str, Any]
Asks = Callable[[World, Name], Request] | Callable[[World, Name], Awaitable[Request]]


@dataclass(frozen=True, slots=True)
class Row:
    """Who is admitted, what they send (arguments of the client's request), and the status they get."""

    admits: frozenset[str]
    asks: Asks
    gives: int


def row(admits: str, asks: Asks | None = None, *, gives: int = 200) -> Row:
    return Row(frozenset(admits.split()), asks or (lambda world, who: {}), gives)


ALL = " ".join(EVERYBODY)
SIGNED_IN = "alice bob charlie dora erin frida"
PATIENTS = "alice charlie dora"
PRACTITIONERS = "bob erin frida"
LINDENHOF = "bob frida"


async def a_link(world: World, to: LinkTo) -> Request:
    return {"json": {"token": (await make_link(world.services, to)).url.partition("#")[2]}}


async def recovery_link(world: World, _: Name) -> Request:
    return await a_link(world, LinkTo(purpose="recovery", person_id=world.people["alice"].person_id))


async def invitation(world: World, who: Name) -> Request:
    """Create an invitation to a treatment or, for a practitioner, to Erin's clinic."""
    if who in PRACTITIONERS.split():
        return await a_link(world, LinkTo(purpose="colleague", clinic_id=world.people["erin"].clinic_id))
    rows = await fetch_rows("SELECT clinic_id FROM treatment WHERE id = $1", [world.treatment_id])
    clinic_id = UUID(str(rows[0]["clinic_id"]))
    fresh = await make_treatment(world.services, world.people["bob"])
    return await a_link(world, LinkTo(purpose="invitation", clinic_id=clinic_id, treatment_id=fresh.id))


def entry(world: World, _: Name) -> Request:
    return {"json": entry_write(world.treatment_id).model_dump(mode="json")}


def photo(world: World, who: Name) -> Request:
    place = {"entry_id": str(world.entry_id), "angle": Angle.LEFT.value, "taken_at": NOW.isoformat()}
    return picture(world, who) | {"params": place}


def picture(_: World, __: Name) -> Request:
    headers = {"content-digest": content_digest(PICTURE), "content-type": "image/jpeg"}
    return {"content": PICTURE, "headers": headers}


def baseline(world: World, who: Name) -> Request:
    return picture(world, who) | {"params": {"angle": Angle.LEFT.value, "taken_at": NOW.isoformat()}}


async def baseline_there(world: World, _: Name) -> Request:
    """Store the baseline photo unless a colleague has removed it: a repeated call is acknowledged, too."""
    if not await Erasure.filter(item_id=world.baseline_id).exists():
        await make_baseline(
            world.services, world.people["bob"], world.treatment_id, photo_id=world.baseline_id
        )
    return {}


async def to_erin(world: World, _: Name) -> Request:
    """Hand the patients of Greta over to Erin."""
    return {"json": {"to": str((await Membership.get(person_id=world.people["erin"].person_id)).id)}}


def grant(world: World, _: Name) -> Request:
    ends_at = (NOW + timedelta(days=7)).isoformat()
    fields = {
        "id": str(uuid4()),
        "treatment_id": str(world.treatment_id),
        "photos": False,
        "ends_at": ends_at,
    }
    return {"json": fields}


def share_link(world: World, _: Name) -> Request:
    new = new_share_link(world.services, world.treatment_id)
    return {"json": new.model_dump(mode="json")}


async def opened_link(world: World, _: Name) -> Request:
    made = await make_share_link(world.services, world.people["alice"], world.treatment_id)
    return {"json": {"token": made.url.partition("#")[2], "code": made.code}}


def own_treatment(_: World, __: Name) -> Request:
    fields = {
        "id": str(uuid4()),
        "sheet_key": "calm-days",
        "treated_at_local": TREATED_LOCAL.isoformat(),
        "time_zone": TIME_ZONE,
    }
    return {"json": fields}


def corrected(_: World, __: Name) -> Request:
    fields = new_treatment().model_dump(mode="json", by_alias=True)
    names = ("sheet_key", "treated_at_local", "time_zone", "record")
    return {"json": {"version": 1} | {name: fields[name] for name in names}}


def alices_reactions(world: World, _: Name) -> Request:
    return {"params": {"patient_id": str(world.people["alice"].person_id)}}


def clinics_treatment(_: World, __: Name) -> Request:
    return {"json": new_treatment().model_dump(mode="json", by_alias=True)}


def sheet(_: World, __: Name) -> Request:
    return {"json": {"toml": to_toml(SHEET)}}


def new_draft(_: World, who: Name) -> Request:
    toml = to_toml(replace(SHEET, id=f"days-of-{who}"))  # a clinic has one open draft of a sheet
    return {"json": {"id": str(uuid4()), "source": {"toml": toml}}}


async def draft(world: World, _: Name) -> Request:
    """Create Bob's draft again if a colleague has just discarded it."""
    await authoring.new_draft(
        world.services, world.people["bob"], DraftNew(id=world.draft_id, copy_of="calm-days")
    )
    return {}


async def published_draft(world: World, _: Name) -> Request:
    """Publish Bob's draft if that has not happened yet."""
    await publishing.publish_draft(world.services, world.people["bob"], world.draft_id, PublicationNew())
    return {}


def new_template(_: World, __: Name) -> Request:
    return {"json": {"id": str(uuid4()), "text": "All as expected."}}


async def template(world: World, _: Name) -> Request:
    """Create Bob's template again if a colleague has just deleted it."""
    new = ReplyTemplateNew(id=world.template_id, text="As expected.")
    if not await ReplyTemplate.filter(id=new.id).exists():
        await create_template(world.services, world.people["bob"], new)
    return {}


def new_preset(_: World, __: Name) -> Request:
    return {"json": make_preset(uuid4()).model_dump(mode="json")}


async def preset(world: World, _: Name) -> Request:
    """Create Bob's preset again if a colleague has just deleted it."""
    if not await TreatmentPreset.filter(id=world.preset_id).exists():
        await create_preset(world.services, world.people["bob"], make_preset(world.preset_id))
    return {}


def previewed_sheet(world: World, who: Name) -> Request:
    fields = sheet(world, who)["json"]
    return {"json": fields | {"treated_at_local": TREATED_LOCAL.isoformat(), "time_zone": TIME_ZONE}}


def two_sheets(_: World, __: Name) -> Request:
    built_in = str(uuid5(BUILT_IN, f"{SHEET.id}@{SHEET.version}"))
    return {"params": {"a": built_in, "b": built_in}}


def clinic_settings(_: World, __: Name) -> Request:
    span = {"weekday": 1, "opens": "09:00", "closes": "18:00"}
    fields = {"name": "Rosengarten", "phone": "", "time_zone": TIME_ZONE, "opening": [span]}
    return {"json": fields | {"reply_hours": 24, "default_sheet": None}}


async def lindenhofs_logo(world: World, _: Name) -> Request:
    mara = replace(world.people["bob"], is_owner=True)
    settings = await clinic_logo.set_logo(world.services, mara, PICTURE)
    assert str(settings.logo).endswith(LOGO)
    return {}


def json(**fields: object) -> Callable[[World, Name], Request]:
    return lambda world, who: {"json": fields}


LOGO = f"{sha256(LOGO_OF_PICTURE).hexdigest()[:32]}.png"
EYES = {"left": {"x": 0.36, "y": 0.43}, "right": {"x": 0.64, "y": 0.43}}
ROWS: Mapping[str, Row] = {
    "POST /api/links/open": row(ALL, recovery_link),
    "POST /api/links/sign-in": row(ALL, recovery_link),
    "POST /api/links/accept": row(SIGNED_IN, invitation),
    "POST /api/passkeys/registration-options": row(ALL, json(display_name="Alice")),
    "POST /api/passkeys/registration": row(ALL, json(ceremony_id=str(UUID(int=1)), credential={}), gives=410),
    "POST /api/passkeys/authentication-options": row(ALL),
    "POST /api/passkeys/authentication": row(
        ALL, json(ceremony_id=str(UUID(int=1)), credential={}), gives=410
    ),
    "POST /api/passkeys/confirmation-options": row(SIGNED_IN),
    "POST /api/passkeys/confirmation": row(
        SIGNED_IN, json(ceremony_id=str(UUID(int=1)), credential={}), gives=410
    ),
    "POST /api/sign-out": row(SIGNED_IN),
    "GET /api/me": row(SIGNED_IN),
    "PATCH /api/me": row(SIGNED_IN, json(language="de")),
    "GET /api/my/auth-sessions": row(SIGNED_IN),
    "DELETE /api/my/auth-sessions": row(SIGNED_IN),
    "DELETE /api/my/auth-sessions/{auth_session_id}": row("alice"),
    "GET /api/my/passkeys": row(SIGNED_IN),
    "PATCH /api/my/passkeys/{passkey_id}": row("alice", json(label="My phone")),
    "DELETE /api/my/passkeys/{passkey_id}": row("alice"),
    "GET /api/my/recovery-links": row(SIGNED_IN),
    "DELETE /api/my/recovery-links/{link_id}": row("alice"),
    "POST /api/my/recovery-links": row(SIGNED_IN, json(stored=False)),
    "POST /api/my/install-links": row(PATIENTS),
    "POST /api/my/clinic": row(
        LINDENHOF, lambda world, who: {"json": {"clinic_id": str(world.people["bob"].clinic_id)}}
    ),
    "GET /api/clinic": row("erin"),
    "PUT /api/clinic": row("erin", clinic_settings),
    "PUT /api/clinic/logo": row("erin", picture),
    "DELETE /api/clinic/logo": row("erin"),
    "GET /api/clinics/{clinic_id}/logo/{name}": row("alice bob dora frida", lindenhofs_logo),
    "GET /api/clinic/access-log": row("erin"),
    "POST /api/colleagues/invitation": row("erin", json(role="owner")),
    "GET /api/clinic/memberships": row("erin"),
    "PUT /api/clinic/memberships/{membership_id}/role": row("erin", json(role="owner")),
    "GET /api/clinic/memberships/{membership_id}/handover": row("erin"),
    "PUT /api/clinic/memberships/{membership_id}/handover": row("erin", to_erin),
    "GET /api/clinic/memberships/{membership_id}/ending": row("erin"),
    "DELETE /api/clinic/memberships/{membership_id}": row("erin"),
    "DELETE /api/clinic/invitations/{invitation_id}": row("erin"),
    "GET /api/sheets": row(SIGNED_IN),
    "GET /api/topics": row(ALL),
    "GET /api/topics/names/{language}": row(ALL),
    "POST /api/my/treatments": row(PATIENTS, own_treatment),
    "POST /api/my/sheet-imports": row(PATIENTS, json(title="Sheet", text="Avoid saunas for 14 days.")),
    "GET /api/my/changes": row(PATIENTS),
    "PUT /api/entries/{entry_id}": row("alice", entry),
    "GET /api/entries/{entry_id}/revisions": row("alice"),
    "PUT /api/photos/{photo_id}": row("alice", photo),
    "PUT /api/photos/{photo_id}/eyes": row("alice", json(eyes=EYES)),
    "POST /api/my/photo-previews": row(SIGNED_IN, picture),
    "GET /api/photos/{photo_id}/{size}": row("alice bob"),
    "GET /api/treatments/{treatment_id}/diary": row("alice bob"),
    "POST /api/my/grants": row("alice", grant),
    "DELETE /api/my/grants/{grant_id}": row("alice"),
    "GET /api/my/treatments/{treatment_id}/preview": row(
        "alice", lambda world, who: {"params": {"photos": "true"}}
    ),
    "GET /api/my/share-links": row(PATIENTS),
    "POST /api/my/share-links": row("alice", share_link),
    "DELETE /api/my/share-links/{share_link_id}": row("alice"),
    "POST /api/shared/open": row(ALL, opened_link),
    "GET /api/shared": row("rita"),
    "DELETE /api/shared": row("rita"),
    "GET /api/shared/treatments/{treatment_id}": row("rita"),
    "GET /api/shared/photos/{photo_id}/{size}": row("rita"),
    "POST /api/my/replies/{reply_id}/read": row("alice"),
    "DELETE /api/my/treatments/{treatment_id}/handover": row("alice"),
    "POST /api/my/treatments/{treatment_id}/correction/seen": row("alice", json(version=2)),
    "GET /api/my/treatments/{treatment_id}/sheet-change": row("alice"),
    "POST /api/my/treatments/{treatment_id}/sheet-change": row("alice", json(to_version=2), gives=409),
    "GET /api/my/treatments/{treatment_id}/sheet-versions": row("alice"),
    "GET /api/me/erasure": row(PATIENTS),
    "DELETE /api/me": row(PATIENTS),
    "GET /api/my/entries/{entry_id}/erasure": row("alice"),
    "DELETE /api/entries/{entry_id}": row("alice"),
    "GET /api/my/photos/{photo_id}/erasure": row("alice"),
    "DELETE /api/photos/{photo_id}": row("alice"),
    "GET /api/my/treatments/{treatment_id}/erasure": row("alice"),
    "DELETE /api/my/treatments/{treatment_id}": row("alice"),
    "POST /api/my/exports": row(PATIENTS),
    "GET /api/my/exports/{export_id}": row("alice"),
    "GET /api/my/exports/{export_id}/file": row("alice"),
    "GET /api/push-key": row(ALL),
    "POST /api/my/push-subscriptions": row(
        SIGNED_IN, lambda world, who: {"json": push_subscription(who).model_dump(mode="json")}
    ),
    "DELETE /api/my/push-subscriptions/{subscription_id}": row("alice"),
    "GET /api/my/reminder-preferences": row(SIGNED_IN),
    "PUT /api/my/reminder-preferences": row(SIGNED_IN, json(discreet=False)),
    "GET /api/treatments": row(PRACTITIONERS),
    "POST /api/treatments": row(PRACTITIONERS, clinics_treatment),
    "GET /api/treatments/earlier-reactions": row(PRACTITIONERS, alices_reactions),  # empty for Erin
    "GET /api/treatments/{treatment_id}": row(LINDENHOF),
    "POST /api/treatments/{treatment_id}/invitation": row(LINDENHOF, gives=409),  # Alice has joined
    "GET /api/treatments/{treatment_id}/next-treatment": row(LINDENHOF),
    "PUT /api/treatments/{treatment_id}/next-treatment": row(
        LINDENHOF, json(next_treatment_at=None, version=0)
    ),
    "PUT /api/treatments/{treatment_id}/record": row(LINDENHOF, corrected),
    "PUT /api/treatments/{treatment_id}/withdrawal": row(LINDENHOF, json(reason="The wrong patient.")),
    "GET /api/treatments/{treatment_id}/history": row(LINDENHOF),
    "GET /api/patients": row(PRACTITIONERS),
    "GET /api/patients/{clinic_patient_id}": row(LINDENHOF),
    "PUT /api/patients/{clinic_patient_id}": row(LINDENHOF, json(name="Alice Albrecht")),
    "GET /api/patients/{clinic_patient_id}/before-next": row(LINDENHOF),
    "GET /api/queue": row(PRACTITIONERS),
    "GET /api/treatments/{treatment_id}/review": row("bob"),
    "GET /api/treatments/{treatment_id}/photos": row("bob"),
    "GET /api/treatments/{treatment_id}/baseline-photos": row(LINDENHOF),
    "PUT /api/treatments/{treatment_id}/baseline-photos/{photo_id}": row(LINDENHOF, baseline),
    "DELETE /api/treatments/{treatment_id}/baseline-photos/{photo_id}": row(LINDENHOF, baseline_there),
    "GET /api/treatments/{treatment_id}/earlier-photos": row(LINDENHOF),
    "GET /api/treatments/{treatment_id}/review.pdf": row("bob"),
    "GET /api/treatments/{treatment_id}/review.csv": row("bob"),
    "GET /api/treatments/{treatment_id}/review.fhir.json": row("bob"),
    "PUT /api/photos/{photo_id}/annotation": row("bob", json(base_revision=0, strokes=[])),
    "GET /api/clinic/records.csv": row("erin"),
    "GET /api/clinic/access-log.csv": row("erin"),
    "POST /api/treatments/{treatment_id}/replies": row(
        "bob", json(id=str(UUID(int=5)), text="All as expected.")
    ),
    "POST /api/treatments/{treatment_id}/reviewed": row("bob"),
    "DELETE /api/treatments/{treatment_id}/reviewed": row("bob"),
    "GET /api/treatments/{treatment_id}/grant": row("bob"),
    "GET /api/record-suggestions": row(PRACTITIONERS, lambda _, __: {"params": {"field": "device"}}),
    "GET /api/treatment-presets": row(PRACTITIONERS),
    "POST /api/treatment-presets": row(PRACTITIONERS, new_preset),
    "PUT /api/treatment-presets/{preset_id}": row(LINDENHOF, json(name="Cheeks only")),
    "DELETE /api/treatment-presets/{preset_id}": row(LINDENHOF, preset),
    "GET /api/reply-templates": row(PRACTITIONERS),
    "POST /api/reply-templates": row(PRACTITIONERS, new_template),
    "PUT /api/reply-templates/{template_id}": row(LINDENHOF, json(text="All is well.")),
    "DELETE /api/reply-templates/{template_id}": row(LINDENHOF, template),
    "GET /api/sheet-versions": row(PRACTITIONERS),
    "POST /api/sheet-versions": row(PRACTITIONERS, new_draft),
    "GET /api/sheet-versions/{sheet_version_id}": row(LINDENHOF),
    "PUT /api/sheet-versions/{sheet_version_id}": row(LINDENHOF, sheet),
    "DELETE /api/sheet-versions/{sheet_version_id}": row(LINDENHOF, draft),
    "GET /api/sheet-versions/{sheet_version_id}/publication": row(LINDENHOF),
    "POST /api/sheet-versions/{sheet_version_id}/publication": row(LINDENHOF, json(safety_correction=True)),
    "GET /api/sheet-versions/{sheet_version_id}/correction": row(LINDENHOF),
    "PUT /api/sheet-versions/{sheet_version_id}/retirement": row(LINDENHOF, published_draft),
    "DELETE /api/sheet-versions/{sheet_version_id}/retirement": row(LINDENHOF, published_draft),
    "PUT /api/sheets/{key}/visibility": row(PRACTITIONERS, json(hidden=True)),
    "PUT /api/sheets/default": row(PRACTITIONERS, json(key="calm-days")),
    "GET /api/sheet-versions/{sheet_version_id}/toml": row(LINDENHOF),
    "POST /api/sheet-reports": row(PRACTITIONERS, sheet),
    "POST /api/sheet-previews": row(PRACTITIONERS, previewed_sheet),
    "POST /api/sheet-imports": row(PRACTITIONERS, json(text="Avoid make-up for 24 hours.")),
    "GET /api/sheet-comparison": row(PRACTITIONERS, two_sheets),
}
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
