"""Sheets to choose from, and the words that people have for their topics."""

from server.api.call import Answer, Call
from server.shapes.sheets import SheetList
from server.shapes.topics import Topics
from server.usecases import sheets, topics


async def list_sheets(call: Call[None, None]) -> SheetList:
    """List the sheets that a treatment may follow."""
    return await sheets.list_sheets(call.viewer)


async def show_topics(call: Call[None, None]) -> Answer[Topics]:
    """Give the topic tree as the phone keeps it."""
    found = topics.topics_for_phone(call.services)
    asked_again = (("cache-control", "no-cache"),)  # nothing personal: the browser may keep it
    return Answer(content=found.content, etag=found.etag, headers=asked_again)
