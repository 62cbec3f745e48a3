"""Rows of the diary as shapes."""

from tortoise.queryset import QuerySet

from models.diary import Entry, Photo, Reply
from server.shapes.diary import EntryDocument, EntryView, PhotoView, ReplyView


def entry_view(entry: Entry) -> EntryView:
    return EntryView(
        id=entry.id,
        treatment_id=entry.treatment_id,
        occurred_at=entry.occurred_at,
        document=EntryDocument.model_validate(entry.document),
        revision=entry.revision,
        edited=entry.edited,
    )


def photo_view(photo: Photo) -> PhotoView:
    return PhotoView.model_validate(
        {name: getattr(photo, name) for name in PhotoView.model_fields}  # the names are the columns' names
    )


async def replies_of(replies: QuerySet[Reply]) -> list[ReplyView]:
    """Oldest first, with who wrote them."""
    rows = await replies.order_by("created_at").values(
        "id", "treatment_id", "text", "created_at", "read_at", "revision", author_name="author__display_name"
    )
    return [ReplyView.model_validate(row) for row in rows]
