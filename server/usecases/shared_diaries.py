"""Reading by a share link: open it with its code, and read what it shows. Nothing can be written."""

from dataclasses import dataclass
from datetime import datetime
from hmac import compare_digest
from uuid import UUID

from models.revision import next_revision, try_to_lock
from models.share_links import LinkAccess, ShareLink, ShareSession
from models.unit_of_work import unit_of_work
from server.domain.limits import MAX_WRONG_CODES, SHARE_LINK_ATTEMPTS
from server.domain.share_links import (
    SESSION_LIFE,
    LinkReader,
    link_runs,
    plain_code,
)
from server.domain.vocabulary import AccessKind
from server.ports import Services
from server.shapes.diary import PhotoSize
from server.shapes.review import Review
from server.shapes.sharing import SharedDiaries, SharedTreatment, ShareLinkOpen
from server.usecases.access_by_link import (
    link_reader_of,
    shared_photo,
    shared_treatment,
    shared_treatments,
)
from server.usecases.access_errors import unknown
from server.usecases.access_records import record_link_access
from server.usecases.attempts import count_attempt
from server.usecases.photo_images import image_key
from server.usecases.planning import notify_of_locked_link
from server.usecases.review_views import load_diary, review_view
from server.usecases.sharing_views import link_facts
from server.usecases.sheet_words import version_titles
from server.usecases.tokens import code_hash, token_hash
from server.usecases.treatment_views import numbers_in_series


@dataclass(frozen=True, slots=True)
class Opened:
    """A link that was opened. `token` goes into the cookie of this browser and is stored nowhere else."""

    token: str
    diaries: SharedDiaries


async def open_share_link(services: Services, link: ShareLinkOpen, *, client: str) -> Opened:
    """Open a link with its code. `client` is the network address that the request came from.

    An unknown link, a link that no longer runs and a wrong code give the same `NotFound` (share-link-refused). Raises
    `TooMany` (too-many-requests) if the client's network has tried too often, whichever links these were.
    """
    await count_attempt(
        services, SHARE_LINK_ATTEMPTS, client
    )  # before it is made: simultaneous ones count, too
    row = await ShareLink.get_or_none(token_hash=token_hash(link.token), patient__disabled_at=None)
    if row is None or not link_runs(link_facts(row), services.clock.now()):
        raise unknown("share-link-refused")
    token = services.new_token()
    if not await unit_of_work(lambda: _enter(services, row, link, token)):
        raise unknown("share-link-refused")
    reader = await link_reader_of(token, now=services.clock.now())
    if reader is None:
        raise unknown("share-link-refused")
    return Opened(token, await list_shared(reader))


async def _enter(services: Services, row: ShareLink, typed: ShareLinkOpen, session_token: str) -> bool:
    """Check the code and create a session, or count the wrong code. Attempts at one link follow one another.

    It returns False instead of raising an error, which would take the count back.
    """
    now = services.clock.now()
    if not await try_to_lock(row.patient_id):
        return False
    link = await ShareLink.get_or_none(id=row.id)  # as it is, now that no other attempt can change it
    if link is None or not link_runs(link_facts(link), now):
        return False
    if not compare_digest(link.code_hash, code_hash(typed.token, plain_code(typed.code))):
        await _count_wrong_code(services, link, now)
        return False
    await ShareSession.create(
        id=services.new_id(),
        link_id=link.id,
        token_hash=token_hash(session_token),
        created_at=now,
        expires_at=now + SESSION_LIFE,
    )
    return True


async def _count_wrong_code(services: Services, link: ShareLink, now: datetime) -> None:
    """Count a wrong code; the last permitted one locks the link, closes it where it is open and tells the patient."""
    wrong_codes = link.wrong_codes + 1
    await ShareLink.filter(id=link.id).update(wrong_codes=wrong_codes)
    if wrong_codes < MAX_WRONG_CODES:
        return
    await ShareLink.filter(id=link.id).update(locked_at=now)
    await ShareSession.filter(link_id=link.id).delete()
    await LinkAccess.create(
        id=services.new_id(),
        link_id=link.id,
        patient_id=link.patient_id,
        treatment_id=UUID(link.treatment_ids[0]),
        kind=AccessKind.LOCKED,
        viewed_at=now,
        revision=await next_revision(link.patient_id),
    )
    await notify_of_locked_link(services, link.patient_id, link.id)


async def close_share_link(reader: LinkReader) -> None:
    """Forget the link in this browser; it can be opened again with the code."""
    await ShareSession.filter(id=reader.session_id).delete()


async def list_shared(reader: LinkReader) -> SharedDiaries:
    """Return the treatments that the link opens, newest first. Each diary is read, and logged, on its own."""
    treatments = await shared_treatments(reader)
    numbers = await numbers_in_series(patient_id=reader.patient_id)
    return SharedDiaries(
        patient_name=treatments[0].patient_name if treatments else "",
        treatments=[
            SharedTreatment(
                id=treatment.id,
                number_in_series=numbers.get(treatment.id, 1),
                treated_at=treatment.treated_at,
                time_zone=treatment.time_zone,
                sheet_title=treatment.sheet_version.title,
                sheet_titles=version_titles(treatment.sheet_version),
            )
            for treatment in treatments
        ],
        photos=reader.scope.photos,
        notes=reader.scope.notes,
        ends_at=reader.ends_at,
    )


async def read_shared(
    services: Services, reader: LinkReader, treatment_id: UUID, *, language: str | None = None
) -> Review:
    """Return what the link shows of one diary, with the names of topics in the reader's language.

    Every call is recorded. Raises `NotFound` (treatment-unknown).
    """
    treatment = await shared_treatment(reader, treatment_id)
    await record_link_access(services, reader, treatment_id, AccessKind.DIARY)
    return await review_view(await load_diary(services, treatment), reader.scope, language=language)


async def show_shared_photo(
    services: Services, reader: LinkReader, photo_id: UUID, size: PhotoSize
) -> tuple[bytes, str]:
    """Return an image and its media type. The access is recorded. Raises `NotFound` (photo-unknown)."""
    photo = await shared_photo(reader, photo_id)
    await record_link_access(services, reader, photo.treatment_id, AccessKind.PHOTOS)
    content = await services.photos.get(image_key(photo, size))
    return content, photo.content_type
