"""Who is asking. Made from a session; use cases decide with it what they may see and do."""

from dataclasses import dataclass
from uuid import UUID

from server.domain.vocabulary import Role


@dataclass(frozen=True, slots=True)
class Viewer:
    """A signed-in person on one device."""

    person_id: UUID
    role: Role
    display_name: str
    clinic_id: UUID | None  # a practitioner's clinic; None for a patient
    is_owner: bool
    language: str
    time_zone: str
    auth_session_id: UUID
