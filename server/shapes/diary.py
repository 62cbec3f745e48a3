"""Entries, photos, and the exchange between phone and server."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, Field

from server.domain.vocabulary import Angle, Area, Sign, SkinState, Symptom
from server.shapes.base import ClockOffset, Instant, Line, Note, Shape, known_time_zone
from server.shapes.sharing import AccessRecordView, GrantView
from server.shapes.treatments import TreatmentView


class ReportedSign(Shape):
    sign: Sign
    area: Area | None = None


class EntryDocument(Shape):
    """What a check-in says; stored as it is. `scores` holds only what was asked and answered."""

    time_zone: Annotated[str, Field(max_length=64)]  # where the patient was
    clock_offset_ms: ClockOffset | None = None  # None: not measured
    scores: dict[Symptom, Annotated[int, Field(ge=0, le=4)]] = {}
    signs: Annotated[list[ReportedSign], Field(max_length=40)] = []
    states: dict[SkinState, bool] = {}
    products: Annotated[list[Line], Field(max_length=40)] = []
    activities: Annotated[list[Line], Field(max_length=40)] = []
    note: Note = ""
    question: Note = ""
    back_dated: bool = False


def _in_known_time_zone(document: EntryDocument) -> EntryDocument:
    known_time_zone(document.time_zone)
    return document


class EntryWrite(Shape):
    """PUT /api/entries/{id}: creates or edits. `base_revision` is the revision the edit was made on (0: new).
    The same write sent twice changes nothing the second time."""

    treatment_id: UUID
    occurred_at: Instant  # by the phone's clock; not before the treatment
    base_revision: Annotated[int, Field(ge=0, le=2**53)] = 0
    document: Annotated[EntryDocument, AfterValidator(_in_known_time_zone)]


class PhotoView(Shape):
    """`/api/photos/{id}/display` and `/api/photos/{id}/thumbnail` hold the bytes."""

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
    edited: bool  # earlier versions are kept


class ReplyView(Shape):
    id: UUID
    treatment_id: UUID
    author_name: str
    text: str
    created_at: Instant
    read_at: Instant | None
    revision: int


class Changes(Shape):
    """Everything of this patient after the cursor, and the new cursor."""

    revision: int
    treatments: list[TreatmentView]
    entries: list[EntryView]
    photos: list[PhotoView]
    replies: list[ReplyView]
    grants: list[GrantView]
    access_records: list[AccessRecordView]


class Diary(Shape):
    """One treatment's entries and photos, oldest first."""

    entries: list[EntryView]
    photos: list[PhotoView]


class PhotoUpload(Shape):
    """Query of PUT /api/photos/{id}; the body is the file, `Content-Digest: sha-256=:…:` its hash (RFC 9530)."""

    entry_id: UUID
    angle: Angle
    area: Area | None = None
    taken_at: Instant
    clock_offset_ms: ClockOffset | None = None


PhotoSize = Literal["display", "thumbnail"]


class ChangesQuery(Shape):
    """Query: the cursor that the last exchange ended with; 0 for everything."""

    after: Annotated[int, Field(ge=0, le=2**53)] = 0


class EntryHistory(Shape):
    """All versions of an entry, oldest first; the last one stands."""

    versions: list[EntryView]
