"""The access log: record when a practitioner reads a shared diary, so that the patient can see it."""

from datetime import timedelta

from models.revision import next_revision
from models.sharing import AccessRecord, Grant
from models.unit_of_work import unit_of_work
from server.domain.viewer import Viewer
from server.ports import Services

SAME_ACCESS = timedelta(minutes=10)
"""Photos and pages that are opened within this time count as one access."""


async def record_access(services: Services, viewer: Viewer, grant: Grant, *, repeat: bool = False) -> None:
    """Record one access. Skip it if the last one is more recent than `SAME_ACCESS`, unless `repeat` is set."""
    now = services.clock.now()

    async def record() -> None:
        recent = AccessRecord.filter(
            grant_id=grant.id, practitioner_id=viewer.person_id, viewed_at__gt=now - SAME_ACCESS
        )
        if not repeat and await recent.exists():
            return
        await AccessRecord.create(
            id=services.new_id(),
            grant_id=grant.id,
            patient_id=grant.patient_id,
            practitioner_id=viewer.person_id,
            viewed_at=now,
            revision=await next_revision(grant.patient_id),
        )

    await unit_of_work(record)
