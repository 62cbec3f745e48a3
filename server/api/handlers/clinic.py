"""The practitioner's work on shared diaries: queue, review, replies."""

from server.api.call import Call
from server.shapes.base import Acknowledged
from server.shapes.diary import ReplyView
from server.shapes.review import Queue, QueueQuery, ReplyNew, Review
from server.usecases import review
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
