"""Record a treatment, or start a diary without a clinic."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from models.clinic_patients import ClinicPatient
from models.revision import lock_patient, next_revision
from models.treatments import RecordRevision, SheetVersion, Treatment, TreatmentPlan
from models.unit_of_work import create_once
from server.domain.errors import Conflict, Invalid
from server.domain.limits import TREATMENTS_A_DAY, TREATMENTS_A_PERSON
from server.domain.treatment_kinds import kind_of
from server.domain.viewer import Viewer
from server.domain.vocabulary import ErasedKind
from server.ports import Services
from server.shapes.records import blank_record
from server.shapes.treatments import (
    SelfTreatment,
    TreatmentForClinic,
    TreatmentListForClinic,
    TreatmentNew,
    TreatmentView,
)
from server.usecases.access import clinic_treatment, own_treatment
from server.usecases.access_to_clinic import clinic_patient, clinic_patient_of
from server.usecases.clinic_patient_rows import hold_patient, save_visit, unsaved_patient
from server.usecases.diary_room import check_day
from server.usecases.erasure_rows import check_not_erased
from server.usecases.late_reactions import acknowledge
from server.usecases.pasted_sheets import own_version
from server.usecases.planning import plan_for
from server.usecases.sheet_offers import not_offered, offers_of
from server.usecases.sheet_rows import find_sheet, sheet_of
from server.usecases.treatment_timeline import (
    TreatmentTimes,
    check_kind,
    checked_times,
    compiled,
)
from server.usecases.treatment_views import clinic_views, patient_views

SAME_ORIGIN = ("clinic_id", "recorded_by_id", "patient_name")
SAME_CONTENT = ("sheet_version_id", "treated_at", "time_zone", "record")
"""Columns that must be equal if a treatment is sent again under the same id. A correction replaces the content only."""


async def record_treatment(services: Services, viewer: Viewer, new: TreatmentNew) -> TreatmentForClinic:
    """Store what was done, with one version of one sheet. A repeated call changes nothing.

    Raises `Invalid` (treatment-in-future, treatment-too-old, date-out-of-range, local-time-missing,
    local-time-twice, local-time-offset, patient-missing, next-treatment-out-of-range, directed-rule, flag-unknown,
    record-kind), `NotFound` (sheet-unknown, patient-unknown) or `Conflict` (id-taken, reaction-unacknowledged,
    sheet-not-offered).
    """
    times = checked_times(new, next_treatment_at=new.next_treatment_at, now=services.clock.now())
    patient = await _patient(viewer, new)
    sheet = await find_sheet(new.sheet_key, new.sheet_version, clinic_id=viewer.clinic_id)
    check_kind(sheet, new.record.kind)
    record = new.record.model_dump(mode="json", by_alias=True)
    treatment = Treatment(
        id=new.id,
        clinic_id=viewer.clinic_id,
        patient_id=patient.person_id,
        clinic_patient_id=patient.id,
        recorded_by_id=viewer.person_id,
        patient_name=new.patient_name or patient.name,
        sheet_version_id=sheet.id,
        record=record,
        timeline=compiled(sheet, record, times, tree=services.topics),
        **_columns(services, times),
    )
    await _save(services, treatment, sheet, patient, acknowledged_reactions=new.acknowledged_reactions)
    return await show_to_clinic(viewer, new.id)


async def start_alone(services: Services, viewer: Viewer, new: SelfTreatment) -> TreatmentView:
    """Start a diary from a sheet and a time, without a clinic. A repeated call changes nothing.

    Raises `Invalid` (treatment-in-future, treatment-too-old, date-out-of-range, local-time-missing, local-time-twice,
    local-time-offset; for a pasted sheet also language-unknown, language-other, text-too-long, sheet-too-slow,
    sheet-unread), `NotFound` (sheet-unknown), `Conflict` (id-taken, too-many-treatments), `TooMany` (too-many-today)
    or `Gone` (erased).
    """
    await check_not_erased(viewer, ErasedKind.TREATMENT, new.id)
    times = checked_times(new, next_treatment_at=None, now=services.clock.now())
    sheet = await _chosen_sheet(services, viewer, new)
    record = blank_record(kind_of(sheet_of(sheet).treatment))
    treatment = Treatment(
        id=new.id,
        patient_id=viewer.person_id,
        patient_name=viewer.display_name,
        sheet_version_id=sheet.id,
        record=record,
        timeline=compiled(sheet, record, times, tree=services.topics),
        **_columns(services, times),
    )
    await _save(services, treatment, sheet)
    return await show_to_patient(viewer, new.id)


async def _chosen_sheet(services: Services, viewer: Viewer, new: SelfTreatment) -> SheetVersion:
    if new.pasted is not None:
        return await own_version(services, viewer, new.id, new.pasted)
    return await find_sheet(new.sheet_key or "", None, clinic_id=None)


def _columns(services: Services, times: TreatmentTimes) -> dict[str, object]:
    return {
        "treated_at": times.treated_at,
        "time_zone": times.time_zone,
        "next_treatment_at": times.next_treatment_at,
        "created_at": services.clock.now(),
    }


async def _patient(viewer: Viewer, new: TreatmentNew) -> ClinicPatient:
    """Return the returning patient, who may not have joined yet, or a new patient of the clinic."""
    if new.clinic_patient_id is not None:
        return await clinic_patient(viewer, new.clinic_patient_id)
    if new.patient_id is not None:
        return await clinic_patient_of(viewer, new.patient_id)
    if new.patient_name is None:
        raise Invalid("Enter the name of the patient.", code="patient-missing", at="patient_name")
    return unsaved_patient(new.id, viewer.clinic_id, new.patient_name)


async def _save(
    services: Services,
    treatment: Treatment,
    sheet: SheetVersion,
    patient: ClinicPatient | None = None,
    *,
    acknowledged_reactions: Collection[UUID] = (),
) -> None:
    async def save() -> None:
        if await _saved_before(treatment):
            return  # even if the clinic has retired the sheet since
        await _check_room(treatment)
        if not (await offers_of(treatment.clinic_id)).has(sheet):
            raise not_offered()
        visitor = await _held(patient)
        if visitor is not None:
            treatment.patient_id = visitor.person_id  # who may have joined in the meantime
        await acknowledge(treatment, acknowledged_reactions, now=treatment.created_at)
        if treatment.patient_id is not None:
            treatment.revision = await next_revision(treatment.patient_id)
        if sheet.owner_id is not None:
            await sheet.save(force_create=True)
        if visitor is None:
            await treatment.save(force_create=True)
        else:
            await save_visit(visitor, treatment)
        if treatment.next_treatment_at is not None:
            await TreatmentPlan.create(id=services.new_id(), version=1, **_first_plan(treatment))

    await create_once(save)
    if treatment.patient_id is not None:
        await plan_for(services, treatment.patient_id)


async def _check_room(treatment: Treatment) -> None:
    """Raise `Conflict` (too-many-treatments) or `TooMany` (too-many-today) for one more that a patient starts alone."""
    if treatment.clinic_id is not None or treatment.patient_id is None:
        return
    await lock_patient(treatment.patient_id)
    alone = Treatment.filter(patient_id=treatment.patient_id, clinic_id=None)
    if await alone.count() >= TREATMENTS_A_PERSON:
        raise Conflict(f"At most {TREATMENTS_A_PERSON} treatments.", code="too-many-treatments")
    await check_day(alone, TREATMENTS_A_DAY, now=treatment.created_at)


def _first_plan(treatment: Treatment) -> dict[str, Any]:
    """Return what was planned together with the record."""
    return {
        "treatment_id": treatment.id,
        "next_treatment_at": treatment.next_treatment_at,
        "planned_by_id": treatment.recorded_by_id,
        "planned_at": treatment.created_at,
    }


async def _held(patient: ClinicPatient | None) -> ClinicPatient | None:
    """Return the patient of the clinic, locked if they have been there before. None without a clinic."""
    if patient is None or not await ClinicPatient.exists(id=patient.id):
        return patient
    return await hold_patient(patient.id)


async def _saved_before(treatment: Treatment) -> bool:
    """Return True for a repeated call. Raises `Conflict` (id-taken) for another treatment under this id.

    What was sent first is compared: a colleague may have corrected the record before the repeat arrived.
    """
    existing = await Treatment.get_or_none(id=treatment.id)
    if existing is None:
        return False
    first = await RecordRevision.get_or_none(treatment_id=treatment.id, version=1) or existing
    if _differs(existing, treatment, SAME_ORIGIN) or _differs(first, treatment, SAME_CONTENT):
        raise Conflict("There is another treatment under this id.", code="id-taken")
    return True


def _differs(stored: Treatment | RecordRevision, treatment: Treatment, columns: Collection[str]) -> bool:
    return any(getattr(stored, name) != getattr(treatment, name) for name in columns)


async def list_for_clinic(viewer: Viewer) -> TreatmentListForClinic:
    """Return the treatments that the viewer's clinic recorded, newest first, without withdrawn ones."""
    return TreatmentListForClinic(
        treatments=await clinic_views(viewer.language, clinic_id=viewer.clinic_id, withdrawn_at=None)
    )


async def show_to_clinic(viewer: Viewer, treatment_id: UUID) -> TreatmentForClinic:
    """Return the clinic's record of a treatment. Raises `NotFound` (treatment-unknown)."""
    await clinic_treatment(viewer, treatment_id)
    return (await clinic_views(viewer.language, id=treatment_id))[0]


async def show_to_patient(viewer: Viewer, treatment_id: UUID) -> TreatmentView:
    """Return a treatment as its patient sees it. Raises `NotFound` (treatment-unknown)."""
    await own_treatment(viewer, treatment_id)
    return (await patient_views(viewer.person_id, id=treatment_id))[0]
