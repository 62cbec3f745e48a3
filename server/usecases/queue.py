"""The queue: who needs this practitioner today. Of a diary it says only what its patient has opened."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from tortoise.expressions import Q

from models.diary import Entry, Reply
from models.sharing import Grant
from models.treatments import Treatment
from server.domain.assessment import assess
from server.domain.diary import logged
from server.domain.timeline import course_from
from server.domain.viewer import Viewer
from server.ports import Services
from server.shapes.review import Finding, Queue, QueueItem
from server.usecases.review import shown_finding
from server.usecases.treatment_views import numbers_in_series

STILL_HEALING = timedelta(days=21)
"""For this long a treatment stays in the queue by itself."""
THIS_WEEK = timedelta(days=7)
JUST_NOW = timedelta(days=1)

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Told:
    """What one diary says to the queue: findings that are still there. `asked_at`: of the newest question."""

    findings: list[Finding]
    asked_at: datetime | None
    replied_at: datetime | None
    last_entry_at: datetime | None

    @property
    def question_open(self) -> bool:
        return self.asked_at is not None and (self.replied_at is None or self.asked_at > self.replied_at)


_NOTHING = _Told([], None, None, None)
_KEPT = 5_000
_AT_ONCE = 60
"""Diaries read in one go: others get their turn in between, and little is in memory at once."""
_kept: dict[UUID, tuple[int, _Told]] = {}
"""By treatment, with the patient's revision at which it was worked out: a diary is assessed once per
change."""


async def queue(services: Services, viewer: Viewer) -> Queue:
    """Findings first, then questions, then who comes next, then the newest."""
    now = services.clock.now()
    opened = await _opened(viewer, now)
    rows = await _who_matters(viewer, opened, now)
    numbers = await numbers_in_series(clinic_id=viewer.clinic_id, patient_id__in=_patients(rows))
    items = [_item(row, opened.get(row["id"]), numbers.get(row["id"], 1)) for row in rows]
    return Queue(items=sorted(items, key=lambda item: _urgency(item, now)))


def _patients(rows: list[Row]) -> list[UUID]:
    return list({row["patient_id"] for row in rows if row["patient_id"] is not None})


async def _who_matters(viewer: Viewer, opened: Collection[UUID], now: datetime) -> list[Row]:
    """Every diary that is open to this practitioner; of the other patients the newest treatment, while it
    heals or when the next session is near."""
    matters = (
        Q(treated_at__gt=now - STILL_HEALING)
        | Q(next_treatment_at__gte=now - JUST_NOW, next_treatment_at__lt=now + THIS_WEEK)
        | Q(id__in=list(opened))
    )
    rows = (
        await Treatment.filter(matters, clinic_id=viewer.clinic_id)
        .order_by("treated_at", "id")
        .values(
            "id", "patient_id", "patient_name", "treated_at", "time_zone", "next_treatment_at", "reviewed_at"
        )
    )
    newest = {row["patient_id"] or row["id"]: row["id"] for row in rows}.values()
    shown = set(opened).union(newest)
    return [row for row in rows if row["id"] in shown]


async def _opened(viewer: Viewer, now: datetime) -> dict[UUID, _Told]:
    """What the running grants of this practitioner show, by treatment."""
    running = Grant.filter(
        practitioner_id=viewer.person_id, revoked_at__isnull=True, starts_at__lte=now, ends_at__gt=now
    )
    revisions = dict(await running.values_list("treatment_id", "patient__revision"))
    stale = [one for one, revision in revisions.items() if _kept.get(one, (None,))[0] != revision]
    fresh: dict[UUID, _Told] = {}
    for begin in range(0, len(stale), _AT_ONCE):
        fresh |= await _told_by(stale[begin : begin + _AT_ONCE])
    opened = {one: fresh[one] if one in fresh else _kept[one][1] for one in revisions}
    _keep({one: (revisions[one], told) for one, told in fresh.items()})
    return opened


def _keep(fresh: dict[UUID, tuple[int, _Told]]) -> None:
    for one, told in fresh.items():
        _kept.pop(one, None)
        _kept[one] = told
    while len(_kept) > _KEPT:
        del _kept[next(iter(_kept))]


async def _told_by(treatment_ids: list[UUID]) -> dict[UUID, _Told]:
    """Read after the revision: at worst newer than it, and then read again the next time."""
    about = {"treatment_id__in": treatment_ids}
    entries: dict[UUID, list[Row]] = {one: [] for one in treatment_ids}
    rows = Entry.filter(**about).order_by("occurred_at", "id")
    for row in await rows.values("id", "treatment_id", "occurred_at", "document"):
        entries[row["treatment_id"]].append(row)
    replies = Reply.filter(**about).order_by("created_at").values_list("treatment_id", "created_at")
    replied_at: dict[UUID, datetime] = dict(await replies)
    told = [one for one, logged_there in entries.items() if logged_there]
    timelines = dict(await Treatment.filter(id__in=told).values_list("id", "timeline"))
    return {one: _assessed(entries[one], timelines.get(one), replied_at.get(one)) for one in treatment_ids}


def _assessed(entries: list[Row], timeline: Row | None, replied_at: datetime | None) -> _Told:
    if timeline is None:
        return _NOTHING
    diary = [logged(entry["id"], entry["occurred_at"], entry["document"]) for entry in entries]
    asked = [entry["occurred_at"] for entry in entries if entry["document"].get("question", "").strip()]
    return _Told(
        [shown_finding(found, diary) for found in assess(course_from(timeline), diary) if found.ongoing],
        max(asked, default=None),
        replied_at,
        entries[-1]["occurred_at"],
    )


def _item(row: Row, opened: _Told | None, number_in_series: int) -> QueueItem:
    told = opened or _NOTHING
    return QueueItem(
        treatment_id=row["id"],
        patient_name=row["patient_name"],
        number_in_series=number_in_series,
        treated_at=row["treated_at"],
        time_zone=row["time_zone"],
        next_treatment_at=row["next_treatment_at"],
        joined=row["patient_id"] is not None,
        shared=opened is not None,
        findings=told.findings,
        question_open=told.question_open,
        last_entry_at=told.last_entry_at,
        reviewed_at=row["reviewed_at"],
    )


def _urgency(item: QueueItem, now: datetime) -> tuple[bool, bool, float, float]:
    coming = (item.next_treatment_at - now).total_seconds() if item.next_treatment_at else float("inf")
    return (
        not item.findings,
        not item.question_open,
        coming if 0 <= coming <= THIS_WEEK.total_seconds() else float("inf"),
        -item.treated_at.timestamp(),
    )
