"""Exporting one's own data."""

from server.api.call import Answer, Call
from server.api.ranges import ranged
from server.shapes.exports import ExportView
from server.usecases import exporting


async def request_export(call: Call[None, None]) -> ExportView:
    """Ask for a ZIP file with everything of the caller."""
    return await exporting.request_export(call.services, call.viewer)


async def show_export(call: Call[None, None]) -> ExportView:
    """Show how far an export is."""
    return await exporting.show_export(call.services, call.viewer, call.uuid("export_id"))


async def download_export(call: Call[None, None]) -> Answer[bytes]:
    """Download an export, or a range of its bytes."""
    export_id = call.uuid("export_id")
    file = await exporting.open_export(call.services, call.viewer, export_id)
    return ranged(
        lambda first, last: file.read(call.services, first, last),
        size=file.size,
        wanted=call.headers.get("range"),
        media_type="application/zip",
        file_name="afterglow.zip",
        etag=export_id.hex,
    )
