"""Fill the demo through the app's use cases; each call has a clock that is set to the time of the event."""

import base64
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from models.diary import Photo, Reply
from models.erasures import Erasure
from models.people import Clinic, Membership, Person
from models.reminders import Reminder
from models.treatments import Treatment
from models.unit_of_work import unit_of_work
from server.demo.people import CLINIC, OWNER, PEOPLE, PHONE, TIME_ZONE
from server.demo.story import Check, DemoPatient, DemoTreatment
from server.domain.errors import Conflict
from server.domain.viewer import Viewer
from server.domain.vocabulary import ErasedKind, MembershipRole, Role
from server.ports import Painter, Services
from server.shapes.diary import EntryDocument, EntryWrite, PhotoUpload
from server.shapes.records import NeedlingRecord
from server.shapes.replies import ReplyNew
from server.shapes.sharing import GrantNew
from server.shapes.treatments import TreatmentNew
from server.usecases import diary, photos, review, sharing, treatments
from server.usecases.invitations import accept_invitation, invite_patient
from server.usecases.links import LinkTo, make_link
from server.usecases.planning import plan_for

NAMES = UUID("2a0f61d4-2f5c-4c52-9c40-9a9c1c7f3a55")
"""Namespace of the demo's ids. They are derived from names, so that filling it again changes nothing."""
LINK_LIFE = timedelta(days=2)
"""How long the printed sign-in links are valid."""


def demo_id(*words: object) -> UUID:
    return uuid5(NAMES, "/".join(map(str, words)))


@dataclass(frozen=True, slots=True)
class _FixedClock:
    """A clock that is set to one moment."""

    moment: datetime

    def now(self) -> datetime:
        return self.moment


@dataclass(frozen=True, slots=True)
class _Story:
    """The clinic while it is being filled. `began_at` serves as the current time, even if it is filled again later."""

    services: Services
    paint: Painter
    owner: Viewer
    began_at: datetime

    def at(self, moment: datetime) -> Services:
        return replace(self.services, clock=_FixedClock(min(moment, self.began_at)))


async def fill(services: Services, paint: Painter) -> list[tuple[str, str]]:
    """Create the clinic and its people. Return a label and a one-time sign-in link for each of them.

    A demo that is already filled stays as it is; only the links are new. What somebody has erased stays erased, and an
    erased account gets no link. Raises `Conflict` (clinic-exists) if
    there is a clinic that is not the demo's.
    """
    story = await _open_clinic(services, paint)
    links = [(f"{OWNER}, practitioner", await _sign_in(services, story.owner.person_id))]
    for made_up in PEOPLE:
        link = await _fill_person(story, made_up)
        links += [(made_up.label, link)] if link else []
    return links


async def _complete_past_reminders(patient_id: UUID, now: datetime) -> None:
    """Mark the reminders of the past weeks as sent."""
    due = Reminder.filter(person_id=patient_id, due_at__lt=now, completed_at__isnull=True)
    await due.update(completed_at=now, outcome="sent")


async def _open_clinic(services: Services, paint: Painter) -> _Story:
    clinic_id = demo_id("clinic")
    if await Clinic.exclude(id=clinic_id).exists():
        raise Conflict("A clinic exists already, and the demo needs an empty database.", code="clinic-exists")
    clinic, _made = await Clinic.get_or_create(
        id=clinic_id,
        defaults={"name": CLINIC, "phone": PHONE, "time_zone": TIME_ZONE, "created_at": services.clock.now()},
    )
    return _Story(services, paint, await _person("owner", OWNER, clinic=clinic), clinic.created_at)


async def _person(
    key: str, name: str, *, clinic: Clinic | None = None, made_up: DemoPatient | None = None
) -> Viewer:
    defaults = {
        "role": Role.PRACTITIONER if clinic else Role.PATIENT,
        "display_name": name,
        "language": made_up.language if made_up else "en",
        "time_zone": TIME_ZONE,
        "skin_cues": list(made_up.cues) if made_up else [],
        "created_at": clinic.created_at if clinic else (await Clinic.get(id=demo_id("clinic"))).created_at,
    }
    person, _made = await Person.get_or_create(id=demo_id("person", key), defaults=defaults)
    if clinic is not None:
        await Membership.get_or_create(
            id=demo_id("membership", key),
            defaults={
                "person_id": person.id,
                "clinic_id": clinic.id,
                "role": MembershipRole.OWNER,
                "started_at": clinic.created_at,
            },
        )
    return Viewer(
        person_id=person.id,
        role=Role(person.role),
        display_name=person.display_name,
        clinic_id=clinic.id if clinic else None,
        is_owner=clinic is not None,
        language=person.language,
        time_zone=person.time_zone,
        auth_session_id=demo_id("auth-session", key),
        signed_in_at=person.created_at,
        passkey_answered_at=None,
    )


async def _sign_in(services: Services, person_id: UUID) -> str:
    to = LinkTo(purpose="recovery", person_id=person_id, lives=LINK_LIFE)
    return (await unit_of_work(lambda: make_link(services, to))).url


async def _fill_person(story: _Story, made_up: DemoPatient) -> str | None:
    """Fill the diary of a patient. Return the link to sign in, or to join if the invitation is unused.

    Return None if the account was erased. A diary in which something was erased is not filled again.
    """
    if made_up.face is None:
        treatment_id = await _record(story, made_up, 0)
        return (await invite_patient(story.services, story.owner, treatment_id)).url
    patient = await _person(made_up.key, made_up.name, made_up=made_up)
    erased = {erasure.kind for erasure in await Erasure.filter(person_id=patient.person_id)}
    if ErasedKind.ACCOUNT in erased:
        return None
    for number in range(0 if erased else len(made_up.treatments)):
        await _fill_treatment(story, made_up, patient, number)
    await _complete_past_reminders(patient.person_id, story.began_at)
    await plan_for(story.services, patient.person_id)
    return await _sign_in(story.services, patient.person_id)


async def _fill_treatment(story: _Story, made_up: DemoPatient, patient: Viewer, number: int) -> None:
    demo = made_up.treatments[number]
    treatment_id = await _record(story, made_up, number)
    await _join(story, patient, treatment_id)
    for place, check in enumerate(demo.checks):
        await _check_in(story, made_up, patient, _Place(treatment_id, number, place, check))
    if demo.share is not None:
        await _share(story, made_up, patient, treatment_id, demo)


def _treated_at(story: _Story, demo: DemoTreatment) -> datetime:
    return story.began_at.replace(second=0, microsecond=0) - timedelta(hours=demo.hours_ago)


async def _record(story: _Story, made_up: DemoPatient, number: int) -> UUID:
    demo = made_up.treatments[number]
    treated_at = _treated_at(story, demo)
    local = treated_at.astimezone(ZoneInfo(TIME_ZONE))
    next_in_days = demo.next_in_days
    new = TreatmentNew(
        id=demo_id("treatment", made_up.key, number),
        patient_name=made_up.name,
        sheet_key=demo.sheet,
        treated_at_local=local.replace(tzinfo=None, fold=0),
        time_zone=TIME_ZONE,
        fold=1 if local.fold else 0,
        record=NeedlingRecord.model_validate({"kind": "needling", **demo.record}),
        next_treatment_at=None if next_in_days is None else story.began_at + timedelta(days=next_in_days),
    )
    await treatments.record_treatment(story.at(treated_at + timedelta(minutes=50)), story.owner, new)
    return new.id


async def _join(story: _Story, patient: Viewer, treatment_id: UUID) -> None:
    """Accept an invitation, as real patients do."""
    treatment = await Treatment.get(id=treatment_id)
    if treatment.patient_id is None:
        then = story.at(treatment.treated_at + timedelta(hours=1))
        link = await invite_patient(then, story.owner, treatment_id)
        await accept_invitation(then, patient, link.url.partition("#")[2])


@dataclass(frozen=True, slots=True)
class _Place:
    """The place of a check-in: its treatment, the number of the treatment, and its own number."""

    treatment_id: UUID
    treatment: int
    number: int
    check: Check


async def _check_in(story: _Story, made_up: DemoPatient, patient: Viewer, place: _Place) -> None:
    occurred_at = _treated_at(story, made_up.treatments[place.treatment]) + timedelta(hours=place.check.hour)
    entry_id = demo_id("entry", made_up.key, place.treatment, place.number)
    write = EntryWrite(
        treatment_id=place.treatment_id,
        occurred_at=occurred_at,
        document=EntryDocument.model_validate({"time_zone": TIME_ZONE} | place.check.fields),
    )
    then = story.at(occurred_at + timedelta(minutes=1))
    await diary.write_entry(then, patient, entry_id, write)
    for angle in place.check.angles:
        photo_id = demo_id("photo", entry_id, angle)
        if await Photo.filter(id=photo_id).exists():
            continue
        upload = _picture(story, made_up, place.check, angle)
        query = PhotoUpload.model_validate({"entry_id": entry_id, "angle": angle, "taken_at": occurred_at})
        await photos.take_photo(then, patient, photo_id, query, upload=upload, digest=_digest(upload))


def _picture(story: _Story, made_up: DemoPatient, check: Check, angle: str) -> bytes:
    if made_up.face is None:
        raise LookupError(f"{made_up.name} has no face")
    return story.paint(replace(made_up.face, angle=angle, flush=check.flush, spots=check.spots))  # type: ignore[arg-type]  # the words of the vocabulary


def _digest(upload: bytes) -> str:
    return f"sha-256=:{base64.b64encode(sha256(upload).digest()).decode()}:"


def _asked_in(made_up: DemoPatient, demo: DemoTreatment) -> UUID | None:
    """Return the id of the last entry with a question, which the clinic's reply answers."""
    asked = [number for number, check in enumerate(demo.checks) if check.fields.get("question")]
    return demo_id("entry", made_up.key, made_up.treatments.index(demo), asked[-1]) if asked else None


async def _share(
    story: _Story, made_up: DemoPatient, patient: Viewer, treatment_id: UUID, demo: DemoTreatment
) -> None:
    grant = GrantNew(
        id=demo_id("grant", treatment_id),
        treatment_id=treatment_id,
        photos=bool(demo.share),
        ends_at=story.began_at + timedelta(days=30),
    )
    await sharing.give_grant(story.at(story.began_at - timedelta(hours=2)), patient, grant)
    reply_id = demo_id("reply", made_up.key)
    if demo.reply is None or await Reply.filter(id=reply_id).exists():
        return
    then = story.at(story.began_at - timedelta(hours=1))
    await review.review(then, story.owner, treatment_id)
    new = ReplyNew(id=reply_id, entry_id=_asked_in(made_up, demo), text=demo.reply)
    await review.reply(then, story.owner, treatment_id, new)
    await review.mark_reviewed(then, story.owner, treatment_id)
