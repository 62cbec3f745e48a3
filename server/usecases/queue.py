"""The queue: which patients need this practitioner today. A diary contributes only while it is shared."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from tortoise.expressions import Q

from models.diary import Entry, Reply
from models.treatments import Treatment
from server.domain.assessment import assess
from server.domain.diary import logged
from server.domain.timeline import course_from
from server.domain.viewer import Viewer
from server.ports import Services
from server.shapes.review import Queue, QueueItem
from server.usecases.access import open_diary_revisions
from server.usecases.diary_caches import Summary, summaries
from server.usecases.finding_views import finding_view
from server.usecases.treatment_views import numbers_in_series

STILL_HEALING = timedelta(days=21)
"""A treatment stays in the queue for this long, even without a diary."""
THIS_WEEK = timedelta(days=7)
JUST_NOW = timedelta(days=1)
BATCH = 60
"""Diaries assessed in one batch. Between batches, other requests get a turn, and memory use stays bounded."""

Row = dict[str, Any]


_EMPTY = Summary([], None, None, None)


async def queue(services: Services, viewer: Viewer) -> Queue:
    """Return patients: those with findings first, then open questions, upcoming treatments, recent treatments."""
    now = services.clock.now()
    open_diaries = await _open_diaries(viewer, now)
    rows = await _relevant_treatments(viewer, open_diaries, now)
    numbers = await numbers_in_series(clinic_id=viewer.clinic_id, patient_id__in=_patients(rows))
    items = [_item(row, open_diaries.get(row["id"]), numbers.get(row["id"], 1)) for row in rows]
    return Queue(items=sorted(items, key=lambda item: _urgency(item, now)))


def _patients(rows: list[Row]) -> list[UUID]:
    return list({row["patient_id"] for row in rows if row["patient_id"] is not None})


async def _relevant_treatments(viewer: Viewer, open_diaries: Collection[UUID], now: datetime) -> list[Row]:
    """Return every treatment with an open diary, and the newest treatment of each other patient.

    A treatment without an open diary counts only while the skin is healing, or when the next treatment is near.
    """
    relevant = (
        Q(treated_at__gt=now - STILL_HEALING)
        | Q(next_treatment_at__gte=now - JUST_NOW, next_treatment_at__lt=now + THIS_WEEK)
        | Q(id__in=list(open_diaries))
    )
    rows = (
        await Treatment.filter(relevant, clinic_id=viewer.clinic_id)
        .order_by("treated_at", "id")
        .values(
            "id", "patient_id", "patient_name", "treated_at", "time_zone", "next_treatment_at", "reviewed_at"
        )
    )
    newest = {row["patient_id"] or row["id"]: row["id"] for row in rows}.values()
    listed = set(open_diaries).union(newest)
    return [row for row in rows if row["id"] in listed]


async def _open_diaries(viewer: Viewer, now: datetime) -> dict[UUID, Summary]:
    """Return the summaries of the diaries that are open to this practitioner, by treatment."""
    revisions = await open_diary_revisions(viewer, now=now)
    cached = {key: summaries.get(key, revision=revision) for key, revision in revisions.items()}
    current = {key: summary for key, summary in cached.items() if summary is not None}
    stale = [key for key, summary in cached.items() if summary is None]
    for begin in range(0, len(stale), BATCH):
        for key, summary in (await _summarize(stale[begin : begin + BATCH])).items():
            current[key] = summary
            summaries.put(key, summary, revision=revisions[key])
    return current


async def _summarize(treatment_ids: list[UUID]) -> dict[UUID, Summary]:
    """Assess diaries. The rows are read after the revision, so a summary is never older than its revision."""
    wanted = {"treatment_id__in": treatment_ids}
    entries: dict[UUID, list[Row]] = {treatment_id: [] for treatment_id in treatment_ids}
    rows = Entry.filter(**wanted).order_by("occurred_at", "id")
    for row in await rows.values("id", "treatment_id", "occurred_at", "document", "created_at"):
        entries[row["treatment_id"]].append(row)
    replies = Reply.filter(**wanted).order_by("created_at").values_list("treatment_id", "created_at")
    replied_at: dict[UUID, list[datetime]] = {}
    for treatment_id, created_at in await replies:
        replied_at.setdefault(treatment_id, []).append(created_at)
    not_empty = [treatment_id for treatment_id, written in entries.items() if written]
    timelines = dict(await Treatment.filter(id__in=not_empty).values_list("id", "timeline"))
    return {key: _summary(entries[key], timelines.get(key), replied_at.get(key, [])) for key in treatment_ids}


def _summary(entries: list[Row], timeline: Row | None, replied_at: list[datetime]) -> Summary:
    if timeline is None:
        return _EMPTY
    diary = [
        logged(entry["id"], entry["occurred_at"], entry["document"], received_at=entry["created_at"])
        for entry in entries
    ]
    asked = [entry["occurred_at"] for entry in entries if entry["document"].get("question", "").strip()]
    findings = assess(course_from(timeline), diary, replied_at=replied_at)
    return Summary(
        [finding_view(finding) for finding in findings if finding.open],
        max(asked, default=None),
        replied_at[-1] if replied_at else None,
        entries[-1]["occurred_at"],
    )


def _item(row: Row, diary: Summary | None, number_in_series: int) -> QueueItem:
    summary = diary or _EMPTY
    return QueueItem(
        treatment_id=row["id"],
        patient_name=row["patient_name"],
        number_in_series=number_in_series,
        treated_at=row["treated_at"],
        time_zone=row["time_zone"],
        next_treatment_at=row["next_treatment_at"],
        joined=row["patient_id"] is not None,
        shared=diary is not None,
        findings=summary.findings,
        question_open=summary.question_open,
        last_entry_at=summary.last_entry_at,
        reviewed_at=row["reviewed_at"],
    )


def _urgency(item: QueueItem, now: datetime) -> tuple[bool, bool, float, float]:
    """Return the sort key; the smallest comes first."""
    until = (item.next_treatment_at - now).total_seconds() if item.next_treatment_at else float("inf")
    return (
        not item.findings,
        not item.question_open,
        until if 0 <= until <= THIS_WEEK.total_seconds() else float("inf"),
        -item.treated_at.timestamp(),
    )
