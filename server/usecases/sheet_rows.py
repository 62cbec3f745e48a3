"""Rows of published sheet versions, and the sheets that they hold."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from models.treatments import SheetVersion
from server.domain.sheets import Sheet, from_document
from server.usecases.access_errors import unknown
from server.usecases.cache import BoundedCache
from server.usecases.sheet_offers import not_offered, offers_of

_sheets: BoundedCache[UUID, Sheet] = BoundedCache(limit=256)
"""Cached by row id. Published versions never change, so they need no revision."""


async def find_sheet(key: str, version: int | None, *, clinic_id: UUID | None) -> SheetVersion:
    """Return the requested published version of a sheet, or its newest if `version` is None.

    Raises `NotFound` (sheet-unknown), also for a sheet of another clinic.
    """
    rows = [row for row in await published_versions(clinic_id, key) if version in (None, row.version)]
    if not rows:
        raise unknown("sheet-unknown")
    return rows[-1]


async def published_versions(clinic_id: UUID | None, key: str | None = None) -> list[SheetVersion]:
    """Return the built-in versions and then the clinic's own, each group with the oldest version first."""
    wanted: dict[str, Any] = {"published_at__isnull": False} | ({"key": key} if key is not None else {})
    rows = await SheetVersion.filter(clinic_id__isnull=True, owner_id__isnull=True, **wanted)
    if clinic_id is not None:
        rows += await SheetVersion.filter(clinic_id=clinic_id, **wanted)
    return oldest_first(rows)


async def check_offered(clinic_id: UUID, key: str) -> None:
    """Raise `NotFound` (sheet-unknown) or `Conflict` (sheet-not-offered) unless new treatments can follow the sheet."""
    rows = await published_versions(clinic_id, key)
    if not rows:
        raise unknown("sheet-unknown")
    if not (await offers_of(clinic_id)).newest(rows):
        raise not_offered()


def oldest_first(rows: Iterable[SheetVersion]) -> list[SheetVersion]:
    """Return the built-in versions and then the clinic's own, each group with the oldest version first."""
    return sorted(rows, key=lambda row: (row.clinic_id is not None, row.version))


def sheet_of(row: SheetVersion) -> Sheet:
    """Parse the sheet of a published row. Drafts must not be passed: the result is cached by row id.

    A patient's own sheet is not cached: nothing of it may be left once it is erased.
    """
    if row.owner_id is not None:
        return from_document(row.document, name=row.key)
    sheet = _sheets.get(row.id)
    if sheet is None:
        sheet = from_document(row.document, name=row.key)
        _sheets.put(row.id, sheet)
    return sheet
