"""The review: what happened since the treatment, on one screen; and the practitioner's reply."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from models.diary import Entry, Photo, Reply
from models.people import Person
from models.revision import next_revision
from models.sharing import Grant
from models.treatments import Treatment
from models.unit_of_work import create_once, unit_of_work
from server.domain import assessment, course, next_treatment
from server.domain.diary import Logged, logged
from server.domain.errors import Conflict
from server.domain.local_time import day_number, local_date, stored_time_zone
from server.domain.timeline import Timeline, from_document
from server.domain.topics import TopicTree
from server.domain.viewer import Viewer
from server.ports import Services
from server.shapes.diary import ReplyView
from server.shapes.review import Band, NextTreatmentWindow, ReplyNew, ResolvedSymptom, Review
from server.shapes.sharing import GrantView
from server.shapes.treatments import TreatmentView
from server.usecases.access import open_diary, own_treatment
from server.usecases.access_records import record_access
from server.usecases.diary_views import entry_view, photo_view, replies_of
from server.usecases.finding_views import departure_views, finding_view
from server.usecases.late_reactions import store_late_reactions
from server.usecases.planning import plan_for
from server.usecases.sharing_views import grants_of
from server.usecases.treatment_views import patient_views


@dataclass(frozen=True, slots=True)
class _Diary:
    """The diary of one treatment, loaded once."""

    treatment: Treatment
    timeline: Timeline
    entries: list[Entry]
    topics: TopicTree
    now: datetime

    @property
    def logged(self) -> list[Logged]:
        return [
            logged(entry.id, entry.occurred_at, entry.document, received_at=entry.created_at)
            for entry in self.entries
        ]


async def review(services: Services, viewer: Viewer, treatment_id: UUID) -> Review:
    """Return what the patient shares with this practitioner. Every call is recorded as an access.

    Raises `NotFound` (treatment-unknown).
    """
    opened = await open_diary(viewer, treatment_id, now=services.clock.now())
    await record_access(services, viewer, opened.grant, repeat=True)
    grant = (await grants_of(Grant.filter(id=opened.grant.id)))[0]
    diary = await _load(services, opened.treatment)
    await store_late_reactions(opened.treatment, diary.timeline, diary.logged)
    return await _review(diary, photos=opened.grant.photos, grant=grant)


async def preview(services: Services, viewer: Viewer, treatment_id: UUID, *, photos: bool) -> Review:
    """Return exactly what a grant would show, for the patient. Raises `NotFound` (treatment-unknown)."""
    diary = await _load(services, await own_treatment(viewer, treatment_id))
    return await _review(diary, photos=photos, grant=None)


async def _load(services: Services, treatment: Treatment) -> _Diary:
    return _Diary(
        treatment,
        from_document(treatment.timeline),
        await Entry.filter(treatment_id=treatment.id).order_by("occurred_at", "id"),
        services.topics,
        services.clock.now(),
    )


async def _review(diary: _Diary, *, photos: bool, grant: GrantView | None) -> Review:
    treatment = diary.treatment
    language = (await Person.get(id=treatment.patient_id)).language
    pictures = await Photo.filter(treatment_id=treatment.id).order_by("taken_at", "id") if photos else []
    replies = await replies_of(Reply.filter(treatment_id=treatment.id, patient_id=treatment.patient_id))
    findings = assessment.assess(
        diary.timeline, diary.logged, replied_at=[reply.created_at for reply in replies]
    )
    return Review(
        treatment=await _treatment_view(treatment),
        patient_name=treatment.patient_name,
        entries=[entry_view(entry) for entry in diary.entries],
        photos=[photo_view(photo) for photo in pictures],
        replies=replies,
        bands=[_band(band) for band in course.bands(diary.timeline)],
        findings=[finding_view(finding) for finding in findings],
        departures=departure_views(diary.timeline, diary.logged, diary.topics, language=language),
        resolved=_resolved(diary),
        days_logged=_days_logged(diary),
        days_so_far=_days_so_far(diary),
        next_window=_next_window(diary, findings),
        grant=grant,
    )


async def _treatment_view(treatment: Treatment) -> TreatmentView:
    if treatment.patient_id is None:
        raise LookupError("a diary without a patient cannot be reviewed")
    return (await patient_views(treatment.patient_id, id=treatment.id))[0]


def _band(band: course.Band) -> Band:
    return Band(
        symptom=band.symptom,
        onset_hours=band.onset_hours,
        resolves_least_hours=band.resolves_least_hours,
        resolves_surely_hours=band.resolves_surely_hours,
        until_hours=band.until_hours,
        call_after_hours=band.call_after_hours,
        up_to=band.up_to,
        trend=band.trend,
        rule_ids=list(band.rule_ids),
    )


def _resolved(diary: _Diary) -> list[ResolvedSymptom]:
    bands = {band.symptom: band for band in course.bands(diary.timeline)}
    return [
        ResolvedSymptom(
            symptom=resolved.symptom,
            peak=resolved.peak,
            resolved_after_days=resolved.after_days,
            sheet_says_days=_days(bands.get(resolved.symptom)),
        )
        for resolved in assessment.resolved_symptoms(diary.timeline, diary.logged)
    ]


def _days(band: course.Band | None) -> tuple[float | None, float | None]:
    if band is None:
        return (None, None)
    bounds = (band.resolves_least_hours, band.resolves_surely_hours)
    least, surely = (None if hours is None else round(hours / 24, 2) for hours in bounds)
    return (least, surely)


def _days_logged(diary: _Diary) -> int:
    time_zone = stored_time_zone(diary.treatment.time_zone)
    return len({local_date(entry.occurred_at, time_zone) for entry in diary.entries})


def _days_so_far(diary: _Diary) -> int:
    """Count the days on which an entry was possible; the day of the treatment is the first."""
    treatment = diary.treatment
    return max(1, day_number(diary.now, treatment.treated_at, time_zone=treatment.time_zone, day_one=1))


def _next_window(diary: _Diary, findings: Iterable[assessment.Finding]) -> NextTreatmentWindow | None:
    proposal = next_treatment.propose_next_treatment(
        diary.timeline, diary.logged, tuple(findings), now=diary.now
    )
    if proposal is None:
        return None
    return NextTreatmentWindow(
        opens_at=proposal.opens_at,
        closes_at=proposal.closes_at,
        treatments=proposal.treatments,
        rule_ids=list(proposal.rule_ids),
        blocked_by=list(proposal.blocked_by),
    )


async def reply(services: Services, viewer: Viewer, treatment_id: UUID, new: ReplyNew) -> ReplyView:
    """Send a reply to the patient. A repeated call changes nothing.

    Raises `NotFound` (treatment-unknown) or `Conflict` (id-taken).
    """
    now = services.clock.now()
    opened = await open_diary(viewer, treatment_id, now=now)
    patient_id = opened.grant.patient_id

    async def write() -> None:
        existing = await Reply.get_or_none(id=new.id)
        if existing is not None:
            _check_same(existing, viewer, opened.treatment, new)
            return
        await Reply.create(
            id=new.id,
            patient_id=patient_id,
            treatment_id=treatment_id,
            author_id=viewer.person_id,
            text=new.text,
            revision=await next_revision(patient_id),
            created_at=now,
        )

    await create_once(write)
    await plan_for(services, patient_id)
    return (await replies_of(Reply.filter(id=new.id)))[0]


def _check_same(existing: Reply, viewer: Viewer, treatment: Treatment, new: ReplyNew) -> None:
    same = (viewer.person_id, treatment.id, new.text)
    if (existing.author_id, existing.treatment_id, existing.text) != same:
        raise Conflict("There is another reply under this id.", code="id-taken")


async def mark_reviewed(services: Services, viewer: Viewer, treatment_id: UUID) -> None:
    """Store when the practitioner last reviewed the diary. Raises `NotFound` (treatment-unknown)."""
    now = services.clock.now()
    await open_diary(viewer, treatment_id, now=now)
    await unit_of_work(lambda: Treatment.filter(id=treatment_id).update(reviewed_at=now))
