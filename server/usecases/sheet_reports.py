"""What an author sees before saving a sheet: faults, open issues, and the timeline of a sample treatment."""

from server.ports import Services
from server.shapes.authoring import (
    ImportedSheet,
    SheetPreviewNew,
    SheetPreviewView,
    SheetReport,
    SheetSource,
    SheetText,
)
from server.usecases import sheet_work


async def report_on(services: Services, source: SheetSource) -> SheetReport:
    """Return the faults and issues of a sheet. A fault is a result here, not an error.

    Raises `Invalid` (sheet-too-slow).
    """
    return await services.sheet_work(sheet_work.report_on, source)


async def preview(services: Services, new: SheetPreviewNew) -> SheetPreviewView:
    """Compile the timeline of a sample treatment.

    Raises `Invalid` (sheet-faulty, local-time-missing, local-time-twice, sheet-too-slow).
    """
    return await services.sheet_work(sheet_work.preview, new)


async def read_text(services: Services, pasted: SheetText) -> ImportedSheet:
    """Draft rules from a pasted text, next to the sentences that they come from. Nothing is stored.

    Raises `Invalid` (language-unknown, language-other, text-too-long, sheet-too-slow).
    """
    return await services.sheet_work(sheet_work.read_text, pasted)
