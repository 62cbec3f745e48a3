"""Erase in a restored database what was erased after its backup was made."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from tortoise.expressions import Q

from models.diary import Entry, Photo
from models.erasures import Erasure
from models.exports import Export
from models.people import Person
from models.revision import skip_revisions
from models.server_state import begin_new_epoch
from models.treatments import Treatment
from models.unit_of_work import unit_of_work
from server.domain.vocabulary import ErasedKind
from server.ports import Services
from server.usecases.account_erasure import erase_everything
from server.usecases.diary_erasure import Eraser, eraser, finish_erasing
from server.usecases.erasure_rows import record_erasures


@dataclass(frozen=True, slots=True)
class ListedErasure:
    """One line of the list of erasures, which lies outside the database."""

    person_id: UUID
    kind: ErasedKind
    item_id: UUID
    erased_at: datetime

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> "ListedErasure":
        return cls(
            person_id=UUID(row["person_id"]),
            kind=ErasedKind(row["kind"]),
            item_id=UUID(row["item_id"]),
            erased_at=datetime.fromisoformat(row["erased_at"]),
        )


async def finish_restore(services: Services, rows: Sequence[Mapping[str, Any]]) -> int:
    """Erase what the list names and the database still has, and begin a new epoch. Return how much was erased again.

    A line about something that the backup does not have is recorded as well: a phone may still have it, and must
    not bring it back.
    """
    await unit_of_work(_begin_again)
    listed = sorted(
        (ListedErasure.of(row) for row in rows), key=lambda line: (line.person_id, line.erased_at)
    )
    count, treatment_ids = 0, list[UUID]()
    for person_id, lines in groupby(listed, key=lambda line: line.person_id):
        missing = [line for line in lines if not await _is_recorded(line)]
        if missing:
            treatment_ids += await _erase_again(services, person_id, missing)
            count += len(missing)
    await begin_new_epoch(str(services.new_id()))
    await finish_erasing(services, treatment_ids)
    return count


async def _begin_again() -> None:
    await skip_revisions()
    await Export.all().delete()  # their files are in no backup


async def _is_recorded(line: ListedErasure) -> bool:
    return await Erasure.exists(person_id=line.person_id, kind=line.kind, item_id=line.item_id)


async def _erase_again(services: Services, person_id: UUID, lines: Sequence[ListedErasure]) -> list[UUID]:
    """Return the ids of the treatments of which something was erased."""

    async def erase() -> list[UUID]:
        if not await Person.exists(id=person_id, erased_at=None):
            return await _record(Eraser(person_id, 0, services.clock.now()), lines)
        rows = await eraser(services, person_id)
        if any(line.kind == ErasedKind.ACCOUNT for line in lines):
            treatment_ids = await erase_everything(rows)
        else:
            treatment_ids = [each for line in lines for each in await _erase_item(rows, line)]
        return treatment_ids + await _record(rows, lines)

    return await unit_of_work(erase)


async def _erase_item(rows: Eraser, line: ListedErasure) -> list[UUID]:
    """Erase one item, if the backup has it. Return the ids of its treatment, or nothing."""
    own = {"id": line.item_id, "patient_id": rows.person_id}
    match line.kind:
        case ErasedKind.ENTRY:
            entries = await Entry.filter(**own)
            await rows.erase_entries(entries)
            return [entry.treatment_id for entry in entries]
        case ErasedKind.PHOTO:
            photos = await Photo.filter(Q(patient_id=rows.person_id) | Q(patient_id=None), id=line.item_id)
            await rows.erase_photos(photos)
            return [photo.treatment_id for photo in photos]
        case ErasedKind.TREATMENT:
            treatments = await Treatment.filter(**own)
            for treatment in treatments:
                await rows.erase_treatment(treatment)
            return [treatment.id for treatment in treatments]
        case _:
            return []  # a device: its record is all there is


async def _record(rows: Eraser, lines: Sequence[ListedErasure]) -> list[UUID]:
    """Record what is not recorded yet, with the time of the list."""
    for line in lines:
        if not await _is_recorded(line):
            await record_erasures(
                rows.person_id, line.kind, [line.item_id], revision=rows.revision, at=line.erased_at
            )
    return []
