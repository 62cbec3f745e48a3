"""Who somebody becomes when a registration is finished: owner, colleague, invited patient, patient alone, or
nobody new (a further passkey)."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from models.people import Ceremony, Clinic, OneTimeLink, Person
from server.domain.errors import Gone, Invalid
from server.domain.viewer import Viewer
from server.domain.vocabulary import Role
from server.ports import Services
from server.shapes.people import RegistrationStart
from server.usecases.links import Purpose, find_link, take_treatment, use_up

MAKES_PEOPLE: tuple[Purpose, ...] = ("set-up", "invitation", "colleague")
PHONE_LENGTH = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Newcomer:
    """Told at the start of a ceremony, kept with it, and believed at its end."""

    person_id: UUID
    link_id: UUID | None
    known: bool  # signed in already: only the passkey is new
    display_name: str
    language: str
    time_zone: str
    clinic_name: str
    clinic_phone: str

    def document(self) -> dict[str, object]:
        return {
            "known": self.known,
            "display_name": self.display_name,
            "language": self.language,
            "time_zone": self.time_zone,
            "clinic_name": self.clinic_name,
            "clinic_phone": self.clinic_phone,
        }

    @classmethod
    def from_ceremony(cls, ceremony: Ceremony) -> "Newcomer":
        told: dict[str, Any] = ceremony.document
        return cls(person_id=ceremony.person_id, link_id=ceremony.link_id, **told)


async def newcomer_of(services: Services, guest: Viewer | None, start: RegistrationStart) -> Newcomer:
    """Raises `Invalid` (clinic-name: a set-up needs one), and as `find_link`."""
    link = None
    if start.link is not None:
        link = await find_link(start.link, now=services.clock.now(), purposes=MAKES_PEOPLE)
        if link.purpose == "set-up" and start.clinic_name is None:
            raise Invalid("Give your clinic a name.", code="clinic-name", at="clinic_name")
    known = guest if link is None else None
    return Newcomer(
        person_id=known.person_id if known else services.new_id(),
        link_id=link.id if link else None,
        known=known is not None,
        display_name=known.display_name if known else start.display_name,
        language=start.language,
        time_zone=start.time_zone,
        clinic_name=start.clinic_name or "",
        clinic_phone=(start.clinic_phone or "")[:PHONE_LENGTH],
    )


async def create_person(services: Services, newcomer: Newcomer) -> None:
    """Make the person, use up the link, do what it is for; inside a unit of work.

    Raises `Gone` (link-used, link-expired).
    """
    if newcomer.known:
        return
    link = await _use_link(services, newcomer)
    clinic_id = await _clinic(services, newcomer, link)
    await Person.create(
        id=newcomer.person_id,
        role=Role.PATIENT if clinic_id is None else Role.PRACTITIONER,
        display_name=newcomer.display_name,
        clinic_id=clinic_id,
        is_owner=link is not None and link.purpose == "set-up",
        language=newcomer.language,
        time_zone=newcomer.time_zone,
        created_at=services.clock.now(),
    )
    if link is not None and link.treatment_id is not None:
        await take_treatment(link, newcomer.person_id, now=services.clock.now())


async def _use_link(services: Services, newcomer: Newcomer) -> OneTimeLink | None:
    if newcomer.link_id is None:
        return None
    link = await OneTimeLink.get(id=newcomer.link_id)
    now = services.clock.now()
    if link.expires_at <= now:
        raise Gone("This link has run out. Ask for a new one.", code="link-expired")
    await use_up(link, now=now)
    return link


async def _clinic(services: Services, newcomer: Newcomer, link: OneTimeLink | None) -> UUID | None:
    """The clinic a practitioner joins; at a set-up it is made, once."""
    if link is None or link.purpose == "invitation":
        return None
    if link.purpose == "colleague":
        return link.clinic_id
    if await Clinic.exists():
        raise Gone("This clinic has been set up already.", code="link-used")
    clinic = await Clinic.create(
        id=services.new_id(),
        name=newcomer.clinic_name,
        phone=newcomer.clinic_phone,
        time_zone=newcomer.time_zone,
        created_at=services.clock.now(),
    )
    return clinic.id
