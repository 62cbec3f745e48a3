"""Delete expired rows, and repeat corrections and planning that a crash may have prevented."""

import asyncio
from datetime import timedelta
from uuid import UUID

import structlog

from models.people import AuthSession, Ceremony, Clinic, OneTimeLink
from models.reminders import Reminder
from models.share_links import NetworkAttempts, ShareSession
from models.treatments import Treatment
from server.domain.share_links import hour_of
from server.jobs.verifying import verify_if_due
from server.ports import Services
from server.usecases.coming_sessions import plan_sessions_of_clinic
from server.usecases.corrections import announce_missing_corrections
from server.usecases.erasure_rows import delete_pending_files
from server.usecases.exporting import delete_expired_exports
from server.usecases.planning import plan_for

EVERY = 60 * 60.0
"""Seconds between two runs."""
KEEP_LINKS = timedelta(days=30)
KEEP_COMPLETED = timedelta(days=90)
HEALING = timedelta(days=90)

log = structlog.get_logger("afterglow.housekeeping")


async def run_housekeeping(services: Services, *, stop: asyncio.Event, every: float = EVERY) -> None:
    """Tidy up at once and then every `every` seconds, until `stop` is set; once a week, verify the photos."""
    while not stop.is_set():
        try:
            log.info("housekeeping", **await tidy(services))
            await verify_if_due(services)
            services.figures.end_round("housekeeping", services.clock.now())
        except Exception:
            log.exception("housekeeping-failed")
            services.figures.fail_round("housekeeping")
        try:
            await asyncio.wait_for(stop.wait(), every)
        except TimeoutError:
            continue


async def tidy(services: Services) -> dict[str, int]:
    """Delete expired rows, and repeat what a crash may have prevented.

    Return the deleted rows of each kind, the erasures whose images were still there, the corrections announced, the
    patients planned for, and the practitioners with sessions in the next days.
    """
    now = services.clock.now()
    return {
        "ceremonies": await Ceremony.filter(expires_at__lt=now).delete(),
        "sessions": await AuthSession.filter(expires_at__lt=now).delete(),
        "share_sessions": await ShareSession.filter(expires_at__lt=now).delete(),
        "network_attempts": await NetworkAttempts.filter(hour__lt=hour_of(now)).delete(),
        "links": await OneTimeLink.filter(expires_at__lt=now - KEEP_LINKS).delete(),
        "reminders": await Reminder.filter(completed_at__lt=now - KEEP_COMPLETED).delete(),
        "exports": await delete_expired_exports(services),
        "erased_files": await delete_pending_files(services),
        "corrections": await announce_missing_corrections(services),
        "plans": await _plan_again(services),
        "coming_sessions": await _plan_sessions(services),
    }


async def _plan_again(services: Services) -> int:
    """Plan for every patient treated within 90 days: a crash between a change and its planning loses the plan."""
    recent = Treatment.filter(treated_at__gt=services.clock.now() - HEALING, patient_id__not_isnull=True)
    people = [UUID(str(person)) for person in await recent.distinct().values_list("patient_id", flat=True)]
    for person_id in people:
        await plan_for(services, person_id)
    return len(people)


async def _plan_sessions(services: Services) -> int:
    planned_for = 0
    for clinic in await Clinic.all():
        planned_for += await plan_sessions_of_clinic(services, clinic.id)
    return planned_for
