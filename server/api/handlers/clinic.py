"""The practitioner's work on shared diaries: queue, review, replies and their templates."""

from server.api.call import Call
from server.shapes.base import Acknowledged
from server.shapes.diary import ReplyView
from server.shapes.replies import ReplyNew, ReplyTemplateList, ReplyTemplateNew, ReplyTemplateText
from server.shapes.review import Queue, QueueQuery, Review
from server.shapes.sharing import GrantView
from server.usecases import reply_templates, review
from server.usecases.queue import queue


async def show_queue(call: Call[None, QueueQuery]) -> Queue:
    """List the patients who need this practitioner, most urgent first, 50 at a time; the accesses are recorded."""
    return await queue(call.services, call.viewer, call.query)


async def show_review(call: Call[None, None]) -> Review:
    """Show what happened since the treatment; the access is recorded."""
    return await review.review(call.services, call.viewer, call.uuid("treatment_id"))


async def write_reply(call: Call[ReplyNew, None]) -> ReplyView:
    """Send a reply to the patient."""
    return await review.reply(call.services, call.viewer, call.uuid("treatment_id"), call.body)


async def mark_reviewed(call: Call[None, None]) -> Acknowledged:
    """Mark the diary as reviewed."""
    await review.mark_reviewed(call.services, call.viewer, call.uuid("treatment_id"))
    return Acknowledged()


async def undo_reviewed(call: Call[None, None]) -> Acknowledged:
    """Take the mark "reviewed" back."""
    await review.undo_reviewed(call.services, call.viewer, call.uuid("treatment_id"))
    return Acknowledged()


async def show_grant(call: Call[None, None]) -> GrantView:
    """Show the grant that opens a diary now; nothing is recorded."""
    return await review.show_grant(call.services, call.viewer, call.uuid("treatment_id"))


async def list_templates(call: Call[None, None]) -> ReplyTemplateList:
    """List the clinic's reply templates, those that were sent last first."""
    return await reply_templates.list_templates(call.viewer)


async def create_template(call: Call[ReplyTemplateNew, None]) -> ReplyTemplateList:
    """Save a text that the clinic often sends."""
    return await reply_templates.create_template(call.services, call.viewer, call.body)


async def change_template(call: Call[ReplyTemplateText, None]) -> ReplyTemplateList:
    """Change the text of a reply template."""
    return await reply_templates.change_template(call.viewer, call.uuid("template_id"), call.body)


async def delete_template(call: Call[None, None]) -> ReplyTemplateList:
    """Delete a reply template."""
    return await reply_templates.delete_template(call.viewer, call.uuid("template_id"))
