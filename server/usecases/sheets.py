"""Built-in sheets as rows, and the sheets that a person may choose from."""

from uuid import UUID, uuid5

from models.treatments import SheetVersion
from models.unit_of_work import create_once
from server.domain.errors import Conflict
from server.domain.sheets import Sheet, to_document
from server.domain.treatment_kinds import kind_of
from server.domain.viewer import Viewer
from server.ports import Services
from server.shapes.sheets import SheetList, SheetSummary
from server.usecases.sheet_offers import offers_of
from server.usecases.sheet_rows import published_versions, sheet_of

BUILT_IN = UUID("7c1de9a5-6e0b-4a3e-9d0f-0d5f5b7b6c11")
"""The namespace of built-in rows: one version has the same id on every server and in every process."""

BEGINNING = 2
"""How many rules of a sheet are shown where one is chosen."""


async def publish_builtins(services: Services) -> None:
    """Create a row for every built-in sheet, so that treatments can refer to it. Call it at every startup.

    Raises `Conflict` (sheet-changed) if a sheet differs from the row of the same version.
    """
    for sheet in services.sheets.values():
        await _publish(services, sheet)


async def _publish(services: Services, sheet: Sheet) -> None:
    now = services.clock.now()

    async def publish() -> None:
        row, created = await SheetVersion.get_or_create(
            id=uuid5(BUILT_IN, f"{sheet.id}@{sheet.version}"),
            defaults={
                "key": sheet.id,
                "version": sheet.version,
                "title": sheet.title,
                "language": sheet.language,
                "document": to_document(sheet),
                "created_at": now,
                "published_at": now,
            },
        )
        if not created and row.document != to_document(sheet):
            raise Conflict(
                f"The sheet {sheet.id} was changed without a new version number.", code="sheet-changed"
            )

    await create_once(publish)


async def list_sheets(viewer: Viewer) -> SheetList:
    """Return the newest published version of each sheet that this person may choose, by title.

    Sheets that the clinic has retired or hidden are left out.
    """
    offers = await offers_of(viewer.clinic_id)
    newest = offers.newest(await published_versions(viewer.clinic_id))
    rows = sorted(newest.values(), key=lambda row: row.title)
    return SheetList(sheets=[_summary(row, is_default=row.key == offers.default) for row in rows])


def _summary(row: SheetVersion, *, is_default: bool) -> SheetSummary:
    sheet = sheet_of(row)
    return SheetSummary(
        key=row.key,
        version=row.version,
        title=row.title,
        titles=dict(sheet.titles),
        publisher=sheet.publisher,
        language=row.language,
        kind=kind_of(sheet.treatment),
        built_in=row.clinic_id is None,
        default=is_default,
        flags=list(sheet.flags),
        conditions={name: dict(names) for name, names in sheet.conditions.items()},
        begins={
            language: [rule.text(language).says for rule in sheet.rules[:BEGINNING]]
            for language in sheet.languages or (sheet.language,)
        },
    )
