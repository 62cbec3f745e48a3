"""Access without an account: turn the token of a share session into a reader, and a reader's request into a row.

The counterpart of `access.py` for readers of share links. The rules are in `server.domain.share_links`. What does not
exist, what the link does not name and what it no longer opens give the same `NotFound`.
"""

from datetime import datetime
from uuid import UUID

from models.diary import Photo
from models.share_links import ShareLink, ShareSession
from models.treatments import Treatment
from server.domain.share_links import LinkReader, link_runs, may_read_by_link
from server.domain.sharing import DiaryFacts, Scope
from server.domain.viewer import Viewer
from server.domain.vocabulary import Role
from server.usecases.access_errors import unknown
from server.usecases.sharing_views import link_facts
from server.usecases.tokens import token_hash


async def link_reader_of(token: str, *, now: datetime) -> LinkReader | None:
    """Return the reader whom the token of a share session identifies, or None. The link is checked at every request.

    While the patient's account is disabled, their links open nothing.
    """
    open_sessions = ShareSession.filter(
        token_hash=token_hash(token), expires_at__gt=now, link__patient__disabled_at=None
    )
    session = await open_sessions.select_related("link").first()
    if session is None or not link_runs(link_facts(session.link), now):
        return None
    return _reader(session.id, session.link)


def _reader(session_id: UUID, link: ShareLink) -> LinkReader:
    return LinkReader(
        session_id=session_id,
        link_id=link.id,
        patient_id=link.patient_id,
        treatment_ids=frozenset(UUID(treatment_id) for treatment_id in link.treatment_ids),
        scope=Scope.of_link(photos=link.photos, notes=link.notes),
        ends_at=link.ends_at,
    )


async def own_share_link(viewer: Viewer, link_id: UUID) -> ShareLink:
    """Return a share link of this patient. Raises `NotFound` (link-unknown)."""
    link = await ShareLink.get_or_none(id=link_id, patient_id=viewer.person_id)
    if link is None or viewer.role is not Role.PATIENT:
        raise unknown("link-unknown")
    return link


async def shared_treatments(reader: LinkReader) -> list[Treatment]:
    """Return the treatments that the link opens, newest first."""
    named = Treatment.filter(id__in=list(reader.treatment_ids)).order_by("-treated_at", "id")
    return [row for row in await named.prefetch_related("sheet_version") if _may_read(reader, row)]


async def shared_treatment(reader: LinkReader, treatment_id: UUID) -> Treatment:
    """Return a treatment whose diary the link opens. Raises `NotFound` (treatment-unknown)."""
    row = await Treatment.get_or_none(id=treatment_id)
    if row is None or not _may_read(reader, row):
        raise unknown("treatment-unknown")
    return row


async def shared_photo(reader: LinkReader, photo_id: UUID) -> Photo:
    """Return a photo that the link shows. Raises `NotFound` (photo-unknown)."""
    photo = await Photo.get_or_none(id=photo_id).select_related("treatment")
    if (
        photo is None or photo.patient_id != reader.patient_id
    ):  # of a withdrawn record, no photo is the patient's
        raise unknown("photo-unknown")
    if not reader.scope.photos or not _may_read(reader, photo.treatment):
        raise unknown("photo-unknown")
    return photo


def _may_read(reader: LinkReader, row: Treatment) -> bool:
    return may_read_by_link(reader, DiaryFacts(row.id, row.patient_id, row.clinic_id))
