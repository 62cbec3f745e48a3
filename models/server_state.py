"""What the server knows about itself: one row, which exists from the first write on."""

from datetime import datetime, timedelta

from tortoise import fields
from tortoise.models import Model

from models.sql import fetch_rows

ONLY = 1
"""The id of the only row."""
WEEK = timedelta(days=7)
GIVEN_UP_AFTER = timedelta(hours=6)
"""A verification that has not ended by then was cut, and another process may begin."""


class ServerState(Model):
    """`epoch` is empty until the database is restored from a backup, which sets it to a random id.

    `unsound_photos` counts the images that were missing or damaged at `verified_at`. `master_key` is the id of the
    master key, by which a wrong one is recognised. `recovery_key` is the public half of the recovery key that the
    operator has typed back, `recovery_key_asked` that of a newer one which is still to be typed back. From
    `photos_encrypted_at` on, no photo is stored in clear.
    """

    id = fields.IntField(primary_key=True)
    epoch = fields.CharField(max_length=36, default="")
    verification_begun_at = fields.DatetimeField(null=True)
    verified_at = fields.DatetimeField(null=True)
    unsound_photos = fields.IntField(default=0)
    master_key = fields.CharField(max_length=32, null=True)
    recovery_key = fields.CharField(max_length=64, null=True)
    recovery_key_asked = fields.CharField(max_length=64, null=True)
    photos_encrypted_at = fields.DatetimeField(null=True)

    class Meta:
        table = "server_state"


async def server_state() -> ServerState:
    """Return the row, or its initial values if there is none yet."""
    return await ServerState.get_or_none(id=ONLY) or ServerState(id=ONLY)


async def lock_server_state() -> ServerState:
    """Return the row, locked until the unit of work ends."""
    await _create_if_missing()
    return await ServerState.filter(id=ONLY).select_for_update().get()


async def change_server_state(**columns: object) -> None:
    await _create_if_missing()
    await ServerState.filter(id=ONLY).update(**columns)


async def claim_master_key(key_id: str) -> bool:
    """Make this the master key, unless there is one already. Return whether it was made."""
    await _create_if_missing()
    return bool(await ServerState.filter(id=ONLY, master_key=None).update(master_key=key_id))


async def begin_new_epoch(epoch: str) -> None:
    """Mark the database as restored: phones then compare what they have with what it has."""
    await change_server_state(epoch=epoch)


async def claim_verification(now: datetime) -> bool:
    """Return True for one of any number of processes, once a week, or if the last verification was cut."""
    await _create_if_missing()
    claimed = await fetch_rows(
        "UPDATE server_state SET verification_begun_at = $1 WHERE id = $2 AND (verification_begun_at IS NULL"
        " OR verification_begun_at < $3 OR (verification_begun_at < $4"
        " AND (verified_at IS NULL OR verified_at < verification_begun_at))) RETURNING id",
        [now, ONLY, now - WEEK, now - GIVEN_UP_AFTER],
    )
    return bool(claimed)


async def note_verification(now: datetime, *, unsound: int) -> None:
    """Store the result of a complete verification, which the metrics show."""
    await change_server_state(verified_at=now, unsound_photos=unsound)


async def _create_if_missing() -> None:
    await fetch_rows(
        "INSERT INTO server_state (id, epoch, unsound_photos) VALUES ($1, '', 0) ON CONFLICT DO NOTHING RETURNING id",
        [ONLY],
    )
