"""Clinics, the people, and how they sign in."""

from uuid import UUID

from tortoise import fields
from tortoise.models import Model


class Clinic(Model):
    id = fields.UUIDField(primary_key=True)
    name = fields.CharField(max_length=120)
    phone = fields.CharField(max_length=40, default="")
    time_zone = fields.CharField(max_length=64)
    created_at = fields.DatetimeField()

    class Meta:
        table = "clinic"


class Person(Model):
    """A patient or a practitioner. `revision` counts the changes of a patient's diary: the sync cursor."""

    id = fields.UUIDField(primary_key=True)
    role = fields.CharField(max_length=16)
    display_name = fields.CharField(max_length=120)
    clinic: fields.ForeignKeyNullableRelation[Clinic] = fields.ForeignKeyField(
        "models.Clinic", related_name="staff", null=True, on_delete=fields.CASCADE
    )
    clinic_id: UUID | None
    is_owner = fields.BooleanField(default=False)
    language = fields.CharField(max_length=8, default="en")
    time_zone = fields.CharField(max_length=64, default="UTC")
    skin_cues = fields.JSONField[list[str]](default=list)
    revision = fields.BigIntField(default=0)
    created_at = fields.DatetimeField()

    class Meta:
        table = "person"


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


class Ceremony(Model):
    """One WebAuthn challenge, good for minutes and for one use."""

    id = fields.UUIDField(primary_key=True)
    challenge = fields.BinaryField()
    purpose = fields.CharField(max_length=16)  # register | authenticate
    person_id = fields.UUIDField()  # of the person to be, or (authenticate) unused and random
    link_id = fields.UUIDField(null=True)
    document = fields.JSONField[dict[str, object]](
        default=dict
    )  # display name, language, time zone of the person to be
    expires_at = fields.DatetimeField()

    class Meta:
        table = "ceremony"


class AuthSession(Model):
    """A signed-in device. Only the hash of the token is kept."""

    id = fields.UUIDField(primary_key=True)
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "models.Person", related_name="auth_sessions"
    )
    person_id: UUID
    token_hash = fields.CharField(max_length=64, unique=True)
    label = fields.CharField(max_length=120, default="")
    created_at = fields.DatetimeField()
    last_used_at = fields.DatetimeField()
    expires_at = fields.DatetimeField()

    class Meta:
        table = "auth_session"


class OneTimeLink(Model):
    """A one-time link: set-up of the clinic, invitation of a patient or a colleague, way back in."""

    id = fields.UUIDField(primary_key=True)
    token_hash = fields.CharField(max_length=64, unique=True)
    purpose = fields.CharField(max_length=16)  # set-up | invitation | sign-in
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

    class Meta:
        table = "one_time_link"
