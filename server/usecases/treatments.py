"""Recording a treatment, starting alone, handing out the invitation, planning the next session."""

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from models.revision import next_revision
from models.treatments import SheetVersion, Treatment
from models.unit_of_work import create_once, unit_of_work
from server.domain.errors import Conflict, Invalid, NotFound
from server.domain.local_time import local_instant
from server.domain.sharing import DiaryFacts, may_see_record, owns
from server.domain.treatment_kinds import kind_of
from server.domain.viewer import Viewer
from server.ports import Services
from server.shapes.people import IssuedLink
from server.shapes.records import blank_record
from server.shapes.treatments import (
    NextTreatment,
    SelfTreatment,
    TreatmentForClinic,
    TreatmentListForClinic,
    TreatmentNew,
    TreatmentView,
)
from server.usecases.late_reactions import acknowledge
from server.usecases.links import invite_patient
from server.usecases.reminders import plan_for
from server.usecases.sheets import find_sheet, sheet_of
from server.usecases.treatment_timeline import TreatmentTimes, check_kind, compiled
from server.usecases.treatment_views import clinic_views, patient_views

CLOCKS_DIFFER = timedelta(minutes=10)
"""How far a phone's or a tablet's clock may be ahead of ours."""
LONGEST_AGO = timedelta(days=3 * 366)
FARTHEST_NEXT_TREATMENT = timedelta(days=2 * 366)


async def record_treatment(services: Services, viewer: Viewer, new: TreatmentNew) -> TreatmentForClinic:
    """Keep what was done, pinned to one version of one sheet. The same record sent again changes nothing.

    Raises `Invalid` (treatment-in-future, treatment-too-old, local-time-missing, local-time-twice,
    patient-missing, next-treatment-out-of-range, directed-rule, flag-unknown, record-kind), `NotFound` (sheet-unknown,
    patient-unknown) or `Conflict` (id-taken, reaction-unacknowledged).
    """
    times = _times(services, new, next_treatment_at=new.next_treatment_at)
    patient_name = await _patient_name(viewer, new)
    sheet = await find_sheet(new.sheet_key, new.sheet_version, clinic_id=viewer.clinic_id)
    check_kind(sheet, new.record.kind)
    record = new.record.model_dump(mode="json", by_alias=True)
    treatment = Treatment(
        id=new.id,
        clinic_id=viewer.clinic_id,
        patient_id=new.patient_id,
        recorded_by_id=viewer.person_id,
        patient_name=patient_name,
        sheet_version_id=sheet.id,
        record=record,
        timeline=compiled(sheet, record, times, tree=services.topics),
        **_columns(services, times),
    )
    await _keep(services, treatment, acknowledged_reactions=new.acknowledged_reactions)
    return await show_to_clinic(viewer, new.id)


async def start_alone(services: Services, viewer: Viewer, new: SelfTreatment) -> TreatmentView:
    """A patient without an invitation: a sheet and a time. Raises as `record_treatment`."""
    times = _times(services, new, next_treatment_at=None)
    sheet = await find_sheet(new.sheet_key, None, clinic_id=None)
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
    await _keep(services, treatment)
    return await show_to_patient(viewer, new.id)


def _columns(services: Services, times: TreatmentTimes) -> dict[str, object]:
    return {
        "treated_at": times.treated_at,
        "time_zone": times.time_zone,
        "next_treatment_at": times.next_treatment_at,
        "created_at": services.clock.now(),
    }


def _times(
    services: Services, new: TreatmentNew | SelfTreatment, *, next_treatment_at: datetime | None
) -> TreatmentTimes:
    now = services.clock.now()
    treated_at = local_instant(new.treated_at_local, new.time_zone, fold=new.fold)
    if treated_at > now + CLOCKS_DIFFER:
        raise Invalid(
            "A treatment cannot be in the future.", code="treatment-in-future", at="treated_at_local"
        )
    if treated_at < now - LONGEST_AGO:
        raise Invalid("This treatment is too long ago.", code="treatment-too-old", at="treated_at_local")
    _check_next_treatment(treated_at, next_treatment_at)
    return TreatmentTimes(treated_at, new.time_zone, next_treatment_at)


def _check_next_treatment(treated_at: datetime, next_treatment_at: datetime | None) -> None:
    if (
        next_treatment_at is not None
        and not treated_at < next_treatment_at <= treated_at + FARTHEST_NEXT_TREATMENT
    ):
        raise Invalid(
            "The next session comes after this one, within two years.",
            code="next-treatment-out-of-range",
            at="next_treatment_at",
        )


async def _patient_name(viewer: Viewer, new: TreatmentNew) -> str:
    """A returning patient keeps the name that the clinic has for them, unless a new one is given."""
    if new.patient_id is None:
        if new.patient_name is None:
            raise Invalid("Say who was treated.", code="patient-missing", at="patient_name")
        return new.patient_name
    known = Treatment.filter(clinic_id=viewer.clinic_id, patient_id=new.patient_id)
    last = await known.order_by("-treated_at").first().values_list("patient_name", flat=True)
    if last is None:
        raise NotFound("This clinic has no such patient.", code="patient-unknown")
    return new.patient_name or str(last)


async def _keep(
    services: Services, treatment: Treatment, *, acknowledged_reactions: Collection[UUID] = ()
) -> None:
    async def keep() -> None:
        if await _kept_already(treatment):
            return
        await acknowledge(treatment, acknowledged_reactions, now=treatment.created_at)
        if treatment.patient_id is not None:
            treatment.revision = await next_revision(treatment.patient_id)
        await treatment.save(force_create=True)

    await create_once(keep)
    if treatment.patient_id is not None:
        await plan_for(services, treatment.patient_id)


async def _kept_already(treatment: Treatment) -> bool:
    """Sent once more, because the answer was lost. Raises `Conflict` (id-taken) for anything else."""
    there = await Treatment.get_or_none(id=treatment.id)
    if there is None:
        return False
    same = (
        "clinic_id",
        "recorded_by_id",
        "patient_name",
        "sheet_version_id",
        "treated_at",
        "time_zone",
        "record",
    )
    if any(getattr(there, name) != getattr(treatment, name) for name in same):
        raise Conflict("This treatment has been recorded already, differently.", code="id-taken")
    return True


async def set_next_treatment(
    services: Services, viewer: Viewer, treatment_id: UUID, planned: NextTreatment
) -> TreatmentForClinic:
    """Plan, move or take back the next session; what the sheet hangs on it moves along.

    Raises `NotFound` or `Invalid` (next-treatment-out-of-range).
    """
    treatment = await of_clinic(viewer, treatment_id)
    _check_next_treatment(treatment.treated_at, planned.next_treatment_at)
    sheet = await SheetVersion.get(id=treatment.sheet_version_id)
    times = TreatmentTimes(treatment.treated_at, treatment.time_zone, planned.next_treatment_at)
    timeline = compiled(sheet, treatment.record, times, tree=services.topics)

    async def move() -> None:
        patient_id = (await Treatment.get(id=treatment_id)).patient_id
        changes: dict[str, object] = {"next_treatment_at": planned.next_treatment_at, "timeline": timeline}
        if patient_id is not None:
            changes["revision"] = await next_revision(patient_id)
        await Treatment.filter(id=treatment_id).update(**changes)

    await unit_of_work(move)
    if treatment.patient_id is not None:
        await plan_for(services, treatment.patient_id)
    return await show_to_clinic(viewer, treatment_id)


async def invite(services: Services, viewer: Viewer, treatment_id: UUID) -> IssuedLink:
    """The link that brings the patient in, and never back in. Raises `NotFound`, `Conflict` (already-joined)."""
    treatment = await of_clinic(viewer, treatment_id)
    return await invite_patient(services, clinic_id=treatment.clinic_id, treatment_id=treatment.id)


async def of_clinic(viewer: Viewer, treatment_id: UUID) -> Treatment:
    """The practice's own record. Raises `NotFound`, also for another clinic's."""
    treatment = await Treatment.get_or_none(id=treatment_id)
    if treatment is None or not may_see_record(viewer, diary_facts(treatment)):
        raise NotFound("There is no such treatment here.", code="treatment-unknown")
    return treatment


async def of_patient(viewer: Viewer, treatment_id: UUID) -> Treatment:
    """A treatment of one's own. Raises `NotFound`, also for another person's."""
    treatment = await Treatment.get_or_none(id=treatment_id)
    if treatment is None or not owns(viewer, diary_facts(treatment)):
        raise NotFound("There is no such treatment here.", code="treatment-unknown")
    return treatment


def diary_facts(treatment: Treatment) -> DiaryFacts:
    return DiaryFacts(treatment.id, treatment.patient_id, treatment.clinic_id)


async def list_for_clinic(viewer: Viewer) -> TreatmentListForClinic:
    """Newest first."""
    return TreatmentListForClinic(treatments=await clinic_views(clinic_id=viewer.clinic_id))


async def show_to_clinic(viewer: Viewer, treatment_id: UUID) -> TreatmentForClinic:
    await of_clinic(viewer, treatment_id)
    return (await clinic_views(id=treatment_id))[0]


async def show_to_patient(viewer: Viewer, treatment_id: UUID) -> TreatmentView:
    await of_patient(viewer, treatment_id)
    return (await patient_views(viewer.person_id, id=treatment_id))[0]
