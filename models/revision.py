"""The patient's revision: it counts the changes of their diary and is the phone's cursor."""

from uuid import UUID

from models.sql import fetch_rows


async def next_revision(patient_id: UUID) -> int:
    """The next number, given out inside the caller's unit of work.

    The row stays locked until the unit ends, so that two writes of one patient come one after the other and a
    phone that asks for what came after N has seen everything up to N. Raises `LookupError` for no such
    person.
    """
    rows = await fetch_rows(
        "UPDATE person SET revision = revision + 1 WHERE id = $1 RETURNING revision", [patient_id]
    )
    if not rows:
        raise LookupError(f"there is no person {patient_id}")
    return int(rows[0]["revision"])


async def lock_patient(patient_id: UUID) -> None:
    """Let no other write of this patient in between until the unit of work ends; counts nothing.

    On SQLite BEGIN IMMEDIATE has seen to that already; writing the row as it is does no harm there.
    """
    await fetch_rows("UPDATE person SET revision = revision WHERE id = $1 RETURNING id", [patient_id])
