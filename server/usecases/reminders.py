"""Push subscriptions, what a person wants to be reminded of, and the plan of their reminders."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from models.diary import Reply
from models.people import Person
from models.reminders import PushSubscription, Reminder, ReminderPreference
from models.revision import lock_patient
from models.sql import fetch_rows
from models.treatments import Treatment
from models.unit_of_work import unit_of_work
from server.domain.errors import NotFound
from server.domain.reminders import DeliveryPreferences, PlannedReminder, plan, plan_new_device, plan_reply
from server.domain.timeline import from_document
from server.domain.viewer import Viewer
from server.ports import Services
from server.shapes.reminders import PushKey, PushSubscriptionCreated, PushSubscriptionNew, ReminderPreferences
from server.usecases.reminder_rows import delivery_preferences_from, row_document

REPLY_DAYS = timedelta(days=7)
"""A reply that was not seen for so long is not announced any more."""

# One statement, so that two phones at once cannot trip over the unique endpoint. An endpoint belongs to one
# browser: who signs in there last gets its messages, and nobody who was there before.
SUBSCRIBE = """
    INSERT INTO push_subscription (id, person_id, auth_session_id, endpoint, p256dh, auth, created_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7)
    ON CONFLICT (endpoint) DO UPDATE SET
        person_id = excluded.person_id, auth_session_id = excluded.auth_session_id,
        p256dh = excluded.p256dh, auth = excluded.auth
    RETURNING id"""


def push_key(services: Services) -> PushKey:
    return PushKey(public_key=services.push.public_key())


async def subscribe(services: Services, viewer: Viewer, new: PushSubscriptionNew) -> PushSubscriptionCreated:
    """Send this person's reminders to this browser; the same one again changes its keys.

    Raises `Invalid` (push-endpoint) for an address that is no push service's.
    """
    await services.push.check_endpoint(new.endpoint)
    ids = (services.new_id(), viewer.person_id, viewer.auth_session_id)
    values = [*ids, new.endpoint, new.keys.p256dh, new.keys.auth, services.clock.now()]
    [row] = await fetch_rows(SUBSCRIBE, values)
    return PushSubscriptionCreated(id=UUID(str(row["id"])))


async def unsubscribe(viewer: Viewer, subscription_id: UUID) -> None:
    """Raises `NotFound` (subscription-unknown)."""
    if not await PushSubscription.filter(id=subscription_id, person_id=viewer.person_id).delete():
        raise NotFound("There is no such subscription here.", code="subscription-unknown")


async def preferences(viewer: Viewer) -> ReminderPreferences:
    return await preferences_of(viewer.person_id)


async def preferences_of(person_id: UUID) -> ReminderPreferences:
    """What the person chose, or what holds for someone who has chosen nothing."""
    row = await ReminderPreference.get_or_none(person_id=person_id)
    return ReminderPreferences.model_validate(row.document) if row else ReminderPreferences()


async def set_preferences(
    services: Services, viewer: Viewer, wanted: ReminderPreferences
) -> ReminderPreferences:
    """Holds from now on, also for what is planned already."""
    document = wanted.model_dump(mode="json")

    async def keep() -> None:
        await lock_patient(viewer.person_id)
        if not await ReminderPreference.filter(person_id=viewer.person_id).update(document=document):
            await ReminderPreference.create(person_id=viewer.person_id, document=document)

    await unit_of_work(keep)
    await plan_for(services, viewer.person_id)
    return wanted


async def plan_for(services: Services, person_id: UUID) -> None:
    """Bring the due table in line with how things stand. Call it after a unit of work that changed something.

    Made twice it changes nothing: what is planned has a key, and what was sent stays sent.
    """
    now = services.clock.now()

    async def replan() -> None:
        await lock_patient(person_id)
        await _bring_in_line(services, person_id, await _planned(services, person_id, now), now)

    await unit_of_work(replan)


async def tell_of_new_device(services: Services, person_id: UUID, auth_session_id: UUID) -> None:
    """Every device of this person but the one that has just been signed in; inside a unit of work."""
    planned = plan_new_device(auth_session_id, now=services.clock.now())
    await _row(services, person_id, None, planned).save()


async def _planned(
    services: Services, person_id: UUID, now: datetime
) -> dict[str, tuple[UUID | None, PlannedReminder]]:
    """By key, each with its treatment. The newest treatment is the one that is healing."""
    person = await Person.get_or_none(id=person_id)
    if person is None:
        return {}
    treatment = await Treatment.filter(patient_id=person_id).order_by("-treated_at").first()
    chosen = await preferences_of(person_id)
    wishes = delivery_preferences_from(
        chosen, time_zone=treatment.time_zone if treatment else person.time_zone
    )
    return {
        one.key: (of, one)
        for of, one in [*_of(services, treatment, wishes, now), *await _replies(person_id, wishes, now)]
    }


def _of(
    services: Services, treatment: Treatment | None, wishes: DeliveryPreferences, now: datetime
) -> list[tuple[UUID | None, PlannedReminder]]:
    if treatment is None:
        return []
    found = plan(
        from_document(treatment.timeline),
        wishes,
        tree=services.topics,
        treatment_id=treatment.id,
        now=now,
        next_treatment_at=treatment.next_treatment_at,
    )
    return [(treatment.id, one) for one in found]


async def _replies(
    person_id: UUID, wishes: DeliveryPreferences, now: datetime
) -> list[tuple[UUID | None, PlannedReminder]]:
    unseen = await Reply.filter(patient_id=person_id, read_at=None, created_at__gt=now - REPLY_DAYS)
    planned = [(reply.treatment_id, plan_reply(reply.id, wishes, now=now)) for reply in unseen]
    return [(of, one) for of, one in planned if one is not None]


async def _bring_in_line(
    services: Services, person_id: UUID, wanted: dict[str, tuple[UUID | None, PlannedReminder]], now: datetime
) -> None:
    """1. Move what is planned already, 2. drop what is no longer wanted, 3. add what is new.

    Rows that are due already, held back or settled are the dispatcher's: it decides again when it sends.
    """
    there = {row.key: row for row in await Reminder.filter(person_id=person_id)}
    waiting = [
        row for row in there.values() if row.completed_at is None and row.due_at > now and row.outcome is None
    ]
    for row in waiting:
        if row.key in wanted:
            await _move(row, wanted[row.key][1])
    await Reminder.filter(id__in=[row.id for row in waiting if row.key not in wanted]).delete()
    new = [_row(services, person_id, of, one) for key, (of, one) in wanted.items() if key not in there]
    if new:
        await Reminder.bulk_create(new)


async def _move(row: Reminder, planned: PlannedReminder) -> None:
    due_at, document = planned.due_at.astimezone(UTC), row_document(planned)
    if (row.due_at, row.document) != (due_at, document):
        await Reminder.filter(id=row.id, completed_at=None).update(due_at=due_at, document=document)


def _row(
    services: Services, person_id: UUID, treatment_id: UUID | None, planned: PlannedReminder
) -> Reminder:
    return Reminder(
        id=services.new_id(),
        person_id=person_id,
        treatment_id=treatment_id,
        kind=planned.kind.value,
        key=planned.key,
        due_at=planned.due_at.astimezone(UTC),
        document=row_document(planned),
    )
