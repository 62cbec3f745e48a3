"""What the patients of the demo do: log, take photos and share; and what the practitioners reply."""

import base64
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property
from hashlib import sha256
from uuid import UUID

from models.diary import Entry, Photo, Reply
from models.sharing import Grant
from models.treatments import Treatment
from server.demo.course import checks_of
from server.demo.opening import Story, demo_id
from server.demo.records import practitioner_of
from server.demo.story import Check, DemoPatient, DemoTreatment, Share
from server.domain.timeline import course_from
from server.domain.viewer import Viewer
from server.shapes.diary import EntryDocument, EntryWrite, PhotoUpload
from server.shapes.replies import ReplyNew
from server.shapes.sharing import GrantNew
from server.usecases import diary, photos, review, sharing

SHARED_BEFORE = timedelta(hours=2)
"""How long before now a diary was shared, unless its story says otherwise."""
REPLIED_BEFORE = timedelta(hours=1)
SHARED_FOR = timedelta(days=30)


@dataclass(frozen=True)
class Visit:
    """One session of one patient, with its row."""

    story: Story
    made_up: DemoPatient
    patient: Viewer
    number: int
    row: Treatment

    @property
    def demo(self) -> DemoTreatment:
        return self.made_up.treatments[self.number]

    @property
    def practitioner(self) -> Viewer:
        return practitioner_of(self.story, self.made_up)

    @cached_property
    def checks(self) -> Sequence[Check]:
        """The check-ins until now."""
        course = self.demo.course
        if course is None:
            return self.demo.checks
        seed = f"{self.made_up.key}/{self.number}"
        all_days = checks_of(course, course_from(self.row.timeline), cues=self.made_up.cues, seed=seed)
        return [check for check in all_days if self.at(check.hour) <= self.story.began_at]

    def at(self, hours: float) -> datetime:
        """Return a moment by the hours since the treatment."""
        return self.row.treated_at + timedelta(hours=hours)

    def entry_id(self, place: int) -> UUID:
        return demo_id("entry", self.made_up.key, self.number, place)


async def keep_diary(visit: Visit) -> None:
    for place, check in enumerate(visit.checks):
        await _check_in(visit, place, check)
    if visit.demo.share is not None:
        await _share(visit, visit.demo.share)
        await _answer(visit)


async def _check_in(visit: Visit, place: int, check: Check) -> None:
    entry_id, occurred_at = visit.entry_id(place), visit.at(check.hour)
    document = EntryDocument.model_validate({"time_zone": visit.row.time_zone} | check.fields)
    write = EntryWrite(treatment_id=visit.row.id, occurred_at=occurred_at, document=document)
    then = visit.story.at(occurred_at + timedelta(minutes=1))
    if not await Entry.exists(id=entry_id):
        await diary.write_entry(then, visit.patient, entry_id, write)
    for angle in check.angles:
        photo_id = demo_id("photo", entry_id, angle)
        if not await Photo.exists(id=photo_id):
            upload = _picture(visit, check, angle)
            query = PhotoUpload.model_validate(
                {"entry_id": entry_id, "angle": angle, "taken_at": occurred_at}
            )
            await photos.take_photo(
                then, visit.patient, photo_id, query, upload=upload, digest=_digest(upload)
            )


def _picture(visit: Visit, check: Check, angle: str) -> bytes:
    face = visit.made_up.face
    if face is None:
        raise LookupError(f"{visit.made_up.name} has no face")
    return visit.story.paint(replace(face, angle=angle, flush=check.flush, spots=check.spots))  # type: ignore[arg-type]  # the words of the vocabulary


def _digest(upload: bytes) -> str:
    return f"sha-256=:{base64.b64encode(sha256(upload).digest()).decode()}:"


async def _share(visit: Visit, share: Share) -> None:
    """Share the diary, unless that was done before: somebody may have ended it since."""
    now = visit.story.began_at
    since = now - SHARED_BEFORE if share.from_day is None else visit.at(24 * share.from_day)
    ends_at = now + SHARED_FOR if share.ended_on_day is None else visit.at(24 * share.ended_on_day)
    new = GrantNew(
        id=demo_id("grant", visit.row.id),
        treatment_id=visit.row.id,
        photos=share.photos,
        notes=share.notes,
        ends_at=ends_at,
    )
    if await Grant.exists(id=new.id):
        return
    await sharing.give_grant(visit.story.at(since), visit.patient, new)
    if share.revoked:
        await sharing.revoke_grant(visit.story.now, visit.patient, new.id)


async def _answer(visit: Visit) -> None:
    """Review the diary and reply, each once."""
    demo, treatment_id = visit.demo, visit.row.id
    if demo.reply is None and demo.reviewed_days_ago is None:
        return
    if visit.row.reviewed_at is not None or await Reply.exists(treatment_id=treatment_id):
        return
    ago = REPLIED_BEFORE if demo.reviewed_days_ago is None else timedelta(days=demo.reviewed_days_ago)
    then = visit.story.at(visit.story.began_at - ago)
    await review.review(then, visit.practitioner, treatment_id)
    if demo.reply is not None:
        new = ReplyNew(
            id=demo_id("reply", visit.made_up.key, visit.number), entry_id=_asked_in(visit), text=demo.reply
        )
        await review.reply(then, visit.practitioner, treatment_id, new)
    await review.mark_reviewed(then, visit.practitioner, treatment_id)


def _asked_in(visit: Visit) -> UUID | None:
    """Return the id of the last entry with a question, which the clinic's reply answers."""
    asked = [place for place, check in enumerate(visit.checks) if check.fields.get("question")]
    return visit.entry_id(asked[-1]) if asked else None
