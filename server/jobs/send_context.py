"""Load what the delivery policy needs to know about one reminder at the moment of sending."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from models.diary import Entry, Reply
from models.reminders import Reminder
from models.sharing import Grant
from models.treatments import Treatment
from server.domain.answers import Answer
from server.domain.delivery_policy import SendContext
from server.domain.diary import Logged, in_order, is_open, logged, open_or_irritated, reported_states
from server.domain.local_time import local_date
from server.domain.milestone_filter import answers_on
from server.domain.reminders import DeliveryPreferences, PlannedReminder, Side
from server.domain.skin_states import states_of
from server.domain.timeline import Timeline, from_document, instant_text
from server.domain.vocabulary import ReminderKind
from server.domain.when.bounds import States
from server.ports import Services
from server.shapes.reminders import ReminderPreferences
from server.usecases.reminder_rows import delivery_preferences_from


async def send_context_of(
    services: Services, reminder: Reminder, planned: PlannedReminder, preferences: ReminderPreferences
) -> tuple[DeliveryPreferences, SendContext]:
    now = services.clock.now()
    treatment = await Treatment.get_or_none(id=reminder.treatment_id) if reminder.treatment_id else None
    delivery = delivery_preferences_from(
        preferences, time_zone=treatment.time_zone if treatment else reminder.person.time_zone
    )
    diary = await _diary(treatment)
    timeline = from_document(treatment.timeline) if treatment else None
    states = states_of(timeline, diary) if timeline else reported_states(diary)
    context = SendContext(
        now=now,
        states=states,
        answers=_answers(services, planned, timeline, now=now, states=states),
        skin_open_or_irritated=open_or_irritated(diary[-1] if diary else None),
        skin_open=is_open(diary[-1] if diary else None),
        logged_days=frozenset(local_date(entry.occurred_at, delivery.clock) for entry in diary),
        shared=treatment is not None and await _shared(treatment.id, now),
        answered=reminder.kind == ReminderKind.REPLY and await _answered(reminder),
        outdated=planned.kind is ReminderKind.MILESTONE and not _in_timeline(planned, treatment),
        superseded=reminder.kind != ReminderKind.REPLY and await _superseded(treatment),
    )
    return delivery, context


async def _diary(treatment: Treatment | None) -> tuple[Logged, ...]:
    if treatment is None:
        return ()
    rows = await Entry.filter(treatment_id=treatment.id).values_list("id", "occurred_at", "document")
    return in_order(logged(entry_id, at, document) for entry_id, at, document in rows)


def _answers(
    services: Services,
    planned: PlannedReminder,
    timeline: Timeline | None,
    *,
    now: datetime,
    states: States,
) -> Mapping[str, Answer]:
    if timeline is None or planned.side is not Side.PERMISSION:
        return {}
    topics = (topic for item in planned.items for topic in item.topics)
    return answers_on(timeline, services.topics, topics, now=now, states=states)


async def _shared(treatment_id: UUID, now: datetime) -> bool:
    return await Grant.filter(
        treatment_id=treatment_id, revoked_at=None, starts_at__lte=now, ends_at__gt=now
    ).exists()


def _in_timeline(planned: PlannedReminder, treatment: Treatment | None) -> bool:
    """Return whether each rule still has its milestone: changing the next treatment moves milestones."""
    milestones = treatment.timeline["milestones"] if treatment else []
    current = {
        milestone["rule_id"] for milestone in milestones if milestone["at"] == instant_text(planned.about_at)
    }
    return current >= {item.rule_id for item in planned.items}


async def _superseded(treatment: Treatment | None) -> bool:
    if treatment is None:
        return False
    later = Treatment.filter(patient_id=treatment.patient_id, treated_at__gt=treatment.treated_at)
    return await later.exists()


async def _answered(reminder: Reminder) -> bool:
    """Return whether the reply has been read or deleted."""
    reply_id = UUID(reminder.key.removeprefix("reply:"))
    return not await Reply.filter(id=reply_id, read_at=None).exists()
