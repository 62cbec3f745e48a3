"""Write sheets: a clinic drafts its own sheets and publishes them.

A published version never changes. A correction is a new version.
"""

from typing import Any
from uuid import UUID

from tortoise.functions import Count

from models.treatments import SheetVersion, Treatment
from models.unit_of_work import unit_of_work
from server.domain.errors import Conflict, ProblemCode
from server.domain.sheet_comparison import compare
from server.domain.sheets import Sheet, from_document, rule_document, to_document, to_toml
from server.domain.viewer import Viewer
from server.ports import Services
from server.shapes.authoring import (
    ComparedTopic,
    DraftNew,
    SheetComparison,
    SheetComparisonQuery,
    SheetSource,
    SheetTomlView,
    SheetVersionList,
    SheetVersionSummary,
    SheetVersionView,
)
from server.usecases.access import own_sheet_version, visible_sheet_version, visible_sheets
from server.usecases.sheet_rows import find_sheet
from server.usecases.sheet_sources import issues_of, valid_sheet, with_version


async def list_versions(viewer: Viewer) -> SheetVersionList:
    """Return built-in sheets and those of the viewer's clinic, by title, newest version first."""
    rows = await SheetVersion.filter(visible_sheets(viewer)).order_by("title", "-version")
    treatments = await _treatment_counts(viewer)
    return SheetVersionList(versions=[_summary(row, treatments.get(row.id, 0)) for row in rows])


async def show_version(services: Services, viewer: Viewer, sheet_version_id: UUID) -> SheetVersionView:
    """Return one version. Raises `NotFound` (sheet-unknown), also for a sheet of another clinic."""
    return _view(services, await visible_sheet_version(viewer, sheet_version_id))


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
    rows = compare(
        from_document(a.document, name=a.key), from_document(b.document, name=b.key), services.topics
    )
    topics = [
        ComparedTopic.model_validate(
            {
                "topic": services.topics.label(row.topic, viewer.language),
                "outcome": row.outcome,
                "a": [rule_document(rule.translated(viewer.language)) for rule in row.first.rules],
                "b": [rule_document(rule.translated(viewer.language)) for rule in row.second.rules],
            }
        )
        for row in rows
    ]
    return SheetComparison(a_title=a.title, b_title=b.title, topics=topics)


async def new_draft(services: Services, viewer: Viewer, new: DraftNew) -> SheetVersionView:
    """Create a draft. A repeated call changes nothing.

    Its version is one more than the newest of that sheet, whether built in or the clinic's own. Raises
    `Invalid` (sheet-faulty), `NotFound` (sheet-unknown) or `Conflict` (id-taken, draft-open).
    """
    sheet = await _origin(viewer, new)
    draft = _draft(services, viewer, new.id, sheet)

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

    await unit_of_work(save)
    return await show_version(services, viewer, new.id)


async def change_draft(
    services: Services, viewer: Viewer, sheet_version_id: UUID, source: SheetSource
) -> SheetVersionView:
    """Replace the content of a draft. The sheet must be free of faults; open issues are allowed.

    Raises `Invalid` (sheet-faulty), `NotFound` (sheet-unknown) or `Conflict` (sheet-published,
    sheet-renamed).
    """
    row = await own_sheet_version(viewer, sheet_version_id)
    sheet = valid_sheet(source)
    _refuse_unless(sheet.id == row.key, "sheet-renamed")
    changed = await SheetVersion.filter(id=row.id, published_at__isnull=True).update(
        title=sheet.title,
        language=sheet.language,
        document=with_version(to_document(sheet), row.version),
    )
    _refuse_unless(changed == 1, "sheet-published")
    return await show_version(services, viewer, sheet_version_id)


async def discard_draft(viewer: Viewer, sheet_version_id: UUID) -> None:
    """Delete a draft. Raises `NotFound` (sheet-unknown) or `Conflict` (sheet-published)."""
    row = await own_sheet_version(viewer, sheet_version_id)
    deleted = await SheetVersion.filter(id=row.id, published_at__isnull=True).delete()
    _refuse_unless(deleted == 1, "sheet-published")


async def publish_draft(services: Services, viewer: Viewer, sheet_version_id: UUID) -> SheetVersionView:
    """Publish a draft: treatments can follow it, and it never changes again. A repeated call changes nothing.

    Raises `NotFound` (sheet-unknown) or `Conflict` (sheet-unresolved) while an issue is open.
    """

    async def publish() -> None:
        row = await own_sheet_version(viewer, sheet_version_id)
        issues = issues_of(services, from_document(row.document, name=row.key))
        _refuse_unless(all(issue.resolved for issue in issues), "sheet-unresolved")
        if row.published_at is None:
            await SheetVersion.filter(id=row.id).update(published_at=services.clock.now())

    await unit_of_work(publish)
    return await show_version(services, viewer, sheet_version_id)


async def _treatment_counts(viewer: Viewer) -> dict[UUID, int]:
    """Return how many of the clinic's treatments follow each version."""
    rows = (
        Treatment.filter(clinic_id=viewer.clinic_id).annotate(count=Count("id")).group_by("sheet_version_id")
    )
    return {
        sheet_version_id: int(count)
        for sheet_version_id, count in await rows.values_list("sheet_version_id", "count")
    }


async def _origin(viewer: Viewer, new: DraftNew) -> Sheet:
    if new.source is not None:
        return valid_sheet(new.source)
    copied = await find_sheet(new.copy_of or "", None, clinic_id=viewer.clinic_id)
    return from_document(copied.document, name=copied.key)


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
    "sheet-unresolved": "Resolve the open issues, or mark them as written, before publishing.",
}


def _refuse_unless(condition: bool, code: ProblemCode) -> None:
    if not condition:
        raise Conflict(_REFUSALS[code], code=code)


def _summary(row: SheetVersion, treatments: int) -> SheetVersionSummary:
    return SheetVersionSummary(treatments=treatments, created_at=row.created_at, **_header(row))


def _view(services: Services, row: SheetVersion) -> SheetVersionView:
    issues = issues_of(services, from_document(row.document, name=row.key))
    return SheetVersionView.model_validate({"document": row.document, "issues": issues, **_header(row)})


def _header(row: SheetVersion) -> dict[str, Any]:
    return {
        "id": row.id,
        "key": row.key,
        "version": row.version,
        "title": row.title,
        "built_in": row.clinic_id is None,
        "published_at": row.published_at,
    }
