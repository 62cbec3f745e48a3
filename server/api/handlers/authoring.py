"""Writing sheets (drafts, reports, previews, publication), and a patient's consent to a new version."""

from server.api.call import Call
from server.shapes.authoring import (
    DraftChange,
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
    """List the built-in sheets and the clinic's own, including drafts."""
    return await authoring.list_versions(call.viewer)


async def show_version(call: Call[None, None]) -> SheetVersionView:
    """Show one version of a sheet with its open issues."""
    return await authoring.show_version(call.services, call.viewer, call.uuid("sheet_version_id"))


async def export_toml(call: Call[None, None]) -> SheetTomlView:
    """Export one version of a sheet as TOML."""
    return await authoring.export_toml(call.viewer, call.uuid("sheet_version_id"))


async def new_draft(call: Call[DraftNew, None]) -> SheetVersionView:
    """Create a draft from a document, from TOML or as a copy."""
    return await authoring.new_draft(call.services, call.viewer, call.body)


async def change_draft(call: Call[DraftChange, None]) -> SheetVersionView:
    """Replace the content of a draft."""
    return await authoring.change_draft(call.services, call.viewer, call.uuid("sheet_version_id"), call.body)


async def discard_draft(call: Call[None, None]) -> Acknowledged:
    """Discard a draft."""
    await authoring.discard_draft(call.viewer, call.uuid("sheet_version_id"))
    return Acknowledged()


async def report_on_sheet(call: Call[SheetSource, None]) -> SheetReport:
    """Report what is wrong, missing or contradictory in a sheet."""
    return await sheet_reports.report_on(call.services, call.body)


async def preview_sheet(call: Call[SheetPreviewNew, None]) -> SheetPreviewView:
    """Compile a sheet for a sample treatment, and store nothing."""
    return await sheet_reports.preview(call.services, call.body)


async def import_sheet(call: Call[SheetText, None]) -> ImportedSheet:
    """Turn the text of a sheet, English or German, into draft rules."""
    return await sheet_reports.read_text(call.services, call.body)


async def compare_sheets(call: Call[None, SheetComparisonQuery]) -> SheetComparison:
    """Compare two sheet versions topic by topic."""
    return await authoring.compare_sheets(call.services, call.viewer, call.query)


async def show_sheet_change(call: Call[None, None]) -> SheetChange:
    """Show what the newest version of the sheet would change for a treatment."""
    return await sheet_changes.sheet_change(call.viewer, call.uuid("treatment_id"))


async def accept_sheet_change(call: Call[SheetChangeAccepted, None]) -> TreatmentView:
    """Accept the newest version of the sheet for a treatment."""
    return await sheet_changes.accept_sheet_change(
        call.services, call.viewer, call.uuid("treatment_id"), call.body
    )


async def list_followed_versions(call: Call[None, None]) -> FollowedVersions:
    """List the versions that a treatment followed before the current one."""
    return await sheet_changes.followed_versions(call.viewer, call.uuid("treatment_id"))
