"""Grants, access_records, the queue and the review."""

from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field

from server.shapes.base import Instant, Note, Shape


class GrantNew(Shape):
    """Opens one treatment's diary to the practitioner who recorded it. `ends_at` at most 180 days ahead."""

    id: UUID
    treatment_id: UUID
    photos: bool
    ends_at: Instant


class GrantView(Shape):
    id: UUID
    treatment_id: UUID
    practitioner_name: str
    clinic_name: str
    photos: bool
    starts_at: Instant
    ends_at: Instant
    revoked_at: Instant | None
    revision: int


class AccessRecordView(Shape):
    id: UUID
    treatment_id: UUID
    practitioner_name: str
    viewed_at: Instant
    revision: int


class Finding(Shape):
    """Something the sheet says to bring to the practitioner, with the rule or the fact that raised it.

    `ongoing`: the diary's last word on it shows it yet; `resolved_at`: else the entry from which it was gone.
    """

    kind: Literal["outside-band", "past-call-after", "reportable-sign", "rebound", "late-onset"]
    symptom: str | None
    sign: str | None
    area: str | None
    since_at: Instant
    ongoing: bool
    resolved_at: Instant | None
    entry_id: UUID
    rule_id: str | None
    says: str
    cite: str


class Band(Shape):
    """The sheet's expected course of one symptom, in hours since the treatment."""

    symptom: str
    onset_hours: float | None
    resolves_least_hours: float | None
    resolves_surely_hours: float | None
    call_after_hours: float | None
    rule_ids: list[str]


class QueueItem(Shape):
    treatment_id: UUID
    patient_name: str
    number_in_series: int
    treated_at: Instant
    time_zone: str
    next_treatment_at: Instant | None
    joined: bool
    shared: bool  # a grant runs
    findings: list[Finding]  # those that are still there; empty unless shared
    question_open: bool
    last_entry_at: Instant | None
    reviewed_at: Instant | None


class Queue(Shape):
    items: list[QueueItem]


class ResolvedSymptom(Shape):
    symptom: str
    peak: int
    resolved_after_days: float | None  # None: not yet
    sheet_says_days: tuple[float | None, float | None]


class Review(Shape):
    """One screen. `photos` is empty where the grant leaves them out. Preview and real thing are the same shape."""

    treatment: dict[str, Any]  # TreatmentView
    patient_name: str
    entries: list[dict[str, Any]]  # EntryView
    photos: list[dict[str, Any]]  # PhotoView
    replies: list[dict[str, Any]]  # ReplyView
    bands: list[Band]
    findings: list[Finding]
    resolved: list[ResolvedSymptom]
    days_logged: int
    days_so_far: int
    next_window: (
        dict[str, Any] | None
    )  # {"opens_at", "closes_at", "blocked_by": [...]} from the sheet's repeat rules
    grant: GrantView | None  # None in the patient's preview


class ReplyNew(Shape):
    id: UUID
    text: Annotated[Note, Field(min_length=1)]


class PreviewQuery(Shape):
    photos: bool = True
