"""Sheets: the built-in ones as rows, and what one may choose from. A published version never changes."""

from typing import Any
from uuid import UUID, uuid5

from models.treatments import SheetVersion
from models.unit_of_work import create_once
from server.domain.errors import Conflict, NotFound
from server.domain.sheets import Sheet, from_document, to_document
from server.domain.treatment_kinds import kind_of
from server.domain.viewer import Viewer
from server.ports import Services
from server.shapes.sheets import SheetList, SheetSummary

BUILT_IN = UUID("7c1de9a5-6e0b-4a3e-9d0f-0d5f5b7b6c11")
"""The name space of built-in rows: the same version has the same id on every server and in every process."""


async def publish_builtins(services: Services) -> None:
    """Keep every built-in sheet as a row, so that treatments can be pinned to it; to be called at every
    start.

    Raises `Conflict` (sheet-changed) when a sheet says something else under a version that stands already.
    """
    for sheet in services.sheets.values():
        await _publish(services, sheet)


async def _publish(services: Services, sheet: Sheet) -> None:
    now = services.clock.now()

    async def publish() -> None:
        row, made = await SheetVersion.get_or_create(
            id=uuid5(BUILT_IN, f"{sheet.id}@{sheet.version}"),
            defaults={
                "key": sheet.id,
                "version": sheet.version,
                "title": sheet.title,
                "language": sheet.language,
                "document": to_document(sheet),
                "created_at": now,
                "published_at": now,
            },
        )
        if not made and row.document != to_document(sheet):
            raise Conflict(
                f"The sheet {sheet.id} was changed without a new version number.", code="sheet-changed"
            )

    await create_once(publish)


async def list_sheets(viewer: Viewer) -> SheetList:
    """The newest published version of each sheet that this person may choose."""
    rows = await _published(viewer.clinic_id)
    newest = {row.key: row for row in rows}  # ordered: the last one of a key is the newest
    return SheetList(sheets=[_summary(row) for row in sorted(newest.values(), key=lambda row: row.title)])


async def find_sheet(key: str, version: int | None, *, clinic_id: UUID | None) -> SheetVersion:
    """The asked-for or the newest published version. Raises `NotFound` (sheet-unknown), also for
    another's."""
    rows = [row for row in await _published(clinic_id, key) if version in (None, row.version)]
    if not rows:
        raise NotFound("There is no such sheet here.", code="sheet-unknown")
    return rows[-1]


async def _published(clinic_id: UUID | None, key: str | None = None) -> list[SheetVersion]:
    """Built-in and the clinic's own, oldest version first; of two with one key and version the clinic's is
    last."""
    asked: dict[str, Any] = {"published_at__isnull": False} | ({"key": key} if key is not None else {})
    rows = await SheetVersion.filter(clinic_id__isnull=True, **asked)
    if clinic_id is not None:
        rows += await SheetVersion.filter(clinic_id=clinic_id, **asked)
    return sorted(rows, key=lambda row: (row.clinic_id is not None, row.version))


def sheet_of(row: SheetVersion) -> Sheet:
    """The sheet of a published row as a value. Read once per process: a published version never changes."""
    known = _read.get(row.id)
    if known is None:
        known = _read[row.id] = from_document(row.document, name=row.key)
        while len(_read) > _KEPT:
            del _read[next(iter(_read))]
    return known


_KEPT = 256
_read: dict[UUID, Sheet] = {}


def _summary(row: SheetVersion) -> SheetSummary:
    sheet = sheet_of(row)
    return SheetSummary(
        key=row.key,
        version=row.version,
        title=row.title,
        publisher=sheet.publisher,
        language=row.language,
        kind=kind_of(sheet.treatment),
        built_in=row.clinic_id is None,
        flags=list(sheet.flags),
    )
