"""Open the fictional clinics: their teams, settings, reply templates and sheets."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from importlib.resources import files
from uuid import UUID, uuid5

from models.people import Clinic, Membership, Person
from models.reply_templates import ReplyTemplate
from models.treatments import SheetVersion
from server.demo.clinics import CLINICS
from server.demo.story import DemoClinic, DemoPractitioner
from server.domain.errors import Conflict
from server.domain.viewer import Viewer
from server.domain.vocabulary import MembershipRole, Role
from server.ports import Painter, Services
from server.shapes.authoring import DraftNew, SheetSource
from server.shapes.clinics import ClinicChange, OpeningSpan
from server.shapes.handing_over import Handover
from server.shapes.publication import PublicationNew
from server.shapes.replies import ReplyTemplateNew
from server.usecases import authoring, handing_over, memberships, publishing, reply_templates
from server.usecases.clinic_settings import change_settings

NAMES = UUID("2a0f61d4-2f5c-4c52-9c40-9a9c1c7f3a55")
"""Namespace of the demo's ids. They are derived from names, so that filling it again changes nothing."""
OPEN_FOR = timedelta(days=200)
"""For how long the teams have worked in the clinics."""


def demo_id(*words: object) -> UUID:
    return uuid5(NAMES, "/".join(map(str, words)))


@dataclass(frozen=True, slots=True)
class _FixedClock:
    """A clock that is set to one moment."""

    moment: datetime

    def now(self) -> datetime:
        return self.moment


@dataclass(frozen=True, slots=True)
class Story:
    """The clinics while they are being filled. `began_at` serves as the current time, even if filled again later."""

    services: Services
    paint: Painter
    began_at: datetime
    team: Mapping[tuple[str, str], Viewer]  # by the keys of the clinic and of the practitioner

    def at(self, moment: datetime) -> Services:
        return replace(self.services, clock=_FixedClock(min(moment, self.began_at)))

    @property
    def now(self) -> Services:
        return self.at(self.began_at)


async def open_clinics(services: Services, paint: Painter) -> Story:
    """Create the clinics with their teams. Raises `Conflict` (clinic-exists) if there is one that is not the demo's."""
    ids = [demo_id(clinic.key) for clinic in CLINICS]
    if await Clinic.exclude(id__in=ids).exists():
        raise Conflict("A clinic exists already, and the demo needs an empty database.", code="clinic-exists")
    first = await Clinic.get_or_none(id=ids[0])
    story = Story(services, paint, first.created_at if first else services.clock.now(), {})
    team: dict[tuple[str, str], Viewer] = {}
    for clinic in CLINICS:
        team |= await _open(story, clinic)
    return replace(story, team=team)


async def _open(story: Story, made_up: DemoClinic) -> dict[tuple[str, str], Viewer]:
    clinic, is_new = await Clinic.get_or_create(
        id=demo_id(made_up.key),
        defaults={
            "name": made_up.name,
            "phone": made_up.phone,
            "time_zone": made_up.time_zone,
            "created_at": story.began_at,
        },
    )
    team = {(made_up.key, each.key): await _practitioner(story, clinic, each) for each in made_up.team}
    if is_new:  # otherwise its owner may have changed all this
        await _settle(story, made_up, team[made_up.key, made_up.team[0].key])
    return team


async def _settle(story: Story, made_up: DemoClinic, owner: Viewer) -> None:
    """Do what an owner does first: publish the clinic's sheet, say when it is open, write templates."""
    if made_up.sheet is not None:
        await _publish(story, made_up, owner)
    change = ClinicChange(
        name=made_up.name,
        phone=made_up.phone,
        time_zone=made_up.time_zone,
        opening=[
            OpeningSpan(weekday=day, opens=opens, closes=closes) for day, opens, closes in made_up.opening
        ],
        reply_hours=made_up.reply_hours,
        default_sheet=made_up.default_sheet,
    )
    await change_settings(owner, change)
    for number, text in enumerate(made_up.templates):
        new = ReplyTemplateNew(id=demo_id("template", made_up.key, number), text=text)
        if not await ReplyTemplate.exists(id=new.id):
            await reply_templates.create_template(story.now, owner, new)


async def _publish(story: Story, made_up: DemoClinic, owner: Viewer) -> None:
    toml = files(__package__).joinpath(made_up.sheet or "").read_text(encoding="utf-8")
    draft = DraftNew(id=demo_id("sheet", made_up.key), source=SheetSource(toml=toml))
    long_ago = story.at(story.began_at - OPEN_FOR)
    if not await SheetVersion.exists(id=draft.id):
        await authoring.new_draft(long_ago, owner, draft)
    await publishing.publish_draft(long_ago, owner, draft.id, PublicationNew())


async def _practitioner(story: Story, clinic: Clinic, made_up: DemoPractitioner) -> Viewer:
    """Return a member of the team. They have no passkey: the demo signs them in by a link."""
    person, _made = await Person.get_or_create(
        id=demo_id("person", made_up.key),
        defaults={
            "role": Role.PRACTITIONER,
            "display_name": made_up.name,
            "language": made_up.language,
            "time_zone": clinic.time_zone,
            "created_at": story.began_at - OPEN_FOR,
        },
    )
    await Membership.get_or_create(
        id=demo_id("membership", made_up.key),
        defaults={
            "person_id": person.id,
            "clinic_id": clinic.id,
            "role": MembershipRole.OWNER if made_up.is_owner else MembershipRole.PRACTITIONER,
            "started_at": story.began_at - OPEN_FOR,
        },
    )
    return viewer_of(person, made_up.key, clinic_id=clinic.id, is_owner=made_up.is_owner)


def viewer_of(person: Person, key: str, *, clinic_id: UUID | None = None, is_owner: bool = False) -> Viewer:
    return Viewer(
        person_id=person.id,
        role=Role(person.role),
        display_name=person.display_name,
        clinic_id=clinic_id,
        is_owner=is_owner,
        language=person.language,
        time_zone=person.time_zone,
        auth_session_id=demo_id("auth-session", key),
        signed_in_at=person.created_at,
        passkey_answered_at=None,
    )


async def say_goodbye(story: Story) -> None:
    """Hand the patients of those who have left over to the owner, and end the memberships."""
    for clinic in CLINICS:
        owner, *others = clinic.team
        fresh = replace(story.team[clinic.key, owner.key], passkey_answered_at=story.began_at)
        successor = Handover(to=demo_id("membership", owner.key))
        for leaving in [demo_id("membership", each.key) for each in others if each.left]:
            await handing_over.hand_over(story.now, fresh, leaving, successor)
            await memberships.end_membership(story.now, fresh, leaving)
