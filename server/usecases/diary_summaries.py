"""What the diaries that are open to a practitioner contribute to lists: findings, questions, the latest photo."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from models.diary import Entry, Photo, Reply
from models.treatments import Treatment
from server.domain.assessment import assess
from server.domain.diary import logged
from server.domain.timeline import course_from
from server.domain.viewer import Viewer
from server.domain.vocabulary import Angle
from server.ports import Services
from server.usecases.access import DiaryRevision, open_diary_revisions
from server.usecases.access_records import record_listed
from server.usecases.diary_caches import Summary, summaries
from server.usecases.finding_views import finding_view

BATCH = 60
"""Diaries assessed in one batch. Between batches, other requests get a turn, and memory use stays bounded."""

Row = dict[str, Any]


class OpenDiaries:
    """The diaries that are open to one practitioner at one moment, by treatment, and their summaries as far as loaded.

    A summary contains only what the grant includes.
    """

    def __init__(self, opened: dict[UUID, DiaryRevision]) -> None:
        self.opened = opened
        self._loaded: dict[UUID, Summary] = {}

    async def load(self, treatment_ids: Iterable[UUID]) -> None:
        """Summarize those of the treatments whose diaries are open. A summary is cached until its diary changes."""
        wanted = [key for key in treatment_ids if key in self.opened and key not in self._loaded]
        stale = []
        for key in wanted:
            cached = summaries.get(key, revision=self.opened[key].revision)
            if cached is None:
                stale.append(key)
            else:
                self._loaded[key] = cached
        for begin in range(0, len(stale), BATCH):
            for key, summary in (await _summarize(stale[begin : begin + BATCH])).items():
                self._loaded[key] = summary
                summaries.put(key, summary, revision=self.opened[key].revision)

    def summary(self, treatment_id: UUID) -> Summary | None:
        """Return the part of a loaded summary that the patient shares, or None if the diary is not open."""
        summary = self._loaded.get(treatment_id)
        if summary is None:
            return None
        opened = self.opened[treatment_id]
        shared = summary if opened.notes else replace(summary, asked_at=None, question="")
        return shared if opened.photos else replace(shared, photo_id=None)

    async def record(self, services: Services, viewer: Viewer, treatment_ids: Collection[UUID]) -> None:
        """Record that the practitioner sees these treatments in a list, as far as their diaries are open."""
        shown = [self.opened[key] for key in treatment_ids if key in self.opened]
        revisions = await record_listed(services, viewer, shown)
        for each in self.opened.values():
            # The access itself is a change of the patient's revision: the summary is still that of the diary.
            cached = summaries.get(each.treatment_id, revision=each.revision)
            if cached is not None and revisions.get(each.patient_id) == each.revision + 1:
                summaries.put(each.treatment_id, cached, revision=each.revision + 1)


async def open_diaries(viewer: Viewer, *, now: datetime) -> OpenDiaries:
    """Return the diaries that are open to this practitioner now, none of them loaded."""
    return OpenDiaries(await open_diary_revisions(viewer, now=now))


async def _summarize(treatment_ids: list[UUID]) -> dict[UUID, Summary]:
    """Assess diaries. The rows are read after the revision, so a summary is never older than its revision."""
    wanted = {"treatment_id__in": treatment_ids}
    entries: dict[UUID, list[Row]] = {treatment_id: [] for treatment_id in treatment_ids}
    rows = Entry.filter(**wanted).order_by("occurred_at", "id")
    for row in await rows.values("id", "treatment_id", "occurred_at", "document", "created_at"):
        entries[row["treatment_id"]].append(row)
    replies: dict[UUID, list[Row]] = {treatment_id: [] for treatment_id in treatment_ids}
    answered = Reply.filter(**wanted).order_by("created_at")
    for row in await answered.values("treatment_id", "entry_id", "created_at"):
        replies[row["treatment_id"]].append(row)
    photos = await _latest_photos(treatment_ids)
    not_empty = [treatment_id for treatment_id, written in entries.items() if written]
    timelines = dict(await Treatment.filter(id__in=not_empty).values_list("id", "timeline"))
    return {
        key: replace(_summary(entries[key], timelines.get(key), replies[key]), photo_id=photos.get(key))
        for key in treatment_ids
    }


async def _latest_photos(treatment_ids: list[UUID]) -> dict[UUID, UUID]:
    """Return the latest photo of each diary; one from the front goes first, because it shows who it is."""
    rows = Photo.filter(treatment_id__in=treatment_ids).order_by("taken_at", "id")
    latest: dict[UUID, UUID] = {}
    front: dict[UUID, UUID] = {}
    for treatment_id, photo_id, angle in await rows.values_list("treatment_id", "id", "angle"):
        latest[treatment_id] = photo_id
        if angle == Angle.FRONT:
            front[treatment_id] = photo_id
    return latest | front


def _summary(entries: list[Row], timeline: Row | None, replies: list[Row]) -> Summary:
    if timeline is None:
        return Summary([], None, None)
    diary = [
        logged(entry["id"], entry["occurred_at"], entry["document"], received_at=entry["created_at"])
        for entry in entries
    ]
    asked = _open_question(entries, replies)
    findings = assess(course_from(timeline), diary, replied_at=[reply["created_at"] for reply in replies])
    return Summary(
        [finding_view(finding) for finding in findings if finding.open],
        asked["occurred_at"] if asked else None,
        entries[-1]["occurred_at"],
        question=asked["document"]["question"].strip() if asked else "",
    )


def _open_question(entries: list[Row], replies: list[Row]) -> Row | None:
    """Return the entry with the latest question unless it has a reply: one that names it, or a later one that names
    no question. Both are sorted by time.
    """
    asked = [entry for entry in entries if entry["document"].get("question", "").strip()]
    if not asked:
        return None
    return None if _is_answered(asked[-1], replies) else asked[-1]


def _is_answered(asked: Row, replies: Iterable[Row]) -> bool:
    return any(
        reply["created_at"] >= asked["occurred_at"]
        if reply["entry_id"] is None
        else reply["entry_id"] == asked["id"]
        for reply in replies
    )


async def open_question_of(treatment_id: UUID) -> UUID | None:
    """Return the entry whose question waits for a reply, None if no question does."""
    entries, replies = await _questions(treatment_id)
    waiting = _open_question(entries, replies)
    return waiting["id"] if waiting else None


async def waits_for_reply(treatment_id: UUID, entry_id: UUID) -> bool:
    """Return whether the question of this entry waits for a reply. A reply to a later question settles it, too."""
    entries, replies = await _questions(treatment_id)
    asked = [each for each in entries if each["id"] == entry_id and each["document"]["question"].strip()]
    if not asked or _open_question(entries, replies) is None:
        return False
    return not _is_answered(asked[0], replies)


async def _questions(treatment_id: UUID) -> tuple[list[Row], list[Row]]:
    entries = Entry.filter(treatment_id=treatment_id).order_by("occurred_at", "id")
    replies = Reply.filter(treatment_id=treatment_id).order_by("created_at")
    return (
        await entries.values("id", "occurred_at", "document"),
        await replies.values("entry_id", "created_at"),
    )
