"""The fast read of one treatment's diary: asked for most often, so its JSON is made once per change.

The database says in one round trip who owns the diary and which revision it has; bytes made at that
revision are given again. On a miss the documents of the entries go into the answer as the text that the
database holds.
"""

import json
from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from models.sql import fetch_by_key, fetch_rows
from server.domain.errors import NotFound
from server.domain.viewer import Viewer
from server.domain.vocabulary import Role
from server.ports import Services
from server.usecases.sharing import record_access, shared_with

OWN_REVISION = """
    SELECT p.revision FROM treatment t JOIN person p ON p.id = t.patient_id
    WHERE t.id = $1 AND t.patient_id = $2"""
REVISION = "SELECT p.revision FROM treatment t JOIN person p ON p.id = t.patient_id WHERE t.id = $1"
ENTRIES = """
    SELECT id, treatment_id, occurred_at, CAST(document AS TEXT) AS document, revision, edited
    FROM entry WHERE treatment_id = $1 ORDER BY occurred_at, id"""
PHOTOS = """
    SELECT id, entry_id, treatment_id, angle, area, taken_at, width, height, sharpness, brightness, sha256,
           revision
    FROM photo WHERE treatment_id = $1 ORDER BY taken_at, id"""


@dataclass(frozen=True, slots=True)
class DiaryBytes:
    """JSON of shapes.diary.Diary, and a tag that changes with it."""

    content: bytes
    etag: str


@dataclass(slots=True)
class _Kept:
    """The newest answers, each with the revision it was made at; the longest unused go first."""

    limit: int  # bytes of JSON
    answers: OrderedDict[tuple[UUID, bool], tuple[int, DiaryBytes]] = field(default_factory=OrderedDict)
    size: int = 0

    def get(self, key: tuple[UUID, bool], revision: int) -> DiaryBytes | None:
        found = self.answers.get(key)
        if found is None or found[0] != revision:
            return None
        self.answers.move_to_end(key)
        return found[1]

    def put(self, key: tuple[UUID, bool], revision: int, answer: DiaryBytes) -> None:
        self._drop(key)
        self.answers[key] = (revision, answer)
        self.size += len(answer.content)
        while self.size > self.limit and self.answers:
            self._drop(next(iter(self.answers)))

    def _drop(self, key: tuple[UUID, bool]) -> None:
        old = self.answers.pop(key, None)
        self.size -= len(old[1].content) if old else 0

    def clear(self) -> None:
        self.answers.clear()
        self.size = 0


kept = _Kept(limit=32 * 2**20)
"""Of this process; safe to lose, and never given out without asking the database first."""


async def read_diary(services: Services, viewer: Viewer, treatment_id: UUID) -> DiaryBytes:
    """For the patient, and for a practitioner whose grant runs (whose look is logged).

    Raises `NotFound` (treatment-unknown).
    """
    if viewer.role is Role.PATIENT:
        photos, rows = True, await fetch_by_key(OWN_REVISION, [treatment_id, viewer.person_id])
    else:
        photos = await _look_by_grant(services, viewer, treatment_id)
        rows = await fetch_by_key(REVISION, [treatment_id])
    if not rows:
        raise _unknown()
    return await _at(treatment_id, rows[0]["revision"], photos=photos)


async def _look_by_grant(services: Services, viewer: Viewer, treatment_id: UUID) -> bool:
    """Whether the grant shows photos."""
    _treatment, grant = await shared_with(services, viewer, treatment_id)
    await record_access(services, viewer, grant, again=False)
    return grant.photos


def _unknown() -> NotFound:
    return NotFound("There is no such treatment here.", code="treatment-unknown")


async def _at(treatment_id: UUID, revision: int, *, photos: bool) -> DiaryBytes:
    """What is read after the revision may be newer than it, and never older: at worst it is made twice."""
    key = (treatment_id, photos)
    answer = kept.get(key, revision)
    if answer is None:
        entries = [_entry(row) for row in await fetch_rows(ENTRIES, [treatment_id])]
        pictures = [_photo(row) for row in await fetch_rows(PHOTOS, [treatment_id])] if photos else []
        content = f'{{"entries":[{",".join(entries)}],"photos":[{",".join(pictures)}]}}'.encode()
        answer = DiaryBytes(content, f"{treatment_id.hex}-{revision}-{'p' if photos else 'n'}")
        kept.put(key, revision, answer)
    return answer


def _entry(row: dict[str, Any]) -> str:
    """One `EntryView`; what the database holds as JSON goes in as it is."""
    at, edited = _instant(row["occurred_at"]), "true" if row["edited"] else "false"
    return (
        f'{{"id":"{row["id"]}","treatment_id":"{row["treatment_id"]}","occurred_at":"{at}",'
        f'"document":{row["document"]},"revision":{row["revision"]},"edited":{edited}}}'
    )


def _photo(row: dict[str, Any]) -> str:
    ids = {name: str(row[name]) for name in ("id", "entry_id", "treatment_id")}
    return json.dumps(row | ids | {"taken_at": _instant(row["taken_at"])}, separators=(",", ":"))


def _instant(value: datetime | str) -> str:
    """SQLite gives its text, PostgreSQL a moment; both in UTC."""
    text = value if isinstance(value, str) else value.isoformat()
    return text.replace(" ", "T").replace("+00:00", "Z")
