"""The record of a treatment: a union by kind, because a peel has no needle depth.

Each kind has two shapes: what was applied, which the patient may see, and the clinic's record, which adds
the flags, the practitioner's instructions and a note.
"""

from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter

from server.domain.limits import MAX_DIRECTED_TOPICS, MAX_LIST
from server.domain.vocabulary import MAX_DEPTH_MM, MAX_PASSES, MIN_DEPTH_MM, Area, TreatmentKind
from server.shapes.base import Flag, Line, Note, Once, Shape


class TreatedArea(Shape):
    area: Area


class NeedledArea(TreatedArea):
    depth_mm: Annotated[float, Field(ge=MIN_DEPTH_MM, le=MAX_DEPTH_MM)]  # needle depth in millimetres
    passes: Annotated[int, Field(ge=1, le=MAX_PASSES)] | None = None


# Empty only for a treatment whose patient started alone: nobody recorded what was applied.
TreatedAreas = Annotated[list[TreatedArea], Field(max_length=len(Area))]


class Needling(Shape):
    kind: Literal["needling"]
    areas: Annotated[list[NeedledArea], Field(max_length=len(Area))]
    device: Line = ""
    products: Annotated[list[Line], Field(max_length=MAX_LIST)] = []  # serums and products applied
    numbing: Line = ""
    end_point: Line = ""


class Peel(Shape):
    kind: Literal["peel"]
    areas: TreatedAreas
    product: Line = ""
    strength: Line = ""
    layers: Annotated[int, Field(ge=1, le=20)] | None = None


class Laser(Shape):
    """Laser or light."""

    kind: Literal["laser"]
    areas: TreatedAreas
    device: Line = ""
    setting: Line = ""


class Injection(Shape):
    kind: Literal["injection"]
    areas: TreatedAreas
    product: Line = ""
    amount: Line = ""


class OtherTreatment(Shape):
    kind: Literal["other"]
    areas: TreatedAreas
    product_or_device: Line = ""
    setting: Line = ""


class DirectedRule(Shape):
    """An instruction of the practitioner for this patient beyond the sheet: a rule of the sheet format."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,63}$")]
    verb: Literal["avoid", "only", "allow", "do", "call"]
    topics: Annotated[list[str], Field(min_length=1, max_length=MAX_DIRECTED_TOPICS)]
    until: Line | None = None  # a TIME
    from_: Annotated[Line | None, Field(alias="from")] = None
    with_: Annotated[
        list[str], Field(alias="with", max_length=MAX_DIRECTED_TOPICS)
    ] = []  # a permission needs one of these topics
    says: Line

    model_config = {"populate_by_name": True}


class _ClinicsPart(Shape):
    flags: Annotated[list[Flag], Field(max_length=MAX_LIST), Once] = []
    """Flags of the sheet that apply, for example retinol-layer."""
    directed: Annotated[list[DirectedRule], Field(max_length=MAX_LIST)] = []
    note: Note = ""  # for the clinic only, never shown to the patient


class NeedlingRecord(Needling, _ClinicsPart):
    pass


class PeelRecord(Peel, _ClinicsPart):
    pass


class LaserRecord(Laser, _ClinicsPart):
    pass


class InjectionRecord(Injection, _ClinicsPart):
    pass


class OtherRecord(OtherTreatment, _ClinicsPart):
    pass


AppliedTreatment = Annotated[
    Needling | Peel | Laser | Injection | OtherTreatment, Field(discriminator="kind")
]
TreatmentRecord = Annotated[
    NeedlingRecord | PeelRecord | LaserRecord | InjectionRecord | OtherRecord, Field(discriminator="kind")
]
_APPLIED: TypeAdapter[AppliedTreatment] = TypeAdapter(AppliedTreatment)
_RECORD: TypeAdapter[TreatmentRecord] = TypeAdapter(TreatmentRecord)


def blank_record(kind: TreatmentKind) -> dict[str, Any]:
    """Return the record of a treatment whose patient started alone: its kind and nothing else."""
    record = _RECORD.validate_python({"kind": kind.value, "areas": []})
    return record.model_dump(mode="json", by_alias=True)


def applied(record: dict[str, Any]) -> AppliedTreatment:
    """Return the parts of a stored record that the patient may see."""
    seen = {name: value for name, value in record.items() if name not in _ClinicsPart.model_fields}
    return _APPLIED.validate_python(seen)
