"""The person who makes a request. Use cases decide from it what may be seen and done."""

from dataclasses import dataclass
from uuid import UUID

from server.domain.vocabulary import Role


@dataclass(frozen=True, slots=True)
class Viewer:
    """A signed-in person on one device.

    `clinic_id` is the clinic that a practitioner has chosen on this device. It is None for a patient, and for
    a practitioner whose membership there has ended. `is_owner` refers to that clinic.
    """

    person_id: UUID
    role: Role
    display_name: str
    clinic_id: UUID | None
    is_owner: bool
    language: str
    time_zone: str
    auth_session_id: UUID
