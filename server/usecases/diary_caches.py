"""Caches of what is computed from one diary, by treatment, so that an erased diary is forgotten in all of them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from server.shapes.review import Finding
from server.usecases.cache import BoundedCache


@dataclass(frozen=True, slots=True)
class DiaryBytes:
    """JSON of shapes.diary.Diary, and a tag that changes with it."""

    content: bytes
    etag: str


@dataclass(frozen=True, slots=True)
class Summary:
    """What one diary contributes to the queue: open findings, and the times of the newest question, reply and entry."""

    findings: list[Finding]
    asked_at: datetime | None
    replied_at: datetime | None
    last_entry_at: datetime | None

    @property
    def question_open(self) -> bool:
        return self.asked_at is not None and (self.replied_at is None or self.asked_at > self.replied_at)


diaries: BoundedCache[tuple[UUID, bool], DiaryBytes] = BoundedCache(
    limit=32 * 2**20, weigh=lambda diary: len(diary.content)
)
"""Cached by treatment, with and without photos; at most 32 MiB of JSON."""

summaries: BoundedCache[UUID, Summary] = BoundedCache(limit=5_000)
"""Cached by treatment, with the patient's revision: a diary is assessed once per change."""


def forget_diary(treatment_id: UUID) -> None:
    """Drop what this process has cached of a diary. Other processes never serve it again, and drop it in time."""
    summaries.drop(treatment_id)
    for photos in (True, False):
        diaries.drop((treatment_id, photos))
