"""Publish a draft: first what it would mean, then the act itself."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from models.treatments import SheetVersion
from models.unit_of_work import unit_of_work
from server.domain.errors import Conflict
from server.domain.viewer import Viewer
from server.ports import Services
from server.shapes.authoring import SheetIssue, SheetVersionView
from server.shapes.publication import PublicationNew, PublicationSummary
from server.usecases import sheet_work
from server.usecases.access_to_clinic import own_sheet_version
from server.usecases.corrections import announce_correction
from server.usecases.sheet_changes_view import changed_details
from server.usecases.sheet_followers import followers_of_earlier
from server.usecases.sheet_originals import counts
from server.usecases.sheet_rows import published_versions
from server.usecases.sheet_views import row_view


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
    followers = await followers_of_earlier(row, now=services.clock.now())
    return PublicationSummary(
        **counts(row.original),
        rules=len(row.document["rules"]),
        open_issues=[issue for issue in issues if not issue.resolved],
        previous_version=previous.version if previous else None,
        changes=changes,
        details=changed_details(previous.document, row.document) if previous else [],
        patients=len({patient_id or treatment_id for treatment_id, patient_id in followers.items()}),
        treatments=len(followers),
    )


async def publish_draft(
    services: Services, viewer: Viewer, sheet_version_id: UUID, new: PublicationNew
) -> SheetVersionView:
    """Publish a draft: treatments can follow it, and it never changes again. A repeated call changes nothing.

    Patients whose treatments follow an earlier version are told of a safety correction at once. Raises
    `NotFound` (sheet-unknown), `Invalid` (sheet-too-slow) or `Conflict` (sentences-undecided, sheet-unresolved,
    texts-missing).
    """
    published = False
    while not published:
        row = await own_sheet_version(viewer, sheet_version_id)
        issues = await services.sheet_work(sheet_work.check_stored, row.document)
        published = row.published_at is not None or await _publish(services, row, issues, new)
    version = await own_sheet_version(viewer, sheet_version_id)
    if version.safety_correction:
        await announce_correction(services, version)
    return row_view(version, issues)


async def _publish(
    services: Services, row: SheetVersion, issues: list[SheetIssue], new: PublicationNew
) -> bool:
    """Publish the content that was checked. Return False if a colleague has changed it in the meantime."""
    if counts(row.original)["undecided"]:
        raise Conflict("Decide about every sentence before publishing.", code="sentences-undecided")
    if not all(issue.resolved for issue in issues):
        raise Conflict(
            "Resolve the open issues, or mark them as written, before publishing.", code="sheet-unresolved"
        )
    if lacking := _languages_without_texts(row.document):
        raise Conflict(
            f"Write the texts of every rule in {', '.join(lacking)}, or remove the language.",
            code="texts-missing",
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


def _languages_without_texts(document: Mapping[str, Any]) -> list[str]:
    """Return the languages that the sheet promises, but that a rule has no text in."""
    others = [code for code in document.get("languages", []) if code != document["language"]]
    texts = [rule["says"] for rule in document["rules"]]
    return [
        code
        for code in others
        if not all(isinstance(text, Mapping) and text.get(code, "").strip() for text in texts)
    ]


async def _previous(viewer: Viewer, row: SheetVersion) -> SheetVersion | None:
    rows = await published_versions(viewer.clinic_id, row.key)
    return max(
        (each for each in rows if each.version < row.version), key=lambda each: each.version, default=None
    )
