"""Share links: a diary for somebody without an account, opened with a link and a code."""

from uuid import UUID

from tortoise import fields
from tortoise.models import Model

from models.people import Person


class ShareLink(Model):
    """A patient opens the diaries of some treatments to anyone who has the link and its code, until `ends_at`.

    Only hashes are stored. That of the code includes the token, so that the code cannot be guessed from the database.
    `wrong_codes` never decreases: after the last permitted one, `locked_at` closes the link for good.
    """

    id = fields.UUIDField(primary_key=True)
    patient: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "models.Person", related_name="share_links"
    )
    patient_id: UUID
    name = fields.CharField(max_length=60, default="", db_default="")  # for the patient alone; may be empty
    token_hash = fields.CharField(max_length=64, unique=True)
    code_hash = fields.CharField(max_length=64)
    treatment_ids = fields.JSONField[list[str]]()
    photos = fields.BooleanField()
    notes = fields.BooleanField()
    created_at = fields.DatetimeField()
    ends_at = fields.DatetimeField()
    wrong_codes = fields.IntField(default=0)
    locked_at = fields.DatetimeField(null=True)
    revoked_at = fields.DatetimeField(null=True)

    class Meta:
        table = "share_link"
        indexes = (("patient_id",),)


class ShareSession(Model):
    """A browser in which somebody has opened a share link with its code. Only the hash of its token is stored."""

    id = fields.UUIDField(primary_key=True)
    link: fields.ForeignKeyRelation[ShareLink] = fields.ForeignKeyField(
        "models.ShareLink", related_name="sessions"
    )
    link_id: UUID
    token_hash = fields.CharField(max_length=64, unique=True)
    created_at = fields.DatetimeField()
    expires_at = fields.DatetimeField()

    class Meta:
        table = "share_session"
        indexes = (("link_id",), ("expires_at",))


class LinkAccess(Model):
    """One access by a share link; shown to the patient beside the access records of practitioners."""

    id = fields.UUIDField(primary_key=True)
    link: fields.ForeignKeyRelation[ShareLink] = fields.ForeignKeyField(
        "models.ShareLink", related_name="accesses"
    )
    link_id: UUID
    patient: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "models.Person", related_name="link_accesses"
    )
    patient_id: UUID
    treatment_id = fields.UUIDField()
    kind = fields.CharField(max_length=16)  # server.domain.vocabulary.AccessKind
    viewed_at = fields.DatetimeField()
    revision = fields.BigIntField()

    class Meta:
        table = "link_access"
        indexes = (("patient_id", "revision"), ("link_id",))


class NetworkAttempts(Model):
    """How often one network has tried to open share links within one hour. Deleted after that hour."""

    id = fields.UUIDField(primary_key=True)
    network = fields.CharField(max_length=64)  # the first digits of a hash of the beginning of the address
    hour = fields.BigIntField()  # hours since 1970
    attempts = fields.IntField()

    class Meta:
        table = "network_attempts"
        unique_together = (("network", "hour"),)
