"""Whether a diary has room for another entry, version or photo. Inside a unit of work that has locked the patient.

What is refused changes nothing and is never lost: the phone keeps it and says why. A limit of a day is `TooMany` with
the seconds until there is room, and the phone sends the rest by itself. A limit of a person or an entry is `TooLarge`.
"""

from datetime import datetime, timedelta
from math import ceil
from uuid import UUID

from tortoise.functions import Sum
from tortoise.queryset import QuerySet

from models.diary import Entry, EntryRevision, Photo
from models.treatments import Treatment
from server.domain.errors import TooLarge, TooMany
from server.domain.limits import (
    DAY,
    ENTRIES_A_DAY,
    ENTRIES_A_PERSON,
    PHOTO_BYTES_A_PERSON,
    PHOTOS_A_DAY,
    PHOTOS_A_PERSON,
    VERSIONS_AN_ENTRY,
    Limit,
)


async def check_room_for_entry(person_id: UUID, *, now: datetime) -> None:
    """Raise `TooLarge` (diary-full) or `TooMany` (too-many-today) if the patient can have no further entry."""
    own = Entry.filter(patient_id=person_id)
    count = await own.count()
    if count >= ENTRIES_A_PERSON:
        raise _full(ENTRIES_A_PERSON)
    if count >= ENTRIES_A_DAY:
        await check_day(own, ENTRIES_A_DAY, now=now)


async def check_room_for_version(entry_id: UUID) -> None:
    """Raise `TooLarge` (too-many-versions) if an entry was edited too often."""
    if await EntryRevision.filter(entry_id=entry_id).count() >= VERSIONS_AN_ENTRY:
        raise _full(VERSIONS_AN_ENTRY)


async def check_room_for_photo(person_id: UUID, *, now: datetime) -> None:
    """Raise `TooLarge` (photos-full) or `TooMany` (too-many-today) if the patient can have no further photo.

    Baseline photos do not count: they are their clinic's.
    """
    own = Photo.filter(patient_id=person_id, clinic_id=None)
    count = await own.count()
    if count >= PHOTOS_A_PERSON:
        raise _full(PHOTOS_A_PERSON)
    if count >= PHOTOS_A_DAY:
        await check_day(own, PHOTOS_A_DAY, now=now)
    [stored] = await own.annotate(total=Sum("stored_bytes")).values_list("total", flat=True)
    if int(str(stored or 0)) >= PHOTO_BYTES_A_PERSON:
        raise _full(PHOTO_BYTES_A_PERSON)


async def check_day(
    rows: QuerySet[Entry] | QuerySet[Photo] | QuerySet[Treatment], limit: Limit, *, now: datetime
) -> None:
    """Raise `TooMany` (too-many-today) if `limit` rows were created in the last 24 hours."""
    first = await rows.order_by("-created_at").offset(limit - 1).first()
    if first is None:
        return
    wait = first.created_at + timedelta(seconds=DAY) - now
    if wait > timedelta(0):
        raise TooMany(
            _sentence(limit), code=limit.code, retry_after=ceil(wait.total_seconds()), limit=limit.name
        )


def _full(limit: Limit) -> TooLarge:
    return TooLarge(_sentence(limit), code=limit.code, limit=limit.name)


def _sentence(limit: Limit) -> str:
    return f"At most {limit} {limit.unit} per {limit.per}."
