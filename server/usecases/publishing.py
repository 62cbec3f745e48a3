"""Publish a draft: first what it would mean, then the act itself."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from models.treatments import SheetVersion, Treatment
from models.unit_of_work import unit_of_work
from server.domain.course import end_of_course
from server.domain.errors import Conflict
from server.domain.timeline import course_from
from server.domain.viewer import Viewer
from server.ports import Services
from server.shapes.authoring import SheetIssue, SheetVersionView
from server.shapes.publication import PublicationNew, PublicationSummary
from server.usecases import sheet_work
from server.usecases.access import own_sheet_version
from server.usecases.sheet_originals import counts
from server.usecases.sheet_rows import published_versions
from server.usecases.sheet_views import row_view

BATCH = 60
"""Timelines read at once. Between batches, other requests get a turn, and memory use stays bounded."""
LONGEST_COURSE = timedelta(days=366)
"""A treatment that is longer ago does not count as running, even if its sheet gives no end."""
STATES_OPEN = timedelta(days=21)
"""A course that also waits for a state, such as healed skin, counts as running for this long."""


async def publication_summary(
    services: Services, viewer: Viewer, sheet_version_id: UUID
) -> PublicationSummary:
    """Return what publishing this draft would mean.

    Raises `NotFound` (sheet-unknown), also for a built-in sheet, or `Invalid` (sheet-too-slow).
    """
    row = await own_sheet_version(viewer, sheet_version_id)
    previous = await _previous(viewer, row)
    issues = await services.sheet_work(sheet_work.check_stored, row.document)
    changes = (
        await services.sheet_work(sheet_work.changes_between, previous.document, row.document)
        if previous
        else []
    )
    followers = await _followers(services, viewer, row)
    return PublicationSummary(
        **counts(row.original),
        rules=len(row.document["rules"]),
        open_issues=[issue for issue in issues if not issue.resolved],
        previous_version=previous.version if previous else None,
        changes=changes,
        patients=len({patient_id or treatment_id for treatment_id, patient_id in followers.items()}),
        treatments=len(followers),
    )


async def publish_draft(
    services: Services, viewer: Viewer, sheet_version_id: UUID, new: PublicationNew
) -> SheetVersionView:
    """Publish a draft: treatments can follow it, and it never changes again. A repeated call changes nothing.

    Raises `NotFound` (sheet-unknown), `Invalid` (sheet-too-slow) or `Conflict` (sentences-undecided,
    sheet-unresolved).
    """
    published = False
    while not published:
        row = await own_sheet_version(viewer, sheet_version_id)
        issues = await services.sheet_work(sheet_work.check_stored, row.document)
        published = row.published_at is not None or await _publish(services, row, issues, new)
    return row_view(await own_sheet_version(viewer, sheet_version_id), issues)


async def _publish(
    services: Services, row: SheetVersion, issues: list[SheetIssue], new: PublicationNew
) -> bool:
    """Publish the content that was checked. Return False if a colleague has changed it meanwhile."""
    if counts(row.original)["undecided"]:
        raise Conflict("Decide about every sentence before publishing.", code="sentences-undecided")
    if not all(issue.resolved for issue in issues):
        raise Conflict(
            "Resolve the open issues, or mark them as written, before publishing.", code="sheet-unresolved"
        )

    async def publish() -> bool:
        current = await SheetVersion.select_for_update().get_or_none(id=row.id)
        if current is None or (current.document, current.original) != (row.document, row.original):
            return False
        await SheetVersion.filter(id=row.id, published_at__isnull=True).update(
            published_at=services.clock.now(), safety_correction=new.safety_correction
        )
        return True

    return await unit_of_work(publish)


async def _previous(viewer: Viewer, row: SheetVersion) -> SheetVersion | None:
    rows = await published_versions(viewer.clinic_id, row.key)
    return max(
        (each for each in rows if each.version < row.version), key=lambda each: each.version, default=None
    )


async def _followers(services: Services, viewer: Viewer, row: SheetVersion) -> dict[UUID, UUID | None]:
    """Return the running treatments of the clinic that follow an earlier version, each with its patient."""
    now = services.clock.now()
    candidates = Treatment.filter(
        clinic_id=viewer.clinic_id,
        sheet_version__key=row.key,
        sheet_version__version__lt=row.version,
        treated_at__gt=now - LONGEST_COURSE,
    )
    patients = dict(await candidates.values_list("id", "patient_id"))
    running: dict[UUID, UUID | None] = {}
    ids = list(patients)
    for begin in range(0, len(ids), BATCH):
        rows = Treatment.filter(id__in=ids[begin : begin + BATCH]).values_list("id", "timeline")
        running |= {each: patients[each] for each, timeline in await rows if _is_running(timeline, now)}
    return running


def _is_running(document: dict[str, Any], now: datetime) -> bool:
    """Return whether the course has not ended; a sheet without any date has no end."""
    timeline = course_from(document)
    end = end_of_course(timeline)
    if end is None or now < end.at:
        return True
    return bool(end.states) and now < timeline.treated_at + STATES_OPEN
