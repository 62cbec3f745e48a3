"""Uploading and showing photos."""

from server.api.call import Answer, Call
from server.shapes.annotations import AnnotationView, AnnotationWrite
from server.shapes.base import Acknowledged
from server.shapes.diary import BaselinePhotos, EyesMark, PhotoPlace, PhotoSize, PhotoUpload, PhotoView
from server.shapes.photo_comparison import PhotoComparison
from server.usecases import annotations, baseline_photos, photo_comparison, photo_eyes, photos


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


async def mark_eyes(call: Call[EyesMark, None]) -> PhotoView:
    """Mark the eyes of a photo, or remove the marks. Photos are laid over each other by the eyes."""
    return await photo_eyes.mark_eyes(call.viewer, call.uuid("photo_id"), call.body)


async def preview_photo(call: Call[bytes, None]) -> Answer[bytes]:
    """Decode a photo that the phone cannot show, without storing it. The body is the file, as in an upload."""
    digest = call.headers.get("content-digest")
    preview = await photos.preview_photo(call.services, call.viewer, call.body, digest=digest)
    return Answer(content=preview.content, media_type=preview.content_type)


async def show_photo(call: Call[None, None]) -> Answer[bytes]:
    """Show a photo in display size or as a thumbnail."""
    size: PhotoSize = "thumbnail" if call.text("size") == "thumbnail" else "display"
    content, media_type = await photos.show_photo(call.services, call.viewer, call.uuid("photo_id"), size)
    return Answer(content=content, media_type=media_type)


async def compare_photos(call: Call[None, None]) -> PhotoComparison:
    """List the photos of all treatments that the patient shares with the caller, to lay them beside each other."""
    return await photo_comparison.photo_comparison(call.services, call.viewer, call.uuid("treatment_id"))


async def annotate(call: Call[AnnotationWrite, None]) -> AnnotationView:
    """Replace what the caller's clinic has drawn on a photo; refused if a colleague has changed it since."""
    return await annotations.annotate(call.services, call.viewer, call.uuid("photo_id"), call.body)


async def list_baseline(call: Call[None, None]) -> BaselinePhotos:
    """List the photos in the clinic's record of a treatment."""
    return await baseline_photos.baseline_photos(call.viewer, call.uuid("treatment_id"))


async def add_baseline(call: Call[bytes, PhotoPlace]) -> PhotoView:
    """Upload a photo into the clinic's record of a treatment: the body is the file, Content-Digest its SHA-256."""
    return await baseline_photos.add_baseline_photo(
        call.services,
        call.viewer,
        (call.uuid("treatment_id"), call.uuid("photo_id")),
        call.query,
        upload=call.body,
        digest=call.headers.get("content-digest"),
    )


async def remove_baseline(call: Call[None, None]) -> Acknowledged:
    """Remove a photo from the clinic's record of a treatment."""
    await baseline_photos.remove_baseline_photo(
        call.services, call.viewer, call.uuid("treatment_id"), call.uuid("photo_id")
    )
    return Acknowledged()


async def earlier_photos(call: Call[None, None]) -> PhotoComparison:
    """List photos of earlier treatments, to align the baseline photos of this one with them."""
    return await photo_comparison.earlier_photos(call.services, call.viewer, call.uuid("treatment_id"))
