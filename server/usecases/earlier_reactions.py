"""What followed earlier treatments of a returning patient, for who is about to record the next one."""

from uuid import UUID

from models.diary import Entry
from models.treatments import Treatment
from server.domain.diary import logged
from server.domain.errors import NotFound
from server.domain.timeline import course_from
from server.domain.viewer import Viewer
from server.ports import Services
from server.shapes.treatments import EarlierReaction, EarlierReactions
from server.usecases.late_reactions import note_reactions, unseen_reactions
from server.usecases.sharing import held_grant, record_access


async def earlier_reactions(services: Services, viewer: Viewer, patient_id: UUID) -> EarlierReactions:
    """One's own clinic's only. A diary that is open to this practitioner is read anew; that is a look."""
    if viewer.clinic_id is not None:
        for treatment in await Treatment.filter(clinic_id=viewer.clinic_id, patient_id=patient_id):
            await _read_if_open(services, viewer, treatment)
    rows = await unseen_reactions(viewer.clinic_id, patient_id)
    return EarlierReactions(treatments=[_shown(row) for row in rows])


async def _read_if_open(services: Services, viewer: Viewer, treatment: Treatment) -> None:
    try:
        grant = await held_grant(services, viewer, treatment)
    except NotFound:
        return
    await record_access(services, viewer, grant, again=False)
    rows = await Entry.filter(treatment_id=treatment.id).order_by("occurred_at", "id")
    diary = [logged(row.id, row.occurred_at, row.document) for row in rows]
    await note_reactions(treatment, course_from(treatment.timeline), diary)


def _shown(row: Treatment) -> EarlierReaction:
    return EarlierReaction.model_validate(
        {
            "treatment_id": row.id,
            "treated_at": row.treated_at,
            "time_zone": row.time_zone,
            "reactions": row.late_reactions,
            "record": row.record,
        }
    )
