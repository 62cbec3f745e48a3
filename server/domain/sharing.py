"""Who may look into a diary. Pure: the caller brings the facts, also the moment.

A refusal and "not there" must look the same, so these functions say yes or no and nothing more.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from server.domain.viewer import Viewer
from server.domain.vocabulary import MAX_GRANT_DAYS, Role

LONGEST_GRANT = timedelta(days=MAX_GRANT_DAYS)


@dataclass(frozen=True, slots=True)
class GrantFacts:
    """Half-open: it runs from `starts_at` (in) to `ends_at` (out), and ends at once when revoked."""

    practitioner_id: UUID
    treatment_id: UUID
    photos: bool
    starts_at: datetime
    ends_at: datetime
    revoked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class DiaryFacts:
    """What decides who may see a treatment's diary. `patient_id` None: nobody has joined yet."""

    treatment_id: UUID
    patient_id: UUID | None
    clinic_id: UUID | None


def runs(grant: GrantFacts, now: datetime) -> bool:
    return grant.revoked_at is None and grant.starts_at <= now < grant.ends_at


def running_grant(
    viewer: Viewer, diary: DiaryFacts, grants: Iterable[GrantFacts], *, now: datetime
) -> GrantFacts | None:
    """The grant by which this practitioner may look; where several run, one that shows photos goes first."""
    if viewer.role is not Role.PRACTITIONER:
        return None
    held = [
        grant
        for grant in grants
        if grant.practitioner_id == viewer.person_id
        and grant.treatment_id == diary.treatment_id
        and runs(grant, now)
    ]
    return max(held, key=lambda grant: (grant.photos, grant.ends_at), default=None)


def owns(viewer: Viewer, diary: DiaryFacts) -> bool:
    return (
        viewer.role is Role.PATIENT and diary.patient_id is not None and viewer.person_id == diary.patient_id
    )


def may_see_photos(viewer: Viewer, diary: DiaryFacts, grants: Iterable[GrantFacts], *, now: datetime) -> bool:
    if owns(viewer, diary):
        return True
    grant = running_grant(viewer, diary, grants, now=now)
    return grant is not None and grant.photos


def may_see_record(viewer: Viewer, diary: DiaryFacts) -> bool:
    """The practice's own record (not the diary) is the clinic's for good."""
    return (
        viewer.role is Role.PRACTITIONER
        and diary.clinic_id is not None
        and viewer.clinic_id == diary.clinic_id
    )


def grant_end_allowed(ends_at: datetime, *, now: datetime) -> bool:
    """An end by default, and never further than 180 days ahead."""
    return now < ends_at <= now + LONGEST_GRANT
