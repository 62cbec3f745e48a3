"""Read the diary of one treatment. It is the most frequent request, so its JSON is cached per revision.

One round trip to the database checks access and returns the patient's revision. If bytes
of that revision are cached, they are returned. Otherwise the stored documents of the entries are copied into
the response as text, without parsing them.
"""

import json
from datetime import datetime
from typing import Any
from uuid import UUID

from models.sql import fetch_by_key, fetch_rows
from server.domain.viewer import Viewer
from server.domain.vocabulary import Role
from server.ports import Services
from server.usecases.access import open_diary, own_diary_revision, unknown
from server.usecases.access_records import record_access
from server.usecases.diary_caches import DiaryBytes, diaries

REVISION = "SELECT p.revision FROM treatment t JOIN person p ON p.id = t.patient_id WHERE t.id = $1"
ENTRIES = """
    SELECT id, treatment_id, occurred_at, CAST(document AS TEXT) AS document, revision, edited, created_at
    FROM entry WHERE treatment_id = $1 ORDER BY occurred_at, id"""
PHOTOS = """
    SELECT id, entry_id, treatment_id, angle, area, taken_at, clock_offset_ms, width, height,
           sharpness, brightness, sha256, revision
    FROM photo WHERE treatment_id = $1 ORDER BY taken_at, id"""


async def read_diary(services: Services, viewer: Viewer, treatment_id: UUID) -> DiaryBytes:
    """Return the diary to its patient, or to a practitioner with a running grant, whose access is recorded.

    Raises `NotFound` (treatment-unknown).
    """
    if viewer.role is Role.PATIENT:
        photos, revision = True, await own_diary_revision(viewer, treatment_id)
    else:
        photos = await _record_access(services, viewer, treatment_id)
        revision = await _revision(treatment_id)
    return await _diary(treatment_id, revision, photos=photos)


async def _record_access(services: Services, viewer: Viewer, treatment_id: UUID) -> bool:
    """Record the access and return whether the grant includes photos."""
    opened = await open_diary(viewer, treatment_id, now=services.clock.now())
    await record_access(services, viewer, opened.grant)
    return opened.grant.photos


async def _revision(treatment_id: UUID) -> int:
    rows = await fetch_by_key(REVISION, [treatment_id])
    if not rows:
        raise unknown("treatment-unknown")
    return int(rows[0]["revision"])


async def _diary(treatment_id: UUID, revision: int, *, photos: bool) -> DiaryBytes:
    """Return the diary at `revision` or newer.

    The rows are read after the revision. If a write comes in between, the cached bytes are newer than their
    revision, and the next read produces them again.
    """
    key = (treatment_id, photos)
    diary = diaries.get(key, revision=revision)
    if diary is None:
        entries = [_entry(row) for row in await fetch_rows(ENTRIES, [treatment_id])]
        pictures = [_photo(row) for row in await fetch_rows(PHOTOS, [treatment_id])] if photos else []
        content = f'{{"entries":[{",".join(entries)}],"photos":[{",".join(pictures)}]}}'.encode()
        diary = DiaryBytes(content, f"{treatment_id.hex}-{revision}-{'p' if photos else 'n'}")
        diaries.put(key, diary, revision=revision)
    return diary


def _entry(row: dict[str, Any]) -> str:
    """Return an `EntryView` as JSON; the document is inserted as the database stores it."""
    at, edited = _instant(row["occurred_at"]), "true" if row["edited"] else "false"
    return (
        f'{{"id":"{row["id"]}","treatment_id":"{row["treatment_id"]}","occurred_at":"{at}",'
        f'"document":{row["document"]},"revision":{row["revision"]},"edited":{edited},'
        f'"received_at":"{_instant(row["created_at"])}"}}'
    )


def _photo(row: dict[str, Any]) -> str:
    ids = {name: str(row[name]) for name in ("id", "entry_id", "treatment_id")}
    return json.dumps(row | ids | {"taken_at": _instant(row["taken_at"])}, separators=(",", ":"))


def _instant(value: datetime | str) -> str:
    """Format an instant of raw SQL: SQLite returns text, PostgreSQL a datetime, both in UTC."""
    text = value if isinstance(value, str) else value.isoformat()
    return text.replace(" ", "T").replace("+00:00", "Z")
