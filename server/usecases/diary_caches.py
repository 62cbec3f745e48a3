"""Caches of what is computed from one diary, by treatment, so that an erased diary is forgotten in all of them."""

from dataclasses import dataclass
from datetime import datetime
from itertools import product
from uuid import UUID

from server.domain.sharing import Scope
from server.shapes.review import Finding
from server.usecases.cache import BoundedCache


@dataclass(frozen=True, slots=True)
class DiaryBytes:
    """JSON of shapes.diary.Diary, and a tag that changes with it."""

    content: bytes
    etag: str


@dataclass(frozen=True, slots=True)
class Summary:
    """What one diary contributes to a list: open findings, its latest question if that has no reply, and the latest
    photo. `asked_at` is None if no question is open."""

    findings: list[Finding]
    asked_at: datetime | None
    last_entry_at: datetime | None
    question: str = ""
    photo_id: UUID | None = None

    @property
    def question_open(self) -> bool:
        return self.asked_at is not None


diaries: BoundedCache[tuple[UUID, Scope], DiaryBytes] = BoundedCache(
    limit=32 * 2**20, weigh=lambda diary: len(diary.content)
)
"""Cached by treatment and scope; at most 32 MiB of JSON."""

summaries: BoundedCache[UUID, Summary] = BoundedCache(limit=5_000)
"""Cached by treatment, with the patient's revision: a diary is assessed once per change."""


def forget_diary(treatment_id: UUID) -> None:
    """Drop what this process has cached of a diary. Other processes never serve it again, and drop it in time."""
    summaries.drop(treatment_id)
    for photos, notes in product((True, False), repeat=2):
        diaries.drop((treatment_id, Scope(photos=photos, notes=notes)))
