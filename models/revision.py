"""The patient's revision counts the changes of the diary. It is the cursor of the phone's sync."""

from uuid import UUID

from models.sql import fetch_rows


async def next_revision(patient_id: UUID) -> int:
    """Increment and return the revision, inside the caller's unit of work.

    The row stays locked until the unit of work ends. Writes for one patient therefore follow one another, and
    a phone that asks for changes after N has seen everything up to N. Raises `LookupError` for an unknown
    person.
    """
    rows = await fetch_rows(
        "UPDATE person SET revision = revision + 1 WHERE id = $1 RETURNING revision", [patient_id]
    )
    if not rows:
        raise LookupError(f"there is no person {patient_id}")
    return int(rows[0]["revision"])


async def lock_patient(patient_id: UUID) -> None:
    """Lock the patient's row until the unit of work ends; does not increment the revision.

    On SQLite, BEGIN IMMEDIATE has already locked the whole database, and this update has no further effect.
    """
    await fetch_rows("UPDATE person SET revision = revision WHERE id = $1 RETURNING id", [patient_id])
