"""Correct or withdraw what the clinic has recorded. What stood before stays readable."""

from datetime import datetime
from typing import Any
from uuid import UUID

from models.clinic_patients import update_visits
from models.diary import Photo
from models.revision import lock_treatment, next_revision
from models.sharing import Grant
from models.treatments import RecordRevision, SafetyCorrection, SheetVersion, Treatment
from models.unit_of_work import unit_of_work
from server.domain.errors import Conflict, Invalid
from server.domain.viewer import Viewer
from server.domain.vocabulary import ErasedKind
from server.ports import Services
from server.shapes.record_history import RecordCorrection, RecordHistory, RecordVersion, Withdrawing
from server.shapes.sheets import SheetRef
from server.shapes.treatments import TreatmentForClinic
from server.usecases.access import clinic_treatment
from server.usecases.access_errors import check_standing
from server.usecases.diary_caches import forget_diary
from server.usecases.diary_erasure import Eraser
from server.usecases.erasure_rows import record_erasures
from server.usecases.links import cancel_links
from server.usecases.planning import notify_of_changed_record, plan_for
from server.usecases.sheet_offers import not_offered, offers_of
from server.usecases.sheet_rows import find_sheet, sheet_of
from server.usecases.sheet_words import version_title
from server.usecases.treatment_timeline import (
    TreatmentTimes,
    check_kind,
    checked_times,
    compiled,
    recompile_corrections,
)
from server.usecases.treatment_views import clinic_views

CONTENT = ("sheet_version_id", "treated_at", "time_zone", "record")
"""The columns that a correction replaces, and that an earlier version keeps."""
IN_THE_DIARY = ("sheet_version_id", "treated_at", "time_zone")
"""Of these, the patient is notified: their days, hours and answers change."""


async def correct_record(
    services: Services, viewer: Viewer, treatment_id: UUID, correction: RecordCorrection
) -> TreatmentForClinic:
    """Replace the record of a treatment and keep what it said. A repeated call changes nothing.

    The timeline is compiled again, so that the patient's phone follows. Raises `NotFound` (treatment-unknown,
    sheet-unknown), `Invalid` (treatment-order: it would change places with another treatment of the patient; those of
    `checked_times`; directed-rule, flag-unknown, record-kind) or `Conflict` (record-changed, treatment-withdrawn,
    sheet-not-offered).
    """
    stood = await clinic_treatment(viewer, treatment_id)
    times = checked_times(correction, next_treatment_at=stood.next_treatment_at, now=services.clock.now())

    async def correct() -> UUID | None:
        row = await lock_treatment(stood)
        sheet = await _followed(row, correction.sheet_key)
        wanted = _wanted(correction, sheet, times)
        if _says_already(row, wanted):
            return row.patient_id
        check_standing(row)
        if row.record_version != correction.version:
            raise Conflict("Somebody else has corrected this record.", code="record-changed")
        await _check_order(row, times)
        await _replace(services, viewer, row, wanted, _compiled(services, row, sheet, wanted, times))
        return row.patient_id

    await _finish(services, treatment_id, await unit_of_work(correct))
    return (await clinic_views(viewer.language, id=treatment_id))[0]


async def withdraw_treatment(
    services: Services, viewer: Viewer, treatment_id: UUID, withdrawing: Withdrawing
) -> TreatmentForClinic:
    """Take a treatment that was recorded by mistake out of all lists. A repeated call changes nothing.

    Its record stays with its history, and its diary with the patient. The baseline photos go from the patient's phones:
    they may show somebody else. Nobody reads that diary by a grant any more, and nobody can join it. Raises `NotFound`
    (treatment-unknown).
    """
    stood = await clinic_treatment(viewer, treatment_id)
    now = services.clock.now()

    async def withdraw() -> UUID | None:
        row = await lock_treatment(stood)
        if row.withdrawn_at is not None:
            return row.patient_id
        row.withdrawn_at, row.withdrawn_by_id, row.withdrawn_reason = (
            now,
            viewer.person_id,
            withdrawing.reason,
        )
        await _save(row, ("withdrawn_at", "withdrawn_by_id", "withdrawn_reason"))
        running = Grant.filter(treatment_id=row.id, revoked_at=None, ends_at__gt=now)
        await running.update(revoked_at=now, revision=row.revision)
        await cancel_links("invitation", now=now, treatment_id=row.id)
        await _take_photos_back(row, now)
        await notify_of_changed_record(services, row, withdrawn=True)
        return row.patient_id

    await _finish(services, treatment_id, await unit_of_work(withdraw))
    return (await clinic_views(viewer.language, id=treatment_id))[0]


async def _take_photos_back(row: Treatment, now: datetime) -> None:
    """Take the baseline photos from the patient and their phones. They stay in the record."""
    photos = Photo.filter(treatment_id=row.id, entry_id=None)
    ids = [UUID(str(each)) for each in await photos.values_list("id", flat=True)]
    if row.patient_id is None or not ids:
        return
    await record_erasures(row.patient_id, ErasedKind.PHOTO, ids, revision=row.revision, at=now)
    await Eraser(row.patient_id, row.revision, now).drop_exports()
    await photos.update(patient_id=None)


async def record_history(viewer: Viewer, treatment_id: UUID) -> RecordHistory:
    """Return all versions of a record, the current one last. Raises `NotFound` (treatment-unknown)."""
    await clinic_treatment(viewer, treatment_id)
    row = await Treatment.get(id=treatment_id).select_related("sheet_version", "recorded_by")
    earlier = RecordRevision.filter(treatment_id=treatment_id).order_by("version")
    replaced = await earlier.select_related("sheet_version", "corrected_by")
    rows: list[Treatment | RecordRevision] = [*replaced, row]
    written = [(row.created_at, row.recorded_by.display_name if row.recorded_by else "")]
    written += [(each.corrected_at, each.corrected_by.display_name) for each in replaced]
    versions = [
        _version(number, each, at=at, by=by, language=viewer.language)
        for number, (each, (at, by)) in enumerate(zip(rows, written, strict=True), start=1)
    ]
    return RecordHistory(treatment_id=treatment_id, versions=versions)


def _version(
    number: int, row: Treatment | RecordRevision, *, at: object, by: str, language: str
) -> RecordVersion:
    sheet = row.sheet_version
    return RecordVersion.model_validate(
        {
            "version": number,
            "written_at": at,
            "written_by": by,
            "sheet": SheetRef(
                key=sheet.key,
                version=sheet.version,
                title=version_title(sheet, language),
                pasted=sheet.owner_id is not None,
            ),
            "treated_at": row.treated_at,
            "time_zone": row.time_zone,
            "record": row.record,
        }
    )


async def _followed(row: Treatment, sheet_key: str) -> SheetVersion:
    """Return the version that the treatment follows, or the newest of another sheet that the clinic offers."""
    followed = await SheetVersion.get(id=row.sheet_version_id)
    if followed.key == sheet_key:
        return followed
    sheet = await find_sheet(sheet_key, None, clinic_id=row.clinic_id)
    if not (await offers_of(row.clinic_id)).has(sheet):
        raise not_offered()
    return sheet


def _wanted(correction: RecordCorrection, sheet: SheetVersion, times: TreatmentTimes) -> dict[str, Any]:
    check_kind(sheet, correction.record.kind)
    record = correction.record.model_dump(mode="json", by_alias=True)
    return dict(zip(CONTENT, (sheet.id, times.treated_at, times.time_zone, record), strict=True))


def _says_already(row: Treatment, wanted: dict[str, Any]) -> bool:
    """Return True for a repeated call, and for one that changes nothing."""
    return all(getattr(row, name) == value for name, value in wanted.items())


async def _check_order(row: Treatment, times: TreatmentTimes) -> None:
    """Refuse a time at which the patient's treatments would change places: the day must be wrong."""
    if times.treated_at == row.treated_at:
        return
    others = Treatment.filter(clinic_patient_id=row.clinic_patient_id, withdrawn_at=None).exclude(id=row.id)
    first, last = sorted((times.treated_at, row.treated_at))
    if await others.filter(treated_at__gte=first, treated_at__lte=last).exists():
        raise Invalid(
            "There is another treatment of this patient in between.",
            code="treatment-order",
            at="treated_at_local",
        )


def _compiled(
    services: Services, row: Treatment, sheet: SheetVersion, wanted: dict[str, Any], times: TreatmentTimes
) -> dict[str, Any]:
    """Compile the corrected timeline. A flag that stood may be one that a newer version no longer has."""
    known, stood = sheet_of(sheet).flags, row.record["flags"]
    flags = [flag for flag in wanted["record"]["flags"] if flag in known or flag not in stood]
    return compiled(sheet, {**wanted["record"], "flags": flags}, times, tree=services.topics)


async def _replace(
    services: Services, viewer: Viewer, row: Treatment, wanted: dict[str, Any], timeline: dict[str, Any]
) -> None:
    await RecordRevision.create(
        id=services.new_id(),
        treatment_id=row.id,
        version=row.record_version,
        corrected_by_id=viewer.person_id,
        corrected_at=services.clock.now(),
        **{name: getattr(row, name) for name in CONTENT},
    )
    noticed = any(getattr(row, name) != wanted[name] for name in IN_THE_DIARY)
    if row.sheet_version_id != wanted["sheet_version_id"]:
        await SafetyCorrection.filter(treatment_id=row.id).delete()  # they correct the sheet that was wrong
    for name, value in wanted.items():
        setattr(row, name, value)
    row.timeline, row.record_version = timeline, row.record_version + 1
    await _save(row, (*CONTENT, "timeline", "record_version"))
    await recompile_corrections(row, tree=services.topics)
    if noticed:
        await notify_of_changed_record(services, row, withdrawn=False)


async def _save(row: Treatment, columns: tuple[str, ...]) -> None:
    if row.patient_id is not None:
        row.revision = await next_revision(row.patient_id)
    await row.save(update_fields=[*columns, "revision"])
    await update_visits(row.clinic_patient_id)


async def _finish(services: Services, treatment_id: UUID, patient_id: UUID | None) -> None:
    forget_diary(treatment_id)
    if patient_id is not None:
        await plan_for(services, patient_id)
