"""The dispatcher: claims what is due, decides once more whether it holds, sends it as Web Push.

Any number may run. A row is claimed by one conditional update with a lease; who dies loses the claim and
nothing else. One bad row does not stop the rest.
"""

import asyncio
from datetime import timedelta

import structlog

from models.due import claim, complete, defer, retry
from models.reminders import PushSubscription, Reminder
from server.domain.delivery_policy import Defer, Deliver, Withhold, decide
from server.domain.reminders import PlannedReminder
from server.jobs.reminder_texts import push_message
from server.jobs.send_context import send_context_of
from server.ports import PushFailed, PushMessage, PushTarget, Services
from server.shapes.reminders import ReminderPreferences
from server.usecases.planning import preferences_of
from server.usecases.reminder_rows import planned_from

LEASE = timedelta(minutes=5)
BATCH = 100
EVERY = 15.0
"""Seconds between two looks at the due table."""
MAX_ATTEMPTS = 6
FIRST_WAIT = timedelta(minutes=1)

log = structlog.get_logger("afterglow.reminders")


async def run_reminders(services: Services, *, stop: asyncio.Event, every: float = EVERY) -> None:
    """Until `stop` is set; what has been claimed by then is brought to its end."""
    while not stop.is_set():
        try:
            full = await dispatch_due(services, limit=BATCH) == BATCH
        except Exception:
            log.exception("reminders-not-dispatched")
            full = False
        if not full:
            await _pause(stop, every)


async def _pause(stop: asyncio.Event, seconds: float) -> None:
    try:
        await asyncio.wait_for(stop.wait(), seconds)
    except TimeoutError:
        return


async def dispatch_due(services: Services, *, limit: int = BATCH) -> int:
    """See to what is due now, at most `limit` rows; gives how many were claimed."""
    now = services.clock.now()
    claimed = await claim(now=now, until=now + LEASE, limit=limit)
    ends = await asyncio.gather(
        *(_see_to(services, reminder) for reminder in claimed), return_exceptions=True
    )
    for end in ends:
        if isinstance(end, BaseException):  # not even the failure could be written down: the lease will end
            log.error("reminder-left-to-its-lease", exc_info=end)
    return len(claimed)


async def _see_to(services: Services, reminder: Reminder) -> None:
    try:
        outcome = await _dispatch(services, reminder)
    except Exception:
        outcome = "broken"
        log.exception("reminder-broken", reminder=str(reminder.id))
        await _again_or_give_up(services, reminder, "broken", at_least=0)
    log.info("reminder", reminder=str(reminder.id), kind=reminder.kind, outcome=outcome)


async def _dispatch(services: Services, reminder: Reminder) -> str:
    """The outcome in one word, for the log; the reason stays in the row."""
    planned = planned_from(reminder)
    preferences = await preferences_of(reminder.person_id)
    wishes, standing = await send_context_of(services, reminder, planned, preferences)
    decision = decide(planned, wishes, standing)
    match decision:
        case Defer(due_at, reason):
            await defer(reminder, due_at=due_at, outcome=f"withheld: {reason}" if reason else None)
            return "deferred"
        case Withhold(reason):
            await complete(reminder, now=services.clock.now(), outcome=f"withheld: {reason}")
            return "withheld"
        case Deliver():
            return await _send(services, reminder, planned, decision, preferences=preferences)


async def _send(
    services: Services,
    reminder: Reminder,
    planned: PlannedReminder,
    decision: Deliver,
    *,
    preferences: ReminderPreferences,
) -> str:
    everywhere = await PushSubscription.filter(person_id=reminder.person_id)
    subscriptions = [one for one in everywhere if not planned.not_to or one.auth_session_id != planned.not_to]
    if not subscriptions:
        await complete(reminder, now=services.clock.now(), outcome="withheld: no phone to send to")
        return "withheld"
    message = push_message(
        services, planned, decision, language=reminder.person.language, discreet=preferences.discreet
    )
    failures = await asyncio.gather(*(_to_one(services, one, message) for one in subscriptions))
    return await _conclude(services, reminder, decision, failures)


async def _to_one(
    services: Services, subscription: PushSubscription, message: PushMessage
) -> PushFailed | None:
    target = PushTarget(subscription.endpoint, subscription.p256dh, subscription.auth)
    try:
        await services.push.send(target, message)
    except PushFailed as failure:
        if failure.permanent:  # unless the phone has subscribed anew meanwhile
            await PushSubscription.filter(id=subscription.id, p256dh=subscription.p256dh).delete()
        return failure
    return None


async def _conclude(
    services: Services, reminder: Reminder, decision: Deliver, failures: list[PushFailed | None]
) -> str:
    """Arrived somewhere: done, a second try would arrive twice there. Nowhere: again, if that can help."""
    if None in failures:
        held = f"; withheld: {'; '.join(decision.withheld)}" if decision.withheld else ""
        await complete(reminder, now=services.clock.now(), outcome=f"sent{held}")
        return "sent"
    later = [failure for failure in failures if failure is not None and failure.retry]
    if later:
        wait = max(failure.retry_after or 0 for failure in later)
        return await _again_or_give_up(services, reminder, str(later[0]), at_least=wait)
    await complete(reminder, now=services.clock.now(), outcome=f"failed: {failures[0]}")
    return "failed"


async def _again_or_give_up(services: Services, reminder: Reminder, reason: str, *, at_least: int) -> str:
    """Waits 1, 2, 4 … minutes, or as long as the push service asked for (`at_least`, in seconds)."""
    now = services.clock.now()
    if reminder.attempts >= MAX_ATTEMPTS:
        await complete(reminder, now=now, outcome=f"failed: {reason}")
        return "failed"
    wait = max(FIRST_WAIT * 2 ** (reminder.attempts - 1), timedelta(seconds=at_least))
    await retry(reminder, until=now + wait)
    return "again later"
