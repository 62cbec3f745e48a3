"""The queue: who needs this practitioner today. Of a diary it says only what its patient has opened."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from tortoise.expressions import Q

from models.diary import DiaryEntry, Reply
from models.sharing import Grant
from models.treatments import Treatment
from server.domain.assessment import assess
from server.domain.diary import logged
from server.domain.timeline import from_document
from server.domain.viewer import Viewer
from server.ports import Services
from server.shapes.sharing import AssessedFinding, Queue, QueueItem
from server.usecases.review import shown_finding
from server.usecases.treatment_views import session_numbers

STILL_HEALING = timedelta(days=21)
"""For this long a treatment stays in the queue by itself."""
THIS_WEEK = timedelta(days=7)
JUST_NOW = timedelta(days=1)

Row = dict[str, Any]


@dataclass(slots=True)
class _Opened:
    """What the running grants of this practitioner show, by treatment."""

    treatments: set[UUID]
    entries: dict[UUID, list[Row]] = field(default_factory=lambda: defaultdict(list))
    replied_at: dict[UUID, datetime] = field(default_factory=dict)
    timelines: dict[UUID, Row] = field(default_factory=dict)


async def queue(services: Services, viewer: Viewer) -> Queue:
    """Findings first, then questions, then who comes next, then the newest."""
    now = services.clock.now()
    opened = await _opened(viewer, now)
    rows = await _who_matters(viewer, opened, now)
    numbers = await session_numbers(clinic_id=viewer.clinic_id, patient_id__in=_patients(rows))
    items = [_item(row, opened, numbers.get(row["id"], 1)) for row in rows]
    return Queue(items=sorted(items, key=lambda item: _urgency(item, now)))


def _patients(rows: list[Row]) -> list[UUID]:
    return list({row["patient_id"] for row in rows if row["patient_id"] is not None})


async def _who_matters(viewer: Viewer, opened: _Opened, now: datetime) -> list[Row]:
    """Every diary that is open to this practitioner; of the other patients the newest treatment, while it
    heals or when the next session is near."""
    matters = (
        Q(treated_at__gt=now - STILL_HEALING)
        | Q(next_session_at__gte=now - JUST_NOW, next_session_at__lt=now + THIS_WEEK)
        | Q(id__in=list(opened.treatments))
    )
    rows = (
        await Treatment.filter(matters, clinic_id=viewer.clinic_id)
        .order_by("treated_at", "id")
        .values("id", "patient_id", "patient_name", "treated_at", "zone", "next_session_at", "reviewed_at")
    )
    newest = {row["patient_id"] or row["id"]: row["id"] for row in rows}.values()
    shown = opened.treatments.union(newest)
    return [row for row in rows if row["id"] in shown]


async def _opened(viewer: Viewer, now: datetime) -> _Opened:
    running = Grant.filter(
        practitioner_id=viewer.person_id, revoked_at__isnull=True, starts_at__lte=now, ends_at__gt=now
    )
    opened = _Opened({grant.treatment_id for grant in await running})
    about = {"treatment_id__in": list(opened.treatments)}
    entries = DiaryEntry.filter(**about).order_by("occurred_at", "id")
    for row in await entries.values("id", "treatment_id", "occurred_at", "document"):
        opened.entries[row["treatment_id"]].append(row)
    replies = Reply.filter(**about).order_by("created_at")
    opened.replied_at = {row["treatment_id"]: row["created_at"] for row in await replies.values()}
    told = Treatment.filter(id__in=list(opened.entries))
    opened.timelines = {row["id"]: row["timeline"] for row in await told.values("id", "timeline")}
    return opened


def _item(row: Row, opened: _Opened, session_number: int) -> QueueItem:
    entries = opened.entries.get(row["id"], [])
    return QueueItem(
        treatment_id=row["id"],
        patient_name=row["patient_name"],
        session_number=session_number,
        treated_at=row["treated_at"],
        zone=row["zone"],
        next_session_at=row["next_session_at"],
        joined=row["patient_id"] is not None,
        shared=row["id"] in opened.treatments,
        findings=_findings(entries, opened.timelines.get(row["id"])),
        question_open=_question_open(entries, opened.replied_at.get(row["id"])),
        last_entry_at=entries[-1]["occurred_at"] if entries else None,
        reviewed_at=row["reviewed_at"],
    )


def _findings(entries: list[Row], document: Row | None) -> list[AssessedFinding]:
    if document is None:
        return []
    timeline = from_document(document)
    diary = [logged(entry["id"], entry["occurred_at"], entry["document"]) for entry in entries]
    return [shown_finding(found) for found in assess(timeline, diary)]


def _question_open(entries: list[Row], replied_at: datetime | None) -> bool:
    asked = [entry["occurred_at"] for entry in entries if entry["document"].get("question", "").strip()]
    return bool(asked) and (replied_at is None or max(asked) > replied_at)


def _urgency(item: QueueItem, now: datetime) -> tuple[bool, bool, float, float]:
    coming = (item.next_session_at - now).total_seconds() if item.next_session_at else float("inf")
    return (
        not item.findings,
        not item.question_open,
        coming if 0 <= coming <= THIS_WEEK.total_seconds() else float("inf"),
        -item.treated_at.timestamp(),
    )
