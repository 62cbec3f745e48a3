"""The keys with which photos and backups are encrypted. Each is itself encrypted by the master key."""

from tortoise import fields
from tortoise.models import Model

from models.server_state import lock_server_state
from models.sql import fetch_by_key


class DataKey(Model):
    """The key of one folder of the photo store (a patient's, or that of one record), or of the backups.

    `wrapped` can be opened only by the master key whose id is `master_key`, which lies outside the database. Without
    this row, nobody can read the folder any more.
    """

    name = fields.CharField(max_length=80, primary_key=True)
    wrapped = fields.BinaryField()
    master_key = fields.CharField(max_length=32)
    created_at = fields.DatetimeField(auto_now_add=True)

    class Meta:
        table = "data_key"


BACKUPS = "backups"
"""The name of the key of the backups."""


async def wrapped_key(name: str) -> tuple[bytes, str] | None:
    """Return a wrapped key and the id of its master key; None if it was never made or was destroyed."""
    rows = await fetch_by_key("SELECT wrapped, master_key FROM data_key WHERE name = $1", [name])
    return (bytes(rows[0]["wrapped"]), str(rows[0]["master_key"])) if rows else None


async def destroy_keys(*names: str) -> None:
    """Destroy keys, inside the unit of work that erases what they encrypt."""
    await DataKey.filter(name__in=names).delete()


async def current_master_key() -> str:
    """Return the id of the master key that new keys are wrapped by, locked until the unit of work ends."""
    return (await lock_server_state()).master_key or ""
