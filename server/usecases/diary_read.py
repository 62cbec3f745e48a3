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
from server.domain.diary import without_notes
from server.domain.sharing import Scope
from server.domain.viewer import Viewer
from server.domain.vocabulary import Role
from server.ports import Services
from server.usecases.access import open_diary, own_diary_revision
from server.usecases.access_errors import unknown
from server.usecases.access_records import record_access
from server.usecases.diary_caches import DiaryBytes, diaries

EVERYTHING = Scope(photos=True, notes=True)
"""What patients see of their own diary."""
REVISION = "SELECT p.revision FROM treatment t JOIN person p ON p.id = t.patient_id WHERE t.id = $1"
ENTRIES = """
    SELECT id, treatment_id, occurred_at, CAST(document AS TEXT) AS document, revision, edited, created_at
    FROM entry WHERE treatment_id = $1 ORDER BY occurred_at, id"""
PHOTOS = """
    SELECT id, entry_id, treatment_id, angle, area, place, taken_at, clock_offset_ms, width, height,
           sharpness, brightness, CAST(eyes AS TEXT) AS eyes, sha256, revision
    FROM photo WHERE treatment_id = $1 AND patient_id IS NOT NULL ORDER BY taken_at, id"""


async def read_diary(services: Services, viewer: Viewer, treatment_id: UUID) -> DiaryBytes:
    """Return the diary to its patient, or to a practitioner with a running grant, whose access is recorded.

    Raises `NotFound` (treatment-unknown).
    """
    if viewer.role is Role.PATIENT:
        scope, revision = EVERYTHING, await own_diary_revision(viewer, treatment_id)
    else:
        scope = await _record_access(services, viewer, treatment_id)
        revision = await _revision(treatment_id)
    return await _diary(treatment_id, revision, scope)


async def _record_access(services: Services, viewer: Viewer, treatment_id: UUID) -> Scope:
    """Record the access and return what the grant includes."""
    opened = await open_diary(viewer, treatment_id, now=services.clock.now())
    await record_access(services, viewer, opened.grant)
    return opened.scope


async def _revision(treatment_id: UUID) -> int:
    rows = await fetch_by_key(REVISION, [treatment_id])
    if not rows:
        raise unknown("treatment-unknown")
    return int(rows[0]["revision"])


async def _diary(treatment_id: UUID, revision: int, scope: Scope) -> DiaryBytes:
    """Return the diary at `revision` or newer.

    The rows are read after the revision. If a write comes in between, the cached bytes are newer than their
    revision, and the next read produces them again.
    """
    key = (treatment_id, scope)
    diary = diaries.get(key, revision=revision)
    if diary is None:
        entries = [_entry(row, scope) for row in await fetch_rows(ENTRIES, [treatment_id])]
        pictures = [_photo(row) for row in await fetch_rows(PHOTOS, [treatment_id])] if scope.photos else []
        content = f'{{"entries":[{",".join(entries)}],"photos":[{",".join(pictures)}]}}'.encode()
        diary = DiaryBytes(content, f"{treatment_id.hex}-{revision}-{_mark(scope)}")
        diaries.put(key, diary, revision=revision)
    return diary


def _mark(scope: Scope) -> str:
    """Return the part of the tag by which one scope of a diary differs from another."""
    return ("p" if scope.photos else "n") + ("" if scope.notes else "s")


def _entry(row: dict[str, Any], scope: Scope) -> str:
    """Return an `EntryView` as JSON. The document is inserted as the database stores it, if notes are included."""
    document = row["document"] if scope.notes else json.dumps(without_notes(json.loads(row["document"])))
    at, edited = _instant(row["occurred_at"]), "true" if row["edited"] else "false"
    return (
        f'{{"id":"{row["id"]}","treatment_id":"{row["treatment_id"]}","occurred_at":"{at}",'
        f'"document":{document},"revision":{row["revision"]},"edited":{edited},'
        f'"received_at":"{_instant(row["created_at"])}"}}'
    )


def _photo(row: dict[str, Any]) -> str:
    ids = {name: row[name] and str(row[name]) for name in ("id", "entry_id", "treatment_id")}
    eyes = None if row["eyes"] is None else json.loads(row["eyes"])
    return json.dumps(
        row | ids | {"taken_at": _instant(row["taken_at"]), "eyes": eyes}, separators=(",", ":")
    )


def _instant(value: datetime | str) -> str:
    """Format an instant of raw SQL: SQLite returns text, PostgreSQL a datetime, both in UTC."""
    text = value if isinstance(value, str) else value.isoformat()
    return text.replace(" ", "T").replace("+00:00", "Z")
