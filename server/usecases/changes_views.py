"""Everything of one patient that is newer than a cursor: what a phone receives, and what an export contains."""

from uuid import UUID

from models.diary import Entry, Photo, Reply
from models.revision import cursor_of
from models.sharing import Grant
from server.shapes.changes import Changes
from server.usecases.diary_views import entry_view, photo_view, replies_of
from server.usecases.erasure_rows import erasures_after
from server.usecases.sharing_views import access_records_of, grants_of
from server.usecases.treatment_views import patient_views


async def changes_view(person_id: UUID, *, after: int) -> Changes:
    """Return everything of this patient that is newer than the cursor, and the new cursor.

    The cursor is read first. A change that arrives during the other queries is therefore returned again by
    the next exchange, and never missed. Most exchanges find nothing new: they take this one look-up.
    """
    revision, epoch = await cursor_of(person_id)
    if revision == after:
        return Changes(
            revision=revision,
            epoch=epoch,
            treatments=[],
            entries=[],
            photos=[],
            replies=[],
            grants=[],
            access_records=[],
            erasures=[],
        )
    newer = {"patient_id": person_id, "revision__gt": after}
    return Changes(
        revision=revision,
        epoch=epoch,
        treatments=await patient_views(person_id, revision__gt=after),
        entries=[entry_view(entry) for entry in await Entry.filter(**newer).order_by("occurred_at")],
        photos=[photo_view(photo) for photo in await Photo.filter(**newer).order_by("taken_at")],
        replies=await replies_of(Reply.filter(**newer, treatment__patient_id=person_id)),
        grants=await grants_of(Grant.filter(**newer)),
        access_records=await access_records_of(**newer),
        erasures=await erasures_after(person_id, after),
    )
