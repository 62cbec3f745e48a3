"""Clinics, people and their memberships, and how people sign in."""

from typing import Any
from uuid import UUID

from tortoise import fields
from tortoise.models import Model


class Clinic(Model):
    id = fields.UUIDField(primary_key=True)
    name = fields.CharField(max_length=120)
    phone = fields.CharField(max_length=40, default="")
    time_zone = fields.CharField(max_length=64)
    hidden_sheets = fields.JSONField[list[str]](default=list, db_default="[]")  # keys of built-in sheets
    default_sheet = fields.CharField(max_length=64, null=True)  # a key; null: none chosen
    opening_hours = fields.JSONField[list[dict[str, Any]]](default=list, db_default="[]")  # OpeningSpan
    reply_hours = fields.IntField(default=24, db_default=24)  # within which the clinic answers a patient
    logo = fields.CharField(max_length=64, null=True)  # name of the file in the photo store; null: none
    created_at = fields.DatetimeField()

    class Meta:
        table = "clinic"


class Person(Model):
    """A patient or a practitioner. `revision` counts the changes of a patient's diary: the sync cursor.

    An erased account keeps its row, without a name and with `erased_at`: replies and the access log refer to it.
    While `disabled_at` is set, nothing signs the person in.
    """

    id = fields.UUIDField(primary_key=True)
    role = fields.CharField(max_length=16)
    display_name = fields.CharField(max_length=120)
    language = fields.CharField(max_length=8, default="en")
    time_zone = fields.CharField(max_length=64, default="UTC")
    skin_cues = fields.JSONField[list[str]](default=list)
    revision = fields.BigIntField(default=0)
    created_at = fields.DatetimeField()
    erased_at = fields.DatetimeField(null=True)
    disabled_at = fields.DatetimeField(null=True)  # by the operator; null: not disabled

    class Meta:
        table = "person"


class Membership(Model):
    """A practitioner's place in a clinic. A practitioner has at most one active membership per clinic.

    An ended membership is not deleted: treatments and grants of that time refer to the person. A person who
    returns gets a new one.
    """

    id = fields.UUIDField(primary_key=True)
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "models.Person", related_name="memberships"
    )
    person_id: UUID
    clinic: fields.ForeignKeyRelation[Clinic] = fields.ForeignKeyField(
        "models.Clinic", related_name="memberships"
    )
    clinic_id: UUID
    role = fields.CharField(max_length=16)  # server.domain.vocabulary.MembershipRole
    started_at = fields.DatetimeField()
    ended_at = fields.DatetimeField(null=True)  # null: active
    invited_by_id = fields.UUIDField(
        null=True
    )  # the person who made the invitation; null for the first owner
    ended_by_id = fields.UUIDField(null=True)

    class Meta:
        table = "membership"
        indexes = (("person_id", "clinic_id"), ("clinic_id",))


class Passkey(Model):
    id = fields.UUIDField(primary_key=True)
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "models.Person", related_name="passkeys"
    )
    person_id: UUID
    credential_id = fields.CharField(max_length=1400, unique=True)  # base64url
    public_key = fields.BinaryField()
    sign_count = fields.BigIntField(default=0)
    transports = fields.JSONField[list[str]](default=list)
    label = fields.CharField(max_length=120, default="")
    created_at = fields.DatetimeField()
    last_used_at = fields.DatetimeField(null=True)

    class Meta:
        table = "passkey"
        indexes = (("person_id",),)


class Ceremony(Model):
    """One WebAuthn challenge, valid for minutes and for one response."""

    id = fields.UUIDField(primary_key=True)
    challenge = fields.BinaryField()
    purpose = fields.CharField(max_length=16)  # register | authenticate | confirm
    person_id = fields.UUIDField()  # of the person who registers or confirms; random for authenticate
    link_id = fields.UUIDField(null=True)
    document = fields.JSONField[dict[str, object]](default=dict)  # what the registering person has entered
    expires_at = fields.DatetimeField()

    class Meta:
        table = "ceremony"


class AuthSession(Model):
    """A signed-in device. Only the hash of the token is stored.

    `passkey_answered_at` is when a passkey was last answered on it; null if it was signed in by a link and none has
    been answered since. `passkey_id` is that passkey. A row that is revoked remains until it expires, so that the
    device can be told why it is signed out.
    """

    id = fields.UUIDField(primary_key=True)
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "models.Person", related_name="auth_sessions"
    )
    person_id: UUID
    clinic: fields.ForeignKeyNullableRelation[Clinic] = fields.ForeignKeyField(
        "models.Clinic", related_name="auth_sessions", null=True
    )
    clinic_id: UUID | None  # chosen by a practitioner; only an active membership gives access
    token_hash = fields.CharField(max_length=64, unique=True)
    label = fields.CharField(max_length=120, default="")
    created_at = fields.DatetimeField()
    last_used_at = fields.DatetimeField()
    expires_at = fields.DatetimeField()
    passkey_answered_at = fields.DatetimeField(null=True)
    passkey_id = fields.UUIDField(null=True)
    revoked_at = fields.DatetimeField(null=True)
    membership_ended = fields.BooleanField(
        default=False, db_default=False
    )  # revoked by the owner of the clinic

    class Meta:
        table = "auth_session"
        indexes = (("person_id",), ("expires_at",))


class OneTimeLink(Model):
    """A link that sets up the clinic, invites a patient or a colleague, or signs a person in on a new phone."""

    id = fields.UUIDField(primary_key=True)
    token_hash = fields.CharField(max_length=64, unique=True)
    # set-up | invitation | colleague | recovery | stored-recovery | install | assisted
    purpose = fields.CharField(max_length=16)
    clinic: fields.ForeignKeyNullableRelation[Clinic] = fields.ForeignKeyField(
        "models.Clinic", related_name="links", null=True
    )
    clinic_id: UUID | None
    person: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "models.Person", related_name="links", null=True
    )
    person_id: UUID | None
    treatment_id = fields.UUIDField(null=True)
    created_at = fields.DatetimeField()
    expires_at = fields.DatetimeField()
    used_at = fields.DatetimeField(null=True)
    membership_role = fields.CharField(max_length=16, null=True)  # of a colleague; null: practitioner
    created_by_id = fields.UUIDField(null=True)  # of an invitation of a colleague, or of an assisted link
    works_at = fields.DatetimeField(null=True)  # of an assisted link; null: at once

    class Meta:
        table = "one_time_link"
        indexes = (("person_id",),)
