"""Erase a whole account, inside one unit of work."""

from typing import cast
from uuid import UUID

from models.audit import erase_audit_details
from models.erasures import Erasure
from models.exports import Export
from models.people import AuthSession, Ceremony, OneTimeLink, Passkey, Person
from models.reminders import PushSubscription, Reminder, ReminderPreference
from models.share_links import LinkAccess, ShareLink
from models.treatments import Treatment
from server.domain.vocabulary import ErasedKind
from server.usecases.auth_sessions import device_id
from server.usecases.diary_erasure import Eraser
from server.usecases.erasure_rows import record_erasures
from server.usecases.photo_images import patient_folder


async def erase_everything(rows: Eraser) -> list[UUID]:
    """Erase every diary of a patient and every way to sign in or be reached. Return the ids of the treatments.

    The row of the person stays without a name, because replies and the access log refer to it.
    """
    treatments = await Treatment.filter(patient_id=rows.person_id).order_by("id")
    for treatment in treatments:
        await rows.erase_treatment(treatment)
    await _record_account(rows)
    await _delete_ways_to_reach(rows.person_id)
    await erase_audit_details(rows.person_id)
    await _remove_name(rows)
    return [treatment.id for treatment in treatments]


async def _record_account(rows: Eraser) -> None:
    """Replace the records of single items: nobody is left who could send them. All images of the person go.

    Their folder has those of the diary. Baseline photos are in the folders of the records.
    """
    erased = await Erasure.filter(person_id=rows.person_id).values_list("pending_files", flat=True)
    folder = patient_folder(rows.person_id)
    elsewhere = [
        str(key) for keys in erased for key in cast("list[str]", keys) if not str(key).startswith(folder)
    ]
    await Erasure.filter(person_id=rows.person_id).delete()
    sessions = await AuthSession.filter(person_id=rows.person_id)
    devices = [device_id(session.token_hash) for session in sessions]
    for kind, ids in ((ErasedKind.ACCOUNT, [rows.person_id]), (ErasedKind.DEVICE, devices)):
        await record_erasures(rows.person_id, kind, ids, revision=rows.revision, at=rows.at)
    account = Erasure.filter(person_id=rows.person_id, kind=ErasedKind.ACCOUNT)
    await account.update(pending_files=[folder, *elsewhere])


async def _delete_ways_to_reach(person_id: UUID) -> None:
    tables = (
        AuthSession,
        Ceremony,
        Export,
        OneTimeLink,
        Passkey,
        PushSubscription,
        Reminder,
        ReminderPreference,
    )
    for table in tables:
        await table.filter(person_id=person_id).delete()
    await LinkAccess.filter(patient_id=person_id).delete()
    await ShareLink.filter(patient_id=person_id).delete()


async def _remove_name(rows: Eraser) -> None:
    await Person.filter(id=rows.person_id).update(
        display_name="",
        language="en",
        time_zone="UTC",
        skin_cues=[],
        created_at=rows.at,
        erased_at=rows.at,
    )
