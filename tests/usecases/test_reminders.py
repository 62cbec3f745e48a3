"""Push subscriptions, reminder preferences, and the planning of reminders."""

import asyncio
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from models.reminders import PushSubscription, Reminder
from models.treatments import Treatment
from server.domain.errors import Invalid, NotFound
from server.domain.viewer import Viewer
from server.domain.vocabulary import PRACTITIONER_KINDS, ReminderKind
from server.ports import Services
from server.shapes.reminders import PushSubscriptionNew, ReminderPreferences
from server.usecases import reminders
from server.usecases.planning import plan_for
from tests.factories import make_clinic, make_own_treatment, make_patient, make_practitioner
from tests.fakes import fake_services

KEYS = {"p256dh": "B" * 87, "auth": "A" * 22}


def browser(name: str = "phone", auth: str = "A" * 22) -> PushSubscriptionNew:
    keys = KEYS | {"auth": auth}
    return PushSubscriptionNew.model_validate({"endpoint": f"https://push.example/{name}", "keys": keys})


@pytest.fixture
def services(db: str) -> Services:
    return fake_services()


@pytest.fixture
async def alice(services: Services) -> Viewer:
    return await make_patient()


async def planned(kind: ReminderKind) -> list[Reminder]:
    return await Reminder.filter(kind=kind).order_by("due_at")


async def test_the_push_key_comes_from_the_sender(services: Services) -> None:
    assert reminders.push_key(services).public_key == services.push.public_key()


async def test_subscribing_again_updates_the_keys_of_the_subscription(
    services: Services, alice: Viewer
) -> None:
    first = await reminders.subscribe(services, alice, browser())
    again = await reminders.subscribe(services, alice, browser(auth="C" * 22))
    assert again == first
    [subscription] = await PushSubscription.all()
    assert (subscription.auth, subscription.auth_session_id) == ("C" * 22, alice.auth_session_id)


async def test_simultaneous_subscriptions_of_one_phone_create_one_subscription(
    services: Services, alice: Viewer
) -> None:
    subscriptions = await asyncio.gather(*(reminders.subscribe(services, alice, browser()) for _ in range(8)))
    assert len({created.id for created in subscriptions}) == 1


async def test_on_a_shared_phone_messages_go_to_the_person_who_signed_in_last(
    services: Services, alice: Viewer
) -> None:
    charlie = await make_patient("Charlie")
    await reminders.subscribe(services, alice, browser())
    await reminders.subscribe(services, charlie, browser())
    [person_id] = await PushSubscription.all().values_list("person_id", flat=True)
    assert person_id == charlie.person_id


async def test_an_address_outside_push_services_is_refused_and_not_stored(
    services: Services, alice: Viewer
) -> None:
    inside = PushSubscriptionNew.model_validate({"endpoint": "https://10.0.0.1/x", "keys": KEYS})
    with pytest.raises(Invalid) as refusal:
        await reminders.subscribe(services, alice, inside)
    assert refusal.value.code == "push-endpoint"
    assert await PushSubscription.all().count() == 0


async def test_only_the_owner_can_unsubscribe(services: Services, alice: Viewer) -> None:
    charlie = await make_patient("Charlie")
    created = await reminders.subscribe(services, alice, browser())
    for viewer, subscription_id in ((charlie, created.id), (alice, uuid4())):
        with pytest.raises(NotFound) as refusal:
            await reminders.unsubscribe(viewer, subscription_id)
        assert refusal.value.code == "subscription-unknown"
    await reminders.unsubscribe(alice, created.id)
    assert await PushSubscription.all().count() == 0


async def test_the_default_is_every_kind_with_discreet_texts(alice: Viewer) -> None:
    chosen = await reminders.preferences(alice)
    assert set(chosen.kinds) == set(ReminderKind) - PRACTITIONER_KINDS
    assert chosen.discreet


async def test_a_practitioner_chooses_among_the_kinds_for_practitioners(services: Services) -> None:
    bob = await make_practitioner(await make_clinic())
    chosen = await reminders.preferences(bob)
    assert set(chosen.kinds) == PRACTITIONER_KINDS
    assert (chosen.discreet, chosen.coming_sessions_at) == (True, "18:00")
    wanted = ReminderPreferences(kinds=[ReminderKind.NEW_QUESTION, ReminderKind.CHECK_IN], discreet=False)
    stored = await reminders.set_preferences(services, bob, wanted)
    assert stored == await reminders.preferences(bob)
    assert (stored.kinds, stored.discreet) == ([ReminderKind.NEW_QUESTION], False)


async def test_preferences_are_stored_and_applied_to_the_plan(services: Services, alice: Viewer) -> None:
    await make_own_treatment(services, alice)
    before = await planned(ReminderKind.CHECK_IN)
    wanted = ReminderPreferences(kinds=[ReminderKind.CHECK_IN], check_in_at="20:00")
    await reminders.set_preferences(services, alice, wanted)
    assert await reminders.preferences(alice) == wanted
    after = await planned(ReminderKind.CHECK_IN)
    assert [row.id for row in after] == [row.id for row in before]
    assert {row.due_at - earlier.due_at for row, earlier in zip(after, before, strict=True)} == {
        timedelta(hours=1)
    }
    assert await Reminder.exclude(kind=ReminderKind.CHECK_IN).count() == 0


async def test_a_traveller_is_reminded_in_the_evening_of_their_own_time_zone(
    services: Services, alice: Viewer
) -> None:
    await make_own_treatment(services, alice)
    await reminders.set_preferences(services, alice, ReminderPreferences(time_zone="Asia/Tokyo"))
    evenings = await planned(ReminderKind.CHECK_IN)
    assert {row.due_at.astimezone(UTC).hour for row in evenings} == {10}  # 19:00 in Tokyo


async def test_planning_again_changes_nothing(services: Services, alice: Viewer) -> None:
    await make_own_treatment(services, alice)
    before = {row.key: (row.id, row.due_at, row.document) for row in await Reminder.all()}
    assert before
    await asyncio.gather(*(plan_for(services, alice.person_id) for _ in range(4)))
    assert {row.key: (row.id, row.due_at, row.document) for row in await Reminder.all()} == before


async def test_reminders_move_with_the_next_treatment(services: Services, alice: Viewer) -> None:
    treatment_id = await make_own_treatment(services, alice)
    for day in (10, 17):
        session_at = datetime(2026, 12, day, 14, tzinfo=UTC)
        await Treatment.filter(id=treatment_id).update(next_treatment_at=session_at)
        await plan_for(services, alice.person_id)
        [reminder] = await planned(ReminderKind.NEXT_TREATMENT)
        [share] = await planned(ReminderKind.SHARE)
        assert reminder.due_at == datetime(2026, 12, day - 1, 9, tzinfo=UTC)  # 10:00 in Berlin
        assert share.due_at == datetime(2026, 12, day - 3, 9, tzinfo=UTC)


async def test_a_new_treatment_replaces_the_reminders_of_the_previous_one(
    services: Services, alice: Viewer
) -> None:
    first = await make_own_treatment(services, alice)
    second = await make_own_treatment(services, alice, treated_at_local="2026-11-20T09:00:00")
    assert {row.treatment_id for row in await Reminder.filter(completed_at=None)} == {second}
    assert first != second


async def test_a_person_without_a_treatment_has_no_reminders(services: Services, alice: Viewer) -> None:
    await plan_for(services, alice.person_id)
    assert await Reminder.all().count() == 0
