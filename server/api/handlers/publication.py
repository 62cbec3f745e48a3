"""Publishing a draft, and deciding which sheets the clinic offers."""

from server.api.call import Call
from server.shapes.authoring import SheetVersionList, SheetVersionView
from server.shapes.publication import DefaultSheet, PublicationNew, PublicationSummary, SheetVisibility
from server.usecases import offering, publishing


async def show_publication(call: Call[None, None]) -> PublicationSummary:
    """Show what publishing a draft would mean: its sentences, changes and patients."""
    return await publishing.publication_summary(call.services, call.viewer, call.uuid("sheet_version_id"))


async def publish_draft(call: Call[PublicationNew, None]) -> SheetVersionView:
    """Publish a draft; a published version never changes."""
    return await publishing.publish_draft(
        call.services, call.viewer, call.uuid("sheet_version_id"), call.body
    )


async def retire_sheet(call: Call[None, None]) -> SheetVersionList:
    """Retire a sheet of the clinic: it is not offered for new treatments."""
    return await offering.retire(call.services, call.viewer, call.uuid("sheet_version_id"))


async def take_back_sheet(call: Call[None, None]) -> SheetVersionList:
    """Offer a retired sheet again."""
    return await offering.take_back(call.viewer, call.uuid("sheet_version_id"))


async def set_visibility(call: Call[SheetVisibility, None]) -> SheetVersionList:
    """Hide a built-in sheet from the clinic, or show it again."""
    return await offering.set_visibility(call.viewer, call.text("key"), call.body)


async def set_default(call: Call[DefaultSheet, None]) -> SheetVersionList:
    """Choose the sheet that a new treatment starts with."""
    return await offering.set_default(call.viewer, call.body)
