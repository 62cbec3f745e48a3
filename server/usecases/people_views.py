"""People as shapes."""

from uuid import UUID

from models.people import Clinic, Person
from server.domain.vocabulary import MembershipRole, Role, SkinCue
from server.shapes.people import ClinicView, Me, MembershipView
from server.usecases.access_errors import unknown
from server.usecases.membership_rows import active_memberships


async def me_view(person_id: UUID, *, clinic_id: UUID | None) -> Me:
    """Return a person as they see themselves. `clinic_id` is the chosen clinic. Raises `NotFound`."""
    person = await Person.get_or_none(id=person_id)
    if person is None:
        raise unknown("not-found")
    memberships = await _memberships(person_id)
    chosen = next((membership for membership in memberships if membership.clinic.id == clinic_id), None)
    return Me(
        id=person.id,
        role=Role(person.role),
        display_name=person.display_name,
        language=person.language,
        time_zone=person.time_zone,
        skin_cues=[SkinCue(cue) for cue in person.skin_cues],
        clinic=chosen.clinic if chosen else None,
        is_owner=chosen is not None and chosen.role is MembershipRole.OWNER,
        memberships=memberships,
    )


async def _memberships(person_id: UUID) -> list[MembershipView]:
    return [
        MembershipView(id=row.id, clinic=_clinic(row.clinic), role=MembershipRole(row.role))
        for row in await active_memberships(person_id).select_related("clinic")
    ]


def _clinic(clinic: Clinic) -> ClinicView:
    return ClinicView(id=clinic.id, name=clinic.name, phone=clinic.phone, time_zone=clinic.time_zone)
