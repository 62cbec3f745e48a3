"""Layers on photos as shapes."""

from tortoise.queryset import QuerySet

from models.annotations import Annotation
from server.shapes.annotations import AnnotationView


async def annotations_of(layers: QuerySet[Annotation]) -> list[AnnotationView]:
    """Return layers with the names of their clinics and authors, oldest first."""
    rows = await layers.order_by("created_at", "id").values(
        "photo_id", "strokes", "revision", "changed_at",
        clinic_name="clinic__name", author_name="author__display_name",
    )  # fmt: skip
    return [AnnotationView.model_validate(row) for row in rows]
