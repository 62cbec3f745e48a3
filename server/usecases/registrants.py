"""Who registers: the facts that are collected when a ceremony starts and used when it ends."""

from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from models.people import Ceremony, OneTimeLink
from server.domain.contact import is_phone_number
from server.domain.errors import Invalid
from server.domain.viewer import Viewer
from server.domain.vocabulary import Role
from server.ports import Services
from server.shapes.people import RegistrationStart
from server.usecases.links import Purpose, find_link

REGISTRATION_PURPOSES: tuple[Purpose, ...] = ("set-up", "invitation", "colleague")


@dataclass(frozen=True, slots=True, kw_only=True)
class Registrant:
    """Facts about the person who registers, collected when a ceremony starts and used when it ends."""

    person_id: UUID
    link_id: UUID | None
    known: bool  # signed in: only the passkey is new
    role: Role
    display_name: str
    language: str
    time_zone: str
    clinic_name: str
    clinic_phone: str

    def document(self) -> dict[str, object]:
        """Return all fields that have no column of their own in the ceremony."""
        return {name: value for name, value in asdict(self).items() if name not in ("person_id", "link_id")}

    @classmethod
    def from_ceremony(cls, ceremony: Ceremony) -> "Registrant":
        document: dict[str, Any] = ceremony.document
        return cls(person_id=ceremony.person_id, link_id=ceremony.link_id, **document)


async def registrant_of(services: Services, guest: Viewer | None, start: RegistrationStart) -> Registrant:
    """Return the person who registers. Raises `Invalid` (clinic-name, phone-number) or the errors of `find_link`.

    An empty `clinic_phone`: the clinic has no number.
    """
    link = None
    if start.link is not None:
        link = await find_link(start.link, now=services.clock.now(), purposes=REGISTRATION_PURPOSES)
        if link.purpose == "set-up":
            _check_clinic(start)
    known = guest if link is None else None
    return Registrant(
        person_id=known.person_id if known else services.new_id(),
        link_id=link.id if link else None,
        known=known is not None,
        role=known.role if known else _role_by(link),
        display_name=known.display_name if known else start.display_name,
        language=start.language,
        time_zone=start.time_zone,
        clinic_name=start.clinic_name or "",
        clinic_phone=start.clinic_phone or "",
    )


def _role_by(link: OneTimeLink | None) -> Role:
    return Role.PRACTITIONER if link and link.purpose in ("set-up", "colleague") else Role.PATIENT


def _check_clinic(start: RegistrationStart) -> None:
    if start.clinic_name is None:
        raise Invalid("Give your clinic a name.", code="clinic-name", at="clinic_name")
    if start.clinic_phone and not is_phone_number(start.clinic_phone):
        raise Invalid(
            "Enter a telephone number that a phone can dial.", code="phone-number", at="clinic_phone"
        )
