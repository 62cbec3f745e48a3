"""The queue: which patients need this practitioner today. A diary contributes only while it is shared."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from tortoise.expressions import Q

from models.people import Clinic
from models.treatments import Treatment
from server.domain.limits import MAX_PAGE
from server.domain.local_time import day_number, stored_time_zone
from server.domain.queue_order import THIS_WEEK, QueueFacts, QueueSection, place_in, section_of
from server.domain.viewer import Viewer
from server.ports import Services
from server.shapes.review import ListedFinding, Queue, QueueCount, QueueItem, QueueQuery
from server.usecases.cursors import cursor_of, read_cursor
from server.usecases.diary_caches import Summary
from server.usecases.diary_summaries import OpenDiaries, open_diaries
from server.usecases.membership_rows import patients_without_practitioner
from server.usecases.treatment_views import SheetCounts, numbers_in_series, sheet_counts

STILL_HEALING = timedelta(days=21)
"""A treatment stays in the queue for this long, even without a diary."""
JUST_NOW = timedelta(days=1)
MOST_FINDINGS = 4
LONGEST_QUESTION = 160

Row = dict[str, Any]
COLUMNS = (
    "id", "patient_id", "clinic_patient_id", "treated_at", "time_zone", "reviewed_at", "sheet_version_id",
    "clinic_patient__name", "clinic_patient__last_treated_at", "clinic_patient__next_treatment_at",
)  # fmt: skip
SECTIONS = list(QueueSection)
EARLIER_SESSIONS = (QueueSection.REPLY, QueueSection.LOOK, QueueSection.SEEN)
"""The sections in which a session may stand that is not the patient's newest."""


@dataclass(frozen=True, slots=True)
class _Placed:
    """A treatment with what its diary shows, and where it stands."""

    row: Row
    summary: Summary | None
    section: QueueSection
    place: float

    @property
    def key(self) -> tuple[int, float, str]:
        return SECTIONS.index(self.section), self.place, str(self.row["id"])


async def queue(services: Services, viewer: Viewer, query: QueueQuery | None = None) -> Queue:
    """Return one page of the queue, section by section. Diaries that contribute to it are recorded as accesses.

    Raises `Invalid` for an unreadable cursor.
    """
    now = services.clock.now()
    diaries = await open_diaries(viewer, now=now)
    await diaries.load(diaries.opened)
    rows = await _relevant_treatments(viewer, diaries.opened, now)
    zone = stored_time_zone((await Clinic.get(id=viewer.clinic_id)).time_zone)
    placed = sorted(_placed(rows, diaries, now, zone), key=lambda each: each.key)
    behind = _behind_cursor(placed, query.after if query else None)
    page = behind[:MAX_PAGE]
    await diaries.record(services, viewer, [each.row["id"] for each in page])
    return Queue(
        items=await _items(page, now),
        counts=_counts(placed),
        unattended=len(await patients_without_practitioner(viewer.clinic_id)) if viewer.is_owner else 0,
        next=cursor_of(*page[-1].key[:2], row_id=page[-1].row["id"]) if len(behind) > MAX_PAGE else None,
    )


async def _relevant_treatments(viewer: Viewer, opened: Collection[UUID], now: datetime) -> list[Row]:
    """Return every treatment with an open diary, and the newest treatment of each patient.

    A treatment without an open diary counts only while the skin is healing, or when the next treatment is near.
    """
    relevant = (
        Q(treated_at__gt=now - STILL_HEALING)
        | Q(next_treatment_at__gte=now - JUST_NOW, next_treatment_at__lt=now + THIS_WEEK)
        | Q(id__in=list(opened))
    )
    rows: list[Row] = await Treatment.filter(relevant, clinic_id=viewer.clinic_id, withdrawn_at=None).values(
        *COLUMNS
    )
    return [row for row in rows if row["id"] in opened or _is_newest(row)]


def _is_newest(row: Row) -> bool:
    return bool(row["treated_at"] == row["clinic_patient__last_treated_at"])


def _placed(rows: list[Row], diaries: OpenDiaries, now: datetime, zone: ZoneInfo) -> list[_Placed]:
    placed = []
    for row in rows:
        summary = diaries.summary(row["id"])
        facts = _facts(row, summary)
        section = section_of(facts, now, zone)
        if _is_newest(row) or section in EARLIER_SESSIONS:
            placed.append(_Placed(row, summary, section, place_in(section, facts)))
    return placed


def _facts(row: Row, summary: Summary | None) -> QueueFacts:
    since = [finding.since_at for finding in summary.findings] if summary else []
    return QueueFacts(
        treated_at=row["treated_at"],
        next_treatment_at=row["clinic_patient__next_treatment_at"] if _is_newest(row) else None,
        shared=summary is not None,
        asked_at=summary.asked_at if summary else None,
        worst_since=min(since, default=None),
        last_entry_at=summary.last_entry_at if summary else None,
        reviewed_at=row["reviewed_at"] if summary else None,
    )


def _behind_cursor(placed: list[_Placed], after: str | None) -> list[_Placed]:
    if after is None:
        return placed
    (section, place), row_id = read_cursor(after, int, float)
    last = (section or 0, place or 0.0, str(row_id))
    return [each for each in placed if each.key > last]


def _counts(placed: list[_Placed]) -> list[QueueCount]:
    sections = [each.section for each in placed]
    return [
        QueueCount(section=section, count=sections.count(section))
        for section in SECTIONS
        if section in sections
    ]


async def _items(page: list[_Placed], now: datetime) -> list[QueueItem]:
    numbers = await numbers_in_series(
        clinic_patient_id__in=list({each.row["clinic_patient_id"] for each in page})
    )
    counts = await sheet_counts({each.row["sheet_version_id"]: each.row["id"] for each in page})
    return [_item(each, numbers[each.row["id"]], counts[each.row["sheet_version_id"]], now) for each in page]


def _item(placed: _Placed, number_in_series: int, counts: SheetCounts, now: datetime) -> QueueItem:
    row, summary = placed.row, placed.summary or Summary([], None, None)
    return QueueItem(
        treatment_id=row["id"],
        clinic_patient_id=row["clinic_patient_id"],
        section=placed.section,
        patient_name=row["clinic_patient__name"],
        number_in_series=number_in_series,
        sessions_usual=counts.sessions,
        treated_at=row["treated_at"],
        day=day_number(now, row["treated_at"], time_zone=row["time_zone"], day_one=counts.day_one),
        time_zone=row["time_zone"],
        next_treatment_at=row["clinic_patient__next_treatment_at"] if _is_newest(row) else None,
        joined=row["patient_id"] is not None,
        shared=placed.summary is not None,
        findings=[
            ListedFinding.model_validate(
                {name: getattr(finding, name) for name in ListedFinding.model_fields}
            )
            for finding in summary.findings[:MOST_FINDINGS]
        ],
        question_open=summary.question_open,
        question=summary.question[:LONGEST_QUESTION],
        photo_id=summary.photo_id,
        last_entry_at=summary.last_entry_at,
        reviewed_at=row["reviewed_at"] if placed.summary else None,
    )
