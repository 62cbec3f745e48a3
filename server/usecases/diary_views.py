"""Rows of the diary as shapes."""

from collections.abc import Sequence

from tortoise.queryset import QuerySet

from models.diary import Entry, EntryRevision, Photo, Reply
from server.shapes.diary import EntryDocument, EntryHistory, EntryVersion, EntryView, PhotoView, ReplyView


def entry_view(entry: Entry) -> EntryView:
    return EntryView(
        id=entry.id,
        treatment_id=entry.treatment_id,
        occurred_at=entry.occurred_at,
        document=EntryDocument.model_validate(entry.document),
        revision=entry.revision,
        edited=entry.edited,
        received_at=entry.created_at,
    )


def history_view(entry: Entry, earlier: Sequence[EntryRevision]) -> EntryHistory:
    """Return all versions of an entry. `earlier` are those before its edits, by revision.

    An earlier version is stored when it is replaced, so its `written_at` is the time of the next one.
    """
    saved_at = [entry.created_at, *(version.written_at for version in earlier)]
    views = [*(_earlier_version_view(entry, version) for version in earlier), entry_view(entry)]
    return EntryHistory(
        versions=[
            EntryVersion(saved_at=at, **view.model_dump()) for at, view in zip(saved_at, views, strict=True)
        ]
    )


def _earlier_version_view(entry: Entry, version: EntryRevision) -> EntryView:
    return EntryView(
        id=entry.id,
        treatment_id=entry.treatment_id,
        occurred_at=version.occurred_at,
        document=EntryDocument.model_validate(version.document),
        revision=version.revision,
        edited=True,
        received_at=entry.created_at,
    )


def photo_view(photo: Photo) -> PhotoView:
    return PhotoView.model_validate(
        {
            name: getattr(photo, name) for name in PhotoView.model_fields
        }  # the fields have the names of the columns
    )


async def replies_of(replies: QuerySet[Reply]) -> list[ReplyView]:
    """Return replies with their authors' names, oldest first."""
    rows = await replies.order_by("created_at").values(
        "id", "treatment_id", "entry_id", "text", "created_at", "read_at", "revision",
        author_name="author__display_name",
    )  # fmt: skip
    return [ReplyView.model_validate(row) for row in rows]
