"""People as shapes."""

from uuid import UUID

from models.people import Clinic, Person
from server.domain.vocabulary import Role
from server.shapes.people import ClinicView, Me
from server.usecases.access import unknown


async def me_view(person_id: UUID) -> Me:
    """Return a person as they see themselves. Raises `NotFound`."""
    person = await Person.get_or_none(id=person_id).select_related("clinic")
    if person is None:
        raise unknown("not-found")
    return Me(
        id=person.id,
        role=Role(person.role),
        display_name=person.display_name,
        language=person.language,
        time_zone=person.time_zone,
        skin_cues=person.skin_cues,
        clinic=clinic_view(person.clinic) if person.clinic else None,
        is_owner=person.is_owner,
    )


def clinic_view(clinic: Clinic) -> ClinicView:
    return ClinicView(id=clinic.id, name=clinic.name, phone=clinic.phone, time_zone=clinic.time_zone)
