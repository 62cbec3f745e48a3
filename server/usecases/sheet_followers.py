"""Which treatments of a clinic still follow an earlier version of a sheet."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from models.treatments import SheetVersion, Treatment
from server.domain.course import end_of_course
from server.domain.timeline import course_from

BATCH = 60
"""Timelines read at once. Between batches, other requests get a turn, and memory use stays bounded."""
LONGEST_COURSE = timedelta(days=366)
"""A treatment that took place longer ago does not count as running, even if its sheet gives no end."""
STATES_OPEN = timedelta(days=21)
"""A course that also waits for a state, such as healed skin, counts as running for this long."""


async def followers_of_earlier(
    row: SheetVersion, *, now: datetime, besides: Collection[UUID] = ()
) -> dict[UUID, UUID | None]:
    """Return the clinic's running treatments that follow an earlier version, each with its patient.

    The treatments in `besides` are left out.
    """
    candidates = Treatment.filter(
        clinic_id=row.clinic_id,
        withdrawn_at=None,
        sheet_version__key=row.key,
        sheet_version__version__lt=row.version,
        treated_at__gt=now - LONGEST_COURSE,
    )
    patients = dict(await candidates.values_list("id", "patient_id"))
    running: dict[UUID, UUID | None] = {}
    ids = [each for each in patients if each not in besides]
    for begin in range(0, len(ids), BATCH):
        rows = Treatment.filter(id__in=ids[begin : begin + BATCH]).values_list("id", "timeline")
        running |= {each: patients[each] for each, timeline in await rows if _is_running(timeline, now)}
    return running


def _is_running(document: dict[str, Any], now: datetime) -> bool:
    """Return whether the course is still running; a sheet without any date has no end."""
    timeline = course_from(document)
    end = end_of_course(timeline)
    if end is None or now < end.at:
        return True
    return bool(end.states) and now < timeline.treated_at + STATES_OPEN
