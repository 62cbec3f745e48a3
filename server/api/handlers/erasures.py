"""Erasing one's own data, and saying beforehand what goes and what a clinic keeps."""

from server.api.auth_sessions import cleared_cookie
from server.api.call import Answer, Call
from server.shapes.base import Acknowledged
from server.shapes.erasures import ErasurePreview
from server.usecases import erasing, erasure_previews


async def preview_erasing_entry(call: Call[None, None]) -> ErasurePreview:
    """Show what would be erased with an entry."""
    return await erasure_previews.preview_entry(call.viewer, call.uuid("entry_id"))


async def preview_erasing_photo(call: Call[None, None]) -> ErasurePreview:
    """Show what would be erased with a photo."""
    return await erasure_previews.preview_photo(call.viewer, call.uuid("photo_id"))


async def preview_erasing_treatment(call: Call[None, None]) -> ErasurePreview:
    """Show what would be erased with a treatment, and what the clinic keeps."""
    return await erasure_previews.preview_treatment(call.viewer, call.uuid("treatment_id"))


async def preview_erasing_account(call: Call[None, None]) -> ErasurePreview:
    """Show what would be erased with the account, and what clinics keep."""
    return await erasure_previews.preview_account(call.viewer)


async def erase_entry(call: Call[None, None]) -> Acknowledged:
    """Erase an entry with its earlier versions and photos."""
    await erasing.erase_entry(call.services, call.viewer, call.uuid("entry_id"))
    return Acknowledged()


async def erase_photo(call: Call[None, None]) -> Acknowledged:
    """Erase a photo."""
    await erasing.erase_photo(call.services, call.viewer, call.uuid("photo_id"))
    return Acknowledged()


async def erase_treatment(call: Call[None, None]) -> Acknowledged:
    """Erase the diary of a treatment; a clinic keeps its own record."""
    await erasing.erase_treatment(call.services, call.viewer, call.uuid("treatment_id"))
    return Acknowledged()


async def erase_account(call: Call[None, None]) -> Answer[Acknowledged]:
    """Erase the caller's account with all diaries; clinics keep their own records."""
    await erasing.erase_account(call.services, call.viewer)
    return Answer(content=Acknowledged(), headers=(cleared_cookie(call.services.public_url),))
