"""The diary: entries with their history, photos, replies. Readings are one JSON document of the entry."""

from typing import Any
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

from models.people import Person
from models.treatments import Treatment


class Entry(Model):
    """Made on the phone, with its UUID. `revision` is the patient's revision at the last write,
    `write_sha256` recognises that write when it comes again."""

    id = fields.UUIDField(primary_key=True)
    patient: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "models.Person", related_name="entries"
    )
    patient_id: UUID
    treatment: fields.ForeignKeyRelation[Treatment] = fields.ForeignKeyField(
        "models.Treatment", related_name="entries"
    )
    treatment_id: UUID
    occurred_at = fields.DatetimeField()
    document = fields.JSONField[dict[str, Any]]()  # shapes.diary.EntryDocument
    revision = fields.BigIntField()
    write_sha256 = fields.CharField(max_length=64)
    edited = fields.BooleanField(default=False)
    created_at = fields.DatetimeField()

    class Meta:
        table = "entry"
        indexes = (("patient_id", "revision"), ("treatment_id", "occurred_at"))


class EntryRevision(Model):
    """What stood in an entry before an edit; every edit keeps it."""

    id = fields.UUIDField(primary_key=True)
    entry: fields.ForeignKeyRelation[Entry] = fields.ForeignKeyField("models.Entry", related_name="revisions")
    entry_id: UUID
    revision = fields.BigIntField()
    occurred_at = fields.DatetimeField()
    document = fields.JSONField[dict[str, Any]]()
    write_sha256 = fields.CharField(max_length=64)
    written_at = fields.DatetimeField()

    class Meta:
        table = "entry_revision"
        unique_together = (("entry", "revision"),)


class Photo(Model):
    """A photo of an entry. `sha256` is that of the upload, made on the phone: it recognises a repeat."""

    id = fields.UUIDField(primary_key=True)
    patient: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "models.Person", related_name="photos"
    )
    patient_id: UUID
    treatment: fields.ForeignKeyRelation[Treatment] = fields.ForeignKeyField(
        "models.Treatment", related_name="photos"
    )
    treatment_id: UUID
    entry: fields.ForeignKeyRelation[Entry] = fields.ForeignKeyField("models.Entry", related_name="photos")
    entry_id: UUID
    angle = fields.CharField(max_length=16)
    area = fields.CharField(max_length=32, null=True)
    taken_at = fields.DatetimeField()
    clock_offset_ms = fields.BigIntField(null=True)
    sha256 = fields.CharField(max_length=64)
    content_type = fields.CharField(max_length=40)
    width = fields.IntField()
    height = fields.IntField()
    sharpness = fields.FloatField()
    brightness = fields.FloatField()
    revision = fields.BigIntField()
    created_at = fields.DatetimeField()

    class Meta:
        table = "photo"
        indexes = (("patient_id", "revision"), ("treatment_id", "taken_at"), ("entry_id",))


class Reply(Model):
    """The practitioner's words to the patient."""

    id = fields.UUIDField(primary_key=True)
    patient: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "models.Person", related_name="replies"
    )
    patient_id: UUID
    treatment: fields.ForeignKeyRelation[Treatment] = fields.ForeignKeyField(
        "models.Treatment", related_name="replies"
    )
    treatment_id: UUID
    author: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "models.Person", related_name="replies_written"
    )
    author_id: UUID
    text = fields.TextField()
    read_at = fields.DatetimeField(null=True)
    revision = fields.BigIntField()
    created_at = fields.DatetimeField()

    class Meta:
        table = "reply"
        indexes = (("patient_id", "revision"), ("treatment_id",))
