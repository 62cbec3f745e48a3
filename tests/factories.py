"""Rows for tests, created by the use cases wherever possible.

The texts are recognizable: a patient's note, question or name must never reach a log or a push
message.
"""

import base64
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

from models.people import Clinic, Membership, Passkey, Person
from models.treatments import Treatment
from server.domain.viewer import Viewer
from server.domain.vocabulary import Angle, MembershipRole, Role
from server.ports import Services
from server.shapes.diary import EntryDocument, EntryView, EntryWrite, PhotoPlace, PhotoUpload, PhotoView
from server.shapes.recording import PresetNew
from server.shapes.sharing import GrantNew, GrantView, ShareLinkMade, ShareLinkNew, ShareLinkOpen
from server.shapes.treatments import SelfTreatment, TreatmentForClinic, TreatmentNew
from server.usecases import baseline_photos, diary, photos, share_links, shared_diaries, sharing, treatments
from server.usecases.ceremonies import credential_text
from server.usecases.clinic_patient_rows import join_clinic_patient
from server.usecases.sheets import publish_builtins
from tests.fakes import NOW, PICTURE

POISON_NOTE = "poison-note: I cried about my skin"
POISON_QUESTION = "poison-question: is this an infection?"
POISON_NAME = "Poison-Name Petrova"
POISON = (POISON_NOTE, POISON_QUESTION, POISON_NAME, "poison-token", "poison-practice-note")

TIME_ZONE = "Europe/Berlin"
TREATED_LOCAL = datetime(2026, 11, 18, 10, 0)  # noqa: DTZ001 - a wall clock
"""Two days and three hours before `NOW`."""


async def make_clinic(name: str = "Lindenhof") -> Clinic:
    return await Clinic.create(
        id=uuid4(), name=name, phone="+49 30 1234", time_zone=TIME_ZONE, created_at=NOW
    )


async def make_practitioner(clinic: Clinic, name: str = "Bob Berger", *, is_owner: bool = False) -> Viewer:
    """Create a person who works in this clinic. The viewer has no session; see `open_auth_session`."""
    person = await _make_person(Role.PRACTITIONER, name)
    await make_membership(person.person_id, clinic, is_owner=is_owner)
    return replace(person, clinic_id=clinic.id, is_owner=is_owner)


async def make_membership(person_id: UUID, clinic: Clinic, *, is_owner: bool = False) -> UUID:
    role = MembershipRole.OWNER if is_owner else MembershipRole.PRACTITIONER
    membership = await Membership.create(
        id=uuid4(), person_id=person_id, clinic_id=clinic.id, role=role, started_at=NOW
    )
    return membership.id


async def make_patient(name: str = POISON_NAME) -> Viewer:
    return await _make_person(Role.PATIENT, name)


async def make_passkey(viewer: Viewer, name: str = "phone") -> UUID:
    """Give the person a passkey; `FakePasskeys` accepts it under the id that `passkey_credential` returns."""
    passkey = await Passkey.create(
        id=uuid4(),
        person_id=viewer.person_id,
        credential_id=credential_text(passkey_credential(viewer, name)),
        public_key=b"public key",
        label=name,
        created_at=NOW,
    )
    return passkey.id


def passkey_credential(viewer: Viewer, name: str = "phone") -> bytes:
    return sha256(f"{viewer.person_id} {name}".encode()).digest()


async def _make_person(role: Role, name: str) -> Viewer:
    person = await Person.create(
        id=uuid4(), role=role, display_name=name, time_zone=TIME_ZONE, created_at=NOW
    )
    return Viewer(
        person_id=person.id,
        role=role,
        display_name=name,
        clinic_id=None,
        is_owner=False,
        language=person.language,
        time_zone=person.time_zone,
        auth_session_id=uuid4(),
        signed_in_at=NOW,
        passkey_answered_at=NOW,
    )


def new_treatment(**changes: Any) -> TreatmentNew:
    """Return what the practitioner's screen sends: by default, the sheet calm-days, two days ago in Berlin."""
    record = {
        "kind": "needling",
        "areas": [{"area": "cheeks", "depth_mm": 0.5}],
        "device": "SkinPen",
        "products": ["hyaluronic acid"],
        "note": "poison-practice-note",
    }
    fields = {
        "id": uuid4(),
        "patient_name": POISON_NAME,
        "sheet_key": "calm-days",
        "treated_at_local": TREATED_LOCAL,
        "time_zone": TIME_ZONE,
        "record": record | changes.pop("record", {}),
    }
    return TreatmentNew.model_validate(fields | changes)


def make_preset(preset_id: UUID, **changes: Any) -> PresetNew:
    """Return what the practitioner's screen sends to save a preset: cheeks with the SkinPen."""
    applied = {
        "kind": "needling",
        "areas": [{"area": "cheeks", "depth_mm": 0.5}],
        "device": "SkinPen",
        "products": ["hyaluronic acid"],
    }
    fields = {"id": preset_id, "name": "Cheeks", "applied": applied | changes.pop("applied", {})}
    return PresetNew.model_validate(fields | changes)


async def make_treatment(
    services: Services, practitioner: Viewer, *, patient: Viewer | None = None, **changes: Any
) -> TreatmentForClinic:
    """Record a treatment. With `patient`, that patient has joined it."""
    await publish_builtins(services)
    created = await treatments.record_treatment(services, practitioner, new_treatment(**changes))
    if patient is not None:
        await join(patient, created.id)
    return created


async def join(patient: Viewer, treatment_id: UUID) -> None:
    """Give the treatment to the patient, as an accepted invitation does."""
    person = await Person.get(id=patient.person_id)
    await Person.filter(id=person.id).update(revision=person.revision + 1)
    await Treatment.filter(id=treatment_id).update(patient_id=person.id, revision=person.revision + 1)
    await join_clinic_patient(treatment_id, person.id, revision=person.revision + 1)


async def make_own_treatment(services: Services, patient: Viewer, **changes: Any) -> UUID:
    """Start a diary without a clinic."""
    await publish_builtins(services)
    fields = {
        "id": uuid4(),
        "sheet_key": "calm-days",
        "treated_at_local": TREATED_LOCAL,
        "time_zone": TIME_ZONE,
    }
    created = await treatments.start_alone(services, patient, SelfTreatment.model_validate(fields | changes))
    return created.id


def document(**changes: Any) -> EntryDocument:
    fields = {
        "time_zone": TIME_ZONE,
        "scores": {"redness": 2, "warmth": 1},
        "note": POISON_NOTE,
        "question": POISON_QUESTION,
    }
    return EntryDocument.model_validate(fields | changes)


def entry_write(treatment_id: UUID, **changes: Any) -> EntryWrite:
    """Return what the phone sends. `changes` are fields of the document, `occurred_at` or `base_revision`."""
    write = {name: changes.pop(name) for name in ("occurred_at", "base_revision") if name in changes}
    fields = {
        "treatment_id": treatment_id,
        "occurred_at": NOW - timedelta(hours=1),
        "document": document(**changes),
    }
    return EntryWrite.model_validate(fields | write)


async def make_entry(services: Services, patient: Viewer, treatment_id: UUID, **changes: Any) -> EntryView:
    return await diary.write_entry(services, patient, uuid4(), entry_write(treatment_id, **changes))


def content_digest(content: bytes) -> str:
    return f"sha-256=:{base64.b64encode(sha256(content).digest()).decode()}:"


async def make_photo(
    services: Services, patient: Viewer, entry_id: UUID, *, upload: bytes = PICTURE
) -> PhotoView:
    place = PhotoUpload(entry_id=entry_id, angle=Angle.FRONT, taken_at=NOW - timedelta(hours=1))
    return await photos.take_photo(
        services, patient, uuid4(), place, upload=upload, digest=content_digest(upload)
    )


async def make_baseline(
    services: Services,
    practitioner: Viewer,
    treatment_id: UUID,
    *,
    photo_id: UUID | None = None,
    **changes: Any,
) -> PhotoView:
    """Take a photo into the clinic's record of a treatment."""
    fields = {"angle": Angle.FRONT, "taken_at": NOW - timedelta(hours=9)}
    return await baseline_photos.add_baseline_photo(
        services,
        practitioner,
        (treatment_id, photo_id or uuid4()),
        PhotoPlace.model_validate(fields | changes),
        upload=PICTURE,
        digest=content_digest(PICTURE),
    )


async def make_grant(
    services: Services,
    patient: Viewer,
    treatment_id: UUID,
    *,
    with_photos: bool = True,
    with_notes: bool = True,
    to_everyone: bool = False,
) -> GrantView:
    new = GrantNew(
        id=uuid4(),
        treatment_id=treatment_id,
        photos=with_photos,
        notes=with_notes,
        everyone=to_everyone,
        ends_at=services.clock.now() + timedelta(days=30),
    )
    return await sharing.give_grant(services, patient, new)


def new_share_link(services: Services, *treatment_ids: UUID, **changes: Any) -> ShareLinkNew:
    """Return what the phone sends: by default, with photos and notes for 14 days."""
    ends_at = services.clock.now() + timedelta(days=14)
    fields = {"treatment_ids": list(treatment_ids), "photos": True, "notes": True, "ends_at": ends_at}
    return ShareLinkNew.model_validate(fields | changes)


async def make_share_link(
    services: Services, patient: Viewer, *treatment_ids: UUID, **changes: Any
) -> ShareLinkMade:
    new = new_share_link(services, *treatment_ids, **changes)
    return await share_links.make_share_link(services, patient, new)


async def open_link(services: Services, made: ShareLinkMade, *, client: str = "203.0.113.9") -> str:
    """Open a share link with its code, and return the token of the browser that has done so."""
    typed = ShareLinkOpen(token=made.url.partition("#")[2], code=made.code)
    return (await shared_diaries.open_share_link(services, typed, client=client)).token
