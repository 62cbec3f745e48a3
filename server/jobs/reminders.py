"""The dispatcher of reminders.

1. Claim the due rows with a lease, by one conditional update, so that any number of dispatchers may run.
2. Decide again, for the moment of sending: deliver, defer or withhold.
3. Send to each phone of the person as Web Push.
4. Complete the row, or retry it later.

A dispatcher that crashes loses its lease, and another one takes over the row. A row that raises an error does
not stop the others.
"""

import asyncio
from datetime import timedelta

import structlog

from models.due import claim, complete, defer, retry
from models.reminders import PushSubscription, Reminder
from server.domain.delivery_policy import Defer, Deliver, Withhold, decide
from server.domain.reminders import PlannedReminder
from server.domain.vocabulary import PRACTITIONER_KINDS
from server.jobs.practitioner_context import Named, practitioner_context_of
from server.jobs.reminder_texts import push_message
from server.jobs.send_context import send_context_of
from server.ports import PushFailed, PushMessage, PushTarget, Services
from server.usecases.reminder_rows import planned_from, preferences_of

LEASE = timedelta(minutes=5)
BATCH = 100
EVERY = 15.0
"""Seconds between two queries for due rows."""
MAX_ATTEMPTS = 6
FIRST_WAIT = timedelta(minutes=1)

log = structlog.get_logger("afterglow.reminders")


async def run_reminders(services: Services, *, stop: asyncio.Event, every: float = EVERY) -> None:
    """Dispatch until `stop` is set; reminders that are claimed by then are completed."""
    while not stop.is_set():
        try:
            full = await dispatch_due(services, limit=BATCH) == BATCH
            services.figures.end_round("reminders", services.clock.now())
        except Exception:
            log.exception("reminders-not-dispatched")
            services.figures.fail_round("reminders")
            full = False
        if not full:
            await _pause(stop, every)


async def _pause(stop: asyncio.Event, seconds: float) -> None:
    try:
        await asyncio.wait_for(stop.wait(), seconds)
    except TimeoutError:
        return


async def dispatch_due(services: Services, *, limit: int = BATCH) -> int:
    """Dispatch at most `limit` due reminders. Return the number of claimed rows."""
    now = services.clock.now()
    claimed = await claim(now=now, until=now + LEASE, limit=limit)
    results = await asyncio.gather(
        *(_process(services, reminder) for reminder in claimed), return_exceptions=True
    )
    for result in results:
        if isinstance(result, BaseException):  # the failure could not be stored, so the lease will expire
            log.error("reminder-left-to-its-lease", exc_info=result)
    return len(claimed)


async def _process(services: Services, reminder: Reminder) -> None:
    try:
        outcome = await _dispatch(services, reminder)
    except Exception:
        outcome = "broken"
        log.exception("reminder-broken", reminder=str(reminder.id))
        await _retry_or_fail(services, reminder, "broken", at_least=0)
    services.figures.reminders[outcome] += 1
    log.info("reminder", reminder=str(reminder.id), kind=reminder.kind, outcome=outcome)


async def _dispatch(services: Services, reminder: Reminder) -> str:
    """Return the outcome in one word for the log; the row has the reason."""
    planned = planned_from(reminder)
    preferences = await preferences_of(reminder.person_id)
    named: Named = {}
    if planned.kind in PRACTITIONER_KINDS:
        delivery, context, named = await practitioner_context_of(services, reminder, planned, preferences)
    else:
        delivery, context = await send_context_of(services, reminder, planned, preferences)
    decision = decide(planned, delivery, context)
    match decision:
        case Defer(due_at, reason):
            await defer(reminder, due_at=due_at, outcome=f"withheld: {reason}" if reason else None)
            return "deferred"
        case Withhold(reason):
            await complete(reminder, now=services.clock.now(), outcome=f"withheld: {reason}")
            return "withheld"
        case Deliver():
            message = push_message(
                services,
                planned,
                decision,
                language=reminder.person.language,
                discreet=preferences.discreet,
                named=named,
            )
            return await _deliver(services, reminder, planned, decision, message=message)


async def _deliver(
    services: Services,
    reminder: Reminder,
    planned: PlannedReminder,
    decision: Deliver,
    *,
    message: PushMessage,
) -> str:
    phones = await _phones(reminder, planned)
    if not phones:
        await complete(reminder, now=services.clock.now(), outcome="withheld: no phone to send to")
        return "withheld"
    failures = await asyncio.gather(*(_send(services, phone, message) for phone in phones))
    return await _conclude(services, reminder, decision, failures)


async def _phones(reminder: Reminder, planned: PlannedReminder) -> list[PushSubscription]:
    """Return the devices that may show the message.

    One about a clinic goes to the devices on which it is chosen: another clinic's tablet must not show it.
    """
    phones = PushSubscription.filter(person_id=reminder.person_id)
    if planned.clinic_id is not None:
        phones = phones.filter(clinic_id=planned.clinic_id)
    return [phone for phone in await phones if not planned.not_to or phone.auth_session_id != planned.not_to]


async def _send(
    services: Services, subscription: PushSubscription, message: PushMessage
) -> PushFailed | None:
    target = PushTarget(subscription.endpoint, subscription.p256dh, subscription.auth)
    try:
        await services.push.send(target, message)
    except PushFailed as failure:
        if failure.permanent:  # if the phone has subscribed again in the meantime, it has a new key
            await PushSubscription.filter(id=subscription.id, p256dh=subscription.p256dh).delete()
        return failure
    return None


async def _conclude(
    services: Services, reminder: Reminder, decision: Deliver, failures: list[PushFailed | None]
) -> str:
    """Complete the row if one phone got the message: a retry would reach that phone twice. Otherwise retry, if
    that can help, or record the failure."""
    if None in failures:
        withheld = f"; withheld: {'; '.join(decision.withheld)}" if decision.withheld else ""
        await complete(reminder, now=services.clock.now(), outcome=f"sent{withheld}")
        return "sent"
    retryable = [failure for failure in failures if failure is not None and failure.retry]
    if retryable:
        wait = max(failure.retry_after or 0 for failure in retryable)
        return await _retry_or_fail(services, reminder, str(retryable[0]), at_least=wait)
    await complete(reminder, now=services.clock.now(), outcome=f"failed: {failures[0]}")
    return "failed"


async def _retry_or_fail(services: Services, reminder: Reminder, reason: str, *, at_least: int) -> str:
    """Retry after 1, 2, 4 … minutes, at most 6 attempts. `at_least`: seconds that the push service asked for."""
    now = services.clock.now()
    if reminder.attempts >= MAX_ATTEMPTS:
        await complete(reminder, now=now, outcome=f"failed: {reason}")
        return "failed"
    wait = max(FIRST_WAIT * 2 ** (reminder.attempts - 1), timedelta(seconds=at_least))
    await retry(reminder, until=now + wait)
    return "retried"
