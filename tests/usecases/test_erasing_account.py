"""Erasing the account: every diary and every way to sign in or be reached goes; a clinic's own record stays."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from models.diary import Entry, Photo, Reply
from models.erasures import Erasure
from models.people import AuthSession, Ceremony, OneTimeLink, Passkey, Person
from models.reminders import PushSubscription, Reminder, ReminderPreference
from models.sharing import AccessRecord, Grant
from models.treatments import Treatment
from server.domain.errors import AfterglowError, Gone, NotFound, PasskeyNotFresh
from server.domain.viewer import Viewer
from server.jobs.housekeeping import tidy
from server.ports import Services
from server.shapes.people import CeremonyAnswer, MeChange, RegistrationStart
from server.shapes.reminders import ReminderPreferences
from server.shapes.replies import ReplyNew
from server.usecases import (
    diary,
    erasing,
    invitations,
    passkeys,
    people,
    registration,
    reminders,
    review,
)
from server.usecases.auth_sessions import open_auth_session, signed_out_by, viewer_of
from server.usecases.sign_in import finish_authentication, sign_in_by_link, start_authentication
from tests.factories import (
    entry_write,
    make_entry,
    make_grant,
    make_own_treatment,
    make_passkey,
    make_photo,
    passkey_credential,
)
from tests.fakes import MemoryPhotos
from tests.people import push_subscription

OF_A_PERSON = (AuthSession, Ceremony, OneTimeLink, Passkey, PushSubscription, Reminder, ReminderPreference)


@pytest.fixture
async def token(services: Services, alice: Viewer, bob: Viewer, treatment: UUID) -> str:
    """Fill Alice's account with one row of everything, and return the token of one of her devices."""
    await make_passkey(alice)
    token = await open_auth_session(services, alice.person_id, device_label="phone", passkey_id=uuid4())
    await reminders.subscribe(services, alice, push_subscription("alice"))
    await reminders.set_preferences(services, alice, ReminderPreferences())
    await invitations.create_recovery_link(services, alice, stored=True)
    await registration.start_registration(services, alice, RegistrationStart(display_name="Alice"))
    own = await make_own_treatment(services, alice)
    for treatment_id in (own, treatment):
        entry = await make_entry(services, alice, treatment_id)
        await make_photo(services, alice, entry.id)
    await make_grant(services, alice, treatment)
    await review.review(services, bob, treatment)
    await review.reply(services, bob, treatment, ReplyNew(id=uuid4(), text="All as expected."))
    return token


async def test_everything_of_the_person_is_gone(
    services: Services, store: MemoryPhotos, alice: Viewer, treatment: UUID, token: str
) -> None:
    for table in OF_A_PERSON:
        assert await table.filter(person_id=alice.person_id).exists(), table.__name__
    await erasing.erase_account(services, alice)
    for table in OF_A_PERSON:
        assert not await table.filter(person_id=alice.person_id).exists(), table.__name__
    assert await Entry.all().count() == await Photo.all().count() == 0
    assert store.images == {}
    person = await Person.get(id=alice.person_id)
    assert (person.display_name, person.skin_cues, person.time_zone) == ("", [], "UTC")
    assert person.erased_at == services.clock.now()
    assert [row.id for row in await Treatment.all()] == [treatment]


async def test_the_clinic_keeps_its_record_its_reply_and_the_access_log(
    services: Services, alice: Viewer, treatment: UUID, token: str
) -> None:
    before = await Treatment.get(id=treatment)
    await erasing.erase_account(services, alice)
    after = await Treatment.get(id=treatment)
    assert (after.patient_id, after.record, after.patient_name) == (None, before.record, before.patient_name)
    assert (await Reply.get()).text == "All as expected."
    assert await AccessRecord.all().count() == 1
    assert (await Grant.get()).revoked_at is not None


async def test_other_people_lose_nothing(
    services: Services, store: MemoryPhotos, alice: Viewer, dora: Viewer, doras: UUID, token: str
) -> None:
    entry = await make_entry(services, dora, doras)
    photo = await make_photo(services, dora, entry.id)
    await make_passkey(dora)
    before = await diary.changes_after(dora, 0)
    await erasing.erase_account(services, alice)
    assert await diary.changes_after(dora, 0) == before
    assert await Passkey.filter(person_id=dora.person_id).count() == 1
    assert {str(photo.id) in key for key in store.images} == {True}


async def test_images_without_a_row_go_as_well(
    services: Services, store: MemoryPhotos, alice: Viewer
) -> None:
    """A crash between storing images and writing their row can leave such images behind."""
    await store.put(f"{alice.person_id}/left-behind", b"image", content_type="image/jpeg")
    await erasing.erase_account(services, alice)
    assert store.images == {}


async def test_every_device_learns_that_the_account_was_erased(
    services: Services, alice: Viewer, token: str
) -> None:
    await erasing.erase_account(services, alice)
    now = services.clock.now()
    assert await viewer_of(token, now=now) is None
    assert await signed_out_by(token, now=now) == "account-erased"
    assert await signed_out_by("of somebody else", now=now) == "not-signed-in"
    await tidy(services)
    assert await signed_out_by(token, now=now + timedelta(days=400)) == "account-erased"


async def test_nobody_signs_in_to_it_again(services: Services, alice: Viewer, token: str) -> None:
    link = await invitations.create_recovery_link(services, alice, stored=False)
    ceremony = await start_authentication(services)
    await erasing.erase_account(services, alice)
    credential = {"id": passkey_credential(alice).hex(), "challenge": ceremony.options["challenge"]}
    answer = CeremonyAnswer(ceremony_id=ceremony.ceremony_id, credential=credential)
    with pytest.raises(AfterglowError) as refused:
        await finish_authentication(services, answer)
    assert refused.value.code == "passkey-refused"
    with pytest.raises(NotFound):
        await sign_in_by_link(services, link.url.partition("#")[2])


async def test_it_needs_a_fresh_passkey(services: Services, alice: Viewer, token: str) -> None:
    with pytest.raises(PasskeyNotFresh):
        await erasing.erase_account(services, replace(alice, passkey_answered_at=None))
    assert (await Person.get(id=alice.person_id)).erased_at is None
    assert await Erasure.all().count() == 0


async def change_name(services: Services, alice: Viewer) -> None:
    await people.change_me(alice, MeChange(display_name="Alice"))


async def subscribe(services: Services, alice: Viewer) -> None:
    await reminders.subscribe(services, alice, push_subscription("late"))


async def start_diary(services: Services, alice: Viewer) -> None:
    await make_own_treatment(services, alice)


async def set_preferences(services: Services, alice: Viewer) -> None:
    await reminders.set_preferences(services, alice, ReminderPreferences())


async def make_link(services: Services, alice: Viewer) -> None:
    await invitations.create_recovery_link(services, alice, stored=True)


Late = Callable[[Services, Viewer], Awaitable[None]]


@pytest.mark.parametrize("late", [change_name, subscribe, start_diary, set_preferences, make_link])
async def test_a_request_that_was_under_way_writes_nothing_into_it(
    late: Late, services: Services, alice: Viewer, token: str
) -> None:
    await erasing.erase_account(services, alice)
    with pytest.raises(NotFound):
        await late(services, alice)
    assert (await Person.get(id=alice.person_id)).display_name == ""
    for table in OF_A_PERSON:
        assert not await table.filter(person_id=alice.person_id).exists(), table.__name__


async def test_a_passkey_that_is_being_added_meanwhile_opens_nothing(
    services: Services, alice: Viewer
) -> None:
    await make_passkey(alice)
    ceremony = await registration.start_registration(services, alice, RegistrationStart(display_name="Alice"))
    await erasing.erase_account(services, alice)
    credential = {"id": "ab" * 16, "challenge": ceremony.options["challenge"]}
    answer = CeremonyAnswer(ceremony_id=ceremony.ceremony_id, credential=credential)
    with pytest.raises((Gone, NotFound)):
        await registration.finish_registration(services, alice, answer)
    assert (await passkeys.list_passkeys(alice)).passkeys == []


async def test_an_entry_that_arrives_later_is_not_stored(
    services: Services, alice: Viewer, treatment: UUID, token: str
) -> None:
    await erasing.erase_account(services, alice)
    with pytest.raises(NotFound):
        await diary.write_entry(services, alice, uuid4(), entry_write(treatment))
    assert await Entry.all().count() == 0
