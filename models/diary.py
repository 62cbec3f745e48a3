"""The diary: entries with their history, photos and replies. The answers of an entry are one JSON document."""

from typing import Any
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

from models.people import Clinic, Person
from models.treatments import Treatment


class Entry(Model):
    """A check-in, created on the phone with its UUID.

    `occurred_at` is the time by the phone's clock; the document has the measured offset of that clock.
    `revision` is the patient's revision at the last write, and `write_sha256` identifies a repeat of it.
    """

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
    """An earlier version of an entry, stored at every edit."""

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
    """A photo of an entry, or a baseline photo. `sha256` is the hash of the upload; it identifies a repeat.

    `display_sha256` and `thumbnail_sha256` are the hashes of the stored images; null until the first verification in
    rows that are older than these columns.
    `taken_at` is the time by the clock of the device, `clock_offset_ms` the measured offset of that clock.

    A baseline photo belongs to the clinic's record of the treatment: it has no entry, but a `clinic`. `taken_by` has
    uploaded it. Its `patient` is null until the invitation is accepted, and after the clinic has withdrawn the record.
    """

    id = fields.UUIDField(primary_key=True)
    patient: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "models.Person", related_name="photos", null=True
    )
    patient_id: UUID | None
    treatment: fields.ForeignKeyRelation[Treatment] = fields.ForeignKeyField(
        "models.Treatment", related_name="photos"
    )
    treatment_id: UUID
    entry: fields.ForeignKeyNullableRelation[Entry] = fields.ForeignKeyField(
        "models.Entry", related_name="photos", null=True
    )
    entry_id: UUID | None
    clinic: fields.ForeignKeyNullableRelation[Clinic] = fields.ForeignKeyField(
        "models.Clinic", related_name="baseline_photos", null=True
    )
    clinic_id: UUID | None
    taken_by: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "models.Person", related_name="photos_taken", null=True, on_delete=fields.SET_NULL
    )
    taken_by_id: UUID | None
    angle = fields.CharField(max_length=16)
    area = fields.CharField(max_length=32, null=True)
    place = fields.CharField(max_length=32, null=True)
    taken_at = fields.DatetimeField()
    clock_offset_ms = fields.BigIntField(null=True)
    sha256 = fields.CharField(max_length=64)
    display_sha256 = fields.CharField(max_length=64, null=True)
    thumbnail_sha256 = fields.CharField(max_length=64, null=True)
    stored_bytes = fields.BigIntField(
        null=True
    )  # of both images; null in rows that are older than this column
    content_type = fields.CharField(max_length=40)
    width = fields.IntField()
    height = fields.IntField()
    sharpness = fields.FloatField()
    brightness = fields.FloatField()
    eyes = fields.JSONField[dict[str, Any] | None](
        null=True
    )  # shapes.diary.Eyes; None until the patient marks them
    revision = fields.BigIntField()
    created_at = fields.DatetimeField()

    class Meta:
        table = "photo"
        indexes = (("patient_id", "revision"), ("treatment_id", "taken_at"), ("entry_id",))


class Reply(Model):
    """A message of the practitioner to the patient.

    `entry_id` is the entry whose question it answers. It is no foreign key: a reply stays when that entry is erased,
    and must then not be taken for the answer to another question. None in rows from before it was sent.
    """

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
    entry_id = fields.UUIDField(null=True)
    text = fields.TextField()
    read_at = fields.DatetimeField(null=True)
    revision = fields.BigIntField()
    created_at = fields.DatetimeField()

    class Meta:
        table = "reply"
        indexes = (("patient_id", "revision"), ("treatment_id",))
