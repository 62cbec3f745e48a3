"""Erase an entry, a photo, a treatment or the account. A repeated call changes nothing.

Deletion wins: a phone that sends a change of something erased later gets `Gone` (erased).
"""

from uuid import UUID

from models.revision import lock_patient
from models.treatments import Treatment
from models.unit_of_work import unit_of_work
from server.domain.audit import AuditKind
from server.domain.viewer import Viewer
from server.domain.vocabulary import ErasedKind
from server.ports import Services
from server.usecases.access import own_diary_photo, own_entry, own_treatment
from server.usecases.account_erasure import erase_everything
from server.usecases.audit import record_event
from server.usecases.diary_erasure import eraser, finish_erasing
from server.usecases.erasure_rows import is_erased
from server.usecases.freshness import check_fresh
from server.usecases.late_reactions import drop_unsupported_reactions
from server.usecases.planning import plan_for


async def erase_entry(services: Services, viewer: Viewer, entry_id: UUID) -> None:
    """Erase an entry with all its versions and photos. Raises `NotFound` (entry-unknown).

    Replies stay: they belong to the treatment, and the practitioner wrote them.
    """

    async def erase() -> list[UUID]:
        await lock_patient(viewer.person_id)
        if await is_erased(viewer, ErasedKind.ENTRY, entry_id):
            return []
        entry = await own_entry(viewer, entry_id)
        rows = await eraser(services, viewer.person_id)
        await rows.erase_entries([entry])
        await rows.drop_exports()
        await drop_unsupported_reactions(await Treatment.get(id=entry.treatment_id))
        await record_event(services, AuditKind.ENTRY_ERASED, person_id=viewer.person_id, item_id=entry_id)
        return [entry.treatment_id]

    await finish_erasing(services, await unit_of_work(erase))
    await plan_for(services, viewer.person_id)


async def erase_photo(services: Services, viewer: Viewer, photo_id: UUID) -> None:
    """Erase a photo. Raises `NotFound` (photo-unknown)."""

    async def erase() -> list[UUID]:
        await lock_patient(viewer.person_id)
        if await is_erased(viewer, ErasedKind.PHOTO, photo_id):
            return []
        photo = await own_diary_photo(viewer, photo_id)
        rows = await eraser(services, viewer.person_id)
        await rows.erase_photos([photo])
        await rows.drop_exports()
        await record_event(services, AuditKind.PHOTO_ERASED, person_id=viewer.person_id, item_id=photo_id)
        return [photo.treatment_id]

    await finish_erasing(services, await unit_of_work(erase))


async def erase_treatment(services: Services, viewer: Viewer, treatment_id: UUID) -> None:
    """Erase the diary of a treatment; see `Eraser.erase_treatment` for what a clinic keeps.

    Raises `PasskeyNotFresh` or `NotFound` (treatment-unknown).
    """

    async def erase() -> list[UUID]:
        await lock_patient(viewer.person_id)
        if await is_erased(viewer, ErasedKind.TREATMENT, treatment_id):
            return []
        treatment = await own_treatment(viewer, treatment_id)
        check_fresh(services, viewer)  # a stranger learns nothing from it
        rows = await eraser(services, viewer.person_id)
        await rows.erase_treatment(treatment)
        await rows.drop_exports()
        await record_event(
            services, AuditKind.TREATMENT_ERASED, person_id=viewer.person_id, item_id=treatment_id
        )
        return [treatment_id]

    await finish_erasing(services, await unit_of_work(erase))
    await plan_for(services, viewer.person_id)


async def erase_account(services: Services, viewer: Viewer) -> None:
    """Erase every diary of this patient and everything by which they sign in or are reached.

    The row of the person stays without a name, because replies and the access log refer to it. Its devices learn that
    the account was erased (`account-erased`). Raises `PasskeyNotFresh`.
    """
    check_fresh(services, viewer)

    async def erase() -> list[UUID]:
        treatments = await erase_everything(await eraser(services, viewer.person_id))
        await record_event(services, AuditKind.ACCOUNT_ERASED, person_id=None)  # it must not name the person
        return treatments

    await finish_erasing(services, await unit_of_work(erase))
