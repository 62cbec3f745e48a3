"""Share links: a patient makes them, and readers without an account open them with a code."""

from server.api.auth_sessions import cleared_share_cookie, share_cookie
from server.api.call import Answer, Call
from server.shapes.base import Acknowledged
from server.shapes.diary import PhotoSize
from server.shapes.review import Review
from server.shapes.sharing import (
    SharedDiaries,
    SharedQuery,
    ShareLinkList,
    ShareLinkMade,
    ShareLinkNew,
    ShareLinkOpen,
)
from server.usecases import share_links, shared_diaries


async def list_share_links(call: Call[None, None]) -> ShareLinkList:
    """List the caller's share links, without their secrets."""
    return await share_links.list_share_links(call.services, call.viewer)


async def make_share_link(call: Call[ShareLinkNew, None]) -> ShareLinkMade:
    """Make a link and a code that together open diaries of the caller, read only, to somebody without an account."""
    return await share_links.make_share_link(call.services, call.viewer, call.body)


async def revoke_share_link(call: Call[None, None]) -> ShareLinkList:
    """Close a share link; this takes effect at once."""
    return await share_links.revoke_share_link(call.services, call.viewer, call.uuid("share_link_id"))


async def open_share_link(call: Call[ShareLinkOpen, None]) -> Answer[SharedDiaries]:
    """Open a share link with its code."""
    opened = await shared_diaries.open_share_link(call.services, call.body, client=call.client)
    cookie = share_cookie(opened.token, call.services.public_url)
    return Answer(content=opened.diaries, headers=(cookie,))


async def close_share_link(call: Call[None, None]) -> Answer[Acknowledged]:
    """Forget the share link in this browser."""
    await shared_diaries.close_share_link(call.reader)
    return Answer(content=Acknowledged(), headers=(cleared_share_cookie(call.services.public_url),))


async def list_shared(call: Call[None, None]) -> SharedDiaries:
    """List the treatments that the share link opens."""
    return await shared_diaries.list_shared(call.reader)


async def read_shared(call: Call[None, SharedQuery]) -> Review:
    """Read the diary of one treatment by the share link. The access is recorded and shown to the patient."""
    treatment_id = call.uuid("treatment_id")
    return await shared_diaries.read_shared(
        call.services, call.reader, treatment_id, language=call.query.language
    )


async def show_shared_photo(call: Call[None, None]) -> Answer[bytes]:
    """Show a photo by the share link, in display size or as a thumbnail."""
    size: PhotoSize = "thumbnail" if call.text("size") == "thumbnail" else "display"
    photo_id = call.uuid("photo_id")
    content, media_type = await shared_diaries.show_shared_photo(call.services, call.reader, photo_id, size)
    return Answer(content=content, media_type=media_type)
