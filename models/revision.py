"""The patient's revision counts the changes of the diary. It is the cursor of the phone's sync."""

from collections.abc import Collection
from uuid import UUID

from tortoise.expressions import F, Subquery

from models.people import Person
from models.sql import fetch_by_key, fetch_rows
from models.treatments import Treatment
from server.domain.errors import NotFound

RESTORE_GAP = 1_000_000_000
"""More changes than one diary gets between two backups, and little beside the phone's limit of 2^53."""


async def cursor_of(patient_id: UUID) -> tuple[int, str]:
    """Return the committed revision and the epoch of the server. Raises `NotFound` for an unknown person."""
    rows = await fetch_by_key(
        "SELECT revision, (SELECT epoch FROM server_state) AS epoch FROM person WHERE id = $1", [patient_id]
    )
    if not rows:
        raise NotFound
    return int(rows[0]["revision"]), str(rows[0]["epoch"] or "")


async def next_revision(patient_id: UUID) -> int:
    """Increment and return the revision, inside the caller's unit of work.

    The row stays locked until the unit of work ends. Writes for one patient therefore follow one another, and
    a phone that asks for changes after N has seen everything up to N. Raises `NotFound` for an unknown person and
    for an erased account, so that no request that was under way can write into it.
    """
    rows = await fetch_rows(
        "UPDATE person SET revision = revision + 1 WHERE id = $1 AND erased_at IS NULL RETURNING revision",
        [patient_id],
    )
    if not rows:
        raise NotFound
    return int(rows[0]["revision"])


async def next_revisions(patient_ids: Collection[UUID]) -> dict[UUID, int]:
    """Increment the revisions of several patients in one statement, as `next_revision` does for one.

    The rows are locked in the order of their ids, so that two such statements do not wait for each other. Raises
    `NotFound` if one of them is unknown or an erased account.
    """
    if not patient_ids:
        return {}
    locked = Person.filter(id__in=list(patient_ids), erased_at=None).order_by("id").select_for_update()
    before = dict(await locked.values_list("id", "revision"))
    if len(before) != len(patient_ids):
        raise NotFound
    await Person.filter(id__in=list(before)).update(revision=F("revision") + 1)
    return {patient_id: revision + 1 for patient_id, revision in before.items()}


async def skip_revisions() -> None:
    """Let no revision that was given out after a backup be given out again, inside a unit of work of a restore.

    A phone keeps the cursor that it had. Without the gap, it would miss what other phones write until the revision
    has reached that cursor, and the base of an edit could be taken for another version with the same number.
    """
    await Person.filter(erased_at=None).update(revision=F("revision") + RESTORE_GAP)


async def renew_treatments(clinic_id: UUID) -> None:
    """Count a change of every treatment of the clinic whose patient has joined, so that their phones fetch it again.

    The rows of the patients are locked in the order of their ids, as in `next_revisions`.
    """
    joined = Treatment.filter(clinic_id=clinic_id, patient_id__isnull=False)
    patients = Person.filter(id__in=Subquery(joined.values("patient_id")), erased_at=None)
    await patients.order_by("id").select_for_update().values_list("id")
    await fetch_rows(
        "UPDATE person SET revision = revision + 1 WHERE erased_at IS NULL"
        " AND id IN (SELECT patient_id FROM treatment WHERE clinic_id = $1) RETURNING id",
        [clinic_id],
    )
    await fetch_rows(
        "UPDATE treatment SET revision = (SELECT revision FROM person WHERE person.id = treatment.patient_id)"
        " WHERE clinic_id = $1 AND patient_id IS NOT NULL RETURNING id",
        [clinic_id],
    )


async def lock_patient(patient_id: UUID) -> None:
    """Lock the patient's row until the unit of work ends; does not increment the revision.

    On SQLite, BEGIN IMMEDIATE has already locked the whole database, and this update has no further effect.
    Raises `NotFound` for an unknown person and for an erased account.
    """
    if not await try_to_lock(patient_id):
        raise NotFound


async def lock_treatment(treatment: Treatment) -> Treatment:
    """Return the treatment as it is now, locked with its patient until the unit of work ends."""
    if treatment.patient_id is not None:
        await lock_patient(treatment.patient_id)
    return await Treatment.filter(id=treatment.id).select_for_update().get()


async def try_to_lock(patient_id: UUID) -> bool:
    """Lock the patient's row like `lock_patient`. Return False for an unknown person and for an erased account."""
    rows = await fetch_rows(
        "UPDATE person SET revision = revision WHERE id = $1 AND erased_at IS NULL RETURNING id", [patient_id]
    )
    return bool(rows)
