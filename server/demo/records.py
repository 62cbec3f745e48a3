"""What the clinics of the demo record: treatments, invitations, corrections and withdrawals."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from models.treatments import Treatment
from server.demo.clinics import CLINICS
from server.demo.opening import Story, demo_id
from server.demo.story import DemoPatient, DemoTreatment
from server.domain.viewer import Viewer
from server.ports import Services
from server.shapes.patients import PatientChange
from server.shapes.record_history import RecordCorrection, Withdrawing
from server.shapes.records import NeedlingRecord
from server.shapes.treatments import TreatmentNew
from server.usecases import patients, record_corrections, treatments
from server.usecases.earlier_reactions import earlier_reactions
from server.usecases.invitations import accept_invitation, invite_patient

HOURS_OF_SESSIONS = (9, 10, 11, 13, 14, 15, 16)
CORRECTED_AFTER = timedelta(hours=3)


def zone_of(made_up: DemoPatient) -> ZoneInfo:
    return ZoneInfo(next(clinic.time_zone for clinic in CLINICS if clinic.key == made_up.clinic))


def practitioner_of(story: Story, made_up: DemoPatient) -> Viewer:
    return story.team[made_up.clinic, made_up.recorded_by]


def treated_at(story: Story, made_up: DemoPatient, demo: DemoTreatment) -> datetime:
    moment = story.began_at.replace(second=0, microsecond=0) - timedelta(hours=demo.hours_ago)
    if demo.at_hour is None:
        return moment
    local = moment.astimezone(zone_of(made_up))
    friday = local - timedelta(
        days=max(local.weekday() - 4, 0)
    )  # on a weekend, the clinic was open the Friday before
    return friday.replace(hour=demo.at_hour, minute=0, fold=0).astimezone(UTC)


def _next_at(story: Story, made_up: DemoPatient, demo: DemoTreatment) -> datetime | None:
    """Return the planned session: a full hour at which clinics are open, on Monday if the day is on a weekend."""
    if demo.next_in_days is None:
        return None
    local = (story.began_at + timedelta(days=demo.next_in_days)).astimezone(zone_of(made_up))
    if demo.next_in_days > 0 and local.weekday() > 4:
        local += timedelta(days=7 - local.weekday())
    hour = HOURS_OF_SESSIONS[len(made_up.name) % len(HOURS_OF_SESSIONS)]
    return local.replace(hour=hour, minute=0, second=0, microsecond=0, fold=0).astimezone(UTC)


async def record(story: Story, made_up: DemoPatient, number: int) -> UUID:
    """Record a session, as the clinic does, unless that was done before."""
    treatment_id = demo_id("treatment", made_up.key, number)
    if await Treatment.exists(id=treatment_id):
        return treatment_id  # somebody may have corrected it since
    demo, practitioner = made_up.treatments[number], practitioner_of(story, made_up)
    then = story.at(treated_at(story, made_up, demo) + timedelta(minutes=50))
    first = await Treatment.get_or_none(id=demo_id("treatment", made_up.key, 0))
    new = TreatmentNew(
        id=treatment_id,
        clinic_patient_id=first.clinic_patient_id if first else None,
        patient_name=made_up.name,
        sheet_key=demo.sheet,
        **_when(story, made_up, demo),
        record=_record(demo.record),
        next_treatment_at=_next_at(story, made_up, demo),
        acknowledged_reactions=await _reactions(then, practitioner, first),
    )
    await treatments.record_treatment(then, practitioner, new)
    if first is None and (made_up.number or made_up.birth_year):
        change = PatientChange(name=made_up.name, number=made_up.number, birth_year=made_up.birth_year)
        await patients.change_patient(then, practitioner, treatment_id, change)
    return treatment_id


def _when(story: Story, made_up: DemoPatient, demo: DemoTreatment) -> dict[str, Any]:
    zone = zone_of(made_up)
    local = treated_at(story, made_up, demo).astimezone(zone)
    return {
        "treated_at_local": local.replace(tzinfo=None, fold=0),
        "time_zone": zone.key,
        "fold": 1 if local.fold else 0,
    }


def _record(fields: dict[str, Any]) -> NeedlingRecord:
    return NeedlingRecord.model_validate({"kind": "needling", **fields})


async def _reactions(then: Services, practitioner: Viewer, first: Treatment | None) -> list[UUID]:
    """Return the earlier treatments whose late reactions the practitioner reads before treating again."""
    if first is None or first.patient_id is None:
        return []
    earlier = await earlier_reactions(then, practitioner, first.patient_id)
    return [each.treatment_id for each in earlier.treatments]


async def join(story: Story, made_up: DemoPatient, patient: Viewer, treatment_id: UUID) -> None:
    """Accept an invitation, as real patients do."""
    treatment = await Treatment.get(id=treatment_id)
    if treatment.patient_id is None and treatment.withdrawn_at is None:
        then = story.at(treatment.treated_at + timedelta(hours=1))
        link = await invite_patient(then, practitioner_of(story, made_up), treatment_id)
        await accept_invitation(then, patient, link.url.partition("#")[2])


async def mend(story: Story, made_up: DemoPatient, number: int) -> None:
    """Correct or withdraw a record as its story says, once."""
    demo, practitioner = made_up.treatments[number], practitioner_of(story, made_up)
    row = await Treatment.get(id=demo_id("treatment", made_up.key, number))
    then = story.at(row.created_at + CORRECTED_AFTER)
    if demo.corrected is not None and row.record_version == 1:
        correction = RecordCorrection(
            version=1,
            sheet_key=demo.sheet,
            **_when(story, made_up, demo),
            record=_record(demo.record | demo.corrected),
        )
        await record_corrections.correct_record(then, practitioner, row.id, correction)
    if demo.withdrawn is not None:
        await record_corrections.withdraw_treatment(
            then, practitioner, row.id, Withdrawing(reason=demo.withdrawn)
        )
