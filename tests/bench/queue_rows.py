"""A clinic with 500 patients who have all shared their diaries, with 10 entries each."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from uuid import UUID, uuid4

from tortoise.expressions import F

from models.clinic_patients import ClinicPatient
from models.diary import Entry
from models.people import Person
from models.sharing import Grant
from models.treatments import Treatment
from models.unit_of_work import unit_of_work
from server.adapters.database import database
from server.adapters.migrations import migrate
from server.domain.name_search import sort_key
from server.domain.timeline import TreatmentFacts, compile, to_document
from server.domain.viewer import Viewer
from server.domain.vocabulary import Role, Symptom
from server.ports import Services
from server.sheets import load_sheets
from tests.factories import TIME_ZONE, document, make_clinic, make_practitioner, make_treatment
from tests.fakes import NOW, fake_services

PATIENTS, ENTRIES = 500, 10


@asynccontextmanager
async def opened_clinic(database_url: str) -> AsyncIterator[tuple[Services, Viewer]]:
    """Yield the services and the practitioner with whom all 500 patients share their diaries."""
    await migrate(database_url)
    services = fake_services()
    async with database(database_url):
        bob = await make_practitioner(await make_clinic())
        pattern = await make_treatment(services, bob)
        sheet_version_id = (await Treatment.get(id=pattern.id)).sheet_version_id
        await unit_of_work(lambda: _fill(bob, sheet_version_id))
        yield services, bob


async def change_all() -> None:
    """Increase the revision of every patient, as if each had written something."""
    await Person.all().update(revision=F("revision") + 1)


async def _fill(bob: Viewer, sheet_version_id: UUID) -> None:
    """Create rows in bulk, like those of the use cases, with the five built-in sheets in turn."""
    people = [
        Person(
            id=uuid4(),
            role=Role.PATIENT,
            display_name=f"Patient {number}",
            time_zone=TIME_ZONE,
            created_at=NOW,
        )
        for number in range(PATIENTS)
    ]
    treatments = [_treatment(person, bob, sheet_version_id, number) for number, person in enumerate(people)]
    await Person.bulk_create(people)
    await ClinicPatient.bulk_create(_patient(one) for one in treatments)
    await Treatment.bulk_create(treatments)
    await Grant.bulk_create(_grant(one, bob) for one in treatments)
    await Entry.bulk_create(_entry(one, place) for one in treatments for place in range(ENTRIES))


def _treatment(person: Person, bob: Viewer, sheet_version_id: UUID, number: int) -> Treatment:
    sheets = list(load_sheets().values())
    treated_at = NOW - timedelta(hours=6 + number % 480)
    facts = TreatmentFacts(treated_at=treated_at, time_zone=TIME_ZONE)
    return Treatment(
        id=person.id, clinic_id=bob.clinic_id, patient_id=person.id, clinic_patient_id=person.id,
        recorded_by_id=bob.person_id,
        patient_name=person.display_name, sheet_version_id=sheet_version_id, treated_at=treated_at,
        time_zone=TIME_ZONE, record={},
        timeline=to_document(compile(sheets[number % len(sheets)], facts)), created_at=treated_at,
    )  # fmt: skip


def _patient(treatment: Treatment) -> ClinicPatient:
    return ClinicPatient(
        id=treatment.id, clinic_id=treatment.clinic_id, person_id=treatment.patient_id, sessions=1,
        name=treatment.patient_name, folded_name=sort_key(treatment.patient_name),
        last_treated_at=treatment.treated_at,
    )  # fmt: skip


def _grant(treatment: Treatment, bob: Viewer) -> Grant:
    return Grant(
        id=uuid4(), patient_id=treatment.patient_id, treatment_id=treatment.id, practitioner_id=bob.person_id,
        photos=True, starts_at=treatment.treated_at, ends_at=NOW + timedelta(days=30), revision=1,
    )  # fmt: skip


def _entry(treatment: Treatment, place: int) -> Entry:
    """Spread the entries over the time since the treatment. Symptoms fade; one patient in seven has pustules."""
    at = treatment.treated_at + (NOW - treatment.treated_at) * (place + 1) / (ENTRIES + 1)
    scores = {symptom: max(0, 3 - (place + number) // 2) for number, symptom in enumerate(Symptom)}
    signs = [{"sign": "pustules", "area": "chin"}] if treatment.id.int % 7 == 0 and place == 4 else []
    entry_document = document(scores=scores, signs=signs, note="", question="")
    return Entry(
        id=uuid4(), patient_id=treatment.patient_id, treatment_id=treatment.id, occurred_at=at,
        document=entry_document.model_dump(mode="json"), revision=1, write_sha256=f"{place:064x}", created_at=at,
    )  # fmt: skip
