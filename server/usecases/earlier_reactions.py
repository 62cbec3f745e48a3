"""Late reactions to earlier treatments, shown before a returning patient is treated again."""

from uuid import UUID

from models.diary import Entry
from models.treatments import Treatment
from server.domain.assessment import Assessment
from server.domain.diary import logged
from server.domain.timeline import course_from
from server.domain.viewer import Viewer
from server.ports import Services
from server.shapes.treatments import EarlierReaction, EarlierReactions
from server.usecases.access import open_diary_of
from server.usecases.access_records import record_access
from server.usecases.late_reactions import store_late_reactions, unacknowledged


async def earlier_reactions(services: Services, viewer: Viewer, patient_id: UUID) -> EarlierReactions:
    """Return the unacknowledged late reactions after treatments at the viewer's clinic.

    Diaries that are open to the viewer are read first, which counts as an access.
    """
    if viewer.clinic_id is not None:
        standing = Treatment.filter(clinic_id=viewer.clinic_id, patient_id=patient_id, withdrawn_at=None)
        for treatment in await standing:
            await _read_if_open(services, viewer, treatment)
    rows = await unacknowledged(viewer.clinic_id, patient_id)
    return EarlierReactions(treatments=[_view(row) for row in rows])


async def _read_if_open(services: Services, viewer: Viewer, treatment: Treatment) -> None:
    opened = await open_diary_of(viewer, treatment, now=services.clock.now())
    if opened is None:
        return
    await record_access(services, viewer, opened.grant)
    rows = await Entry.filter(treatment_id=treatment.id).order_by("occurred_at", "id")
    diary = [logged(row.id, row.occurred_at, row.document) for row in rows]
    await store_late_reactions(treatment, Assessment(course_from(treatment.timeline), diary))


def _view(row: Treatment) -> EarlierReaction:
    return EarlierReaction.model_validate(
        {
            "treatment_id": row.id,
            "treated_at": row.treated_at,
            "time_zone": row.time_zone,
            "reactions": row.late_reactions,
            "record": row.record,
        }
    )
