"""The author's side: a practice writes its own sheets as drafts and publishes them.

A published version never changes; a correction is a new one.
"""

from typing import Any
from uuid import UUID

from tortoise.expressions import Q
from tortoise.functions import Count

from models.treatments import SheetVersion, Treatment
from models.unit_of_work import unit_of_work
from server.domain.errors import Conflict, NotFound, ProblemCode
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
from server.usecases.sheet_reports import issues_of, sound, with_version
from server.usecases.sheets import find_sheet


async def list_versions(viewer: Viewer) -> SheetVersionList:
    """Built-in sheets and all of the viewer's practice, by title, newest version first."""
    rows = await SheetVersion.filter(_visible(viewer)).order_by("title", "-version")
    followed = await _patients_of(viewer)
    return SheetVersionList(versions=[_summary(row, followed.get(row.id, 0)) for row in rows])


async def show_version(services: Services, viewer: Viewer, sheet_version_id: UUID) -> SheetVersionView:
    """Raises `NotFound`, also for another practice's."""
    return _view(services, await visible_version(viewer, sheet_version_id))


async def export_toml(viewer: Viewer, sheet_version_id: UUID) -> SheetTomlView:
    """The file that `afterglow check-sheet` reads and that any practice can import. Raises `NotFound`."""
    row = await visible_version(viewer, sheet_version_id)
    sheet = from_document(row.document, name=row.key)
    return SheetTomlView(file_name=f"{row.key}-{row.version}.toml", toml=to_toml(sheet))


async def compare_sheets(services: Services, viewer: Viewer, asked: SheetComparisonQuery) -> SheetComparison:
    """Two versions, topic by topic. Raises `NotFound`."""
    a, b = [await visible_version(viewer, sheet_version_id) for sheet_version_id in (asked.a, asked.b)]
    rows = compare(
        from_document(a.document, name=a.key), from_document(b.document, name=b.key), services.topics
    )
    topics = [
        ComparedTopic.model_validate(
            {
                "topic": services.topics.label(row.topic, viewer.language),
                "outcome": row.outcome,
                "a": [rule_document(rule) for rule in row.first.rules],
                "b": [rule_document(rule) for rule in row.second.rules],
            }
        )
        for row in rows
    ]
    return SheetComparison(a_title=a.title, b_title=b.title, topics=topics)


async def new_draft(services: Services, viewer: Viewer, new: DraftNew) -> SheetVersionView:
    """Begin a draft; the same call sent again begins nothing twice.

    Its version is one more than the newest of that sheet, built in or the practice's own. Raises `Invalid`
    (sheet-faulty), `NotFound` (sheet-unknown) or `Conflict` (id-taken, draft-open).
    """
    sheet = await _origin(viewer, new)
    draft = _draft(services, viewer, new.id, sheet)

    async def keep() -> None:
        there = await SheetVersion.get_or_none(id=new.id)
        if there is not None:
            _refuse_unless(there.clinic_id == viewer.clinic_id and there.key == sheet.id, "id-taken")
            return
        own = await SheetVersion.filter(_visible(viewer), key=sheet.id).order_by("-version")
        _refuse_unless(all(row.published_at for row in own), "draft-open")
        draft.version = max((row.version for row in own), default=0) + 1
        draft.document = with_version(draft.document, draft.version)
        await draft.save(force_create=True)

    await unit_of_work(keep)
    return await show_version(services, viewer, new.id)


async def change_draft(
    services: Services, viewer: Viewer, sheet_version_id: UUID, source: SheetSource
) -> SheetVersionView:
    """Keep the draft as it is now written; only a sheet without faults is kept.

    Raises `Invalid` (sheet-faulty), `NotFound`, or `Conflict` (sheet-published, sheet-renamed).
    """
    row = await own_version(viewer, sheet_version_id)
    sheet = sound(source)
    _refuse_unless(sheet.id == row.key, "sheet-renamed")
    changed = await SheetVersion.filter(id=row.id, published_at__isnull=True).update(
        title=sheet.title,
        language=sheet.language,
        document=with_version(to_document(sheet), row.version),
    )
    _refuse_unless(changed == 1, "sheet-published")
    return await show_version(services, viewer, sheet_version_id)


async def discard_draft(viewer: Viewer, sheet_version_id: UUID) -> None:
    """Raises `NotFound` or `Conflict` (sheet-published)."""
    row = await own_version(viewer, sheet_version_id)
    gone = await SheetVersion.filter(id=row.id, published_at__isnull=True).delete()
    _refuse_unless(gone == 1, "sheet-published")


async def publish_draft(services: Services, viewer: Viewer, sheet_version_id: UUID) -> SheetVersionView:
    """From now on it can be chosen, and never changes again. Publishing it twice changes nothing.

    Raises `NotFound` or `Conflict` (sheet-unresolved) while an issue is neither resolved nor marked as written.
    """

    async def publish() -> None:
        row = await own_version(viewer, sheet_version_id)
        issues = issues_of(services, from_document(row.document, name=row.key))
        _refuse_unless(all(issue.resolved for issue in issues), "sheet-unresolved")
        if row.published_at is None:
            await SheetVersion.filter(id=row.id).update(published_at=services.clock.now())

    await unit_of_work(publish)
    return await show_version(services, viewer, sheet_version_id)


async def visible_version(viewer: Viewer, sheet_version_id: UUID) -> SheetVersion:
    """Built in or the practice's own. Raises `NotFound`."""
    row = await SheetVersion.get_or_none(_visible(viewer), id=sheet_version_id)
    if row is None:
        raise NotFound("There is no such sheet here.", code="sheet-unknown")
    return row


async def own_version(viewer: Viewer, sheet_version_id: UUID) -> SheetVersion:
    """The practice's own, draft or published. Raises `NotFound`, also for built-in ones."""
    row = await SheetVersion.get_or_none(id=sheet_version_id, clinic_id=viewer.clinic_id)
    if row is None or viewer.clinic_id is None:
        raise NotFound("There is no such sheet of yours.", code="sheet-unknown")
    return row


def _visible(viewer: Viewer) -> Q:
    return Q(clinic_id__isnull=True) | Q(clinic_id=viewer.clinic_id)


async def _patients_of(viewer: Viewer) -> dict[UUID, int]:
    rows = (
        Treatment.filter(clinic_id=viewer.clinic_id).annotate(count=Count("id")).group_by("sheet_version_id")
    )
    return {
        sheet_version_id: int(count)
        for sheet_version_id, count in await rows.values_list("sheet_version_id", "count")
    }


async def _origin(viewer: Viewer, new: DraftNew) -> Sheet:
    if new.source is not None:
        return sound(new.source)
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
    "id-taken": "This id is that of another sheet.",
    "draft-open": "There is a draft of this sheet already: go on with it.",
    "sheet-published": "This version is published and does not change any more: begin a new one.",
    "sheet-renamed": "The id of a sheet stays: begin a new sheet for another id.",
    "sheet-unresolved": "Settle what is open, or mark it as written, before publishing.",
}


def _refuse_unless(holds: bool, code: ProblemCode) -> None:
    if not holds:
        raise Conflict(_REFUSALS[code], code=code)


def _summary(row: SheetVersion, patients: int) -> SheetVersionSummary:
    return SheetVersionSummary(patients=patients, created_at=row.created_at, **_named(row))


def _view(services: Services, row: SheetVersion) -> SheetVersionView:
    issues = issues_of(services, from_document(row.document, name=row.key))
    return SheetVersionView.model_validate({"document": row.document, "issues": issues, **_named(row)})


def _named(row: SheetVersion) -> dict[str, Any]:
    return {
        "id": row.id,
        "key": row.key,
        "version": row.version,
        "title": row.title,
        "built_in": row.clinic_id is None,
        "published_at": row.published_at,
    }
