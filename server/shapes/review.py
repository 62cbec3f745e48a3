"""What a practitioner reads: the queue of the clinic and the review of one diary."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from server.domain.assessment import FindingKind
from server.domain.next_treatment import Obstacle
from server.domain.queue_order import QueueSection
from server.domain.sheets.model import Trend
from server.domain.vocabulary import Area, Sign
from server.shapes.base import Instant, Shape
from server.shapes.diary import EntryView, PhotoView, ReplyView, Score
from server.shapes.sharing import GrantView
from server.shapes.treatments import TreatmentView


class FindingReason(Shape):
    """What raised a finding, at which entry; `rule_id` is None if it follows from the diary alone."""

    kind: FindingKind
    at: Instant
    entry_id: UUID
    rule_id: str | None
    says: str
    cite: str


class Finding(Shape):
    """Something to raise with the practitioner, with its `reasons`, oldest first. The first reason also gives the
    finding's own kind, rule, sentence and place.

    `ongoing` until an entry says that it is gone (`resolved_at`); `open` until then or until a reply
    (`answered_at`). `symptom` is a `Symptom`, or "inflammation" for each of its cues.
    """

    kind: FindingKind
    symptom: str | None
    sign: Sign | None
    area: Area | None
    since_at: Instant
    ongoing: bool
    open: bool
    resolved_at: Instant | None
    answered_at: Instant | None
    entry_id: UUID
    rule_id: str | None
    says: str
    cite: str
    reasons: list[FindingReason]


class Departure(Shape):
    """A product or an activity that the sheet did not permit when the patient used or did it."""

    topic: str
    label: str  # in the words of the patient's entry
    at: Instant
    entry_id: UUID
    rule_id: str | None
    says: str
    cite: str


class Band(Shape):
    """The sheet's expected course of one symptom, in hours since the treatment; a chart ends it at `until_hours`."""

    symptom: str
    onset_hours: float | None
    resolves_least_hours: float | None
    resolves_surely_hours: float | None
    until_hours: float | None
    call_after_hours: float | None
    up_to: Score | None
    trend: Trend | None
    rule_ids: list[str]


class ListedFinding(Shape):
    """What a list says of a finding; the review has its rules."""

    kind: FindingKind
    symptom: str | None
    sign: Sign | None
    area: Area | None
    since_at: Instant


class BeforeNext(Shape):
    """What to consider before the next treatment, by the last one. `findings` are open; empty unless it is shared."""

    treated_at: Instant
    time_zone: str
    sheet_title: str
    opens_at: Instant | None  # the end of the sheet's least interval; None if it names none
    findings: list[ListedFinding]


class QueueItem(Shape):
    """One treatment in the queue. What the diary says is empty unless it is shared, and the question unless the grant
    includes notes, and the photo unless it includes photos."""

    treatment_id: UUID
    clinic_patient_id: UUID
    section: QueueSection
    patient_name: str
    number_in_series: int
    sessions_usual: tuple[int, int] | None  # by the sheet: minimum and maximum
    treated_at: Instant
    day: int  # today, as the sheet counts it
    time_zone: str
    next_treatment_at: Instant | None  # null also for a treatment that is not the patient's newest
    joined: bool
    shared: bool  # with the viewer, at this moment
    findings: list[ListedFinding]  # the open ones, at most four
    question_open: bool
    question: str  # its beginning
    photo_id: UUID | None  # the latest, from the front if there is one
    last_entry_at: Instant | None
    reviewed_at: Instant | None


class QueueCount(Shape):
    section: QueueSection
    count: int


class Queue(Shape):
    """One page of the queue, in the order of the screen. `counts` are of all pages; empty sections are left out."""

    items: list[QueueItem]
    counts: list[QueueCount]
    unattended: int  # patients whose practitioner has left: for the owners, who can hand them over, else 0
    next: str | None  # None: this is the last page


class QueueQuery(Shape):
    """Query: where the page begins, as the previous page has named it."""

    after: Annotated[str, Field(max_length=400)] | None = None


class ResolvedSymptom(Shape):
    symptom: str
    peak: int
    resolved_after_days: float | None  # None: not yet
    sheet_says_days: tuple[float | None, float | None]  # at least, at most


class NextTreatmentWindow(Shape):
    """When the sheet recommends the next treatment (half-open), and what blocks it now."""

    opens_at: Instant | None
    closes_at: Instant | None  # None: the sheet gives no end
    treatments: tuple[int, int] | None  # the usual number of treatments: minimum and maximum
    rule_ids: list[str]
    blocked_by: list[Obstacle]


class Episode(Shape):
    """A symptom or a sign from the entry that first shows it until the entry that says that it is gone.

    `symptom` is a `Symptom`, or "inflammation" for each of its cues. `again`: an earlier episode of the same thing has
    ended.
    """

    symptom: str | None
    sign: Sign | None
    area: Area | None
    since_at: Instant
    gone_at: Instant | None
    again: bool


class CourseSummary(Shape):
    """What happened since the treatment, by the diary alone: the first reaction of the skin, and what came later.

    `settled_after_days` counts local days until every symptom of `first` was gone; None: not yet, or there was none.
    """

    first: list[Episode]
    settled_after_days: int | None
    later: list[Episode]  # and all signs; oldest first


class Reviewed(Shape):
    """Who has marked a diary as reviewed, and when. `by_name` is None if that was not recorded."""

    at: Instant
    by_name: str | None


class TreatmentInSeries(Shape):
    """One of the patient's treatments at the clinic. `shared`: its diary is open to the viewer at this moment."""

    treatment_id: UUID
    number_in_series: int
    treated_at: Instant
    shared: bool


class Review(Shape):
    """One diary on one screen. `photos` is empty if the grant excludes them, and so are the notes and questions in
    `entries`.

    The patient's preview and what a share link shows have the same shape, without a grant.
    """

    treatment: TreatmentView
    clinic_patient_id: UUID | None  # the clinic's record of the patient; only for its practitioners
    clinic_logo: str | None  # the path of the picture; only for the clinic's practitioners
    patient_name: str
    entries: list[EntryView]
    photos: list[PhotoView]
    replies: list[ReplyView]
    bands: list[Band]
    findings: list[Finding]
    departures: list[Departure]
    topic_names: dict[str, str]  # of the reported acts, in the reader's language
    resolved: list[ResolvedSymptom]
    course: CourseSummary
    days_logged: int
    days_so_far: int
    days_late: int  # of the days logged: those for which every entry was made up later
    next_window: NextTreatmentWindow | None  # None: the sheet has no `repeat` rule
    grant: GrantView | None
    reviewed: Reviewed | None
    series: list[TreatmentInSeries]  # oldest first; only for practitioners of the clinic


class PreviewQuery(Shape):
    """Query: the intended scope of a grant, or of a share link (`by_link`)."""

    photos: bool = True
    notes: bool = True  # and questions
    by_link: bool = False
