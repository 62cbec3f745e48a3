"""A canary in every text field and photo of one patient is found nowhere after they have erased their account.

The database file, its write-ahead log, the photo folder and the log of requests are searched as bytes. On PostgreSQL,
whose files the tests do not own, all rows of all tables are searched.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID, uuid4

import pytest
import pytest_asyncio
from httpx2 import AsyncClient

from models.data_keys import DataKey
from models.sql import fetch_rows
from server.adapters.data_key_ring import DataKeyRing
from server.adapters.master_keys import MasterKeys
from server.adapters.passkeys import WebAuthnPasskeys
from server.adapters.photo_store_local import LocalPhotoStore
from server.adapters.photo_vault import PhotoVault
from server.jobs.exports import prepare_next
from server.ports import Developed, Rendition, Services, Upload
from server.usecases.auth_sessions import open_auth_session
from tests.api.conftest import ADDRESS, Browse
from tests.factories import (
    content_digest,
    entry_write,
    make_clinic,
    make_patient,
    make_practitioner,
    make_treatment,
)
from tests.fakes import NOW, content_of, fake_services
from tests.people import push_subscription
from tests.software_authenticator import Authenticator

CANARIES = {
    name: f"canary-{number:02d}-{name}"
    for number, name in enumerate(
        (
            "name",
            "earlier-name",
            "device",
            "passkey",
            "new-passkey",
            "note",
            "earlier-note",
            "question",
            "earlier-question",
            "product",
            "activity",
            "act",
            "duty",
            "push",
            "photo",
            "thumbnail",
            "second-photo",
            "second-thumbnail",
            "registering",
            "alone",
            "sheet-title",
            "sheet-text",
            "link-name",
            "annotation",
        )
    )
}
TIME_ZONES = ("Pacific/Chatham", "Antarctica/Troll")
"""Canaries for the fields that hold a time zone: nobody else in this test is there."""
OF_THE_CLINIC = ("canary-of-the-clinic-name", "canary-of-the-clinic-note", "canary-of-the-clinic-reply")


class MarkedLab:
    """Develop a photo into images that contain what was uploaded."""

    async def develop(self, upload: Upload, *, person_id: UUID) -> Developed:
        upload = content_of(upload)
        return Developed(
            display=Rendition(upload, "image/jpeg", 1512, 2016),
            thumbnail=Rendition(upload.replace(b"photo", b"thumbnail"), "image/jpeg", 240, 320),
            sharpness=140.0,
            brightness=120.0,
        )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "photos"


@pytest.fixture
def ring(tmp_path: Path) -> DataKeyRing:
    return DataKeyRing(MasterKeys(tmp_path))


@pytest.fixture
def services(folder: Path, ring: DataKeyRing, request: pytest.FixtureRequest) -> Services:
    """Photos are in clear, so that a file which stays is seen, unless a test asks for "encrypted" ones."""
    store = LocalPhotoStore(folder)
    photos = PhotoVault(store, ring) if getattr(request, "param", "") == "encrypted" else store
    return fake_services(passkeys=WebAuthnPasskeys(ADDRESS), photos=photos, lab=MarkedLab())


def files_below(folder: Path) -> Iterator[bytes]:
    """Yield the path of every file and folder, and the content of every file."""
    for path in sorted(folder.rglob("*")):
        yield str(path).encode()
        if path.is_file():
            yield path.read_bytes()


async def everything_stored(folder: Path, url: str) -> bytes:
    """Return all bytes of the data folder, with the names of its files, or of all rows on PostgreSQL."""
    content = b"".join(files_below(folder))
    if url.startswith("sqlite"):
        return content
    tables = await fetch_rows("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    for table in tables:
        query = f'SELECT * FROM "{table["tablename"]}"'  # noqa: S608 - a name from the catalogue of the database
        content += repr(await fetch_rows(query)).encode()
    return content


def canaries_in(content: bytes) -> set[str]:
    return {word for word in (*CANARIES.values(), *TIME_ZONES) if word.encode() in content}


@dataclass(frozen=True, slots=True)
class Patient:
    """A patient with the treatment that her clinic recorded, and its practitioner's browser."""

    browser: AsyncClient
    phone: Authenticator
    practitioner: AsyncClient
    services: Services
    treatment_id: UUID

    async def sends(self, method: str, path: str, **fields: object) -> None:
        answer = await self.browser.request(method, path, **fields)  # type: ignore[arg-type]
        assert answer.status_code == 200, (path, answer.text)

    async def writes(self, entry_id: UUID, treatment_id: UUID, **document: object) -> None:
        entry = entry_write(treatment_id, **document).model_dump(mode="json")
        await self.sends("PUT", f"/api/entries/{entry_id}", json=entry)

    async def photographs(self, entry_id: UUID, words: str) -> UUID:
        photo_id, content = uuid4(), words.encode()
        await self.sends(
            "PUT",
            f"/api/photos/{photo_id}",
            params={"entry_id": str(entry_id), "angle": "front", "taken_at": NOW.isoformat()},
            content=content,
            headers={"content-digest": content_digest(content), "content-type": "image/jpeg"},
        )
        return photo_id


@pytest_asyncio.fixture
async def patient(db: str, services: Services, browse: Browse) -> Patient:
    """Sign a new patient in and let them join a treatment, which the clinic has recorded in its own words."""
    bob = await make_practitioner(await make_clinic())
    made = await make_patient(CANARIES["earlier-name"])
    treatment = await make_treatment(
        services,
        bob,
        patient=made,
        patient_name=OF_THE_CLINIC[0],
        record={"note": OF_THE_CLINIC[1]},
    )
    token = await open_auth_session(
        services, made.person_id, device_label=CANARIES["device"], passkey_id=uuid4()
    )
    bobs = browse(await open_auth_session(services, bob.person_id, device_label="desk"))
    phone = Authenticator(ADDRESS, "afterglow.example")
    return Patient(browse(token), phone, bobs, services, treatment.id)


async def fill(patient: Patient) -> None:
    """Write a canary into every field, and let the practitioner read them all."""
    await write_diary(patient)
    await share(patient)
    await patient.sends("POST", "/api/my/exports")
    assert await prepare_next(patient.services)


async def write_diary(patient: Patient) -> None:
    await patient.sends(
        "PATCH", "/api/me", json={"display_name": CANARIES["name"], "time_zone": TIME_ZONES[0]}
    )
    await add_passkeys(patient)
    entry_id = uuid4()
    await patient.writes(
        entry_id, patient.treatment_id, note=CANARIES["earlier-note"], question=CANARIES["earlier-question"]
    )
    await patient.writes(
        entry_id,
        patient.treatment_id,
        note=CANARIES["note"],
        question=CANARIES["question"],
        products=[CANARIES["product"]],
        activities=[CANARIES["activity"]],
        acts=[CANARIES["act"]],
        duties_done=[CANARIES["duty"]],
        time_zone=TIME_ZONES[1],
    )
    for name in ("photo", "second-photo"):
        await patient.photographs(
            entry_id, f"{CANARIES[name]} {CANARIES[name.replace('photo', 'thumbnail')]}"
        )
    alone = uuid4()
    start = {
        "id": str(alone),
        "sheet_key": "calm-days",
        "treated_at_local": "2026-11-18T10:00:00",
        "time_zone": TIME_ZONES[0],
    }
    await patient.sends("POST", "/api/my/treatments", json=start)
    await patient.writes(uuid4(), alone, note=CANARIES["alone"])
    pasted = {
        "title": CANARIES["sheet-title"],
        "text": f"No sauna for 14 days.\n{CANARIES['sheet-text']} is our clinic.",
    }
    own = {key: value for key, value in start.items() if key != "sheet_key"}
    await patient.sends("POST", "/api/my/treatments", json={**own, "id": str(uuid4()), "pasted": pasted})
    phone = push_subscription(CANARIES["push"]).model_dump(mode="json")
    await patient.sends("POST", "/api/my/push-subscriptions", json=phone)
    preferences = {"time_zone": TIME_ZONES[0]}
    await patient.sends("PUT", "/api/my/reminder-preferences", json=preferences)
    await patient.sends("POST", "/api/my/recovery-links", json={"stored": True})


async def add_passkeys(patient: Patient) -> None:
    """Register a passkey, name it, and leave a second registration unfinished."""
    start = {"display_name": CANARIES["registering"]}
    ceremony = (await patient.browser.post("/api/passkeys/registration-options", json=start)).json()
    answer = {
        "ceremony_id": ceremony["ceremony_id"],
        "credential": patient.phone.create(ceremony["options"]),
        "device_label": CANARIES["passkey"],
    }
    await patient.sends("POST", "/api/passkeys/registration", json=answer)
    [passkey] = (await patient.browser.get("/api/my/passkeys")).json()["passkeys"]
    await patient.sends("PATCH", f"/api/my/passkeys/{passkey['id']}", json={"label": CANARIES["new-passkey"]})
    await patient.sends("POST", "/api/passkeys/registration-options", json=start)


async def share(patient: Patient) -> None:
    """Share the diary; the practitioner reads all of it and replies."""
    bobs = patient.practitioner
    grant = {
        "id": str(uuid4()),
        "treatment_id": str(patient.treatment_id),
        "photos": True,
        "ends_at": NOW.replace(month=12).isoformat(),
    }
    await patient.sends("POST", "/api/my/grants", json=grant)
    ends_at = NOW.replace(day=NOW.day + 1).isoformat()
    link = {"name": CANARIES["link-name"], "treatment_ids": [str(patient.treatment_id)], "ends_at": ends_at}
    await patient.sends("POST", "/api/my/share-links", json={**link, "photos": True, "notes": True})
    for path in ("diary", "review"):
        assert (await bobs.get(f"/api/treatments/{patient.treatment_id}/{path}")).status_code == 200
    assert (await bobs.get("/api/queue")).status_code == 200
    [seen] = (await bobs.get(f"/api/treatments/{patient.treatment_id}/photos")).json()["treatments"]
    words = {"kind": "text", "ink": "blue", "points": [[0.5, 0.5]], "text": CANARIES["annotation"]}
    drawn = await bobs.put(
        f"/api/photos/{seen['photos'][0]['id']}/annotation", json={"base_revision": 0, "strokes": [words]}
    )
    assert drawn.status_code == 200
    reply = {"id": str(uuid4()), "text": OF_THE_CLINIC[2]}
    answer = await bobs.post(f"/api/treatments/{patient.treatment_id}/replies", json=reply)
    assert answer.status_code == 200


async def test_no_canary_of_an_erased_account_is_left(
    patient: Patient, tmp_path: Path, db: str, capfd: pytest.CaptureFixture[str]
) -> None:
    await fill(patient)
    known = canaries_in(await everything_stored(tmp_path, db))
    never_stored = {CANARIES["registering"]}  # the name of a signed-in person is not taken from the request
    assert known >= {*CANARIES.values(), *TIME_ZONES} - never_stored - overwritten(db)
    answer = await patient.browser.delete("/api/me")
    assert answer.status_code == 200, answer.text
    after = await everything_stored(tmp_path, db)
    assert canaries_in(after) == set()
    log = "".join(capfd.readouterr())
    assert '"/api/entries/{entry_id}"' in log
    assert canaries_in(log.encode()) == set()
    assert [word for word in OF_THE_CLINIC if word.encode() not in after] == []


@pytest.mark.parametrize("services", ["encrypted"], indirect=True)
async def test_encrypted_photos_have_no_canary_at_all_and_their_key_is_left_nowhere(
    patient: Patient, ring: DataKeyRing, folder: Path, tmp_path: Path, db: str
) -> None:
    await ring.check()
    await fill(patient)
    assert canaries_in(b"".join(files_below(folder))) == set()
    wrapped = [bytes(key.wrapped) for key in await DataKey.all()]
    before = await everything_stored(tmp_path, db)
    assert len(wrapped) == 1
    assert wrapped[0] in before or not db.startswith("sqlite")
    answer = await patient.browser.delete("/api/me")
    assert answer.status_code == 200, answer.text
    after = await everything_stored(tmp_path, db)
    assert canaries_in(after) == set()
    assert wrapped[0] not in after
    assert not await DataKey.exists()


def overwritten(url: str) -> set[str]:
    """Return the canaries that a later write has replaced: only SQLite's log still has them."""
    names = ("earlier-name", "passkey")
    return set() if url.startswith("sqlite") else {CANARIES[name] for name in names}


async def test_no_canary_of_an_erased_treatment_is_left(patient: Patient, tmp_path: Path, db: str) -> None:
    """The account and the other diary stay."""
    await fill(patient)
    answer = await patient.browser.delete(f"/api/my/treatments/{patient.treatment_id}")
    assert answer.status_code == 200, answer.text
    left = canaries_in(await everything_stored(tmp_path, db))
    account = {
        CANARIES[name]
        for name in ("name", "device", "new-passkey", "push", "alone", "sheet-title", "sheet-text")
    }
    assert left == account | {TIME_ZONES[0]}
