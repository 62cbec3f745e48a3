"""Versions of sheets as their authors see them."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from tortoise.functions import Count

from models.treatments import SheetVersion, Treatment
from server.domain.viewer import Viewer
from server.ports import Services
from server.shapes.authoring import SheetIssue, SheetVersionList, SheetVersionSummary, SheetVersionView
from server.usecases import sheet_work
from server.usecases.access_to_clinic import visible_sheet_version, visible_sheets
from server.usecases.sheet_offers import SheetOffers, offers_of
from server.usecases.sheet_rows import oldest_first


async def version_view(services: Services, viewer: Viewer, sheet_version_id: UUID) -> SheetVersionView:
    """Return one version.

    Raises `NotFound` (sheet-unknown), also for a sheet of another clinic, or `Invalid` (sheet-too-slow).
    """
    row = await visible_sheet_version(viewer, sheet_version_id)
    return row_view(row, await services.sheet_work(sheet_work.check_stored, row.document))


def row_view(row: SheetVersion, issues: list[SheetIssue]) -> SheetVersionView:
    """Return a version whose issues are known."""
    content = {"document": row.document, "original": row.original, "issues": issues}
    return SheetVersionView.model_validate(content | _header(row))


async def version_list(viewer: Viewer) -> SheetVersionList:
    """Return built-in sheets and those of the viewer's clinic, by title, newest version first."""
    rows = await SheetVersion.filter(visible_sheets(viewer)).order_by("title", "-version")
    offers = await offers_of(viewer.clinic_id)
    treatments = await _treatment_counts(viewer)
    newest = offers.newest(oldest_first(rows))
    default = newest.get(offers.default) if offers.default else None
    return SheetVersionList(
        versions=[
            _summary(row, offers, treatments=treatments.get(row.id, 0), default=row is default)
            for row in rows
        ]
    )


async def _treatment_counts(viewer: Viewer) -> dict[UUID, int]:
    """Return how many of the clinic's treatments follow each version."""
    rows = (
        Treatment.filter(clinic_id=viewer.clinic_id).annotate(count=Count("id")).group_by("sheet_version_id")
    )
    return {
        sheet_version_id: int(count)
        for sheet_version_id, count in await rows.values_list("sheet_version_id", "count")
    }


def _summary(
    row: SheetVersion, offers: SheetOffers, *, treatments: int, default: bool
) -> SheetVersionSummary:
    return SheetVersionSummary(
        treatments=treatments,
        created_at=row.created_at,
        retired=offers.is_retired(row),
        hidden=offers.is_hidden(row),
        default=default,
        **_about(row.document),
        **_header(row),
    )


def _about(document: Mapping[str, Any]) -> dict[str, Any]:
    language, title = document["language"], document["title"]
    return {
        "titles": {} if isinstance(title, str) else title,
        "publisher": document["publisher"],
        "treatment": document["treatment"],
        "language": language,
        "languages": document.get("languages", [language]),
    }


def _header(row: SheetVersion) -> dict[str, Any]:
    return {
        "id": row.id,
        "key": row.key,
        "version": row.version,
        "title": row.title,
        "built_in": row.clinic_id is None,
        "published_at": row.published_at,
        "safety_correction": row.safety_correction,
    }
