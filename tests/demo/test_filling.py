"""The demo is filled through the app's use cases; filling it again changes nothing."""

from dataclasses import replace

import pytest

from models.diary import Entry, Photo, Reply
from models.people import Clinic, Membership, Person
from models.reminders import Reminder
from models.sharing import AccessRecord, Grant
from models.treatments import RecordRevision, SheetVersion, Treatment
from server.demo import fill
from server.demo.opening import demo_id
from server.demo.people import PEOPLE
from server.domain.errors import Conflict
from server.domain.viewer import Viewer
from server.ports import Portrait, Services
from server.shapes.clinics import ClinicChange
from server.shapes.record_history import Withdrawing
from server.sheets import load_sheets
from server.usecases.auth_sessions import open_auth_session, viewer_of
from server.usecases.clinic_settings import change_settings
from server.usecases.erasing import erase_account, erase_entry
from server.usecases.invitations import accept_invitation, open_link
from server.usecases.queue import queue
from server.usecases.record_corrections import withdraw_treatment
from server.usecases.review import review
from server.usecases.sharing import revoke_grant
from server.usecases.sheets import publish_builtins
from tests.factories import make_clinic
from tests.fakes import NOW, PICTURE, FakeClock, fake_services

TABLES = (
    Clinic,
    Membership,
    Person,
    SheetVersion,
    Treatment,
    RecordRevision,
    Entry,
    Photo,
    Grant,
    AccessRecord,
    Reply,
)

RENAMED = ClinicChange(
    name="Studio Kastanie",
    phone="",
    time_zone="Europe/Vienna",
    opening=[],
    reply_hours=12,
    default_sheet=None,
)


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
    links = await fill(services, sketch, patients=PEOPLE)
    previews = [await open_link(services, url.partition("#")[2]) for _label, url in links]
    assert [preview.purpose for preview in previews] == ["recovery"] * 8 + ["invitation"]
    assert len({url for _label, url in links}) == 9
    assert [label for label, _url in links[:4]] == [
        "Mara Lindner, owner",
        "Nils Berg, practitioner",
        "Dr. Katrin Vogt, Inhaberin",
        "Jana Roth, Behandlerin",
    ]


async def test_what_was_erased_stays_erased(services: Services) -> None:
    links = await fill(services, sketch, patients=PEOPLE)
    mei = await viewer_of_person(services, "mei")
    rosa = await viewer_of_person(services, "rosa")
    await erase_account(services, mei)
    entry = await Entry.filter(treatment__patient_id=rosa.person_id).first()
    assert entry is not None
    await erase_entry(services, rosa, entry.id)
    before = [await table.all().count() for table in TABLES]
    labels = [label for label, _url in await fill(services, sketch, patients=PEOPLE)]
    assert labels == [label for label, _url in links if not label.startswith("Mei")]
    assert [await table.all().count() for table in TABLES] == before


async def test_what_was_changed_stays_changed(services: Services, clock: FakeClock) -> None:
    """Somebody joins as Tom, the owner renames the clinic, a diary is shared no longer, a record is withdrawn."""
    *_others, (_label, invitation) = await fill(services, sketch, patients=PEOPLE)
    clock.pass_time(hours=1)
    mara, amina, jonas = [await viewer_of_person(services, key) for key in ("owner", "amina", "jonas")]
    await accept_invitation(services, amina, invitation.partition("#")[2])
    await change_settings(mara, RENAMED)
    await revoke_grant(services, jonas, demo_id("grant", demo_id("treatment", "jonas", 0)))
    await withdraw_treatment(
        services, mara, demo_id("treatment", "rosa", 0), Withdrawing(reason="Entered twice")
    )
    before = [await table.all().count() for table in TABLES]
    labels = [label for label, _url in await fill(services, sketch, patients=PEOPLE)]
    assert labels[-1].startswith("Rosa")
    assert [await table.all().count() for table in TABLES] == before
    assert (await Clinic.get(id=mara.clinic_id)).name == RENAMED.name
    assert not await Grant.exists(treatment_id=demo_id("treatment", "jonas", 0), revoked_at=None)
    assert await Treatment.filter(withdrawn_at__isnull=False).count() == 1


async def viewer_of_person(services: Services, key: str) -> Viewer:
    """Return a person of the demo who has just answered a passkey."""
    token = await open_auth_session(services, demo_id("person", key), device_label="")
    viewer = await viewer_of(token, now=services.clock.now())
    assert viewer is not None
    return replace(viewer, passkey_answered_at=services.clock.now())


async def test_the_queue_has_the_patients_of_the_printed_links(services: Services) -> None:
    await fill(services, sketch, patients=PEOPLE)
    mara = await viewer_of_person(services, "owner")
    items = {item.patient_name: item for item in (await queue(services, mara)).items}
    assert next(iter(items)) == "Mei Tanaka"
    assert items["Mei Tanaka"].findings
    assert items["Jonas Weber"].findings == []
    assert items["Jonas Weber"].question_open
    assert items["Rosa Alvarez"].number_in_series == 2
    assert not items["Tom Fischer"].joined
    assert not items["Amina Diallo"].shared


async def test_every_photo_went_through_the_lab_and_shows_its_day(services: Services) -> None:
    await fill(services, sketch, patients=PEOPLE)
    mara = await viewer_of_person(services, "owner")
    shown = await review(services, mara, demo_id("treatment", "rosa", 1))
    assert len(shown.photos) == 10
    assert len({photo.sha256 for photo in shown.photos}) == 10


async def test_no_past_reminder_remains_to_be_sent(services: Services) -> None:
    await fill(services, sketch, patients=PEOPLE)
    waiting = Reminder.filter(completed_at__isnull=True)
    assert await waiting.count() > 0
    assert await waiting.filter(due_at__lt=NOW).count() == 0


async def test_the_demo_refuses_a_database_with_a_real_clinic(services: Services) -> None:
    await make_clinic()
    with pytest.raises(Conflict) as refused:
        await fill(services, sketch)
    assert refused.value.code == "clinic-exists"
    assert await Person.all().count() == 0
