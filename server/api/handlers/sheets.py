"""Sheets to choose from, and the topic tree with the words that people use for its topics."""

from server.api.call import Answer, Call
from server.shapes.sheets import SheetList
from server.shapes.topics import Topics
from server.usecases import sheets, topics


async def list_sheets(call: Call[None, None]) -> SheetList:
    """List the sheets that a treatment may follow."""
    return await sheets.list_sheets(call.viewer)


async def show_topics(call: Call[None, None]) -> Answer[Topics]:
    """Return the topic tree as the phone stores it."""
    tree = topics.topics_for_phone(call.services)
    revalidate = (("cache-control", "no-cache"),)  # nothing personal: the browser may store it
    return Answer(content=tree.content, etag=tree.etag, headers=revalidate)
