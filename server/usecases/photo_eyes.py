"""Where the eyes are in a photo, as the patient has marked them."""

from uuid import UUID

from models.diary import Photo
from models.revision import lock_patient, next_revision
from models.unit_of_work import unit_of_work
from server.domain.viewer import Viewer
from server.domain.vocabulary import ErasedKind
from server.shapes.diary import EyesMark, PhotoView
from server.usecases.access import own_photo
from server.usecases.diary_views import photo_view
from server.usecases.erasure_rows import check_not_erased


async def mark_eyes(viewer: Viewer, photo_id: UUID, mark: EyesMark) -> PhotoView:
    """Store the marks and return the photo. The last mark counts; a repeated one changes nothing.

    Raises `Gone` (erased) and `NotFound` (photo-unknown).
    """
    eyes = None if mark.eyes is None else mark.eyes.model_dump()

    async def save() -> Photo:
        await lock_patient(viewer.person_id)
        await check_not_erased(viewer, ErasedKind.PHOTO, photo_id)
        photo = await own_photo(viewer, photo_id)
        if photo.eyes != eyes:
            photo.eyes = eyes
            photo.revision = await next_revision(viewer.person_id)
            await photo.save(update_fields=["eyes", "revision"])
        return photo

    return photo_view(await unit_of_work(save))
