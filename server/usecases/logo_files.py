"""The logo of a clinic as a file in the photo store. Its name is in the clinic's row."""

import base64
from hashlib import sha256

from models.people import Clinic
from server.domain.errors import NotFound
from server.ports import Rendition, Services

_MEDIA_TYPES = {"png": "image/png", "jpg": "image/jpeg"}
_SUFFIXES = {media_type: suffix for suffix, media_type in _MEDIA_TYPES.items()}


def logo_path(clinic: Clinic) -> str | None:
    """Return the path at which the API shows the logo."""
    return f"/api/clinics/{clinic.id}/logo/{clinic.logo}" if clinic.logo else None


def logo_key(clinic: Clinic) -> str | None:
    """Return the key of the logo in the photo store."""
    return _key(clinic, clinic.logo) if clinic.logo else None


async def load_logo(services: Services, clinic: Clinic) -> bytes | None:
    """Return the picture, or None if there is none: also if it has been replaced since the row was read."""
    if clinic.logo is None:
        return None
    try:
        return await services.photos.get(_key(clinic, clinic.logo))
    except NotFound:
        return None


async def logo_as_data(services: Services, clinic: Clinic) -> str | None:
    """Return the logo as a data URL."""
    content = await load_logo(services, clinic)
    if content is None or clinic.logo is None:
        return None
    return f"data:{media_type(clinic.logo)};base64,{base64.b64encode(content).decode()}"


def media_type(name: str) -> str:
    return _MEDIA_TYPES[name.rpartition(".")[2]]


async def store_logo(services: Services, clinic: Clinic, logo: Rendition) -> str:
    """Store a picture and return its name. The row does not refer to it yet."""
    name = f"{sha256(logo.content).hexdigest()[:32]}.{_SUFFIXES[logo.content_type]}"
    await services.photos.put(_key(clinic, name), logo.content, content_type=logo.content_type)
    return name


async def delete_logo(services: Services, clinic: Clinic, name: str) -> None:
    """Delete a picture that the row no longer refers to."""
    await services.photos.delete(_key(clinic, name))


def _key(clinic: Clinic, name: str) -> str:
    return f"clinics/{clinic.id}/{name}"
