"""Write sheets: a clinic drafts its own sheets and publishes them.

A published version never changes. A correction is a new version.
"""

from uuid import UUID

from models.treatments import SheetVersion
from models.unit_of_work import create_once
from server.domain.errors import Conflict, ProblemCode
from server.domain.limits import SHEETS_A_CLINIC
from server.domain.sheets import from_document, to_toml
from server.domain.viewer import Viewer
from server.ports import Services
from server.shapes.authoring import (
    DraftChange,
    DraftNew,
    SheetComparison,
    SheetComparisonQuery,
    SheetTomlView,
    SheetVersionList,
    SheetVersionView,
)
from server.shapes.originals import SheetOriginal
from server.usecases import sheet_work
from server.usecases.access_to_clinic import own_sheet_version, visible_sheet_version, visible_sheets
from server.usecases.sheet_originals import consistent
from server.usecases.sheet_rows import find_sheet
from server.usecases.sheet_sources import with_version
from server.usecases.sheet_views import row_view, version_list, version_view


async def list_versions(viewer: Viewer) -> SheetVersionList:
    """Return built-in sheets and those of the viewer's clinic, by title, newest version first."""
    return await version_list(viewer)


async def show_version(services: Services, viewer: Viewer, sheet_version_id: UUID) -> SheetVersionView:
    """Return one version. Raises `NotFound` (sheet-unknown), also for a sheet of another clinic."""
    return await version_view(services, viewer, sheet_version_id)


async def export_toml(viewer: Viewer, sheet_version_id: UUID) -> SheetTomlView:
    """Return the file that `afterglow check-sheet` reads and that any clinic can import.

    Raises `NotFound` (sheet-unknown).
    """
    row = await visible_sheet_version(viewer, sheet_version_id)
    sheet = from_document(row.document, name=row.key)
    return SheetTomlView(file_name=f"{row.key}-{row.version}.toml", toml=to_toml(sheet))


async def compare_sheets(services: Services, viewer: Viewer, query: SheetComparisonQuery) -> SheetComparison:
    """Compare two versions topic by topic. Raises `NotFound` (sheet-unknown) or `Invalid` (sheet-too-slow)."""
    a = await visible_sheet_version(viewer, query.a)
    b = await visible_sheet_version(viewer, query.b)
    return await services.sheet_work(sheet_work.compare_documents, a.document, b.document, viewer.language)


async def new_draft(services: Services, viewer: Viewer, new: DraftNew) -> SheetVersionView:
    """Create a draft. A repeated call changes nothing.

    Its version is one more than the newest of that sheet, whether built in or the clinic's own. Raises
    `Invalid` (sheet-faulty, sheet-too-slow), `NotFound` (sheet-unknown) or `Conflict` (id-taken, draft-open,
    too-many-sheets).
    """
    draft = await _draft(services, viewer, new)

    async def save() -> None:
        existing = await SheetVersion.get_or_none(id=new.id)
        if existing is not None:
            same = existing.clinic_id == viewer.clinic_id and existing.key == draft.key
            _refuse_unless(same, "id-taken")
            return
        await _check_room(viewer, draft.key)
        versions = await SheetVersion.filter(visible_sheets(viewer), key=draft.key)
        _refuse_unless(all(row.published_at for row in versions), "draft-open")
        draft.version = max((row.version for row in versions), default=0) + 1
        draft.document = with_version(draft.document, draft.version)
        await draft.save(force_create=True)

    await create_once(save)
    return await version_view(services, viewer, new.id)


async def _check_room(viewer: Viewer, key: str) -> None:
    """Raise `Conflict` (too-many-sheets) for one more sheet of a clinic; a new version of one is none."""
    own = SheetVersion.filter(clinic_id=viewer.clinic_id).exclude(key=key)
    if len(await own.distinct().values_list("key")) >= SHEETS_A_CLINIC:
        raise Conflict(f"A clinic has at most {SHEETS_A_CLINIC} sheets.", code="too-many-sheets")


async def change_draft(
    services: Services, viewer: Viewer, sheet_version_id: UUID, change: DraftChange
) -> SheetVersionView:
    """Replace the content of a draft. The sheet must be free of faults; open issues are allowed.

    The pasted text stays as it is unless the change has one; sentences follow the rules that were removed.
    Raises `Invalid` (sheet-faulty, sheet-too-slow), `NotFound` (sheet-unknown) or `Conflict` (sheet-published,
    sheet-renamed).
    """
    row = await own_sheet_version(viewer, sheet_version_id)
    sheet = await services.sheet_work(sheet_work.check, change)
    _refuse_unless(sheet.key == row.key, "sheet-renamed")
    document = with_version(sheet.document, row.version)
    changed = await SheetVersion.filter(id=row.id, published_at__isnull=True).update(
        title=sheet.title,
        language=sheet.language,
        document=document,
        original=consistent(change.original or _original(row), document),
    )
    _refuse_unless(changed == 1, "sheet-published")
    return row_view(await own_sheet_version(viewer, sheet_version_id), sheet.issues)


async def discard_draft(viewer: Viewer, sheet_version_id: UUID) -> None:
    """Delete a draft. Raises `NotFound` (sheet-unknown) or `Conflict` (sheet-published)."""
    row = await own_sheet_version(viewer, sheet_version_id)
    deleted = await SheetVersion.filter(id=row.id, published_at__isnull=True).delete()
    _refuse_unless(deleted == 1, "sheet-published")


async def _draft(services: Services, viewer: Viewer, new: DraftNew) -> SheetVersion:
    """Return the draft as it begins, with its pasted text; its version is not yet known."""
    draft = SheetVersion(id=new.id, clinic_id=viewer.clinic_id, version=0, created_at=services.clock.now())
    if new.source is not None:
        sheet = await services.sheet_work(sheet_work.check, new.source)
        draft.key, draft.title, draft.language = sheet.key, sheet.title, sheet.language
        draft.document, original = sheet.document, new.original
    else:
        copied = await find_sheet(new.copy_of or "", None, clinic_id=viewer.clinic_id)
        draft.key, draft.title, draft.language = copied.key, copied.title, copied.language
        draft.document, original = copied.document, new.original or _original(copied)
    draft.original = consistent(original, draft.document)
    return draft


def _original(row: SheetVersion) -> SheetOriginal | None:
    return None if row.original is None else SheetOriginal.model_validate(row.original)


_REFUSALS: dict[ProblemCode, str] = {
    "id-taken": "There is another sheet under this id.",
    "draft-open": "There is a draft of this sheet already: continue with it.",
    "sheet-published": "A published version never changes: create a new one.",
    "sheet-renamed": "The id of a sheet never changes: create a new sheet for another id.",
}


def _refuse_unless(condition: bool, code: ProblemCode) -> None:
    if not condition:
        raise Conflict(_REFUSALS[code], code=code)
