"""What a patient has erased. A later write of it is refused, and the patient's other phones learn of it."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID, uuid5

from models.diary import Photo
from models.erasures import Erasure
from models.sql import fetch_rows
from server.domain.errors import Gone
from server.domain.viewer import Viewer
from server.domain.vocabulary import ErasedKind
from server.ports import Services
from server.shapes.erasures import ErasureView
from server.usecases.photo_images import delete_images, image_keys

_IN_CHANGES = (ErasedKind.ENTRY, ErasedKind.PHOTO, ErasedKind.TREATMENT)
PENDING = "SELECT id FROM erasure WHERE CAST(pending_files AS TEXT) <> '[]'"


async def record_erasures(
    person_id: UUID, kind: ErasedKind, items: Iterable[UUID | Photo], *, revision: int, at: datetime
) -> None:
    """Record erased items, inside the unit of work that deletes them. Of a photo, its images are still to be deleted.

    A repeated erasure of an item, which can only be a treatment that was joined again, replaces the earlier record.
    """
    rows = [
        Erasure(
            id=uuid5(person_id, f"{kind} {_id(item)}"),
            person_id=person_id,
            kind=kind,
            item_id=_id(item),
            revision=revision,
            erased_at=at,
            pending_files=image_keys(item) if isinstance(item, Photo) else [],
        )
        for item in items
    ]
    await Erasure.filter(id__in=[row.id for row in rows]).delete()
    await Erasure.bulk_create(rows)


def _id(item: UUID | Photo) -> UUID:
    return item.id if isinstance(item, Photo) else item


async def is_erased(viewer: Viewer, kind: ErasedKind, item_id: UUID) -> bool:
    """Return whether this person has erased the item."""
    return await Erasure.filter(person_id=viewer.person_id, kind=kind, item_id=item_id).exists()


async def is_photo_erased(photo_id: UUID) -> bool:
    """Return whether anybody has erased this photo: a baseline photo is erased by its patient or by the clinic."""
    return await Erasure.filter(kind=ErasedKind.PHOTO, item_id=photo_id).exists()


async def check_not_erased(viewer: Viewer, kind: ErasedKind, item_id: UUID) -> None:
    """Refuse to write what this person has erased, from any of their phones. Raises `Gone` (erased)."""
    if await is_erased(viewer, kind, item_id):
        raise Gone("You have erased this; it cannot be changed any more.", code="erased")


async def forget_erasure(person_id: UUID, kind: ErasedKind, item_id: UUID) -> None:
    """Drop a record, inside a unit of work: the person has joined the treatment again."""
    await Erasure.filter(person_id=person_id, kind=kind, item_id=item_id).delete()


async def erasures_after(person_id: UUID, revision: int, *, until: int | None = None) -> list[ErasureView]:
    """Return what the patient has erased since `revision`, and not after `until`, oldest first."""
    rows = Erasure.filter(person_id=person_id, kind__in=_IN_CHANGES, revision__gt=revision)
    rows = rows if until is None else rows.filter(revision__lte=until)
    return [
        ErasureView.model_validate(
            {"id": row.item_id, "kind": row.kind, "erased_at": row.erased_at, "revision": row.revision}
        )
        for row in await rows.order_by("revision", "id")
    ]


async def delete_pending_files(services: Services) -> int:
    """Delete the images of erased photos. Return the number of erasures that have become complete.

    The rows are deleted first, and a crash may come between: housekeeping repeats this.
    """
    ids = [UUID(str(row["id"])) for row in await fetch_rows(PENDING)]
    for erasure in await Erasure.filter(id__in=ids):
        await delete_images(services, erasure.pending_files)
        await Erasure.filter(id=erasure.id).update(pending_files=[])
    return len(ids)
