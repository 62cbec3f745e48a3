"""Replies that a clinic sends often."""

from uuid import UUID

from tortoise import fields
from tortoise.models import Model

from models.people import Clinic


class ReplyTemplate(Model):
    """A text that practitioners of a clinic begin a reply with. `used_at`: when it was last sent, changed or not."""

    id = fields.UUIDField(primary_key=True)
    clinic: fields.ForeignKeyRelation[Clinic] = fields.ForeignKeyField(
        "models.Clinic", related_name="reply_templates"
    )
    clinic_id: UUID
    text = fields.TextField()
    used_at = fields.DatetimeField(null=True)
    created_at = fields.DatetimeField()

    class Meta:
        table = "reply_template"
        indexes = (("clinic_id",),)
