"""Who at a clinic may read a diary now: the question of `access.py`, asked for the whole team."""

from datetime import datetime

from models.people import Membership
from models.sharing import Grant
from models.treatments import Treatment
from server.domain.sharing import DiaryFacts, GrantFacts, Reader, readers

_GRANT_FACTS = (
    "practitioner_id", "everyone_at_id", "treatment_id", "photos", "notes", "starts_at", "ends_at", "revoked_at",
)  # fmt: skip


async def readers_of(treatment: Treatment, *, now: datetime) -> tuple[Reader, ...]:
    """Return the practitioners to whom the diary is open; nobody once the clinic has withdrawn its record."""
    if treatment.clinic_id is None or treatment.withdrawn_at is not None:
        return ()
    given = Grant.filter(treatment_id=treatment.id, patient_id=treatment.patient_id, revoked_at=None)
    grants = [GrantFacts(**row) for row in await given.values(*_GRANT_FACTS)]
    if not grants:
        return ()
    team = Membership.filter(clinic_id=treatment.clinic_id, ended_at=None).order_by("started_at", "id")
    return readers(
        DiaryFacts(treatment.id, treatment.patient_id, treatment.clinic_id),
        grants,
        team=[membership.person_id for membership in await team],
        in_charge_id=treatment.in_charge_id or treatment.recorded_by_id,
        now=now,
    )
