"""The patient's diary: write an entry once, however often it is sent, and list what has changed."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid5

from models.diary import Entry, EntryRevision, Reply
from models.revision import lock_patient, next_revision
from models.unit_of_work import create_once, unit_of_work
from server.domain.errors import Conflict, Invalid
from server.domain.limits import CHANGES_A_PAGE
from server.domain.merge import MergeOutcome, merge
from server.domain.viewer import Viewer
from server.domain.vocabulary import ErasedKind
from server.ports import Services
from server.shapes.changes import Changes
from server.shapes.diary import EntryDocument, EntryHistory, EntryView, EntryWrite
from server.usecases.access import own_entry, own_entry_or_none, own_reply, own_treatment
from server.usecases.changes_views import changes_view
from server.usecases.diary_room import check_room_for_entry, check_room_for_version
from server.usecases.diary_views import entry_view, history_view
from server.usecases.erasure_rows import check_not_erased
from server.usecases.planning import plan_for
from server.usecases.practitioner_notices import EarlierVersion, notify_of_entry


@dataclass(frozen=True, slots=True)
class _IncomingEntry:
    """An upload, ready to be stored. `sha256` identifies the same upload when it is repeated."""

    entry_id: UUID
    patient_id: UUID
    treatment_id: UUID
    occurred_at: datetime
    base_revision: int
    document: dict[str, Any]
    sha256: str
    received_at: datetime


async def write_entry(services: Services, viewer: Viewer, entry_id: UUID, write: EntryWrite) -> EntryView:
    """Create or edit an entry. A repeated upload changes nothing.

    An edit of an older version is merged with the changes made since, and every previous version is stored.
    Raises `NotFound` (treatment-unknown, entry-unknown), `Invalid` (entry-before-treatment), `Conflict`
    (entry-moved), `Gone` (erased), `TooLarge` (diary-full, too-many-versions) or `TooMany` (too-many-today).

    `occurred_at` is stored as the phone sent it, even if it is in the future, together with `clock_offset_ms`.
    Nothing is rewritten, and a wrong clock alone never leads to a refusal.
    """
    incoming = _incoming(services, viewer, entry_id, write)

    async def save() -> Entry:
        await lock_patient(viewer.person_id)
        await check_not_erased(viewer, ErasedKind.ENTRY, entry_id)
        await check_not_erased(viewer, ErasedKind.TREATMENT, incoming.treatment_id)
        await _check_treatment(viewer, incoming)
        entry = await own_entry_or_none(viewer, entry_id)
        earlier = EarlierVersion(entry.occurred_at, entry.document) if entry else None
        saved = await _create(incoming) if entry is None else await _edit(entry, incoming)
        await notify_of_entry(services, saved, earlier=earlier)
        return saved

    entry = await create_once(save)
    await plan_for(services, viewer.person_id)
    return entry_view(entry)


def _incoming(services: Services, viewer: Viewer, entry_id: UUID, write: EntryWrite) -> _IncomingEntry:
    return _IncomingEntry(
        entry_id=entry_id,
        patient_id=viewer.person_id,
        treatment_id=write.treatment_id,
        occurred_at=write.occurred_at,
        base_revision=write.base_revision,
        document=write.document.model_dump(mode="json"),
        sha256=sha256(write.model_dump_json().encode()).hexdigest(),
        received_at=services.clock.now(),
    )


async def _check_treatment(viewer: Viewer, incoming: _IncomingEntry) -> None:
    """Refuse an entry before the treatment: the person must have chosen the wrong day.

    An entry is accepted if either of two times is not before the treatment. The corrected time is right if the
    time comes from a wrong clock, the original time if the person typed it on a phone with a wrong clock.
    """
    treatment = await own_treatment(viewer, incoming.treatment_id)
    offset = timedelta(milliseconds=incoming.document["clock_offset_ms"] or 0)
    if max(incoming.occurred_at, _shifted(incoming.occurred_at, -offset)) < treatment.treated_at:
        raise Invalid("This is before the treatment.", code="entry-before-treatment", at="occurred_at")


def _shifted(instant: datetime, by: timedelta) -> datetime:
    """Return the instant shifted by `by`, or unchanged if the result would be outside the calendar."""
    try:
        return instant + by
    except OverflowError:
        return instant


async def _create(incoming: _IncomingEntry) -> Entry:
    await check_room_for_entry(incoming.patient_id, now=incoming.received_at)
    return await Entry.create(
        id=incoming.entry_id,
        patient_id=incoming.patient_id,
        treatment_id=incoming.treatment_id,
        occurred_at=incoming.occurred_at,
        document=incoming.document,
        revision=await next_revision(incoming.patient_id),
        write_sha256=incoming.sha256,
        created_at=incoming.received_at,
    )


async def _edit(entry: Entry, incoming: _IncomingEntry) -> Entry:
    if entry.treatment_id != incoming.treatment_id:
        raise Conflict("An entry cannot move to another treatment.", code="entry-moved")
    if await _received_before(entry, incoming):
        return entry
    base = await _base_version(entry, incoming.base_revision)
    outcome = _merged(entry, base, incoming)
    moved = base is None or base.occurred_at != incoming.occurred_at
    occurred_at = incoming.occurred_at if moved else entry.occurred_at
    unchanged = (outcome.document, occurred_at) == (entry.document, entry.occurred_at)
    if unchanged and not outcome.no_room:
        return entry
    return await _change(entry, incoming, outcome, occurred_at=occurred_at)


async def _received_before(entry: Entry, incoming: _IncomingEntry) -> bool:
    return (
        entry.write_sha256 == incoming.sha256
        or await EntryRevision.filter(entry_id=entry.id, write_sha256=incoming.sha256).exists()
    )


async def _base_version(entry: Entry, revision: int) -> Entry | EntryRevision | None:
    """Return the version that the edit was based on, or the newest one before that. None if there is none.

    A restored server has lost the last versions. Those before them are what the phone's version came from.
    """
    if entry.revision <= revision:
        return entry
    before = EntryRevision.filter(entry_id=entry.id, revision__lte=revision)
    return await before.order_by("-revision").first()


def _merged(entry: Entry, base: Entry | EntryRevision | None, incoming: _IncomingEntry) -> MergeOutcome:
    if base is entry:
        return MergeOutcome(incoming.document, (), ())
    return merge(base.document if base else None, entry.document, incoming.document)


async def _change(
    entry: Entry, incoming: _IncomingEntry, outcome: MergeOutcome, *, occurred_at: datetime
) -> Entry:
    """Store the current version as history, then write the new one.

    If the merge had no room for a text, the whole upload is stored as history, too, so that nothing is lost.
    """
    await check_room_for_version(entry.id)
    await _store_version(entry.id, entry.revision, _current(entry), incoming.received_at)
    if outcome.no_room:
        upload = {
            "occurred_at": incoming.occurred_at,
            "document": incoming.document,
            "write_sha256": incoming.sha256,
        }
        revision = await next_revision(incoming.patient_id)
        await _store_version(entry.id, revision, upload, incoming.received_at)
    entry.document = EntryDocument.model_validate(outcome.document).model_dump(mode="json")
    entry.occurred_at = occurred_at
    entry.revision = await next_revision(incoming.patient_id)
    entry.write_sha256 = incoming.sha256
    entry.edited = True
    await entry.save()
    return entry


def _current(entry: Entry) -> dict[str, Any]:
    return {
        "occurred_at": entry.occurred_at,
        "document": entry.document,
        "write_sha256": entry.write_sha256,
    }


async def _store_version(
    entry_id: UUID, revision: int, version: dict[str, Any], written_at: datetime
) -> None:
    await EntryRevision.create(
        id=uuid5(entry_id, str(revision)),
        entry_id=entry_id,
        revision=revision,
        written_at=written_at,
        **version,
    )


async def entry_history(viewer: Viewer, entry_id: UUID) -> EntryHistory:
    """Return all versions of an entry, the current one last. Raises `NotFound` (entry-unknown)."""
    entry = await own_entry(viewer, entry_id)
    earlier = await EntryRevision.filter(entry_id=entry_id).order_by("revision")
    return history_view(entry, earlier)


async def changes_after(viewer: Viewer, revision: int) -> Changes:
    """Return one page of what is newer than the cursor, and the new cursor."""
    return await changes_view(viewer.person_id, after=revision, page=CHANGES_A_PAGE)


async def mark_reply_read(services: Services, viewer: Viewer, reply_id: UUID) -> None:
    """Store when the patient first read a reply. Raises `NotFound` (reply-unknown)."""
    now = services.clock.now()

    async def mark() -> None:
        reply = await own_reply(viewer, reply_id)
        if reply.read_at is None:
            revision = await next_revision(viewer.person_id)
            await Reply.filter(id=reply_id).update(read_at=now, revision=revision)

    await unit_of_work(mark)
