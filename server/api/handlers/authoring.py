"""The author's side: drafts, reports, previews, publishing; and the patient's yes to a new version."""

from server.api.call import Call
from server.shapes.authoring import (
    DraftNew,
    FollowedVersions,
    ImportedSheet,
    SheetChange,
    SheetChangeAccepted,
    SheetComparison,
    SheetComparisonQuery,
    SheetPreviewNew,
    SheetPreviewView,
    SheetReport,
    SheetSource,
    SheetText,
    SheetTomlView,
    SheetVersionList,
    SheetVersionView,
)
from server.shapes.base import Acknowledged
from server.shapes.treatments import TreatmentView
from server.usecases import authoring, sheet_changes, sheet_reports


async def list_versions(call: Call[None, None]) -> SheetVersionList:
    """List built-in sheets and the practice's own, with drafts."""
    return await authoring.list_versions(call.viewer)


async def show_version(call: Call[None, None]) -> SheetVersionView:
    """Show one version of a sheet with its open issues."""
    return await authoring.show_version(call.services, call.viewer, call.uuid("sheet_version_id"))


async def export_toml(call: Call[None, None]) -> SheetTomlView:
    """Export one version of a sheet as TOML."""
    return await authoring.export_toml(call.viewer, call.uuid("sheet_version_id"))


async def new_draft(call: Call[DraftNew, None]) -> SheetVersionView:
    """Begin a draft, from nothing, from TOML or as a copy."""
    return await authoring.new_draft(call.services, call.viewer, call.body)


async def change_draft(call: Call[SheetSource, None]) -> SheetVersionView:
    """Keep a draft as it is now written."""
    return await authoring.change_draft(call.services, call.viewer, call.uuid("sheet_version_id"), call.body)


async def discard_draft(call: Call[None, None]) -> Acknowledged:
    """Throw a draft away."""
    await authoring.discard_draft(call.viewer, call.uuid("sheet_version_id"))
    return Acknowledged()


async def publish_draft(call: Call[None, None]) -> SheetVersionView:
    """Publish a draft: it never changes again."""
    return await authoring.publish_draft(call.services, call.viewer, call.uuid("sheet_version_id"))


async def report_on_sheet(call: Call[SheetSource, None]) -> SheetReport:
    """Say what is wrong, missing or contradictory in a sheet."""
    return sheet_reports.report_on(call.services, call.body)


async def preview_sheet(call: Call[SheetPreviewNew, None]) -> SheetPreviewView:
    """Compile a sheet for an imagined treatment."""
    return sheet_reports.preview(call.services, call.body)


async def import_sheet(call: Call[SheetText, None]) -> ImportedSheet:
    """Read the English text of a sheet into a draft of rules."""
    return sheet_reports.read_text(call.services, call.body)


async def compare_sheets(call: Call[None, SheetComparisonQuery]) -> SheetComparison:
    """Lay two versions side by side, topic by topic."""
    return await authoring.compare_sheets(call.services, call.viewer, call.query)


async def show_sheet_change(call: Call[None, None]) -> SheetChange:
    """Show what the newest version of the sheet would change for a treatment."""
    return await sheet_changes.sheet_change(call.viewer, call.uuid("treatment_id"))


async def accept_sheet_change(call: Call[SheetChangeAccepted, None]) -> TreatmentView:
    """Follow the newer version of the sheet from now on."""
    return await sheet_changes.accept_sheet_change(
        call.services, call.viewer, call.uuid("treatment_id"), call.body
    )


async def list_followed_versions(call: Call[None, None]) -> FollowedVersions:
    """List the versions that a treatment followed before the current one."""
    return await sheet_changes.followed_versions(call.viewer, call.uuid("treatment_id"))
