"""The patient's diary and its exchange with the phone."""

from server.api.call import Answer, Call
from server.shapes.base import Acknowledged
from server.shapes.changes import Changes, ChangesQuery
from server.shapes.diary import Diary, EntryHistory, EntryView, EntryWrite
from server.usecases import diary, handing_over
from server.usecases.diary_read import read_diary


async def show_changes(call: Call[None, ChangesQuery]) -> Changes:
    """Return the caller's own rows that changed after the cursor."""
    return await diary.changes_after(call.viewer, call.query.after)


async def write_entry(call: Call[EntryWrite, None]) -> EntryView:
    """Create or edit an entry; sending it again changes nothing."""
    return await diary.write_entry(call.services, call.viewer, call.uuid("entry_id"), call.body)


async def show_history(call: Call[None, None]) -> EntryHistory:
    """Show the earlier versions of an entry and the current one."""
    return await diary.entry_history(call.viewer, call.uuid("entry_id"))


async def show_diary(call: Call[None, None]) -> Answer[Diary]:
    """Show the diary of one treatment."""
    answer = await read_diary(call.services, call.viewer, call.uuid("treatment_id"))
    return Answer(content=answer.content, etag=answer.etag)


async def decline_handover(call: Call[None, None]) -> Acknowledged:
    """Keep the diary closed to the practitioner who has taken over."""
    await handing_over.decline_handover(call.services, call.viewer, call.uuid("treatment_id"))
    return Acknowledged()


async def mark_reply_read(call: Call[None, None]) -> Acknowledged:
    """Mark a reply as read."""
    await diary.mark_reply_read(call.services, call.viewer, call.uuid("reply_id"))
    return Acknowledged()
