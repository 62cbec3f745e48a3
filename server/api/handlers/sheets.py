"""Sheets to choose from, and the topic tree with the words that people use for its topics."""

from typing import Any

from server.api.call import Answer, Call
from server.domain.errors import NotFound
from server.shapes.pasted import PastedImport, PastedSheet
from server.shapes.sheets import SheetList
from server.shapes.topics import TopicNames, Topics
from server.usecases import pasted_sheets, sheets, topics


async def list_sheets(call: Call[None, None]) -> SheetList:
    """List the sheets that a treatment may follow."""
    return await sheets.list_sheets(call.viewer)


async def read_pasted(call: Call[PastedSheet, None]) -> PastedImport:
    """Show how each sentence of a pasted sheet is read, and store nothing."""
    return await pasted_sheets.read_pasted(call.services, call.body)


async def show_topics(call: Call[None, None]) -> Answer[Topics]:
    """Return the topic tree as the phone stores it."""
    return _revalidated(topics.topics_for_phone(call.services).whole)


async def show_topic_names(call: Call[None, None]) -> Answer[TopicNames]:
    """Return the names, icons and families of the topics, which is what the first screen needs of the tree."""
    names = topics.topics_for_phone(call.services).names.get(call.text("language"))
    if names is None:
        raise NotFound
    return _revalidated(names)


def _revalidated(document: topics.StoredDocument) -> Answer[Any]:
    """Let the browser store the document and ask whether it has changed: nothing in it is personal."""
    return Answer(
        content=document.content,
        gzipped=document.gzipped,
        etag=document.etag,
        headers=(("cache-control", "no-cache"),),
    )
