"""Push subscriptions, reminder preferences, and the due table."""

from typing import Any
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

from models.people import Person


class PushSubscription(Model):
    id = fields.UUIDField(primary_key=True)
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "models.Person", related_name="subscriptions"
    )
    person_id: UUID
    auth_session_id = fields.UUIDField(null=True)
    clinic_id = fields.UUIDField(
        null=True
    )  # chosen on the device of a practitioner; stays when the sign-in expires
    endpoint = fields.CharField(max_length=1024, unique=True)
    p256dh = fields.CharField(max_length=120)
    auth = fields.CharField(max_length=60)
    created_at = fields.DatetimeField()

    class Meta:
        table = "push_subscription"
        indexes = (("person_id",),)


class ReminderPreference(Model):
    # It has its own primary key: with the relation as key, Tortoise would write the same migration again each time.
    id = fields.UUIDField(primary_key=True)
    person: fields.OneToOneRelation[Person] = fields.OneToOneField(
        "models.Person", related_name="reminder_preference"
    )
    person_id: UUID
    document = fields.JSONField[dict[str, Any]]()  # shapes.reminders.ReminderPreferences

    class Meta:
        table = "reminder_preference"


class Reminder(Model):
    """One row of the due table: claimed by a conditional update and leased while it is being sent."""

    id = fields.UUIDField(primary_key=True)
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "models.Person", related_name="reminders"
    )
    person_id: UUID
    treatment_id = fields.UUIDField(null=True)
    kind = fields.CharField(max_length=16)
    key = fields.CharField(max_length=200)  # the same each time it is planned, so that nothing is sent twice
    due_at = fields.DatetimeField()
    document = fields.JSONField[dict[str, Any]]()  # usecases.reminder_rows.row_document
    leased_until = fields.DatetimeField(null=True)
    attempts = fields.IntField(default=0)
    completed_at = fields.DatetimeField(null=True)  # sent, withheld or failed
    outcome = fields.CharField(max_length=200, null=True)  # sent | withheld: reason | failed: reason

    class Meta:
        table = "reminder"
        unique_together = (("person", "key"),)
        indexes = (("completed_at", "due_at"), ("treatment_id",))
