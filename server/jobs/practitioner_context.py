"""Load what the delivery policy needs to know about a message to a practitioner at the moment of sending."""

from collections.abc import Mapping
from uuid import UUID

from models.people import Clinic, Membership
from models.reminders import Reminder
from models.sharing import AccessRecord, Grant
from models.treatments import Treatment
from server.domain.delivery_policy import SendContext
from server.domain.local_time import start_of_day, stored_time_zone
from server.domain.reminders import DeliveryPreferences, PlannedReminder, cause_of
from server.domain.sharing import Reader
from server.domain.vocabulary import AccessKind, ReminderKind
from server.ports import Services
from server.shapes.reminders import ReminderPreferences
from server.usecases.coming_sessions import count_sessions
from server.usecases.diary_readers import readers_of
from server.usecases.diary_summaries import waits_for_reply
from server.usecases.paper_words import PaperWords, harmless
from server.usecases.reminder_rows import delivery_preferences_from
from server.usecases.reported_findings import is_still_reported

Named = Mapping[str, object]
"""What the text names, by the placeholders of the catalogue: a patient, or a date and a number of sessions."""


async def practitioner_context_of(
    services: Services, reminder: Reminder, planned: PlannedReminder, preferences: ReminderPreferences
) -> tuple[DeliveryPreferences, SendContext, Named]:
    """Return the preferences, the facts, and what the text may name. A diary that is closed is not looked at."""
    clinic = await Clinic.get(id=planned.clinic_id)
    delivery = delivery_preferences_from(preferences, time_zone=clinic.time_zone)
    if planned.kind is ReminderKind.COMING_SESSIONS:
        context, named = await _of_sessions(services, reminder, planned, clinic)
    else:
        context, named = await _of_diary(services, reminder, planned)
    return delivery, context, named


async def _of_sessions(
    services: Services, reminder: Reminder, planned: PlannedReminder, clinic: Clinic
) -> tuple[SendContext, Named]:
    if planned.local_day is None:
        raise ValueError("a message about sessions names their day")
    works = await Membership.exists(person_id=reminder.person_id, clinic_id=clinic.id, ended_at=None)
    sessions = await count_sessions(clinic, reminder.person_id, planned.local_day)
    words = PaperWords(reminder.person.language, clinic.time_zone, services.messages)
    day = words.day_and_month(start_of_day(planned.local_day, stored_time_zone(clinic.time_zone)))
    named: dict[str, object] = {"count": sessions.count, "date": day}
    if sessions.unattended:
        named["unattended"] = sessions.unattended
    return _context(services, closed=not works, answered=sessions.count == 0), named


async def _of_diary(
    services: Services, reminder: Reminder, planned: PlannedReminder
) -> tuple[SendContext, Named]:
    treatment = await Treatment.get_or_none(id=reminder.treatment_id)
    reader = await _reader(services, reminder.person_id, treatment) if treatment else None
    if treatment is None or reader is None or not await _is_open(services, planned, reader):
        return _context(services, closed=True), {}
    answered = await _is_answered(reminder, planned, treatment)
    return _context(services, answered=answered), {"name": harmless(treatment.patient_name)}


async def _reader(services: Services, person_id: UUID, treatment: Treatment) -> Reader | None:
    readers = await readers_of(treatment, now=services.clock.now())
    return next((reader for reader in readers if reader.person_id == person_id), None)


async def _is_open(services: Services, planned: PlannedReminder, reader: Reader) -> bool:
    """Return whether the practitioner may still read what the message is about."""
    match planned.kind:
        case ReminderKind.NEW_QUESTION | ReminderKind.REPLY_OVERDUE:
            return reader.notes
        case ReminderKind.NEW_SHARE:
            now = services.clock.now()
            return await Grant.exists(id=cause_of(planned.key), revoked_at=None, ends_at__gt=now)
        case _:
            return True


async def _is_answered(reminder: Reminder, planned: PlannedReminder, treatment: Treatment) -> bool:
    cause_id = cause_of(planned.key)
    match planned.kind:
        case ReminderKind.NEW_FINDING:
            reviewed = treatment.reviewed_at is not None and treatment.reviewed_at > planned.about_at
            return reviewed or not await is_still_reported(treatment, cause_id)
        case ReminderKind.NEW_SHARE:
            own = AccessRecord.filter(practitioner_id=reminder.person_id, grant_id=cause_id)
            return await own.filter(kind=AccessKind.DIARY).exists()
        case _:
            return not await waits_for_reply(treatment.id, cause_id)


def _context(services: Services, *, closed: bool = False, answered: bool = False) -> SendContext:
    return SendContext(
        now=services.clock.now(), states={}, skin_open_or_irritated=False, closed=closed, answered=answered
    )
