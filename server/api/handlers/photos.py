"""Uploading and showing photos."""

from server.api.call import Answer, Call
from server.shapes.diary import PhotoSize, PhotoUpload, PhotoView
from server.usecases import photos


async def take_photo(call: Call[bytes, PhotoUpload]) -> PhotoView:
    """Upload a photo: the body is the file, Content-Digest its SHA-256."""
    return await photos.take_photo(
        call.services,
        call.viewer,
        call.uuid("photo_id"),
        call.query,
        upload=call.body,
        digest=call.headers.get("content-digest"),
    )


async def show_photo(call: Call[None, None]) -> Answer[bytes]:
    """Show a photo in display size or as a thumbnail."""
    size: PhotoSize = "thumbnail" if call.text("size") == "thumbnail" else "display"
    content, media_type = await photos.show_photo(call.services, call.viewer, call.uuid("photo_id"), size)
    return Answer(content=content, media_type=media_type)
