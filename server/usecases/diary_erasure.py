"""Steps that erase parts of a diary, inside one unit of work, and what follows after it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from models.annotations import Annotation
from models.diary import Entry, EntryRevision, Photo
from models.erasures import Erasure
from models.exports import Export
from models.reminders import Reminder
from models.revision import next_revision
from models.scrub import truncate_log
from models.share_links import LinkAccess, ShareLink
from models.sharing import Grant
from models.treatments import SheetVersion, Treatment
from server.domain.share_links import without_treatment
from server.domain.vocabulary import ErasedKind
from server.ports import Services
from server.usecases.clinic_patient_rows import release_person
from server.usecases.diary_caches import forget_diary
from server.usecases.erasure_rows import delete_pending_files, record_erasures
from server.usecases.export_files import exports_folder
from server.usecases.late_reactions import drop_unsupported_reactions
from server.usecases.photo_images import destroy_key_of, record_folder
from server.usecases.practitioner_notices import forget_entries


@dataclass(frozen=True, slots=True)
class Eraser:
    """Erases rows of one patient. All of it gets one revision, the newest of the patient."""

    person_id: UUID
    revision: int
    at: datetime

    async def erase_entries(self, entries: Collection[Entry]) -> None:
        """Erase entries with their earlier versions and photos."""
        ids = [entry.id for entry in entries]
        await self.erase_photos(await Photo.filter(entry_id__in=ids))
        await self._record(ErasedKind.ENTRY, ids)
        await forget_entries(entries)
        await EntryRevision.filter(entry_id__in=ids).delete()
        await Entry.filter(id__in=ids).delete()

    async def erase_photos(self, photos: Collection[Photo]) -> None:
        """Erase the rows of photos, and what is drawn on them. Their images are deleted after the unit of work."""
        await record_erasures(self.person_id, ErasedKind.PHOTO, photos, revision=self.revision, at=self.at)
        await Annotation.filter(photo_id__in=[photo.id for photo in photos]).delete()
        await Photo.filter(id__in=[photo.id for photo in photos]).delete()

    async def erase_treatment(self, treatment: Treatment) -> None:
        """Erase the diary of a treatment, and the treatment itself unless a clinic recorded it.

        The record of a clinic stays with the clinic, without its patient: so do its replies, late reactions that a
        practitioner has acknowledged, and the access log. The baseline photos in it do not stay. Its grants end, or the
        next patient to join the treatment would be shared at once.
        """
        await self.erase_entries(await Entry.filter(treatment_id=treatment.id))
        await self.erase_photos(await Photo.filter(treatment_id=treatment.id, entry_id=None))
        await destroy_key_of(record_folder(treatment.id))
        await self._record(ErasedKind.TREATMENT, [treatment.id])
        await self._erase_from_links(treatment.id)
        await Reminder.filter(treatment_id=treatment.id).delete()  # those to its practitioners, too
        if treatment.clinic_id is None:
            await treatment.delete()
            await SheetVersion.filter(id=treatment.sheet_version_id, owner_id=self.person_id).delete()
            return
        await drop_unsupported_reactions(treatment)
        running = Grant.filter(treatment_id=treatment.id, revoked_at=None, ends_at__gt=self.at)
        await running.update(revoked_at=self.at, revision=self.revision)
        await Treatment.filter(id=treatment.id).update(patient_id=None, handover_open=False)
        await release_person(treatment.clinic_patient_id, self.person_id)

    async def _erase_from_links(self, treatment_id: UUID) -> None:
        """Take a treatment out of the share links, and erase the links that name no other one."""
        await LinkAccess.filter(patient_id=self.person_id, treatment_id=treatment_id).delete()
        for link in await ShareLink.filter(patient_id=self.person_id):
            if left := without_treatment(link.treatment_ids, treatment_id):
                await ShareLink.filter(id=link.id).update(treatment_ids=left)
            else:
                await link.delete()

    async def drop_exports(self) -> None:
        """Drop the person's exports, which may contain what is erased. Their files go after the unit of work."""
        if not await Export.filter(person_id=self.person_id).delete():
            return
        newest = await Erasure.filter(person_id=self.person_id, revision=self.revision).first()
        if newest is not None:
            files = [*newest.pending_files, exports_folder(self.person_id)]
            await Erasure.filter(id=newest.id).update(pending_files=files)

    async def _record(self, kind: ErasedKind, ids: Collection[UUID]) -> None:
        await record_erasures(self.person_id, kind, ids, revision=self.revision, at=self.at)


async def eraser(services: Services, person_id: UUID) -> Eraser:
    """Lock the patient's row and take their next revision. Raises `NotFound` for an erased account."""
    return Eraser(person_id, await next_revision(person_id), services.clock.now())


async def finish_erasing(services: Services, treatment_ids: Collection[UUID]) -> None:
    """After the unit of work: delete the images, and remove what caches and the database's log still hold.

    If the process stops here, housekeeping repeats the deletion of images.
    """
    for treatment_id in treatment_ids:
        forget_diary(treatment_id)
    await delete_pending_files(services)
    await truncate_log()
