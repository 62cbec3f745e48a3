"""A newer version of a patient's sheet: what it would change, and the patient's consent to follow it."""

from datetime import datetime
from uuid import UUID

from models.revision import next_revision
from models.treatments import SheetAcceptance, SheetVersion, Treatment
from models.unit_of_work import unit_of_work
from server.domain.errors import Conflict
from server.domain.sheets import from_document
from server.domain.viewer import Viewer
from server.ports import Services
from server.shapes.authoring import (
    ChangedRule,
    FollowedVersion,
    FollowedVersions,
    SheetChange,
    SheetChangeAccepted,
)
from server.shapes.treatments import TreatmentView
from server.usecases.access import own_treatment
from server.usecases.planning import plan_for
from server.usecases.sheet_changes_view import changed_rules
from server.usecases.treatment_timeline import recompiled
from server.usecases.treatment_views import patient_views


async def sheet_change(viewer: Viewer, treatment_id: UUID) -> SheetChange:
    """Return what the newest published version would change. Raises `NotFound` (treatment-unknown)."""
    treatment = await own_treatment(viewer, treatment_id)
    current = await SheetVersion.get(id=treatment.sheet_version_id)
    newer = await _newer(treatment, current)
    changes = [] if newer is None else _changes(current, newer)
    return SheetChange(
        title=current.title,
        from_version=current.version,
        to_version=newer.version if newer else None,
        changes=changes,
    )


async def accept_sheet_change(
    services: Services, viewer: Viewer, treatment_id: UUID, accepted: SheetChangeAccepted
) -> TreatmentView:
    """Follow the newer version from now on, and store the previous timeline. A repeated call changes nothing.

    Raises `NotFound` (treatment-unknown) or `Conflict` (sheet-superseded) if `to_version` is not the newest.
    """
    await own_treatment(viewer, treatment_id)
    now = services.clock.now()

    async def follow() -> None:
        # Incrementing the revision locks the patient's row, so that two phones cannot accept at once.
        revision = await next_revision(viewer.person_id)
        row = await Treatment.get(id=treatment_id)
        current = await SheetVersion.get(id=row.sheet_version_id)
        if current.version == accepted.to_version:
            return
        newer = await _newer(row, current)
        if newer is None or newer.version != accepted.to_version:
            raise Conflict(
                "There is a newer version now: look at its changes first.", code="sheet-superseded"
            )
        await _move(services, row, newer, now=now, revision=revision)

    await unit_of_work(follow)
    await plan_for(services, viewer.person_id)
    return (await patient_views(viewer.person_id, id=treatment_id))[0]


async def followed_versions(viewer: Viewer, treatment_id: UUID) -> FollowedVersions:
    """Return the versions that the treatment followed before the current one, oldest first.

    Answers in the diary from that time are based on them. Versions of another sheet, which the clinic had recorded by
    mistake, are left out: their numbers would be read as those of this sheet. Raises `NotFound` (treatment-unknown).
    """
    treatment = await own_treatment(viewer, treatment_id)
    current = await SheetVersion.get(id=treatment.sheet_version_id)
    rows = (
        await SheetAcceptance.filter(treatment_id=treatment_id, from_version__key=current.key)
        .order_by("accepted_at")
        .prefetch_related("from_version")
    )
    return FollowedVersions(
        versions=[
            FollowedVersion.model_validate(
                {"version": row.from_version.version, "until": row.accepted_at, "timeline": row.timeline}
            )
            for row in rows
        ]
    )


async def _move(
    services: Services, treatment: Treatment, newer: SheetVersion, *, now: datetime, revision: int
) -> None:
    timeline = recompiled(newer, treatment, tree=services.topics)
    await SheetAcceptance.create(
        id=services.new_id(),
        treatment_id=treatment.id,
        from_version_id=treatment.sheet_version_id,
        timeline=treatment.timeline,
        accepted_at=now,
    )
    await Treatment.filter(id=treatment.id).update(
        sheet_version_id=newer.id, timeline=timeline, revision=revision
    )


async def _newer(treatment: Treatment, current: SheetVersion) -> SheetVersion | None:
    """Return the newest published version of the same sheet, the clinic's own or a built-in one."""
    newer = SheetVersion.filter(key=current.key, version__gt=current.version, published_at__isnull=False)
    rows = await newer.order_by("-version")
    clinics = (None, treatment.clinic_id)
    return next((row for row in rows if row.clinic_id in clinics), None)


def _changes(current: SheetVersion, newer: SheetVersion) -> list[ChangedRule]:
    before, after = (from_document(row.document, name=row.key) for row in (current, newer))
    return changed_rules(before, after)
