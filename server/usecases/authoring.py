"""Write sheets: a clinic drafts its own sheets and publishes them.

A published version never changes. A correction is a new version.
"""

from uuid import UUID

from models.treatments import SheetVersion
from models.unit_of_work import create_once
from server.domain.errors import Conflict, ProblemCode
from server.domain.sheet_comparison import compare
from server.domain.sheets import Sheet, from_document, rule_document, to_document, to_toml
from server.domain.viewer import Viewer
from server.ports import Services
from server.shapes.authoring import (
    ComparedTopic,
    ComparisonCounts,
    DraftChange,
    DraftNew,
    SheetComparison,
    SheetComparisonQuery,
    SheetTomlView,
    SheetVersionList,
    SheetVersionView,
)
from server.shapes.originals import SheetOriginal
from server.usecases.access import own_sheet_version, visible_sheet_version, visible_sheets
from server.usecases.sheet_originals import consistent
from server.usecases.sheet_rows import find_sheet
from server.usecases.sheet_sources import valid_sheet, with_version
from server.usecases.sheet_views import version_list, version_view


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
    """Compare two versions topic by topic. Raises `NotFound` (sheet-unknown)."""
    a = await visible_sheet_version(viewer, query.a)
    b = await visible_sheet_version(viewer, query.b)
    comparison = compare(
        from_document(a.document, name=a.key), from_document(b.document, name=b.key), services.topics
    )
    topics = [
        ComparedTopic.model_validate(
            {
                "topic": services.topics.label(row.topic, viewer.language),
                "aspect": row.aspect,
                "outcome": row.outcome,
                "a": [rule_document(rule.translated(viewer.language)) for rule in row.first.rules],
                "b": [rule_document(rule.translated(viewer.language)) for rule in row.second.rules],
            }
        )
        for row in comparison.topics
    ]
    counts = ComparisonCounts(
        agree=comparison.count("agreement"),
        differ=comparison.count("disagreement"),
        only_a=comparison.count("only-a"),
        only_b=comparison.count("only-b"),
        silent=comparison.silent,
    )
    return SheetComparison(a_title=a.title, b_title=b.title, counts=counts, topics=topics)


async def new_draft(services: Services, viewer: Viewer, new: DraftNew) -> SheetVersionView:
    """Create a draft. A repeated call changes nothing.

    Its version is one more than the newest of that sheet, whether built in or the clinic's own. Raises
    `Invalid` (sheet-faulty), `NotFound` (sheet-unknown) or `Conflict` (id-taken, draft-open).
    """
    sheet, original = await _origin(viewer, new)
    draft = _draft(services, viewer, new.id, sheet)
    draft.original = consistent(original, draft.document)

    async def save() -> None:
        existing = await SheetVersion.get_or_none(id=new.id)
        if existing is not None:
            same = existing.clinic_id == viewer.clinic_id and existing.key == sheet.id
            _refuse_unless(same, "id-taken")
            return
        versions = await SheetVersion.filter(visible_sheets(viewer), key=sheet.id)
        _refuse_unless(all(row.published_at for row in versions), "draft-open")
        draft.version = max((row.version for row in versions), default=0) + 1
        draft.document = with_version(draft.document, draft.version)
        await draft.save(force_create=True)

    await create_once(save)
    return await version_view(services, viewer, new.id)


async def change_draft(
    services: Services, viewer: Viewer, sheet_version_id: UUID, change: DraftChange
) -> SheetVersionView:
    """Replace the content of a draft. The sheet must be free of faults; open issues are allowed.

    The pasted text stays as it is unless the change has one; sentences follow the rules that were removed.
    Raises `Invalid` (sheet-faulty), `NotFound` (sheet-unknown) or `Conflict` (sheet-published,
    sheet-renamed).
    """
    row = await own_sheet_version(viewer, sheet_version_id)
    sheet = valid_sheet(change)
    _refuse_unless(sheet.id == row.key, "sheet-renamed")
    document = with_version(to_document(sheet), row.version)
    changed = await SheetVersion.filter(id=row.id, published_at__isnull=True).update(
        title=sheet.title,
        language=sheet.language,
        document=document,
        original=consistent(change.original or _original(row), document),
    )
    _refuse_unless(changed == 1, "sheet-published")
    return await version_view(services, viewer, sheet_version_id)


async def discard_draft(viewer: Viewer, sheet_version_id: UUID) -> None:
    """Delete a draft. Raises `NotFound` (sheet-unknown) or `Conflict` (sheet-published)."""
    row = await own_sheet_version(viewer, sheet_version_id)
    deleted = await SheetVersion.filter(id=row.id, published_at__isnull=True).delete()
    _refuse_unless(deleted == 1, "sheet-published")


async def _origin(viewer: Viewer, new: DraftNew) -> tuple[Sheet, SheetOriginal | None]:
    """Return what the draft begins with: the sheet and its pasted text."""
    if new.source is not None:
        return valid_sheet(new.source), new.original
    copied = await find_sheet(new.copy_of or "", None, clinic_id=viewer.clinic_id)
    return from_document(copied.document, name=copied.key), new.original or _original(copied)


def _original(row: SheetVersion) -> SheetOriginal | None:
    return None if row.original is None else SheetOriginal.model_validate(row.original)


def _draft(services: Services, viewer: Viewer, draft_id: UUID, sheet: Sheet) -> SheetVersion:
    return SheetVersion(
        id=draft_id,
        clinic_id=viewer.clinic_id,
        key=sheet.id,
        version=sheet.version,
        title=sheet.title,
        language=sheet.language,
        document=to_document(sheet),
        created_at=services.clock.now(),
    )


_REFUSALS: dict[ProblemCode, str] = {
    "id-taken": "There is another sheet under this id.",
    "draft-open": "There is a draft of this sheet already: continue with it.",
    "sheet-published": "A published version never changes: create a new one.",
    "sheet-renamed": "The id of a sheet never changes: create a new sheet for another id.",
}


def _refuse_unless(condition: bool, code: ProblemCode) -> None:
    if not condition:
        raise Conflict(_REFUSALS[code], code=code)
