"""The logo of a clinic: its owner chooses it, and the clinic's people and patients see it.

It is stored as photos are: re-encoded, without metadata, and in the photo store, so that rows stay small.
"""

from uuid import UUID

from models.people import Clinic
from models.unit_of_work import unit_of_work
from server.domain.errors import Invalid, ProblemCode, TooLarge
from server.domain.viewer import Viewer
from server.ports import Rendition, Services, Upload
from server.shapes.clinics import ClinicSettings
from server.usecases.access_errors import unknown
from server.usecases.access_to_clinic import visible_clinic
from server.usecases.clinic_settings_view import settings_view
from server.usecases.logo_files import delete_logo, load_logo, media_type, store_logo

_CODES: dict[ProblemCode, ProblemCode] = {
    "photo-format": "logo-format",
    "photo-too-large": "logo-too-large",
    "photo-unreadable": "logo-unreadable",
}
"""The photo lab's refusals, with what an owner can do about them."""


async def set_logo(services: Services, viewer: Viewer, upload: Upload) -> ClinicSettings:
    """Choose or replace the logo. The file before it is deleted last: a row never refers to a missing file.

    Raises `Invalid` (logo-format, logo-unreadable) or `TooLarge` (logo-too-large); then the logo stays as it was.
    """
    logo = await _developed(services, viewer, upload)
    clinic = await Clinic.get(id=viewer.clinic_id)
    return await _replace(services, clinic, await store_logo(services, clinic, logo))


async def remove_logo(services: Services, viewer: Viewer) -> ClinicSettings:
    """Remove the logo. A repeated call changes nothing."""
    return await _replace(services, await Clinic.get(id=viewer.clinic_id), None)


async def show_logo(services: Services, viewer: Viewer, clinic_id: UUID, name: str) -> tuple[bytes, str]:
    """Return the picture and its media type. Raises `NotFound` (not-found), also for one that was replaced."""
    clinic = await visible_clinic(viewer, clinic_id)
    content = await load_logo(services, clinic)
    if content is None or clinic.logo != name:
        raise unknown("not-found")
    return content, media_type(name)


async def _developed(services: Services, viewer: Viewer, upload: Upload) -> Rendition:
    try:
        return await services.lab.develop_logo(upload, person_id=viewer.person_id)
    except (Invalid, TooLarge) as refused:
        raise type(refused)(refused.detail, code=_CODES[refused.code]) from refused


async def _replace(services: Services, clinic: Clinic, name: str | None) -> ClinicSettings:
    async def save() -> str | None:
        row = await Clinic.select_for_update().get(id=clinic.id)
        before, row.logo = row.logo, name
        await row.save(update_fields=["logo"])
        return before

    before = await unit_of_work(save)
    if before is not None and before != name:
        await delete_logo(services, clinic, before)
    return settings_view(await Clinic.get(id=clinic.id))
