"""Decide who may see a treatment, its diary and its photos. Pure: the caller supplies facts and the time.

These functions return yes or no and never raise, because a refusal and a missing row must look the same.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from server.domain.limits import MAX_GRANT_DAYS
from server.domain.viewer import Viewer
from server.domain.vocabulary import Role

LONGEST_GRANT = timedelta(days=MAX_GRANT_DAYS)


@dataclass(frozen=True, slots=True)
class Scope:
    """What a reader sees of a diary besides its entries, findings and expected course.

    Without `notes`, the server removes notes and questions. `replies` are those of the clinic.
    """

    photos: bool
    notes: bool
    replies: bool = True

    @classmethod
    def of_link(cls, *, photos: bool, notes: bool) -> "Scope":
        """Return the scope of a share link. A reply may quote the question that it answers, so it goes with notes."""
        return cls(photos=photos, notes=notes, replies=notes)


@dataclass(frozen=True, slots=True)
class GrantFacts:
    """A grant runs from `starts_at` (inclusive) to `ends_at` (exclusive), or until it is revoked.

    It is for one practitioner, or for everyone who works in the clinic `everyone_at_id`.
    """

    practitioner_id: UUID
    treatment_id: UUID
    photos: bool
    notes: bool
    starts_at: datetime
    ends_at: datetime
    revoked_at: datetime | None = None
    everyone_at_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class DiaryFacts:
    """The owners of a treatment and its diary.

    `patient_id` is None until the patient accepts the invitation. `clinic_id` is None for a treatment that
    the patient recorded alone.
    """

    treatment_id: UUID
    patient_id: UUID | None
    clinic_id: UUID | None


def runs(grant: GrantFacts, now: datetime) -> bool:
    return grant.revoked_at is None and grant.starts_at <= now < grant.ends_at


def running_grant(
    viewer: Viewer, diary: DiaryFacts, grants: Iterable[GrantFacts], *, now: datetime
) -> GrantFacts | None:
    """Return the grant by which this practitioner may read the diary now, or None.

    A grant opens the diary only while its reader works in the clinic that recorded the treatment and has
    chosen that clinic. If several grants run, one that includes photos goes first, and then one that includes notes.
    """
    if not may_see_record(viewer, diary):
        return None
    return _widest(_held(viewer.person_id, diary, grants, now=now))


def _held(
    person_id: UUID, diary: DiaryFacts, grants: Iterable[GrantFacts], *, now: datetime
) -> list[GrantFacts]:
    """Return the grants that run for somebody who works in the clinic that recorded the treatment."""
    return [
        grant
        for grant in grants
        if _is_for(grant, person_id, diary.clinic_id)
        and grant.treatment_id == diary.treatment_id
        and runs(grant, now)
    ]


def _widest(grants: Iterable[GrantFacts]) -> GrantFacts | None:
    return max(grants, key=lambda grant: (grant.photos, grant.notes, grant.ends_at), default=None)


def _is_for(grant: GrantFacts, person_id: UUID, clinic_id: UUID | None) -> bool:
    everyone = grant.everyone_at_id is not None and grant.everyone_at_id == clinic_id
    return everyone or grant.practitioner_id == person_id


@dataclass(frozen=True, slots=True)
class Reader:
    """A practitioner to whom a diary is open, with its notes and questions or without.

    One who `stands_in` may read it only because it is open to everyone at the clinic, and is not in charge.
    """

    person_id: UUID
    notes: bool
    stands_in: bool


def readers(
    diary: DiaryFacts,
    grants: Collection[GrantFacts],
    *,
    team: Iterable[UUID],
    in_charge_id: UUID | None,
    now: datetime,
) -> tuple[Reader, ...]:
    """Return who of a clinic's `team` may read the diary now. The clinic is the one that recorded the treatment."""
    if diary.clinic_id is None or diary.patient_id is None:
        return ()
    by_person = {person_id: _held(person_id, diary, grants, now=now) for person_id in team}
    return tuple(
        Reader(
            person_id,
            notes=widest.notes,
            stands_in=person_id != in_charge_id and all(grant.everyone_at_id for grant in held),
        )
        for person_id, held in by_person.items()
        if (widest := _widest(held)) is not None
    )


def owns(viewer: Viewer, diary: DiaryFacts) -> bool:
    """Return whether the viewer is the patient whose diary this is."""
    return (
        viewer.role is Role.PATIENT and diary.patient_id is not None and viewer.person_id == diary.patient_id
    )


def may_see_photos(viewer: Viewer, diary: DiaryFacts, grants: Iterable[GrantFacts], *, now: datetime) -> bool:
    """Allow the patient, and a practitioner whose running grant includes photos."""
    if owns(viewer, diary):
        return True
    grant = running_grant(viewer, diary, grants, now=now)
    return grant is not None and grant.photos


def may_see_record(viewer: Viewer, diary: DiaryFacts) -> bool:
    """Allow every practitioner of the clinic that recorded the treatment. The record is not the diary."""
    return (
        viewer.role is Role.PRACTITIONER
        and diary.clinic_id is not None
        and viewer.clinic_id == diary.clinic_id
    )


def may_see_baseline(viewer: Viewer, diary: DiaryFacts) -> bool:
    """Allow the patient whose photo it is, and every practitioner of the clinic: it is a part of the record.

    `patient_id` is that of the photo: of a record that the clinic has withdrawn, the patient sees no photo.
    """
    return owns(viewer, diary) or may_see_record(viewer, diary)


def may_manage_team(viewer: Viewer, clinic_id: UUID) -> bool:
    """Allow the owners of the clinic."""
    return viewer.role is Role.PRACTITIONER and viewer.is_owner and viewer.clinic_id == clinic_id


def grant_end_allowed(ends_at: datetime, *, now: datetime) -> bool:
    """Allow an end that lies in the future and at most `LONGEST_GRANT` ahead."""
    return now < ends_at <= now + LONGEST_GRANT
