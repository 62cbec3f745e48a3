"""What the people of the access matrix send to each route."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4, uuid5

from models.erasures import Erasure
from models.people import Membership
from models.reply_templates import ReplyTemplate
from models.sql import fetch_rows
from models.treatment_presets import TreatmentPreset
from server.domain.sheets import to_toml
from server.domain.vocabulary import Angle
from server.shapes.authoring import DraftNew
from server.shapes.publication import PublicationNew
from server.shapes.replies import ReplyTemplateNew
from server.usecases import authoring, clinic_logo, publishing
from server.usecases.links import LinkTo, make_link
from server.usecases.reply_templates import create_template
from server.usecases.sheets import BUILT_IN
from server.usecases.treatment_presets import create_preset
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
from tests.people import EVERYBODY, Name, World

Request = dict[str, Any]
Asks = Callable[[World, Name], Request] | Callable[[World, Name], Awaitable[Request]]


LOGO = f"{sha256(LOGO_OF_PICTURE).hexdigest()[:32]}.png"
EYES = {"left": {"x": 0.36, "y": 0.43}, "right": {"x": 0.64, "y": 0.43}}


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
