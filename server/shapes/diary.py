"""The diary: entries, photos and replies."""

from math import hypot
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from server.domain.limits import MAX_ACTS, MAX_LIST
from server.domain.sheets.fields import NAME
from server.domain.vocabulary import MAX_SCORE, MIN_EYE_DISTANCE, Angle, Area, Place, Sign, SkinState, Symptom
from server.shapes.base import ClockOffset, Instant, Line, Note, Shape, keyed_by, known_time_zone

_NAME = "[a-z0-9]+(-[a-z0-9]+)*"
ActName = Annotated[str, StringConstraints(max_length=64, pattern=rf"^({_NAME}|used-up\({_NAME}\))$")]
"""What the patient has just done, in the words of TIME: `wash` for `after(wash)`, and `used-up(serum)` as it stands."""
RuleName = Annotated[str, StringConstraints(pattern=rf"^{NAME}$")]
Score = Annotated[int, Field(ge=0, le=MAX_SCORE)]


class ReportedSign(Shape):
    sign: Sign
    area: Area | None = None


class EntryDocument(Shape):
    """The answers of one check-in, stored as sent. `scores` holds only the symptoms that were answered.

    `acts` happened at the entry's `occurred_at`; the last entry that names an act counts. `duties_done` are the `do`
    rules that the patient had followed by then. `signs_gone` are signs of earlier entries that are no longer there.
    """

    time_zone: Annotated[str, Field(max_length=64)]  # where the patient was
    clock_offset_ms: ClockOffset | None = None  # None: not measured
    scores: Annotated[dict[Symptom, Score], keyed_by(Symptom, Score)] = {}
    signs: Annotated[list[ReportedSign], Field(max_length=MAX_LIST)] = []
    states: Annotated[dict[SkinState, bool], keyed_by(SkinState, bool)] = {}
    products: Annotated[list[Line], Field(max_length=MAX_LIST)] = []
    activities: Annotated[list[Line], Field(max_length=MAX_LIST)] = []
    acts: Annotated[list[ActName], Field(max_length=MAX_ACTS)] = []
    duties_done: Annotated[list[RuleName], Field(max_length=MAX_ACTS)] = []
    signs_gone: Annotated[list[Sign], Field(max_length=len(Sign))] = []
    note: Note = ""
    question: Note = ""
    back_dated: bool = False

    def ordered_scores(self) -> list[tuple[Symptom, int]]:
        """Return the scores in the order of the vocabulary: PostgreSQL does not keep the order of a JSON document."""
        return [(symptom, self.scores[symptom]) for symptom in Symptom if symptom in self.scores]


def _in_known_time_zone(document: EntryDocument) -> EntryDocument:
    known_time_zone(document.time_zone)
    return document


class EntryWrite(Shape):
    """An entry as the phone uploads it. `base_revision` is the revision the edit is based on; 0 for a new entry.

    Its time zone must be one that browsers know; a stored entry may still have another.
    """

    treatment_id: UUID
    occurred_at: Instant  # by the phone's clock; not before the treatment
    base_revision: Annotated[int, Field(ge=0, le=2**53)] = 0
    document: Annotated[EntryDocument, AfterValidator(_in_known_time_zone)]


Fraction = Annotated[float, Field(ge=0, le=1)]


class PointInPhoto(Shape):
    """A point, as fractions of the photo's width and height from its upper left corner."""

    x: Fraction
    y: Fraction


class Eyes(Shape):
    """Where the patient has marked the eyes; photos are aligned by them. `left` is on the left of the picture."""

    left: PointInPhoto
    right: PointInPhoto

    @model_validator(mode="after")
    def _are_two_eyes(self) -> Self:
        if self.left.x > self.right.x:
            raise ValueError("the left eye must be on the left of the picture")
        if hypot(self.right.x - self.left.x, self.right.y - self.left.y) < MIN_EYE_DISTANCE:
            raise ValueError("the eyes must be apart from each other")
        return self


class EyesMark(Shape):
    """The eyes of a photo as the patient marks them; None removes the marks."""

    eyes: Eyes | None


class PhotoView(Shape):
    """A photo without its bytes, which are at `/api/photos/{id}/display` and `/api/photos/{id}/thumbnail`.

    A photo without an entry is a baseline photo: the clinic has taken it before the treatment, for its record.
    """

    id: UUID
    entry_id: UUID | None
    treatment_id: UUID
    angle: Angle
    area: Area | None
    place: Place | None
    taken_at: Instant
    clock_offset_ms: int | None
    width: int
    height: int
    sharpness: float
    brightness: float
    eyes: Eyes | None
    sha256: str
    revision: int


class BaselinePhotos(Shape):
    """The photos in the clinic's record of one treatment, oldest first."""

    photos: list[PhotoView]


class EntryView(Shape):
    id: UUID
    treatment_id: UUID
    occurred_at: Instant
    document: EntryDocument
    revision: int
    edited: bool  # earlier versions are in its history
    received_at: Instant  # when the server got its first version


class ReplyView(Shape):
    """A reply of the practitioner, and the entry whose question it answers: None for a reply that names no question."""

    id: UUID
    treatment_id: UUID
    entry_id: UUID | None
    author_name: str
    text: str
    created_at: Instant
    read_at: Instant | None
    revision: int


class Diary(Shape):
    """One treatment's entries and photos, oldest first."""

    entries: list[EntryView]
    photos: list[PhotoView]


class PhotoPlace(Shape):
    """Query of the upload of a photo. The body is the file, `Content-Digest: sha-256=:…:` its hash (RFC 9530)."""

    angle: Angle
    area: Area | None = None
    place: Place | None = None  # of a close-up; it lies on the area
    taken_at: Instant
    clock_offset_ms: ClockOffset | None = None

    @model_validator(mode="after")
    def _has_its_place_on_the_area(self) -> Self:
        if self.place is not None and (self.angle is not Angle.CLOSE_UP or self.place.area is not self.area):
            raise ValueError("only a close-up has a place, and it must lie on its area")
        return self


class PhotoUpload(PhotoPlace):
    """Query of the upload of a photo into an entry."""

    entry_id: UUID


PhotoSize = Literal["display", "thumbnail"]


class EntryVersion(EntryView):
    saved_at: Instant  # when the server got this version


class EntryHistory(Shape):
    """All versions of an entry, oldest first; the last one is current."""

    versions: list[EntryVersion]
