"""Export one's own data as a ZIP file: ask for it, follow its progress, and download it within an hour.

A worker prepares it (`prepare_export`). Its parts are in the photo store, below the folder of the patient.
"""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from models.exports import Export
from models.revision import lock_patient
from models.unit_of_work import unit_of_work
from server.domain.audit import AuditKind
from server.domain.errors import NotFound
from server.domain.viewer import Viewer
from server.ports import Services
from server.shapes.exports import ExportDocument, ExportView
from server.usecases.access_to_account import own_export
from server.usecases.audit import record_event
from server.usecases.export_content import export_document, exported_photos
from server.usecases.export_files import ZipWriter, parts_folder, read_parts
from server.usecases.export_page import ExportPage
from server.usecases.fhir import fhir_bundle
from server.usecases.freshness import check_fresh
from server.usecases.photo_images import delete_images, image_key

EXPORT_LIFE = timedelta(hours=1)
"""For how long a finished export can be downloaded."""
PREPARING_LIFE = timedelta(days=1)
"""An export that is not finished by then is given up."""
LEASE = timedelta(minutes=10)
MAX_ATTEMPTS = 3
REPORT_EVERY = timedelta(seconds=1)
"""How often the progress is stored: a write for each of thousands of photos would take longer than the photos."""


class _Abandoned(Exception):
    """The row is gone, because the person has erased something, or another worker has taken over the lease."""


@dataclass(frozen=True, slots=True)
class ExportFile:
    """A finished export: its size, and where its parts are."""

    size: int
    folder: str

    def read(self, services: Services, first: int, last: int) -> AsyncIterator[bytes]:
        """Yield the bytes from `first` to `last`, both inclusive."""
        return read_parts(services, self.folder, first, last)


async def request_export(services: Services, viewer: Viewer) -> ExportView:
    """Ask for an export. A repeated call from this device returns the one that is under way or ready.

    Raises `PasskeyNotFresh`.
    """
    check_fresh(services, viewer)
    now = services.clock.now()

    async def request() -> Export:
        await lock_patient(viewer.person_id)
        own = Export.filter(person_id=viewer.person_id, auth_session_id=viewer.auth_session_id)
        if existing := await own.filter(failed=False, expires_at__gt=now).first():
            return existing
        export = await Export.create(
            id=services.new_id(),
            person_id=viewer.person_id,
            auth_session_id=viewer.auth_session_id,
            requested_at=now,
            expires_at=now + PREPARING_LIFE,
        )
        await record_event(
            services, AuditKind.EXPORT_REQUESTED, person_id=viewer.person_id, item_id=export.id
        )
        return export

    return _view(await unit_of_work(request))


async def show_export(services: Services, viewer: Viewer, export_id: UUID) -> ExportView:
    """Return how far an export is. Raises `NotFound` (export-unknown) for other devices and after its end."""
    return _view(await own_export(viewer, export_id, now=services.clock.now()))


def _view(row: Export) -> ExportView:
    return ExportView(
        id=row.id,
        state="failed" if row.failed else "ready" if row.ready_at else "preparing",
        photos_done=row.photos_done,
        photos_total=row.photos_total,
        size=row.size,
        requested_at=row.requested_at,
        expires_at=row.expires_at,
    )


async def open_export(services: Services, viewer: Viewer, export_id: UUID) -> ExportFile:
    """Return a finished export for download. Raises `NotFound` (export-unknown)."""
    row = await own_export(viewer, export_id, now=services.clock.now())
    if row.ready_at is None:
        raise NotFound("This export is not ready.", code="export-unknown")
    return ExportFile(row.size, parts_folder(row.person_id, row.id))


async def claim_export(services: Services) -> Export | None:
    """Lease the oldest waiting export, or return None. Of several workers, one gets it."""
    now = services.clock.now()
    waiting = Export.filter(ready_at=None, failed=False, expires_at__gt=now)
    for row in await waiting.order_by("requested_at", "id").limit(20):
        if row.leased_until is not None and row.leased_until > now:
            continue
        leased = Export.filter(id=row.id, leased_until=row.leased_until, ready_at=None)
        if await leased.update(leased_until=now + LEASE, attempts=row.attempts + 1):
            return await Export.get_or_none(id=row.id)
    return None


async def prepare_export(services: Services, export: Export) -> bool:
    """Write the ZIP file of a claimed export. Return False if it was given up.

    1. Collect the data.  2. Write each photo and report the progress.  3. Write the data, the page and the
    FHIR bundle.  4. Mark as ready.  If the row is gone in the meantime, delete what was written.
    """
    person_id: UUID = export.person_id
    folder = parts_folder(person_id, export.id)
    try:
        document = await export_document(services, person_id)
        writer = ZipWriter(services, folder)
        await _progress(services, export, photos_total=len(document.files))
        await _write_photos(services, export, writer, document)
        await writer.add("data.json", document.model_dump_json(by_alias=True).encode(), compress=True)
        page = ExportPage(document, services.messages).html()
        await writer.add("diary.html", page.encode(), compress=True)
        await writer.add_pieces("fhir.json", fhir_bundle(document, person_id, services.messages))
        await writer.close()
        now = services.clock.now()
        await _progress(services, export, size=writer.size, ready_at=now, expires_at=now + EXPORT_LIFE)
    except (_Abandoned, NotFound):
        await delete_images(services, [folder])
        return False
    return True


async def _write_photos(
    services: Services, export: Export, writer: ZipWriter, document: ExportDocument
) -> None:
    names = {each.photo_id: each.file for each in document.files}
    reported_at = services.clock.now()
    for number, photo in enumerate(await exported_photos(export.person_id), start=1):
        if photo.id not in names:
            continue  # uploaded after the data was collected
        key = image_key(photo, "display")
        await writer.add(names[photo.id], await services.photos.get(key))
        if services.clock.now() - reported_at >= REPORT_EVERY:
            await _progress(services, export, photos_done=number)
            reported_at = services.clock.now()
    await _progress(services, export, photos_done=len(names))


async def _progress(services: Services, export: Export, **changes: int | datetime) -> None:
    """Store the progress and extend the lease. Raises `_Abandoned` if the row is gone."""
    leased_until = services.clock.now() + LEASE
    own = Export.filter(id=export.id, leased_until=export.leased_until)
    if not await own.update(leased_until=leased_until, **changes):
        raise _Abandoned
    export.leased_until = leased_until


async def give_up_export(services: Services, export: Export) -> None:
    """After a failure: try again when the lease ends, `MAX_ATTEMPTS` times in all."""
    if export.attempts >= MAX_ATTEMPTS:
        await Export.filter(id=export.id).update(failed=True)
        await delete_images(services, [parts_folder(export.person_id, export.id)])


async def delete_expired_exports(services: Services) -> int:
    """Delete exports that can no longer be downloaded. Return their number."""
    expired = await Export.filter(expires_at__lte=services.clock.now())
    for row in expired:
        await delete_images(services, [parts_folder(row.person_id, row.id)])
        await Export.filter(id=row.id).delete()
    return len(expired)
