"""The drill: two phones, a backup while they write, an erasure, a lost server, and a restore into an empty place.

The commands run in processes of their own, as beside a real server.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO
from uuid import UUID, uuid4

import asyncpg  # type: ignore[import-untyped]  # it ships no types
import pytest
import pytest_asyncio
from httpx2 import ASGITransport, AsyncClient
from tortoise.backends.base.executor import EXECUTOR_CACHE

from models.people import AuthSession, Membership, Person
from models.revision import RESTORE_GAP
from models.sharing import Grant
from server.adapters.backup_folder import BackupUnusable
from server.adapters.data_key_ring import DataKeyRing
from server.adapters.database import database, sqlite_path
from server.adapters.database_copy import copy_database, copy_name, is_being_restored
from server.adapters.master_keys import MasterKeys
from server.adapters.photo_store_local import LocalPhotoStore
from server.adapters.photo_vault import PhotoVault
from server.adapters.restoring import check_empty, restored_database
from server.app import create_app
from server.domain.errors import Gone, Invalid, NotFound
from server.domain.viewer import Viewer
from server.ports import Services
from server.settings import Settings
from server.shapes.people import CeremonyAnswer, Me
from server.shapes.sharing import ShareLinkMade
from server.usecases.auth_sessions import open_auth_session, revoke_auth_sessions, viewer_of
from server.usecases.links import LinkTo, make_link
from server.usecases.memberships import end_membership
from server.usecases.passkeys import remove_passkey
from server.usecases.share_links import revoke_share_link
from server.usecases.sharing import revoke_grant
from server.usecases.sign_in import finish_authentication, sign_in_by_link, start_authentication
from server.usecases.staff import disable_account
from tests.api.conftest import ADDRESS, COOKIE
from tests.factories import (
    content_digest,
    entry_write,
    make_clinic,
    make_grant,
    make_own_treatment,
    make_passkey,
    make_patient,
    make_practitioner,
    make_share_link,
    make_treatment,
    open_link,
    passkey_credential,
)
from tests.fakes import NOW, PICTURE, fake_services

ROOT = Path(__file__).parents[2]


@pytest.fixture
def services(tmp_path: Path) -> Services:
    return fake_services(photos=vault(tmp_path / "data"))


def vault(home: Path) -> PhotoVault:
    return PhotoVault(LocalPhotoStore(home / "photos"), DataKeyRing(MasterKeys(home)))


def afterglow(home: Path, url: str, *words: str, typed: str = "") -> "subprocess.CompletedProcess[str]":
    """Run the command on the data folder `home` and this database."""
    places = {"AFTERGLOW_DATA_DIR": str(home), "AFTERGLOW_DATABASE_URL": url}
    command = [sys.executable, "-m", "server.cli", *words]
    return subprocess.run(  # noqa: S603 - our own arguments
        command,
        cwd=ROOT,
        env={**os.environ, **places},
        capture_output=True,
        text=True,
        check=False,
        input=typed,
    )


def succeeded(done: "subprocess.CompletedProcess[str]") -> str:
    assert done.returncode == 0, done.stderr
    return done.stdout


@dataclass(slots=True)
class Phone:
    """A phone that keeps what it has sent, as a real one does."""

    token: str
    treatment_id: UUID
    entries: dict[UUID, dict[str, Any]] = field(default_factory=dict)
    photos: dict[UUID, tuple[UUID, bytes]] = field(default_factory=dict)

    async def writes(self, browser: AsyncClient, note: str, *, photo: bytes) -> tuple[UUID, UUID]:
        entry_id, photo_id = uuid4(), uuid4()
        self.entries[entry_id] = entry_write(self.treatment_id, note=note).model_dump(mode="json")
        self.photos[photo_id] = (entry_id, PICTURE + photo)
        assert await self.sends_entry(browser, entry_id) == 200
        assert await self.sends_photo(browser, photo_id) == 200
        return entry_id, photo_id

    async def sends_entry(self, browser: AsyncClient, entry_id: UUID) -> int:
        return (await browser.put(f"/api/entries/{entry_id}", json=self.entries[entry_id])).status_code

    async def sends_photo(self, browser: AsyncClient, photo_id: UUID) -> int:
        entry_id, content = self.photos[photo_id]
        answer = await browser.put(
            f"/api/photos/{photo_id}",
            params={"entry_id": str(entry_id), "angle": "front", "taken_at": NOW.isoformat()},
            content=content,
            headers={"content-digest": content_digest(content), "content-type": "image/jpeg"},
        )
        return answer.status_code

    async def sends_again(self, browser: AsyncClient, *, without: tuple[UUID, UUID]) -> None:
        """Send everything except an entry and a photo."""
        for entry_id in set(self.entries) - {without[0]}:
            assert await self.sends_entry(browser, entry_id) == 200
        for photo_id in set(self.photos) - {without[1]}:
            assert await self.sends_photo(browser, photo_id) == 200


async def has(browser: AsyncClient, kind: str, *, after: int = 0) -> set[UUID]:
    answer = await browser.get(f"/api/my/changes?after={after}")
    assert answer.status_code == 200, answer.text
    return {UUID(row["id"]) for row in answer.json()[kind]}


async def images_in(home: Path) -> dict[str, str]:
    """Return the hashes of the images, decrypted with the database that is open."""
    photos = vault(home)
    return {key: sha256(await photos.get(key)).hexdigest() async for key in photos.keys()}  # noqa: SIM118


async def sign_in(services: Services, name: str) -> tuple[Viewer, Phone]:
    person = await make_patient(name)
    treatment_id = await make_own_treatment(services, person)
    token = await open_auth_session(services, person.person_id, device_label=name, passkey_id=uuid4())
    return person, Phone(token, treatment_id)


def browser_of(services: Services, phone: Phone) -> AsyncClient:
    transport = ASGITransport(app=create_app(Settings(), services))
    return AsyncClient(transport=transport, base_url=ADDRESS, cookies={COOKIE: phone.token})


def agree_on_recovery_key(data: Path, db: str, backups: Path) -> str:
    """Return the recovery key that the operator has written down. Without it there is no backup."""
    refused = afterglow(data, db, "backup", str(backups))
    assert "No recovery key has been typed back: run `afterglow keys recovery`" in refused.stderr
    recovery_key = succeeded(afterglow(data, db, "keys", "recovery"))
    succeeded(afterglow(data, db, "keys", "confirm", typed=recovery_key))
    return recovery_key


@pytest_asyncio.fixture
async def empty_url(db: str, tmp_path: Path) -> AsyncIterator[str]:
    """Yield the address of another database, without tables."""
    if db.startswith("sqlite"):
        (tmp_path / "restored").mkdir()
        yield f"sqlite://{tmp_path}/restored/afterglow.sqlite3"
        return
    connection = await asyncpg.connect(db.replace("postgres://", "postgresql://", 1))
    name = f"restored_{uuid4().hex}"
    await connection.execute(f"CREATE DATABASE {name}")
    yield db.rpartition("/")[0] + f"/{name}"
    await connection.execute(f"DROP DATABASE {name}")
    await connection.close()


async def test_nothing_of_either_phone_is_gone_after_a_restore(
    db: str, empty_url: str, services: Services, tmp_path: Path
) -> None:
    if not db.startswith("sqlite") and shutil.which("pg_dump") is None:
        pytest.skip("pg_dump is not installed")
    data, restored, backups = tmp_path / "data", tmp_path / "restored", tmp_path / "backups"
    recovery_key = agree_on_recovery_key(data, db, backups)
    _, alices = await sign_in(services, "Alice")
    _, doras = await sign_in(services, "marker-name Dora")
    async with browser_of(services, alices) as alice, browser_of(services, doras) as dora:
        first = await alices.writes(alice, "first", photo=b"1")
        erased = await alices.writes(alice, "marker-note", photo=b"marker-photo")
        await doras.writes(dora, "hers", photo=b"2")
        images = await images_in(data)
        made = succeeded(afterglow(data, db, "backup", str(backups)))
        name = re.findall(r"Backup (\S+):", made)[0]

        later = await alices.writes(alice, "later", photo=b"3")
        await doras.writes(dora, "hers, later", photo=b"4")
        answer = await alice.delete(f"/api/entries/{erased[0]}")
        assert answer.status_code == 200, answer.text
        before = (await alice.get("/api/my/changes?after=0")).json()
        cursor = before["revision"]
        succeeded(afterglow(data, db, "backup", "--only-erasures", str(backups)))

    refused = afterglow(data, db, "restore", "--yes", str(backups))
    assert (refused.returncode, len(refused.stderr.splitlines())) == (1, 1), "the place is not empty"
    shutil.rmtree(data)  # lost, with its master key: only the backup and the recovery key are left
    words = ("restore", "--yes", "--at", name, str(backups))
    succeeded(afterglow(restored, empty_url, *words, typed=recovery_key))
    succeeded(afterglow(restored, empty_url, "verify"))
    if db.startswith("sqlite"):
        stored = b"".join(path.read_bytes() for path in restored.rglob("*") if path.is_file())
        assert b"marker-note" not in stored
        assert b"marker-name" in stored, "Dora has erased nothing"

    after = fake_services(photos=vault(restored))
    EXECUTOR_CACHE.clear()
    async with (
        database(empty_url, everywhere=False),
        browser_of(after, alices) as alice,
        browser_of(after, doras) as dora,
    ):
        back = await images_in(restored)
        assert back == {key: digest for key, digest in images.items() if str(erased[1]) not in key}
        assert await has(alice, "entries") == {first[0]}
        assert await has(alice, "photos") == {first[1]}
        assert await alices.sends_entry(alice, erased[0]) == 410
        assert await alices.sends_photo(alice, erased[1]) == 410
        missed = (await alice.get(f"/api/my/changes?after={cursor}")).json()
        assert [row["id"] for row in missed["erasures"] if row["kind"] == "entry"] == [str(erased[0])]
        assert missed["epoch"] != before["epoch"] == "", "her phones must compare what they have"
        new, _ = await alices.writes(alice, "new", photo=b"5")
        assert new in await has(alice, "entries", after=cursor), "another phone of hers must not miss it"
        await alices.sends_again(alice, without=erased)
        await doras.sends_again(dora, without=erased)
        assert await has(alice, "entries") == {first[0], later[0], new}
        assert await has(dora, "entries") == set(doras.entries)
        assert await has(dora, "photos") == set(doras.photos)
    EXECUTOR_CACHE.clear()


@dataclass(frozen=True, slots=True)
class Ways:
    """What Alice and the clinic have opened, to be closed after the backup; and what stays open."""

    alice: Viewer
    bob: Viewer
    owner: Viewer
    disabled: Viewer
    tokens: dict[str, str]
    passkeys: dict[str, UUID]
    grants: dict[str, UUID]
    links: dict[str, ShareLinkMade]
    recovery: dict[str, str]


NAMES = ("lost", "kept")


async def open_ways(services: Services) -> Ways:
    clinic = await make_clinic()
    owner = await make_practitioner(clinic, "Olga", is_owner=True)
    bob, alice = await make_practitioner(clinic), await make_patient("Alice")
    treatment = (await make_treatment(services, bob, patient=alice)).id
    return Ways(
        alice,
        bob,
        owner,
        await make_patient("Dora"),
        {
            name: await open_auth_session(services, alice.person_id, device_label=name, passkey_id=uuid4())
            for name in NAMES
        },
        {name: await make_passkey(alice, name) for name in NAMES},
        {name: (await make_grant(services, alice, treatment)).id for name in NAMES},
        {name: await make_share_link(services, alice, treatment) for name in NAMES},
        {name: await _recovery_link(services, alice) for name in NAMES},
    )


async def _recovery_link(services: Services, person: Viewer) -> str:
    link = await make_link(services, LinkTo(purpose="stored-recovery", person_id=person.person_id))
    return link.url.partition("#")[2]


async def close_lost_ways(services: Services, ways: Ways) -> None:
    alice = ways.alice
    await remove_passkey(services, alice, ways.passkeys["lost"])
    await revoke_auth_sessions(AuthSession.filter(label="lost"), now=NOW)
    await revoke_grant(services, alice, ways.grants["lost"])
    await revoke_share_link(services, alice, ways.links["lost"].link.id)
    await sign_in_by_link(services, ways.recovery["lost"])
    [member] = await Membership.filter(person_id=ways.bob.person_id)
    await end_membership(services, ways.owner, member.id)
    await disable_account(services, ways.disabled.person_id)


async def sign_in_with_passkey(services: Services, person: Viewer, name: str) -> Me:
    ceremony = await start_authentication(services)
    credential = {
        "id": passkey_credential(person, name).hex(),
        "challenge": ceremony.options["challenge"],
    }
    answer = CeremonyAnswer(ceremony_id=ceremony.ceremony_id, credential=credential)
    return (await finish_authentication(services, answer)).me


async def test_what_was_withdrawn_after_the_backup_stays_withdrawn(
    db: str, empty_url: str, services: Services, tmp_path: Path
) -> None:
    if not db.startswith("sqlite") and shutil.which("pg_dump") is None:
        pytest.skip("pg_dump is not installed")
    data, restored, backups = tmp_path / "data", tmp_path / "restored", tmp_path / "backups"
    recovery_key = agree_on_recovery_key(data, db, backups)
    ways = await open_ways(services)
    succeeded(afterglow(data, db, "backup", str(backups)))
    await close_lost_ways(services, ways)
    succeeded(afterglow(data, db, "backup", "--only-erasures", str(backups)))
    grant_before = await Grant.get(id=ways.grants["lost"])
    EXECUTOR_CACHE.clear()
    succeeded(afterglow(restored, empty_url, "restore", "--yes", str(backups), typed=recovery_key))

    async with database(empty_url, everywhere=False):
        with pytest.raises(Invalid) as refused:
            await sign_in_with_passkey(services, ways.alice, "lost")
        assert refused.value.code == "passkey-refused"
        assert (await sign_in_with_passkey(services, ways.alice, "kept")).display_name == "Alice"
        assert await viewer_of(ways.tokens["lost"], now=NOW) is None
        assert await viewer_of(ways.tokens["kept"], now=NOW) is not None
        grants = {str(row.id): row for row in await Grant.all()}
        assert grants[str(ways.grants["lost"])].revoked_at == grant_before.revoked_at
        assert grants[str(ways.grants["lost"])].revision > RESTORE_GAP, "phones see it"
        assert await Membership.filter(person_id=ways.bob.person_id, ended_at=None).count() == 0
        assert await Membership.filter(person_id=ways.owner.person_id, ended_at=None).count() == 1
        assert (await Person.get(id=ways.disabled.person_id)).disabled_at == NOW
        assert (await Person.get(id=ways.alice.person_id)).disabled_at is None
        with pytest.raises(NotFound):
            await open_link(services, ways.links["lost"])
        assert await open_link(services, ways.links["kept"])
        with pytest.raises(Gone):
            await sign_in_by_link(services, ways.recovery["lost"])
        assert (await sign_in_by_link(services, ways.recovery["kept"])).me.display_name == "Alice"
    EXECUTOR_CACHE.clear()


async def test_a_restore_that_was_cut_is_not_served(
    db: str, empty_url: str, services: Services, tmp_path: Path
) -> None:
    """What was erased after the backup may still be in it."""
    if not db.startswith("sqlite") and shutil.which("pg_dump") is None:
        pytest.skip("pg_dump is not installed")
    await sign_in(services, "Alice")
    copy = tmp_path / copy_name(db)
    copy_database(db, copy)

    def write(file: BinaryIO) -> None:
        file.write(copy.read_bytes())

    EXECUTOR_CACHE.clear()
    with pytest.raises(KeyboardInterrupt):
        async with restored_database(write, empty_url):
            raise KeyboardInterrupt
    EXECUTOR_CACHE.clear()
    assert await is_being_restored(empty_url) is not db.startswith("sqlite")
    if db.startswith("sqlite"):
        assert not sqlite_path(empty_url).exists()
        async with restored_database(write, empty_url):
            assert await Person.all().count() == 1
        assert [path.name for path in sqlite_path(empty_url).parent.glob("*.restoring*")] == []
        assert sqlite_path(empty_url).exists()
    else:
        with pytest.raises(BackupUnusable, match="a restore into it was cut"):
            await check_empty(empty_url, services.photos)
    EXECUTOR_CACHE.clear()
