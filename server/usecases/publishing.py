"""Publish a draft: first what it would mean, then the act itself."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from models.treatments import SheetVersion, Treatment
from models.unit_of_work import unit_of_work
from server.domain.course import end_of_course
from server.domain.errors import Conflict
from server.domain.sheets import Sheet, from_document
from server.domain.timeline import course_from
from server.domain.viewer import Viewer
from server.ports import Services
from server.shapes.authoring import SheetVersionView
from server.shapes.publication import PublicationNew, PublicationSummary
from server.usecases.access import own_sheet_version
from server.usecases.sheet_changes_view import changed_rules
from server.usecases.sheet_originals import counts
from server.usecases.sheet_rows import published_versions
from server.usecases.sheet_sources import issues_of
from server.usecases.sheet_views import version_view

LONGEST_COURSE = timedelta(days=366)
"""Treatments longer ago are not asked whether their course has ended."""
STATES_OPEN = timedelta(days=21)
"""A course that also waits for a state, such as healed skin, counts as running for this long."""


async def publication_summary(
    services: Services, viewer: Viewer, sheet_version_id: UUID
) -> PublicationSummary:
    """Return what publishing this draft would mean. Raises `NotFound` (sheet-unknown) for a built-in sheet."""
    row = await own_sheet_version(viewer, sheet_version_id)
    sheet = from_document(row.document, name=row.key)
    previous = await _previous(viewer, row)
    followers = await _followers(services, viewer, row)
    return PublicationSummary(
        **counts(row.original),
        rules=len(sheet.rules),
        open_issues=[issue for issue in issues_of(services, sheet) if not issue.resolved],
        previous_version=previous.version if previous else None,
        changes=changed_rules(_sheet(previous), sheet) if previous else [],
        patients=len({follower["patient_id"] or follower["id"] for follower in followers}),
        treatments=len(followers),
    )


async def publish_draft(
    services: Services, viewer: Viewer, sheet_version_id: UUID, new: PublicationNew
) -> SheetVersionView:
    """Publish a draft: treatments can follow it, and it never changes again. A repeated call changes nothing.

    Raises `NotFound` (sheet-unknown) or `Conflict` (sentences-undecided, sheet-unresolved).
    """

    async def publish() -> None:
        row = await own_sheet_version(viewer, sheet_version_id)
        if row.published_at is not None:
            return
        _check_complete(services, row)
        await SheetVersion.filter(id=row.id).update(
            published_at=services.clock.now(), safety_correction=new.safety_correction
        )

    await unit_of_work(publish)
    return await version_view(services, viewer, sheet_version_id)


def _check_complete(services: Services, row: SheetVersion) -> None:
    if counts(row.original)["undecided"]:
        raise Conflict("Decide about every sentence before publishing.", code="sentences-undecided")
    if not all(issue.resolved for issue in issues_of(services, _sheet(row))):
        raise Conflict(
            "Resolve the open issues, or mark them as written, before publishing.", code="sheet-unresolved"
        )


def _sheet(row: SheetVersion) -> Sheet:
    return from_document(row.document, name=row.key)


async def _previous(viewer: Viewer, row: SheetVersion) -> SheetVersion | None:
    rows = await published_versions(viewer.clinic_id, row.key)
    return max(
        (each for each in rows if each.version < row.version), key=lambda each: each.version, default=None
    )


async def _followers(services: Services, viewer: Viewer, row: SheetVersion) -> list[dict[str, Any]]:
    """Return the running treatments of the clinic that follow an earlier version of this sheet."""
    now = services.clock.now()
    candidates = await Treatment.filter(
        clinic_id=viewer.clinic_id,
        sheet_version__key=row.key,
        sheet_version__version__lt=row.version,
        treated_at__gt=now - LONGEST_COURSE,
    ).values("id", "patient_id", "timeline")
    return [candidate for candidate in candidates if _is_running(candidate["timeline"], now)]


def _is_running(document: dict[str, Any], now: datetime) -> bool:
    timeline = course_from(document)
    end = end_of_course(timeline)
    if end is None or now < end.at:
        return True
    return bool(end.states) and now < timeline.treated_at + STATES_OPEN
