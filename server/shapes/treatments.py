"""Recording a treatment, and the treatment as both sides see it."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field

from server.domain.vocabulary import Area
from server.shapes.base import Instant, Language, Line, Name, Note, Shape, TimeZoneName


class TreatedArea(Shape):
    area: Area
    depth_mm: Annotated[float, Field(ge=0.1, le=3.0)]  # needle depth in millimetres
    passes: Annotated[int, Field(ge=1, le=20)] | None = None


class DirectedRule(Shape):
    """What the practitioner directs for this patient beyond the sheet: a rule of the sheet format."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,63}$")]
    verb: Literal["avoid", "only", "allow", "do", "call"]
    topics: Annotated[list[str], Field(min_length=1, max_length=20)]
    until: Line | None = None  # a TIME
    from_: Annotated[Line | None, Field(alias="from")] = None
    says: Line

    model_config = {"populate_by_name": True}


class TreatmentRecord(Shape):
    """What was done. Kept with the treatment, shown on the next one when something went wrong."""

    areas: Annotated[list[TreatedArea], Field(min_length=1, max_length=14)]
    device: Line = ""
    products: list[Line] = []  # serums and products applied
    numbing: Line = ""
    end_point: Line = ""
    flags: list[
        Annotated[str, Field(pattern=r"^[a-z0-9-]{1,64}$")]
    ] = []  # flags of the sheet: "retinol-layer"
    directed: Annotated[list[DirectedRule], Field(max_length=40)] = []
    note: Note = ""  # for the practice only, never shown to the patient


class SheetRef(Shape):
    key: str
    version: int
    title: str


class TreatmentNew(Shape):
    """`treated_at_local` is the wall clock of `time_zone`; a time that does not exist or exists twice is refused
    (`local-time-missing`, `local-time-twice`), the latter unless `fold` says which."""

    id: UUID
    patient_id: UUID | None = None  # a returning patient of this clinic
    patient_name: Name | None = None  # a new one
    sheet_key: Annotated[str, Field(max_length=64)]
    sheet_version: int | None = None  # None: the newest published
    treated_at_local: datetime  # naive
    time_zone: TimeZoneName
    fold: Literal[0, 1] | None = None
    record: TreatmentRecord
    next_treatment_at: Instant | None = None
    acknowledged_reactions: Annotated[list[UUID], Field(max_length=100)] = []
    """Earlier treatments whose late reactions were looked at: all there are, or it is refused
    (`reaction-unacknowledged`)."""


class LateReaction(Shape):
    """What the diary showed three days after a treatment or later; `since_at`: when it began."""

    kind: Literal["outside-band", "past-call-after", "reportable-sign", "rebound", "late-onset"]
    symptom: str | None
    sign: str | None
    area: str | None
    since_at: Instant


class EarlierReaction(Shape):
    """A treatment that was followed by reactions, with what was applied, how deep, where and with what."""

    treatment_id: UUID
    treated_at: Instant
    time_zone: str
    reactions: list[LateReaction]
    record: TreatmentRecord


class EarlierReactions(Shape):
    treatments: list[EarlierReaction]


class PatientQuery(Shape):
    """Query: a returning patient."""

    patient_id: UUID


class SelfTreatment(Shape):
    """A patient who starts alone: a sheet and a time."""

    id: UUID
    sheet_key: Annotated[str, Field(max_length=64)]
    treated_at_local: datetime
    time_zone: TimeZoneName
    fold: Literal[0, 1] | None = None


class TreatmentView(Shape):
    """The patient's view: no practice note."""

    id: UUID
    clinic_name: str | None
    clinic_phone: str | None
    practitioner_name: str | None
    practitioner_id: UUID | None
    sheet: SheetRef
    treated_at: Instant
    time_zone: str
    areas: list[TreatedArea]
    device: str
    products: list[str]
    number_in_series: int  # n of the series, 1-based
    next_treatment_at: Instant | None
    timeline: dict[str, Any]  # docs/timeline.md; compiled once on the server, projected on the phone
    revision: int


class TreatmentForClinic(Shape):
    """The practice's own record: always theirs; the diary is not in it."""

    id: UUID
    patient_id: UUID | None
    patient_name: str
    joined: bool
    sheet: SheetRef
    treated_at: Instant
    time_zone: str
    record: TreatmentRecord
    number_in_series: int
    next_treatment_at: Instant | None


class TreatmentListForClinic(Shape):
    treatments: list[TreatmentForClinic]


class NextTreatment(Shape):
    next_treatment_at: Instant | None


class SheetSummary(Shape):
    key: str
    version: int
    title: str
    publisher: str
    language: str
    built_in: bool
    flags: list[str]  # asked when a treatment is recorded


class SheetList(Shape):
    sheets: list[SheetSummary]


class Topics(Shape):
    """The topic tree in all languages, in columns of one order.

    `ids`: separated by spaces; empty where the id is the English label in lower case with hyphens. `parents`:
    positions. `words`: per language a line for each topic, empty where it has none, words separated by `|`, label
    first; `_` in a further word is the label, `~` before it marks a weak word.
    """

    format: int
    ids: str
    parents: list[list[int]]
    words: dict[Language, str]
    small: dict[Language, str]
    ordinary: dict[Language, str]
    tails: str
