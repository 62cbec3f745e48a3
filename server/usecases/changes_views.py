"""Everything of one patient that is newer than a cursor: what a phone receives, and what an export contains."""

from uuid import UUID

from models.diary import Entry, Photo, Reply
from models.revision import cursor_of
from models.sharing import Grant
from models.sql import fetch_by_key
from server.shapes.changes import Changes
from server.usecases.diary_views import entry_view, photo_view, replies_of
from server.usecases.erasure_rows import erasures_after
from server.usecases.sharing_views import access_records_of, grants_of
from server.usecases.treatment_views import patient_views

END_OF_PAGE = """
    SELECT revision FROM (SELECT revision FROM treatment WHERE patient_id = $1 AND revision > $2
        ORDER BY revision LIMIT 1 OFFSET $3) AS in_treatment
    UNION ALL
    SELECT revision FROM (SELECT revision FROM entry WHERE patient_id = $1 AND revision > $2
        ORDER BY revision LIMIT 1 OFFSET $3) AS in_entry
    UNION ALL
    SELECT revision FROM (SELECT revision FROM photo WHERE patient_id = $1 AND revision > $2
        ORDER BY revision LIMIT 1 OFFSET $3) AS in_photo
    UNION ALL
    SELECT revision FROM (SELECT revision FROM reply WHERE patient_id = $1 AND revision > $2
        ORDER BY revision LIMIT 1 OFFSET $3) AS in_reply
    UNION ALL
    SELECT revision FROM (SELECT revision FROM grant_ WHERE patient_id = $1 AND revision > $2
        ORDER BY revision LIMIT 1 OFFSET $3) AS in_grant_
    UNION ALL
    SELECT revision FROM (SELECT revision FROM access_record WHERE patient_id = $1 AND revision > $2
        ORDER BY revision LIMIT 1 OFFSET $3) AS in_access_record
    UNION ALL
    SELECT revision FROM (SELECT revision FROM link_access WHERE patient_id = $1 AND revision > $2
        ORDER BY revision LIMIT 1 OFFSET $3) AS in_link_access
    UNION ALL
    SELECT revision FROM (SELECT revision FROM erasure WHERE person_id = $1 AND revision > $2
        ORDER BY revision LIMIT 1 OFFSET $3) AS in_erasure"""
"""The revision of row `$3` of each kind, counted from 0: each is one look into an index."""


async def changes_view(person_id: UUID, *, after: int, page: int | None = None) -> Changes:
    """Return everything of this patient that is newer than the cursor, and the new cursor.

    The cursor is read first. A change that arrives during the other queries is therefore returned again by
    the next exchange, and never missed. Most exchanges find nothing new: they take this one look-up.

    With `page`, return at most so many rows of each kind, the oldest revisions first (and all rows of the last
    revision), with the revision up to which this is everything as the cursor.
    """
    newest, epoch = await cursor_of(person_id)
    revision = newest
    if newest != after and page is not None:
        revision = await _end_of_page(person_id, after, newest=newest, page=page)
    if revision == after:
        return Changes(
            revision=revision,
            more=False,
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
    if revision != newest:
        newer["revision__lte"] = revision
    span = {name: value for name, value in newer.items() if name != "patient_id"}
    return Changes(
        revision=revision,
        more=revision != newest,
        epoch=epoch,
        treatments=await patient_views(person_id, **span),
        entries=[entry_view(entry) for entry in await Entry.filter(**newer).order_by("occurred_at")],
        photos=[photo_view(photo) for photo in await Photo.filter(**newer).order_by("taken_at")],
        replies=await replies_of(Reply.filter(**newer, treatment__patient_id=person_id)),
        grants=await grants_of(Grant.filter(**newer)),
        access_records=await access_records_of(**newer),
        erasures=await erasures_after(person_id, after, until=None if revision == newest else revision),
    )


async def _end_of_page(person_id: UUID, after: int, *, newest: int, page: int) -> int:
    """Return the last revision of a page: the lowest at which one kind of row has filled it."""
    rows = await fetch_by_key(END_OF_PAGE, [person_id, after, page - 1])
    return min([newest, *(int(row["revision"]) for row in rows)])
