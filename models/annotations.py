"""What practitioners draw and write on photos. The photo itself stays as it is."""

from typing import Any
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

from models.diary import Photo
from models.people import Clinic, Person


class Annotation(Model):
    """The layer of one clinic on one photo; its practitioners draw on it together.

    `author` has changed it last. `revision` counts its changes from 1, so that nobody overwrites what they have not
    seen.
    """

    id = fields.UUIDField(primary_key=True)
    photo: fields.ForeignKeyRelation[Photo] = fields.ForeignKeyField(
        "models.Photo", related_name="annotations"
    )
    photo_id: UUID
    clinic: fields.ForeignKeyRelation[Clinic] = fields.ForeignKeyField(
        "models.Clinic", related_name="annotations"
    )
    clinic_id: UUID
    author: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "models.Person", related_name="annotations"
    )
    author_id: UUID
    strokes = fields.JSONField[list[dict[str, Any]]]()  # shapes.annotations.Stroke
    revision = fields.IntField()
    created_at = fields.DatetimeField()
    changed_at = fields.DatetimeField()

    class Meta:
        table = "annotation"
        unique_together = (("photo", "clinic"),)
