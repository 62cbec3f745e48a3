"""Plan a person's reminders: bring the due table in line with their treatments, replies and preferences."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from models.diary import Reply
from models.people import Person
from models.reminders import Reminder
from models.revision import try_to_lock
from models.treatments import Treatment
from models.unit_of_work import unit_of_work
from server.domain.reminders import (
    DeliveryPreferences,
    PlannedReminder,
    plan,
    plan_assisted_link,
    plan_correction,
    plan_handover,
    plan_link_locked,
    plan_new_device,
    plan_new_passkey,
    plan_record_changed,
    plan_reply,
    plan_session_change,
    stands_alone,
    united,
)
from server.domain.timeline import from_document
from server.ports import Services
from server.usecases.correction_rows import UnacceptedCorrection, pending_corrections
from server.usecases.reminder_rows import delivery_preferences_from, move_row, new_row, preferences_of

REPLY_DAYS = timedelta(days=7)
"""A reply that is still unread after this time is no longer announced."""

Planned = tuple[UUID | None, PlannedReminder]
"""A planned reminder with the treatment that it belongs to."""


async def plan_for(services: Services, person_id: UUID) -> None:
    """Plan the reminders of this person again. Call it after a unit of work that may have changed them.

    A repeated call changes nothing: every reminder has a key, and completed ones are left alone. Nothing is planned for
    an erased account.
    """
    now = services.clock.now()

    async def replan() -> None:
        if await try_to_lock(person_id):
            await _update_due_table(services, person_id, await _planned(services, person_id, now), now)

    await unit_of_work(replan)


async def notify_of_new_device(services: Services, person_id: UUID, auth_session_id: UUID) -> None:
    """Plan a message to every device of this person except the new one. Call it inside a unit of work."""
    planned = plan_new_device(auth_session_id, now=services.clock.now())
    await _row(services, person_id, (None, planned)).save()


async def notify_of_new_passkey(services: Services, person_id: UUID, passkey_id: UUID, *, on: UUID) -> None:
    """Plan a message to every device of this person except the one `on` which it was added, inside a unit of work."""
    planned = plan_new_passkey(passkey_id, added_on=on, now=services.clock.now())
    await _row(services, person_id, (None, planned)).save()


async def notify_of_assisted_link(services: Services, person_id: UUID, link_id: UUID) -> None:
    """Plan a message to every device of this person. Call it inside a unit of work."""
    planned = plan_assisted_link(link_id, now=services.clock.now())
    await _row(services, person_id, (None, planned)).save()


async def notify_of_locked_link(services: Services, person_id: UUID, link_id: UUID) -> None:
    """Plan a message to every device of this person. Call it inside a unit of work."""
    planned = plan_link_locked(link_id, now=services.clock.now())
    await _row(services, person_id, (None, planned)).save()


async def notify_of_changed_record(services: Services, treatment: Treatment, *, withdrawn: bool) -> None:
    """Plan a message to the patient of a corrected or withdrawn treatment. Call it inside a unit of work."""
    if treatment.patient_id is not None:
        planned = plan_record_changed(services.new_id(), withdrawn=withdrawn, now=services.clock.now())
        await _row(services, treatment.patient_id, (treatment.id, planned)).save()


async def notify_of_planned_session(
    services: Services, treatment: Treatment, plan_id: UUID, *, before: datetime | None
) -> None:
    """Plan a message to the patient whose next session was moved from `before`. Call it inside a unit of work."""
    planned = plan_session_change(
        plan_id, before=before, after=treatment.next_treatment_at, now=services.clock.now()
    )
    if planned is not None and treatment.patient_id is not None:
        await _row(services, treatment.patient_id, (treatment.id, planned)).save()


async def _planned(services: Services, person_id: UUID, now: datetime) -> dict[str, Planned]:
    """Return the reminders that should be in the due table, by key. Only the newest treatment counts.

    A treatment that the clinic has withdrawn never does.
    """
    person = await Person.get_or_none(id=person_id)
    if person is None:
        return {}
    standing = Treatment.filter(patient_id=person_id, withdrawn_at=None)
    treatment = await standing.order_by("-treated_at").first()
    preferences = delivery_preferences_from(
        await preferences_of(person_id), time_zone=treatment.time_zone if treatment else person.time_zone
    )
    corrections = await pending_corrections(patient_id=person_id)
    of_treatment = _of_treatment(treatment, corrections, preferences, now) if treatment else []
    of_replies = await _of_replies(person_id, preferences, now)
    of_corrections = [(about, plan_correction(row.id, now=now)) for about, row in corrections.items()]
    planned = [*of_treatment, *of_replies, *of_corrections, *await _of_handovers(person_id, now)]
    return {reminder.key: (about, reminder) for about, reminder in planned}


def _of_treatment(
    treatment: Treatment,
    corrections: Mapping[UUID, UnacceptedCorrection],
    preferences: DeliveryPreferences,
    now: datetime,
) -> list[Planned]:
    """Plan by the treatment's timeline and by a pending correction: the dispatcher announces what both permit."""
    corrected = [corrections[treatment.id].timeline] if treatment.id in corrections else []
    plans = [
        plan(
            from_document(timeline),
            preferences,
            treatment_id=treatment.id,
            now=now,
            next_treatment_at=treatment.next_treatment_at,
        )
        for timeline in (treatment.timeline, *corrected)
    ]
    return [(treatment.id, reminder) for reminder in united(plans)]


async def _of_replies(person_id: UUID, preferences: DeliveryPreferences, now: datetime) -> list[Planned]:
    unread = await Reply.filter(
        patient_id=person_id, treatment__patient_id=person_id, read_at=None, created_at__gt=now - REPLY_DAYS
    )
    reminders = [(reply.treatment_id, plan_reply(reply.id, preferences, now=now)) for reply in unread]
    return [(treatment_id, reminder) for treatment_id, reminder in reminders if reminder is not None]


async def _of_handovers(person_id: UUID, now: datetime) -> list[Planned]:
    asked = Treatment.filter(patient_id=person_id, handover_open=True, withdrawn_at=None)
    rows = await asked.exclude(in_charge_id=None).values_list("id", "in_charge_id")
    return [(row_id, plan_handover(row_id, in_charge_id, now=now)) for row_id, in_charge_id in rows]


async def _update_due_table(
    services: Services, person_id: UUID, wanted: dict[str, Planned], now: datetime
) -> None:
    """1. Move reminders that are planned already. 2. Delete those no longer wanted. 3. Add new ones.

    A notice of an event, such as a session that was moved at night, waits for the morning whatever is planned again.
    Rows that are due, deferred or completed belong to the dispatcher, which decides again when it sends.
    """
    existing = {row.key: row for row in await Reminder.filter(person_id=person_id)}
    waiting = [
        row
        for row in existing.values()
        if row.completed_at is None and row.due_at > now and row.outcome is None and not stands_alone(row.key)
    ]
    for row in waiting:
        if row.key in wanted:
            await move_row(row, wanted[row.key][1])
    await Reminder.filter(id__in=[row.id for row in waiting if row.key not in wanted]).delete()
    new = [_row(services, person_id, planned) for key, planned in wanted.items() if key not in existing]
    if new:
        await Reminder.bulk_create(new)


def _row(services: Services, person_id: UUID, planned: Planned) -> Reminder:
    treatment_id, reminder = planned
    return new_row(services, person_id, reminder, treatment_id=treatment_id)
