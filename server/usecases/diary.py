"""The patient's diary: entries written once however often they are sent, and what has changed since."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid5

from models.diary import Entry, EntryRevision, Photo, Reply
from models.people import Person
from models.revision import lock_patient, next_revision
from models.sharing import AccessRecord, Grant
from models.treatments import Treatment
from models.unit_of_work import create_once, unit_of_work
from server.domain.errors import Conflict, Invalid, NotFound
from server.domain.merge import MergeOutcome, merge
from server.domain.viewer import Viewer
from server.ports import Services
from server.shapes.changes import Changes
from server.shapes.diary import EntryDocument, EntryHistory, EntryView, EntryWrite
from server.usecases.diary_views import entry_view, photo_view, replies_of
from server.usecases.reminders import plan_for
from server.usecases.sharing_views import access_records_of, grants_of
from server.usecases.treatment_views import patient_views
from server.usecases.treatments import CLOCKS_DIFFER


@dataclass(frozen=True, slots=True)
class _Arriving:
    """A write as it is kept. `sha256` recognises it when it is sent again."""

    entry_id: UUID
    patient_id: UUID
    treatment_id: UUID
    occurred_at: datetime
    base_revision: int
    document: dict[str, Any]
    sha256: str
    written_at: datetime


async def write_entry(services: Services, viewer: Viewer, entry_id: UUID, write: EntryWrite) -> EntryView:
    """Create or edit an entry; sent twice it changes nothing the second time.

    An edit made on an older version is merged with what came in between, and what stood before is kept.
    Raises `NotFound` (treatment-unknown, entry-unknown), `Invalid` (entry-in-future,
    entry-before-treatment) or `Conflict` (entry-moved).
    """
    arriving = _arriving(services, viewer, entry_id, write)

    async def keep() -> Entry:
        await lock_patient(viewer.person_id)
        await _check_treatment(arriving)
        entry = await Entry.get_or_none(id=entry_id)
        return await _create(arriving) if entry is None else await _edit(entry, arriving)

    entry = await create_once(keep)
    await plan_for(services, viewer.person_id)
    return entry_view(entry)


def _arriving(services: Services, viewer: Viewer, entry_id: UUID, write: EntryWrite) -> _Arriving:
    now = services.clock.now()
    if write.occurred_at > now + CLOCKS_DIFFER:
        raise Invalid("An entry cannot be in the future.", code="entry-in-future", at="occurred_at")
    return _Arriving(
        entry_id=entry_id,
        patient_id=viewer.person_id,
        treatment_id=write.treatment_id,
        occurred_at=write.occurred_at,
        base_revision=write.base_revision,
        document=write.document.model_dump(mode="json"),
        sha256=sha256(write.model_dump_json().encode()).hexdigest(),
        written_at=now,
    )


async def _check_treatment(arriving: _Arriving) -> None:
    treated_at = (
        await Treatment.filter(id=arriving.treatment_id, patient_id=arriving.patient_id)
        .first()
        .values_list("treated_at", flat=True)
    )
    if treated_at is None:
        raise NotFound("There is no such treatment here.", code="treatment-unknown")
    if arriving.occurred_at < treated_at:  # type: ignore[operator]  # a date and time
        raise Invalid("This is before the treatment.", code="entry-before-treatment", at="occurred_at")


async def _create(arriving: _Arriving) -> Entry:
    return await Entry.create(
        id=arriving.entry_id,
        patient_id=arriving.patient_id,
        treatment_id=arriving.treatment_id,
        occurred_at=arriving.occurred_at,
        document=arriving.document,
        revision=await next_revision(arriving.patient_id),
        write_sha256=arriving.sha256,
        created_at=arriving.written_at,
    )


async def _edit(entry: Entry, arriving: _Arriving) -> Entry:
    if entry.patient_id != arriving.patient_id:
        raise NotFound("There is no such entry here.", code="entry-unknown")
    if entry.treatment_id != arriving.treatment_id:
        raise Conflict("An entry stays with its treatment.", code="entry-moved")
    if await _came_before(entry, arriving):
        return entry
    base = await _version(entry, arriving.base_revision)
    outcome = _merged(entry, base, arriving)
    occurred_at = (
        entry.occurred_at if base and base.occurred_at == arriving.occurred_at else arriving.occurred_at
    )
    unchanged = (outcome.document, occurred_at) == (entry.document, entry.occurred_at)
    if unchanged and not outcome.no_room:
        return entry
    return await _change(entry, arriving, outcome, occurred_at=occurred_at)


async def _came_before(entry: Entry, arriving: _Arriving) -> bool:
    return (
        entry.write_sha256 == arriving.sha256
        or await EntryRevision.filter(entry_id=entry.id, write_sha256=arriving.sha256).exists()
    )


async def _version(entry: Entry, revision: int) -> Entry | EntryRevision | None:
    """What the writer had before their eyes; None when that was never ours."""
    if entry.revision == revision:
        return entry
    return await EntryRevision.get_or_none(entry_id=entry.id, revision=revision)


def _merged(entry: Entry, base: Entry | EntryRevision | None, arriving: _Arriving) -> MergeOutcome:
    if base is entry:
        return MergeOutcome(arriving.document, (), ())
    return merge(base.document if base else None, entry.document, arriving.document)


async def _change(
    entry: Entry, arriving: _Arriving, outcome: MergeOutcome, *, occurred_at: datetime
) -> Entry:
    """Keep what stood, then write. A text for which the merge had no room is kept in the history."""
    await _remember(entry.id, entry.revision, _standing(entry), arriving.written_at)
    if outcome.no_room:
        lost = {
            "occurred_at": arriving.occurred_at,
            "document": arriving.document,
            "write_sha256": arriving.sha256,
        }
        await _remember(entry.id, await next_revision(arriving.patient_id), lost, arriving.written_at)
    entry.document = EntryDocument.model_validate(outcome.document).model_dump(mode="json")
    entry.occurred_at = occurred_at
    entry.revision = await next_revision(arriving.patient_id)
    entry.write_sha256 = arriving.sha256
    entry.edited = True
    await entry.save()
    return entry


def _standing(entry: Entry) -> dict[str, Any]:
    return {
        "occurred_at": entry.occurred_at,
        "document": entry.document,
        "write_sha256": entry.write_sha256,
    }


async def _remember(entry_id: UUID, revision: int, version: dict[str, Any], written_at: datetime) -> None:
    await EntryRevision.create(
        id=uuid5(entry_id, str(revision)),
        entry_id=entry_id,
        revision=revision,
        written_at=written_at,
        **version,
    )


async def entry_history(viewer: Viewer, entry_id: UUID) -> EntryHistory:
    """What stood in an entry before, oldest first, and what stands now. Raises `NotFound` (entry-unknown)."""
    entry = await Entry.get_or_none(id=entry_id, patient_id=viewer.person_id)
    if entry is None:
        raise NotFound("There is no such entry here.", code="entry-unknown")
    before = await EntryRevision.filter(entry_id=entry_id).order_by("revision")
    versions = [
        EntryView(
            id=entry_id,
            treatment_id=entry.treatment_id,
            occurred_at=version.occurred_at,
            document=EntryDocument.model_validate(version.document),
            revision=version.revision,
            edited=True,
        )
        for version in before
    ]
    return EntryHistory(versions=[*versions, entry_view(entry)])


async def changes_after(viewer: Viewer, revision: int) -> Changes:
    """Everything of this patient that came after the cursor, and the new cursor.

    The cursor is read first: what comes in while the rest is read is given again the next time, never left
    out.
    """
    person = await Person.get(id=viewer.person_id)
    newer = {"patient_id": person.id, "revision__gt": revision}
    return Changes(
        revision=person.revision,
        treatments=await patient_views(person.id, revision__gt=revision),
        entries=[entry_view(entry) for entry in await Entry.filter(**newer).order_by("occurred_at")],
        photos=[photo_view(photo) for photo in await Photo.filter(**newer).order_by("taken_at")],
        replies=await replies_of(Reply.filter(**newer)),
        grants=await grants_of(Grant.filter(**newer)),
        access_records=await access_records_of(AccessRecord.filter(**newer)),
    )


async def mark_reply_read(services: Services, viewer: Viewer, reply_id: UUID) -> None:
    """The patient has read it. Raises `NotFound` (reply-unknown)."""
    now = services.clock.now()

    async def see() -> None:
        reply = await Reply.get_or_none(id=reply_id, patient_id=viewer.person_id)
        if reply is None:
            raise NotFound("There is no such reply here.", code="reply-unknown")
        if reply.read_at is None:
            revision = await next_revision(viewer.person_id)
            await Reply.filter(id=reply_id).update(read_at=now, revision=revision)

    await unit_of_work(see)
