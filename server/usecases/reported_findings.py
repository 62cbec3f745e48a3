"""The open findings of a diary that the sheet itself asks the patient to report."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from models.diary import Entry, Reply
from models.treatments import Treatment
from server.domain.assessment import Finding, assess, shown_in
from server.domain.diary import Logged, logged
from server.domain.timeline import Timeline, course_from


@dataclass(frozen=True, slots=True)
class _Diary:
    timeline: Timeline
    entries: tuple[Logged, ...]
    replied_at: tuple[datetime, ...]

    def reported(self, entries: Iterable[Logged]) -> tuple[Finding, ...]:
        findings = assess(self.timeline, entries, replied_at=self.replied_at)
        return tuple(finding for finding in findings if finding.open and finding.by_call)


async def new_findings(
    treatment: Treatment, entry_id: UUID, *, earlier: Logged | None
) -> tuple[Finding, ...]:
    """Return what the diary shows now and did not show before this entry was written.

    `earlier` is what the entry said before it was edited, None if it is new.
    """
    diary = await _load(treatment)
    now = diary.reported(diary.entries)
    if not now:
        return ()
    others = [each for each in diary.entries if each.entry_id != entry_id]
    known = {finding.about for finding in diary.reported([*others, earlier] if earlier else others)}
    return tuple(finding for finding in now if finding.about not in known)


async def is_still_reported(treatment: Treatment, entry_id: UUID) -> bool:
    """Return whether something that this entry shows is still an open finding that the sheet asks to report."""
    diary = await _load(treatment)
    shown = [each for each in diary.entries if each.entry_id == entry_id]
    return any(shown_in(finding, entry) for entry in shown for finding in diary.reported(diary.entries))


async def _load(treatment: Treatment) -> _Diary:
    rows = await Entry.filter(treatment_id=treatment.id).values_list(
        "id", "occurred_at", "document", "created_at"
    )
    replies = Reply.filter(treatment_id=treatment.id, patient_id=treatment.patient_id)
    return _Diary(
        course_from(treatment.timeline),
        tuple(logged(row_id, at, document, received_at=received) for row_id, at, document, received in rows),
        tuple(at for (at,) in await replies.values_list("created_at")),
    )
