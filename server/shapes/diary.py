"""The diary: entries, photos and replies."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, Field, StringConstraints

from server.domain.sheets.fields import NAME
from server.domain.vocabulary import MAX_ACTS, MAX_LIST, MAX_SCORE, Angle, Area, Sign, SkinState, Symptom
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


class PhotoView(Shape):
    """A photo without its bytes, which are at `/api/photos/{id}/display` and `/api/photos/{id}/thumbnail`."""

    id: UUID
    entry_id: UUID
    treatment_id: UUID
    angle: Angle
    area: Area | None
    taken_at: Instant
    clock_offset_ms: int | None
    width: int
    height: int
    sharpness: float
    brightness: float
    sha256: str
    revision: int


class EntryView(Shape):
    id: UUID
    treatment_id: UUID
    occurred_at: Instant
    document: EntryDocument
    revision: int
    edited: bool  # earlier versions are in its history
    received_at: Instant  # when the server got its first version


class ReplyView(Shape):
    id: UUID
    treatment_id: UUID
    author_name: str
    text: str
    created_at: Instant
    read_at: Instant | None
    revision: int


class Diary(Shape):
    """One treatment's entries and photos, oldest first."""

    entries: list[EntryView]
    photos: list[PhotoView]


class PhotoUpload(Shape):
    """Query of a photo upload. The body is the file, `Content-Digest: sha-256=:…:` its hash (RFC 9530)."""

    entry_id: UUID
    angle: Angle
    area: Area | None = None
    taken_at: Instant
    clock_offset_ms: ClockOffset | None = None


PhotoSize = Literal["display", "thumbnail"]


class EntryHistory(Shape):
    """All versions of an entry, oldest first; the last one is current."""

    versions: list[EntryView]
