"""What every upload of a photo goes through: check it against its hash, process it, and store its images."""

import base64
import binascii
import re
from hashlib import sha256

from models.diary import Photo
from server.domain.errors import Invalid
from server.domain.viewer import Viewer
from server.domain.vocabulary import Angle
from server.ports import Rendition, Services
from server.shapes.diary import PhotoPlace, PhotoSize
from server.usecases.photo_images import delete_images, image_key, image_keys

_DIGEST = re.compile(r"(?:^|,)\s*sha-256=:([A-Za-z0-9+/]+={0,2}):\s*(?:;[^,]*)?(?=,|$)")


def check_digest(upload: bytes, digest: str | None) -> str:
    """Return the SHA-256 of the upload in hex if it equals the device's.

    Raises `Invalid` (photo-digest-missing, photo-damaged).
    """
    expected = _DIGEST.search(digest or "")
    if expected is None:
        raise Invalid("A photo needs a Content-Digest with sha-256.", code="photo-digest-missing")
    actual = sha256(upload)
    try:
        same = base64.b64decode(expected[1], validate=True) == actual.digest()
    except binascii.Error:
        same = False
    if not same:
        raise Invalid("The photo was damaged during the upload. Send it again.", code="photo-damaged")
    return actual.hexdigest()


def check_place(place: PhotoPlace) -> None:
    """Raise `Invalid` (photo-area) for a close-up that does not say what it shows."""
    if place.angle is Angle.CLOSE_UP and place.area is None:
        raise Invalid("Choose the area that this photo shows.", code="photo-area", at="area")


def columns_of(place: PhotoPlace) -> dict[str, object]:
    """Return the columns of a photo that its device states."""
    return {name: getattr(place, name) for name in PhotoPlace.model_fields}


async def store_upload(services: Services, viewer: Viewer, photo: Photo, upload: bytes) -> None:
    """Process an upload, store its images, and fill in what is measured. The row of the photo is not written.

    Slow, so it belongs outside any transaction. Raises `Invalid` (photo-unreadable, photo-format), `TooLarge`
    (photo-too-large) or `Unavailable` (photo-lab-busy).
    """
    developed = await services.lab.develop(upload, person_id=viewer.person_id)
    photo.content_type = developed.display.content_type
    photo.width, photo.height = developed.display.width, developed.display.height
    photo.sharpness, photo.brightness = developed.sharpness, developed.brightness
    photo.display_sha256 = sha256(developed.display.content).hexdigest()
    photo.thumbnail_sha256 = sha256(developed.thumbnail.content).hexdigest()
    images: dict[PhotoSize, Rendition] = {"display": developed.display, "thumbnail": developed.thumbnail}
    try:
        for size, image in images.items():
            await services.photos.put(image_key(photo, size), image.content, content_type=image.content_type)
    except Exception:
        if not await Photo.exists(id=photo.id):  # a repeated upload may have been stored meanwhile
            await delete_images(services, image_keys(photo))
        raise
