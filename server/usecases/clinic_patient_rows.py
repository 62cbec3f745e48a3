"""Rows of the clinic's patients: who they are, and what happens to them when treatments come and go."""

from collections.abc import Collection
from uuid import UUID, uuid5

from models.clinic_patients import ClinicPatient, replace_words, update_visits
from models.diary import Photo
from models.treatments import Treatment
from server.domain.name_search import sort_key, words_of


def unsaved_patient(treatment_id: UUID, clinic_id: UUID | None, name: str) -> ClinicPatient:
    """Return a new patient of the clinic. They have the id of the first treatment: a repeat makes no second one."""
    return ClinicPatient(id=treatment_id, clinic_id=clinic_id, name=name, folded_name=sort_key(name))


async def hold_patient(clinic_patient_id: UUID) -> ClinicPatient:
    """Return a patient of the clinic, locked until the unit of work ends."""
    return await ClinicPatient.filter(id=clinic_patient_id).select_for_update().get()


async def index_name(patient: ClinicPatient) -> None:
    """Let the search find the patient by name, number and birth year, inside a unit of work."""
    year = "" if patient.birth_year is None else str(patient.birth_year)
    await replace_words(patient, words_of(patient.name, patient.number, year))


async def save_visit(patient: ClinicPatient, treatment: Treatment) -> None:
    """Save a treatment with its patient, inside a unit of work. The newest name that the clinic uses is kept."""
    first_visit = not await ClinicPatient.exists(id=patient.id)
    if first_visit:
        patient.last_treated_at = treatment.treated_at
        await patient.save(force_create=True)
    await treatment.save(force_create=True)
    if first_visit or patient.name != treatment.patient_name:
        patient.name, patient.folded_name = treatment.patient_name, sort_key(treatment.patient_name)
        await patient.save(update_fields=["name", "folded_name"])
        await index_name(patient)
    await update_visits(patient.id)


async def join_clinic_patient(treatment_id: UUID, person_id: UUID, *, revision: int) -> Collection[UUID]:
    """Make the person who has joined a treatment its patient at the clinic, inside the unit of work that joins them.

    Sessions of the same patient that nobody has ever joined come with it; their ids are returned. A person whom the
    clinic knows already stays one patient.
    """
    treatment = await Treatment.get(id=treatment_id)
    await _give_baseline_photos([treatment_id], person_id, revision=revision)
    if treatment.clinic_patient_id is None:
        return []
    patient = await hold_patient(treatment.clinic_patient_id)
    known = await ClinicPatient.get_or_none(clinic_id=patient.clinic_id, person_id=person_id)
    if patient.person_id is not None and patient.person_id != person_id:
        await _move([treatment_id], patient, known or await _new_like(patient, treatment, person_id))
        return []
    siblings = await _join_waiting(patient, person_id, revision=revision)
    if known is None:
        await ClinicPatient.filter(id=patient.id).update(person_id=person_id)
    elif known.id != patient.id:
        await _merge(patient, known)
    return siblings


async def _join_waiting(patient: ClinicPatient, person_id: UUID, *, revision: int) -> Collection[UUID]:
    """Join the sessions that nobody has ever joined: one that its patient has erased stays erased.

    One that the clinic has withdrawn was not theirs, or did not take place.
    """
    waiting = Treatment.filter(clinic_patient_id=patient.id, patient=None, revision=0, withdrawn_at=None)
    ids = await waiting.values_list("id", flat=True)
    await Treatment.filter(id__in=list(ids)).update(patient_id=person_id, revision=revision)
    await _give_baseline_photos(ids, person_id, revision=revision)
    return [UUID(str(each)) for each in ids]


async def _give_baseline_photos(treatment_ids: Collection[object], person_id: UUID, *, revision: int) -> None:
    """Show the photos that the clinic has taken before somebody joined to the patient, as their newest changes."""
    photos = Photo.filter(treatment_id__in=list(treatment_ids), entry_id=None)
    await photos.update(patient_id=person_id, revision=revision)


async def _merge(patient: ClinicPatient, known: ClinicPatient) -> None:
    """Move everything to the patient whom the clinic knows, and drop the one recorded twice."""
    ids = await Treatment.filter(clinic_patient_id=patient.id).values_list("id", flat=True)
    known.number, known.birth_year = known.number or patient.number, known.birth_year or patient.birth_year
    await known.save(update_fields=["number", "birth_year"])
    await _move([UUID(str(each)) for each in ids], patient, known)
    await index_name(known)


async def _new_like(patient: ClinicPatient, treatment: Treatment, person_id: UUID) -> ClinicPatient:
    new = unsaved_patient(uuid5(treatment.id, person_id.hex), patient.clinic_id, treatment.patient_name)
    new.person_id, new.last_treated_at = person_id, treatment.treated_at
    await new.save(force_create=True)
    await index_name(new)
    return new


async def _move(treatment_ids: Collection[UUID], patient: ClinicPatient, to: ClinicPatient) -> None:
    await Treatment.filter(id__in=list(treatment_ids)).update(clinic_patient_id=to.id)
    await update_visits(to.id)
    await update_visits(patient.id)
    if not await Treatment.exists(clinic_patient_id=patient.id):
        await ClinicPatient.filter(id=patient.id).delete()


async def release_person(clinic_patient_id: UUID | None, person_id: UUID) -> None:
    """Take the person out of the clinic's patient once they have left all treatments there, inside a unit of work."""
    followed = Treatment.filter(clinic_patient_id=clinic_patient_id, patient_id=person_id)
    if clinic_patient_id is not None and not await followed.exists():
        await ClinicPatient.filter(id=clinic_patient_id, person_id=person_id).update(person_id=None)
