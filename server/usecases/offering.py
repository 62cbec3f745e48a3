"""Decide which sheets the clinic offers for new treatments. Treatments that already follow a sheet are not affected."""

from collections.abc import Awaitable, Callable
from uuid import UUID

from models.people import Clinic
from models.treatments import SheetVersion
from models.unit_of_work import unit_of_work
from server.domain.errors import Conflict
from server.domain.viewer import Viewer
from server.ports import Services
from server.shapes.authoring import SheetVersionList
from server.shapes.publication import DefaultSheet, SheetVisibility
from server.usecases.access_errors import unknown
from server.usecases.access_to_clinic import own_sheet_version
from server.usecases.sheet_offers import offers_of
from server.usecases.sheet_rows import check_offered, published_versions
from server.usecases.sheet_views import version_list


async def retire(services: Services, viewer: Viewer, sheet_version_id: UUID) -> SheetVersionList:
    """Retire all versions of a sheet of the clinic. A repeated call changes nothing.

    Raises `NotFound` (sheet-unknown) or `Conflict` (sheet-unpublished).
    """

    async def save() -> None:
        row = await _own_published(viewer, sheet_version_id)
        others = SheetVersion.filter(clinic_id=viewer.clinic_id, key=row.key, retired_at__isnull=False)
        if not await others.exists():
            await SheetVersion.filter(id=row.id).update(retired_at=services.clock.now())
        await _drop_default(viewer, row.key)

    return await _decide(viewer, save)


async def take_back(viewer: Viewer, sheet_version_id: UUID) -> SheetVersionList:
    """Offer a retired sheet again. A repeated call changes nothing.

    Raises `NotFound` (sheet-unknown) or `Conflict` (sheet-unpublished).
    """

    async def save() -> None:
        row = await _own_published(viewer, sheet_version_id)
        await SheetVersion.filter(clinic_id=viewer.clinic_id, key=row.key).update(retired_at=None)

    return await _decide(viewer, save)


async def set_visibility(viewer: Viewer, key: str, visibility: SheetVisibility) -> SheetVersionList:
    """Hide a built-in sheet from the clinic's list, or show it again. Raises `NotFound` (sheet-unknown)."""

    async def save() -> None:
        if not await published_versions(None, key):
            raise unknown("sheet-unknown")
        clinic = await _locked_clinic(viewer)
        hidden = set(clinic.hidden_sheets) - {key}
        await Clinic.filter(id=clinic.id).update(
            hidden_sheets=sorted(hidden | {key}) if visibility.hidden else sorted(hidden)
        )
        if visibility.hidden:
            await _drop_default(viewer, key)

    return await _decide(viewer, save)


async def set_default(viewer: Viewer, chosen: DefaultSheet) -> SheetVersionList:
    """Choose the sheet that a new treatment starts with, or none.

    Raises `NotFound` (sheet-unknown) or `Conflict` (sheet-not-offered) for a retired or hidden one.
    """

    async def save() -> None:
        clinic = await _locked_clinic(viewer)
        if chosen.key is not None:
            await check_offered(clinic.id, chosen.key)
        await Clinic.filter(id=clinic.id).update(default_sheet=chosen.key)

    return await _decide(viewer, save)


async def _decide(viewer: Viewer, save: Callable[[], Awaitable[None]]) -> SheetVersionList:
    await unit_of_work(save)
    return await version_list(viewer)


async def _own_published(viewer: Viewer, sheet_version_id: UUID) -> SheetVersion:
    row = await own_sheet_version(viewer, sheet_version_id)
    if row.published_at is None:
        raise Conflict("Publish this draft first, or discard it.", code="sheet-unpublished")
    return row


async def _locked_clinic(viewer: Viewer) -> Clinic:
    """Return the viewer's clinic, locked until the unit of work ends: two people may decide at once."""
    return await Clinic.select_for_update().get(id=viewer.clinic_id)


async def _drop_default(viewer: Viewer, key: str) -> None:
    """Clear the default if no version of it is offered any more."""
    rows = await published_versions(viewer.clinic_id, key)
    if not (await offers_of(viewer.clinic_id)).newest(rows):
        await Clinic.filter(id=viewer.clinic_id, default_sheet=key).update(default_sheet=None)
