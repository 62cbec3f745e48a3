"""The review: one screen that says what happened since the session; and what the practitioner answers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from models.diary import Entry, Photo, Reply
from models.revision import next_revision
from models.sharing import Grant
from models.treatments import Treatment
from models.unit_of_work import create_once, unit_of_work
from server.domain import assessment, course, next_treatment
from server.domain.diary import Logged, logged
from server.domain.errors import Conflict
from server.domain.local_time import day_number, local_date, time_zone_named
from server.domain.timeline import Timeline, from_document
from server.domain.viewer import Viewer
from server.ports import Services
from server.shapes.diary import ReplyView
from server.shapes.review import (
    Band,
    Finding,
    NextTreatmentWindow,
    ReplyNew,
    ResolvedSymptom,
    Review,
)
from server.shapes.sharing import GrantView
from server.shapes.treatments import TreatmentView
from server.usecases.diary_views import entry_view, photo_view, replies_of
from server.usecases.late_reactions import note_reactions
from server.usecases.reminders import plan_for
from server.usecases.sharing import record_access, shared_with
from server.usecases.sharing_views import grants_of
from server.usecases.treatment_views import patient_views
from server.usecases.treatments import of_patient


@dataclass(frozen=True, slots=True)
class _Told:
    """A treatment's diary, read once."""

    treatment: Treatment
    timeline: Timeline
    entries: list[Entry]
    now: datetime

    @property
    def diary(self) -> list[Logged]:
        return [logged(entry.id, entry.occurred_at, entry.document) for entry in self.entries]


async def review(services: Services, viewer: Viewer, treatment_id: UUID) -> Review:
    """What the patient has opened to this practitioner. Every look is logged. Raises `NotFound`."""
    treatment, grant = await shared_with(services, viewer, treatment_id)
    await record_access(services, viewer, grant)
    shown = (await grants_of(Grant.filter(id=grant.id)))[0]
    told = await _told(services, treatment)
    await note_reactions(treatment, told.timeline, told.diary)
    return await _review(told, photos=grant.photos, grant=shown)


async def preview(services: Services, viewer: Viewer, treatment_id: UUID, *, photos: bool) -> Review:
    """The very same, for the patient, before it is opened. Raises `NotFound`."""
    told = await _told(services, await of_patient(viewer, treatment_id))
    return await _review(told, photos=photos, grant=None)


async def _told(services: Services, treatment: Treatment) -> _Told:
    return _Told(
        treatment,
        from_document(treatment.timeline),
        await Entry.filter(treatment_id=treatment.id).order_by("occurred_at", "id"),
        services.clock.now(),
    )


async def _review(told: _Told, *, photos: bool, grant: GrantView | None) -> Review:
    treatment = told.treatment
    pictures = await Photo.filter(treatment_id=treatment.id).order_by("taken_at", "id") if photos else []
    raised = assessment.assess(told.timeline, told.diary)
    return Review(
        treatment=await _treatment_view(treatment),
        patient_name=treatment.patient_name,
        entries=[entry_view(entry) for entry in told.entries],
        photos=[photo_view(photo) for photo in pictures],
        replies=await replies_of(Reply.filter(treatment_id=treatment.id)),
        bands=[_band(band) for band in course.bands(told.timeline)],
        findings=[shown_finding(found, told.diary) for found in raised],
        resolved=_resolved(told),
        days_logged=_days_logged(told),
        days_so_far=_days_so_far(told),
        next_window=_next_window(told, raised),
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
        call_after_hours=band.call_after_hours,
        rule_ids=list(band.rule_ids),
    )


def shown_finding(found: assessment.Finding, diary: Iterable[Logged]) -> Finding:
    """With the rule that raised it; a fact of the diary alone has no rule and no words of the sheet."""
    return Finding(
        kind=found.kind,
        symptom=found.symptom,
        sign=found.sign,
        area=found.area,
        since_at=found.since_at,
        ongoing=found.ongoing,
        resolved_at=None if found.ongoing else assessment.resolved_at(found, diary),
        entry_id=found.entry_id,
        rule_id=found.rule.id if found.rule else None,
        says=found.rule.says if found.rule else "",
        cite=found.rule.cite if found.rule else "",
    )


def _resolved(told: _Told) -> list[ResolvedSymptom]:
    bands = {band.symptom: band for band in course.bands(told.timeline)}
    return [
        ResolvedSymptom(
            symptom=one.symptom,
            peak=one.peak,
            resolved_after_days=one.after_days,
            sheet_says_days=_days(bands.get(one.symptom)),
        )
        for one in assessment.resolved_symptoms(told.timeline, told.diary)
    ]


def _days(band: course.Band | None) -> tuple[float | None, float | None]:
    if band is None:
        return (None, None)
    hours = (band.resolves_least_hours, band.resolves_surely_hours)
    least, surely = (None if one is None else round(one / 24, 2) for one in hours)
    return (least, surely)


def _days_logged(told: _Told) -> int:
    time_zone = time_zone_named(told.treatment.time_zone)
    return len({local_date(entry.occurred_at, time_zone) for entry in told.entries})


def _days_so_far(told: _Told) -> int:
    """Days on which there could have been an entry; the day of the treatment is the first."""
    return max(
        1, day_number(told.now, told.treatment.treated_at, time_zone=told.treatment.time_zone, day_one=1)
    )


def _next_window(told: _Told, raised: tuple[assessment.Finding, ...]) -> NextTreatmentWindow | None:
    proposed = next_treatment.propose_next_treatment(told.timeline, told.diary, raised, now=told.now)
    if proposed is None:
        return None
    return NextTreatmentWindow(
        opens_at=proposed.opens_at,
        closes_at=proposed.closes_at,
        treatments=proposed.treatments,
        rule_ids=list(proposed.rule_ids),
        blocked_by=list(proposed.blocked_by),
    )


async def reply(services: Services, viewer: Viewer, treatment_id: UUID, new: ReplyNew) -> ReplyView:
    """Write to the patient; the same reply sent again changes nothing. Raises `NotFound` or `Conflict`
    (id-taken)."""
    treatment, grant = await shared_with(services, viewer, treatment_id)
    now = services.clock.now()

    async def write() -> None:
        there = await Reply.get_or_none(id=new.id)
        if there is not None:
            _check_same(there, viewer, treatment, new)
            return
        await Reply.create(
            id=new.id,
            patient_id=grant.patient_id,
            treatment_id=treatment.id,
            author_id=viewer.person_id,
            text=new.text,
            revision=await next_revision(grant.patient_id),
            created_at=now,
        )

    await create_once(write)
    await plan_for(services, grant.patient_id)
    return (await replies_of(Reply.filter(id=new.id)))[0]


def _check_same(there: Reply, viewer: Viewer, treatment: Treatment, new: ReplyNew) -> None:
    if (there.author_id, there.treatment_id, there.text) != (viewer.person_id, treatment.id, new.text):
        raise Conflict("This reply has been sent already, differently.", code="id-taken")


async def mark_reviewed(services: Services, viewer: Viewer, treatment_id: UUID) -> None:
    """The practitioner has seen to it. Raises `NotFound`."""
    treatment, _grant = await shared_with(services, viewer, treatment_id)
    now = services.clock.now()
    await unit_of_work(lambda: Treatment.filter(id=treatment.id).update(reviewed_at=now))
