"""One diary on one screen: the review of a practitioner, the reader of a share link, and the patient's preview."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from models.diary import Entry, Photo, Reply
from models.people import Clinic, Person
from models.treatments import Treatment
from server.domain import assessment, course, course_summary, next_treatment
from server.domain.diary import USED_UP, Logged, logged, without_notes
from server.domain.local_time import day_number, local_date, stored_time_zone
from server.domain.sharing import Scope
from server.domain.timeline import Timeline, from_document
from server.domain.topics import TopicTree
from server.ports import Services
from server.shapes.diary import EntryDocument, EntryView, ReplyView
from server.shapes.review import (
    Band,
    NextTreatmentWindow,
    ResolvedSymptom,
    Review,
    Reviewed,
    TreatmentInSeries,
)
from server.shapes.sharing import GrantView
from server.shapes.treatments import TreatmentView
from server.usecases.diary_views import entry_view, photo_view, replies_of
from server.usecases.finding_views import course_view, departure_views, finding_view
from server.usecases.logo_files import logo_path
from server.usecases.treatment_views import patient_views


@dataclass(frozen=True, slots=True)
class ReviewedDiary:
    """The diary of one treatment, loaded and assessed once."""

    treatment: Treatment
    timeline: Timeline
    entries: list[Entry]
    logged: list[Logged]
    assessment: assessment.Assessment
    topics: TopicTree
    now: datetime


async def load_diary(services: Services, treatment: Treatment) -> ReviewedDiary:
    """Load the diary of a treatment that the caller may read."""
    entries = await Entry.filter(treatment_id=treatment.id).order_by("occurred_at", "id")
    timeline = from_document(treatment.timeline)
    diary = [
        logged(entry.id, entry.occurred_at, entry.document, received_at=entry.created_at) for entry in entries
    ]
    return ReviewedDiary(
        treatment,
        timeline,
        entries,
        diary,
        assessment.Assessment(timeline, diary),
        services.topics,
        services.clock.now(),
    )


async def review_view(
    diary: ReviewedDiary,
    scope: Scope,
    *,
    language: str | None = None,
    grant: GrantView | None = None,
    series: Iterable[TreatmentInSeries] = (),
) -> Review:
    """Return what of a diary is in scope. Findings and the expected course never depend on it.

    `language` is that of the reader; None if it is not known: then it is the patient's.

    Nothing is found in the diary of a treatment that the clinic has withdrawn: its timeline never applied.
    """
    treatment = diary.treatment
    patient_language = (await Person.get(id=treatment.patient_id)).language
    pictures = Photo.filter(treatment_id=treatment.id, patient_id=treatment.patient_id).order_by(
        "taken_at", "id"
    )
    replies = await replies_of(Reply.filter(treatment_id=treatment.id, patient_id=treatment.patient_id))
    findings = () if treatment.withdrawn_at else _findings(diary, replies)
    return Review(
        treatment=await _treatment_view(treatment),
        clinic_patient_id=treatment.clinic_patient_id if grant else None,
        clinic_logo=await _logo(treatment) if grant else None,
        patient_name=treatment.patient_name,
        entries=[_entry(entry, scope) for entry in diary.entries],
        photos=[photo_view(photo) for photo in await pictures] if scope.photos else [],
        replies=replies if scope.replies else [],
        bands=[_band(band) for band in course.bands(diary.timeline)],
        findings=[finding_view(finding) for finding in findings],
        departures=departure_views(diary.timeline, diary.logged, diary.topics, language=patient_language),
        topic_names=_topic_names(diary, language or patient_language),
        resolved=_resolved(diary),
        course=course_view(course_summary.summarize_course(diary.timeline, diary.logged)),
        days_logged=len(_back_dated_by_day(diary)),
        days_so_far=_days_so_far(diary),
        days_late=sum(all(entries) for entries in _back_dated_by_day(diary).values()),
        next_window=None if treatment.withdrawn_at else _next_window(diary, findings),
        grant=grant,
        reviewed=await _reviewed(treatment) if grant else None,
        series=list(series),
    )


def _findings(diary: ReviewedDiary, replies: Iterable[ReplyView]) -> Sequence[assessment.Finding]:
    replied_at = [reply.created_at for reply in replies]
    return diary.assessment.findings(replied_at=replied_at)


def _topic_names(diary: ReviewedDiary, language: str) -> dict[str, str]:
    tree = diary.topics.extended(diary.timeline.topics)
    acts = {act for entry in diary.logged for act in entry.acts}
    topics = sorted({act.removeprefix(USED_UP).removesuffix(")") for act in acts})
    return {topic: tree.label(topic, language) for topic in topics if topic in tree}


async def _reviewed(treatment: Treatment) -> Reviewed | None:
    if treatment.reviewed_at is None:
        return None
    reviewer = await Person.get_or_none(id=treatment.reviewed_by_id)
    return Reviewed(at=treatment.reviewed_at, by_name=reviewer.display_name if reviewer else None)


async def _logo(treatment: Treatment) -> str | None:
    clinic = await Clinic.get_or_none(id=treatment.clinic_id)
    return logo_path(clinic) if clinic else None


def _entry(entry: Entry, scope: Scope) -> EntryView:
    view = entry_view(entry)
    if scope.notes:
        return view
    document = EntryDocument.model_validate(without_notes(entry.document))
    return view.model_copy(update={"document": document})


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


def _resolved(diary: ReviewedDiary) -> list[ResolvedSymptom]:
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


def _back_dated_by_day(diary: ReviewedDiary) -> dict[date, list[bool]]:
    """Return the local days with an entry, and for each of their entries whether it was made up later."""
    time_zone = stored_time_zone(diary.treatment.time_zone)
    days: dict[date, list[bool]] = {}
    for entry in diary.entries:
        late = bool(entry.document.get("back_dated"))
        days.setdefault(local_date(entry.occurred_at, time_zone), []).append(late)
    return days


def _days_so_far(diary: ReviewedDiary) -> int:
    """Count the days on which an entry was possible; the day of the treatment is the first."""
    treatment = diary.treatment
    return max(1, day_number(diary.now, treatment.treated_at, time_zone=treatment.time_zone, day_one=1))


def _next_window(diary: ReviewedDiary, findings: Iterable[assessment.Finding]) -> NextTreatmentWindow | None:
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
