"""The data of the comparison: one patient, 30 entries with 10 scores and two photos each."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from models.diary import Photo
from models.people import Person
from server.adapters.database import database
from server.adapters.migrations import migrate
from server.domain.vocabulary import Symptom
from server.usecases.auth_sessions import open_auth_session
from tests.factories import make_clinic, make_entry, make_patient, make_practitioner, make_treatment
from tests.fakes import NOW, FakeClock, fake_services

ENTRIES, PHOTOS = 30, 2


@dataclass(frozen=True, slots=True)
class Filled:
    token: str
    treatment_id: UUID


async def fill(database_url: str) -> Filled:
    """Create tables and rows as the app does, except for the files of the photos."""
    await migrate(database_url)
    services = fake_services(clock=FakeClock(datetime.now(UTC)))
    async with database(database_url):
        alice = await make_patient("Alice Albrecht")
        bob = await make_practitioner(await make_clinic())
        treatment = await make_treatment(services, bob, patient=alice)
        for number in range(ENTRIES):
            scores = {symptom: (number + place) % 5 for place, symptom in enumerate(Symptom)}
            at = NOW - timedelta(hours=ENTRIES - number)
            entry = await make_entry(services, alice, treatment.id, scores=scores, occurred_at=at)
            await _photos(alice.person_id, treatment.id, entry.id, at)
        token = await open_auth_session(services, alice.person_id, device_label="the bench")
    return Filled(token, treatment.id)


async def _photos(patient_id: UUID, treatment_id: UUID, entry_id: UUID, at: datetime) -> None:
    revision = (await Person.get(id=patient_id)).revision
    for number in range(PHOTOS):
        await Photo.create(
            id=uuid4(),
            patient_id=patient_id,
            treatment_id=treatment_id,
            entry_id=entry_id,
            angle=("front", "left")[number],
            area=None,
            taken_at=at + timedelta(seconds=number),
            sha256=f"{number:064x}",
            content_type="image/jpeg",
            width=2016,
            height=1512,
            sharpness=120.5,
            brightness=131.25,
            revision=revision,
            created_at=at,
        )
