"""The demo is filled through the app's use cases; filling it again changes nothing."""

from dataclasses import replace

import pytest

from models.diary import Entry, Photo, Reply
from models.people import Person
from models.reminders import Reminder
from models.sharing import AccessRecord, Grant
from models.treatments import Treatment
from server.demo import fill
from server.demo.filling import demo_id
from server.domain.errors import Conflict
from server.domain.viewer import Viewer
from server.ports import Portrait, Services
from server.sheets import load_sheets
from server.usecases.auth_sessions import open_auth_session, viewer_of
from server.usecases.erasing import erase_account, erase_entry
from server.usecases.invitations import open_link
from server.usecases.queue import queue
from server.usecases.review import review
from server.usecases.sheets import publish_builtins
from tests.factories import make_clinic
from tests.fakes import NOW, PICTURE, FakeClock, fake_services

TABLES = (Person, Treatment, Entry, Photo, Grant, AccessRecord, Reply)


def sketch(portrait: Portrait) -> bytes:
    return PICTURE + repr(portrait).encode()


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
async def services(db: str, clock: FakeClock) -> Services:
    filled = fake_services(clock=clock, sheets=load_sheets())
    await publish_builtins(filled)
    return filled


async def test_everyone_gets_their_own_link(services: Services) -> None:
    links = await fill(services, sketch)
    previews = [await open_link(services, url.partition("#")[2]) for _label, url in links]
    assert [preview.purpose for preview in previews] == ["recovery"] * 5 + ["invitation"]
    assert len({url for _label, url in links}) == 6


async def test_filling_again_changes_nothing(services: Services, clock: FakeClock) -> None:
    await fill(services, sketch)
    before = [await table.all().count() for table in TABLES]
    clock.pass_time(hours=3)
    assert len(await fill(services, sketch)) == 6
    assert [await table.all().count() for table in TABLES] == before


async def test_what_was_erased_stays_erased(services: Services) -> None:
    links = await fill(services, sketch)
    mei = await viewer_of_patient(services, "mei")
    rosa = await viewer_of_patient(services, "rosa")
    await erase_account(services, mei)
    entry = await Entry.filter(treatment__patient_id=rosa.person_id).first()
    assert entry is not None
    await erase_entry(services, rosa, entry.id)
    before = [await table.all().count() for table in TABLES]
    labels = [label for label, _url in await fill(services, sketch)]
    assert labels == [label for label, _url in links if not label.startswith("Mei")]
    assert [await table.all().count() for table in TABLES] == before


async def viewer_of_patient(services: Services, key: str) -> Viewer:
    """Return a patient of the demo who has just answered a passkey."""
    token = await open_auth_session(services, demo_id("person", key), device_label="")
    viewer = await viewer_of(token, now=services.clock.now())
    assert viewer is not None
    return replace(viewer, passkey_answered_at=services.clock.now())


async def owner_of_the_demo(services: Services) -> Viewer:
    token = await open_auth_session(services, demo_id("person", "owner"), device_label="")
    viewer = await viewer_of(token, now=services.clock.now())
    assert viewer is not None
    return viewer


async def test_the_queue_has_a_patient_with_a_finding_and_one_with_a_treatment_soon(
    services: Services,
) -> None:
    await fill(services, sketch)
    owner = await owner_of_the_demo(services)
    items = {item.patient_name: item for item in (await queue(services, owner)).items}
    assert next(iter(items)) == "Mei Tanaka"
    assert items["Mei Tanaka"].findings
    assert items["Jonas Weber"].findings == []
    assert items["Jonas Weber"].question_open
    assert items["Rosa Alvarez"].number_in_series == 2
    assert not items["Tom Fischer"].joined
    assert not items["Amina Diallo"].shared


async def test_every_photo_went_through_the_lab_and_shows_its_day(services: Services) -> None:
    await fill(services, sketch)
    owner = await owner_of_the_demo(services)
    shown = await review(services, owner, demo_id("treatment", "rosa", 1))
    assert len(shown.photos) == 10
    assert len({photo.sha256 for photo in shown.photos}) == 10


async def test_no_past_reminder_remains_to_be_sent(services: Services) -> None:
    await fill(services, sketch)
    waiting = Reminder.filter(completed_at__isnull=True)
    assert await waiting.count() > 0
    assert await waiting.filter(due_at__lt=NOW).count() == 0


async def test_the_demo_refuses_a_database_with_a_real_clinic(services: Services) -> None:
    await make_clinic()
    with pytest.raises(Conflict) as refused:
        await fill(services, sketch)
    assert refused.value.code == "clinic-exists"
    assert await Person.all().count() == 0
