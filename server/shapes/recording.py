"""What helps to fill in a record: the clinic's own words of before, and its presets."""

from typing import Literal
from uuid import UUID

from server.shapes.base import Instant, Line, Name, Shape
from server.shapes.records import AppliedTreatment

SuggestedField = Literal["device", "product", "numbing", "strength", "setting"]


class SuggestionsQuery(Shape):
    """Query: one kind of field of a record, and what is typed into it. Accents, case and word order do not count."""

    field: SuggestedField
    search: Line = ""


class Suggestion(Shape):
    """A text that the clinic has recorded before. `lot` is the product's last lot number, empty if none is recorded."""

    text: str
    lot: str
    used_at: Instant


class SuggestionList(Shape):
    """Of the texts that match, those used last, the newest first."""

    suggestions: list[Suggestion]


class PresetName(Shape):
    name: Name


class PresetNew(PresetName):
    """A preset of a clinic. Lot numbers and the end point are dropped: they are never the same by design."""

    id: UUID
    applied: AppliedTreatment


class PresetView(Shape):
    id: UUID
    name: str
    applied: AppliedTreatment


class PresetList(Shape):
    """The presets of the clinic by name."""

    presets: list[PresetView]
