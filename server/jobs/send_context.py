"""Load what the delivery policy needs to know about one reminder at the moment of sending."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from functools import reduce
from uuid import UUID

from models.diary import Entry, Photo, Reply
from models.reminders import Reminder
from models.sharing import Grant
from models.treatments import Treatment, TreatmentPlan
from server.domain.answers import Answer, stricter_of
from server.domain.delivery_policy import SendContext
from server.domain.diary import (
    Logged,
    in_order,
    is_log,
    is_open,
    last_about_skin,
    logged,
    open_or_irritated,
    reported_states,
)
from server.domain.duties import duties_done
from server.domain.local_time import local_date
from server.domain.milestone_filter import answers_on
from server.domain.reminders import (
    OPENING,
    SESSION_CHANGE,
    DeliveryPreferences,
    PlannedReminder,
    Side,
    correction_key,
    session_change_key,
)
from server.domain.skin_states import states_of
from server.domain.timeline import Timeline, from_document, instant_text
from server.domain.vocabulary import ReminderKind
from server.domain.when.bounds import States
from server.ports import Services
from server.shapes.reminders import ReminderPreferences
from server.usecases.correction_rows import UnacceptedCorrection, pending_corrections
from server.usecases.reminder_rows import delivery_preferences_from

OF_ANY_TREATMENT = frozenset(
    {ReminderKind.REPLY, ReminderKind.CORRECTION, ReminderKind.RECORD_CHANGED, ReminderKind.HANDOVER}
)
"""Kinds that a newer treatment does not replace, and that are sent for a withdrawn one."""


async def send_context_of(
    services: Services, reminder: Reminder, planned: PlannedReminder, preferences: ReminderPreferences
) -> tuple[DeliveryPreferences, SendContext]:
    now = services.clock.now()
    treatment = await Treatment.get_or_none(id=reminder.treatment_id) if reminder.treatment_id else None
    delivery = delivery_preferences_from(
        preferences, time_zone=treatment.time_zone if treatment else reminder.person.time_zone
    )
    diary, logged_at = await _diary(treatment)
    correction = (await pending_corrections(id=treatment.id)).get(treatment.id) if treatment else None
    timelines = [from_document(row.timeline) for row in (treatment, correction) if row is not None]
    states = states_of(timelines[0], diary) if timelines else reported_states(diary)
    context = SendContext(
        now=now,
        states=states,
        answers=_answers(services, planned, timelines, now=now, states=states),
        skin_open_or_irritated=open_or_irritated(last_about_skin(diary)),
        skin_open=is_open(last_about_skin(diary)),
        logged_days=frozenset(local_date(at, delivery.clock) for at in logged_at),
        shared=treatment is not None and await _shared(treatment.id, now),
        answered=await _answered(reminder, treatment, correction),
        duties_done=_duties_done(timelines, states, max(now, planned.about_at)),
        outdated=await _outdated(planned, treatment, correction),
        superseded=reminder.kind not in OF_ANY_TREATMENT and await _superseded(treatment),
    )
    return delivery, context


async def _diary(treatment: Treatment | None) -> tuple[tuple[Logged, ...], list[datetime]]:
    """Return the entries that say something, and when the patient logged more than an act or a duty."""
    if treatment is None:
        return (), []
    rows = await Entry.filter(treatment_id=treatment.id).values_list("id", "occurred_at", "document")
    photographed = set(await Photo.filter(treatment_id=treatment.id).values_list("entry_id", flat=True))
    logged_at = [at for entry_id, at, document in rows if is_log(document) or entry_id in photographed]
    return in_order(logged(entry_id, at, document) for entry_id, at, document in rows), logged_at


def _duties_done(timelines: Iterable[Timeline], states: States, at: datetime) -> frozenset[str]:
    """Return the rules that need not be followed again according to every timeline that has them."""
    done: set[str] = set()
    due: set[str] = set()
    for timeline in timelines:
        of_this = duties_done(timeline, states, at=at)
        done |= of_this
        due |= {window.rule.id for window in timeline.windows} - of_this
    return frozenset(done - due)


def _answers(
    services: Services,
    planned: PlannedReminder,
    timelines: Collection[Timeline],
    *,
    now: datetime,
    states: States,
) -> Mapping[str, Answer]:
    """Return, by topic, the answer that holds under all timelines: the treatment's own and a pending correction's."""
    if planned.side is not Side.PERMISSION or not timelines:
        return {}
    topics = {topic for item in planned.items for topic in item.topics}
    by_timeline = [
        answers_on(timeline, services.topics, topics, now=now, states=states) for timeline in timelines
    ]
    return {topic: reduce(stricter_of, (answers[topic] for answers in by_timeline)) for topic in topics}


async def _shared(treatment_id: UUID, now: datetime) -> bool:
    return await Grant.filter(
        treatment_id=treatment_id, revoked_at=None, starts_at__lte=now, ends_at__gt=now
    ).exists()


async def _outdated(
    planned: PlannedReminder, treatment: Treatment | None, correction: UnacceptedCorrection | None
) -> bool:
    """Return whether the reminder speaks of a date that has changed since it was planned."""
    match planned.kind:
        case ReminderKind.MILESTONE:
            return not _in_timeline(planned, treatment, correction)
        case ReminderKind.NEXT_TREATMENT | ReminderKind.SHARE if treatment is not None:
            return await _replanned(planned, treatment)
        case _:
            return False


async def _replanned(planned: PlannedReminder, treatment: Treatment) -> bool:
    """Return whether the next session is at another time now. Of several notices of a change, only the last counts."""
    if planned.key.startswith(SESSION_CHANGE):
        last = await TreatmentPlan.filter(treatment_id=treatment.id).order_by("-version").first()
        return last is None or planned.key != session_change_key(last.id)
    expected = treatment.next_treatment_at
    if planned.wording == OPENING:
        return expected is not None
    return instant_text(planned.about_at) != instant_text(expected)


def _in_timeline(
    planned: PlannedReminder, treatment: Treatment | None, correction: UnacceptedCorrection | None
) -> bool:
    """Return whether each rule still has its milestone: changing the next treatment moves milestones."""
    current = {
        milestone["rule_id"]
        for row in (treatment, correction)
        if row is not None
        for milestone in row.timeline["milestones"]
        if milestone["at"] == instant_text(planned.about_at)
    }
    return current >= {item.rule_id for item in planned.items}


async def _superseded(treatment: Treatment | None) -> bool:
    if treatment is None:
        return False
    standing = Treatment.filter(patient_id=treatment.patient_id, withdrawn_at=None)
    later = standing.filter(treated_at__gt=treatment.treated_at)
    return treatment.withdrawn_at is not None or await later.exists()


async def _answered(
    reminder: Reminder, treatment: Treatment | None, correction: UnacceptedCorrection | None
) -> bool:
    """Return whether the reply has been read or deleted, the correction accepted or replaced by a newer one, or the
    question of a handover answered.
    """
    match reminder.kind:
        case ReminderKind.REPLY:
            reply_id = UUID(reminder.key.removeprefix("reply:"))
            return not await Reply.filter(id=reply_id, read_at=None).exists()
        case ReminderKind.HANDOVER:
            return treatment is None or treatment.withdrawn_at is not None or not treatment.handover_open
        case ReminderKind.CORRECTION:
            return correction is None or reminder.key != correction_key(correction.id)
        case _:
            return False
