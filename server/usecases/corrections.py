"""Safety corrections: versions that a clinic published because the previous one could do harm.

Until the patient accepts the correction, the stricter of the two versions decides (CARE_PROTOCOL.md, rule 10). The
patient is notified at once, and the clinic sees who has not seen it yet.
"""

from datetime import datetime
from uuid import UUID

from models.revision import next_revision
from models.treatments import SafetyCorrection, SheetVersion, Treatment
from models.unit_of_work import unit_of_work
from server.domain.viewer import Viewer
from server.ports import Services
from server.shapes.corrections import CorrectionReach, ReachedTreatment
from server.usecases.access import own_treatment
from server.usecases.access_to_clinic import own_sheet_version
from server.usecases.planning import plan_for
from server.usecases.sheet_followers import LONGEST_COURSE, followers_of_earlier
from server.usecases.treatment_timeline import recompiled


async def announce_correction(services: Services, version: SheetVersion) -> int:
    """Send a correction to every running treatment that follows an earlier version; return how many are new.

    A repeated call changes nothing, so that a call that was cut off can be repeated.
    """
    rows = SafetyCorrection.filter(sheet_version_id=version.id)
    reached = {UUID(str(each)) for each in await rows.values_list("treatment_id", flat=True)}
    waiting = await followers_of_earlier(version, now=services.clock.now(), besides=reached)
    for treatment_id, patient_id in waiting.items():
        await _announce(services, version, treatment_id, patient_id)
    return len(waiting)


async def announce_missing_corrections(services: Services) -> int:
    """Announce recent corrections to treatments that they have not reached, for example after a crash."""
    recent = SheetVersion.filter(
        safety_correction=True, published_at__gt=services.clock.now() - LONGEST_COURSE
    )
    return sum([await announce_correction(services, version) for version in await recent])


async def mark_correction_seen(
    services: Services, viewer: Viewer, treatment_id: UUID, *, version: int
) -> None:
    """Record that the patient's phone has shown the correction. A repeated call changes nothing.

    Raises `NotFound` (treatment-unknown). A version that is not a correction of this treatment is ignored.
    """
    await own_treatment(viewer, treatment_id)
    await SafetyCorrection.filter(
        treatment_id=treatment_id, sheet_version__version=version, seen_at=None
    ).update(seen_at=services.clock.now())


async def correction_reach(viewer: Viewer, sheet_version_id: UUID) -> CorrectionReach:
    """Return the treatments to which a correction was announced, those whose patient has not seen it first.

    Raises `NotFound` (sheet-unknown).
    """
    version = await own_sheet_version(viewer, sheet_version_id)
    rows = await SafetyCorrection.filter(
        sheet_version_id=version.id, treatment__clinic_id=viewer.clinic_id
    ).prefetch_related("treatment__sheet_version")
    reached = [
        ReachedTreatment(
            treatment_id=row.treatment_id,
            patient_name=row.treatment.patient_name,
            joined=row.treatment.patient_id is not None,
            announced_at=row.announced_at,
            seen_at=row.seen_at,
            accepted=row.treatment.sheet_version.version >= version.version,
        )
        for row in rows
    ]
    reached.sort(key=lambda one: (one.seen_at is not None, one.accepted, one.patient_name.casefold()))
    return CorrectionReach(treatments=reached)


async def _announce(
    services: Services, version: SheetVersion, treatment_id: UUID, patient_id: UUID | None
) -> None:
    now = services.clock.now()

    async def announce() -> None:
        # Incrementing the revision locks the patient's row, so that an acceptance does not come in between.
        revision = await next_revision(patient_id) if patient_id is not None else None
        treatment = await Treatment.get(id=treatment_id).prefetch_related("sheet_version")
        if treatment.sheet_version.version >= version.version:
            return
        if await SafetyCorrection.filter(treatment_id=treatment_id, sheet_version_id=version.id).exists():
            return
        await _row(services, version, treatment, now).save(force_create=True)
        if revision is not None:
            await Treatment.filter(id=treatment_id).update(revision=revision)

    await unit_of_work(announce)
    if patient_id is not None:
        await plan_for(services, patient_id)


def _row(services: Services, version: SheetVersion, treatment: Treatment, now: datetime) -> SafetyCorrection:
    return SafetyCorrection(
        id=services.new_id(),
        treatment_id=treatment.id,
        sheet_version_id=version.id,
        timeline=recompiled(version, treatment, tree=services.topics),
        announced_at=now,
    )
