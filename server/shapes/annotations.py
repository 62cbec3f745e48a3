"""What a practitioner draws and writes on a photo."""

from typing import Annotated, ClassVar, Literal
from uuid import UUID

from pydantic import AfterValidator, Field

from server.domain.errors import ProblemCode
from server.domain.limits import MAX_ANNOTATION_BYTES, MAX_STROKE_POINTS, MAX_STROKES
from server.shapes.base import Instant, Line, Shape
from server.shapes.diary import Fraction

Place = tuple[Fraction, Fraction]
"""A point, as fractions of the photo's width and height from its upper left corner."""
Ink = Literal["light", "amber", "blue"]
"""Each has a pattern of its own, so that nobody has to tell colours apart: solid, dashed, dotted."""
_DIRECTION = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def _in_plain_order(text: str) -> str:
    """Refuse an empty text, and characters that make a text read differently from how it was typed."""
    if not text.strip():
        raise ValueError("must not be empty")
    if _DIRECTION.intersection(text) or any(ord(character) < 32 for character in text):
        raise ValueError("must not contain control characters")
    return text


Words = Annotated[Line, AfterValidator(_in_plain_order)]


class PenStroke(Shape):
    kind: Literal["pen"]
    ink: Ink
    points: Annotated[list[Place], Field(min_length=1, max_length=MAX_STROKE_POINTS)]


class ArrowStroke(Shape):
    """An arrow from its end to its head."""

    kind: Literal["arrow"]
    ink: Ink
    points: Annotated[list[Place], Field(min_length=2, max_length=2)]


class TextStroke(Shape):
    """A text beside a point. It is plain text: markup in it means nothing."""

    kind: Literal["text"]
    ink: Ink
    points: Annotated[list[Place], Field(min_length=1, max_length=1)]
    text: Words


Stroke = Annotated[PenStroke | ArrowStroke | TextStroke, Field(discriminator="kind")]


class AnnotationWrite(Shape):
    """All strokes of the clinic on a photo. `base_revision` is the one that they were drawn on; 0 if there was none."""

    max_bytes: ClassVar[int] = MAX_ANNOTATION_BYTES
    max_objects: ClassVar[int | None] = MAX_STROKES + 1  # a stroke is an object, and so is the body
    too_large: ClassVar[ProblemCode] = "annotation-too-large"

    base_revision: Annotated[int, Field(ge=0, le=2**31 - 1)]
    strokes: Annotated[list[Stroke], Field(max_length=MAX_STROKES)]


class AnnotationView(Shape):
    """The layer of one clinic on one photo, and who has changed it last."""

    photo_id: UUID
    clinic_name: str
    author_name: str
    strokes: list[Stroke]
    revision: int
    changed_at: Instant
