"""An installation of an earlier version: its photos are encrypted while it runs, and none is lost or comes back."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from uuid import UUID

import pytest

from models.data_keys import DataKey
from server.adapters.data_key_ring import DataKeyRing
from server.adapters.master_keys import MasterKeys
from server.adapters.photo_vault import PhotoVault
from server.adapters.sealing import is_sealed
from server.domain.viewer import Viewer
from server.jobs.encrypting import run_encrypting
from server.ports import Services
from server.usecases.encrypting import encrypt_photos, is_everything_encrypted
from server.usecases.erasing import erase_account, erase_photo
from server.usecases.photos import show_photo
from tests.factories import make_entry, make_own_treatment, make_patient, make_photo
from tests.fakes import PICTURE, MemoryPhotos, fake_services


@pytest.fixture
def memory() -> MemoryPhotos:
    return MemoryPhotos()


@pytest.fixture
def vault(db: str, memory: MemoryPhotos, tmp_path: Path) -> PhotoVault:
    return PhotoVault(memory, DataKeyRing(MasterKeys(tmp_path)))


@pytest.fixture
def services(vault: PhotoVault) -> Services:
    return fake_services(photos=vault)


async def photograph(services: Services, *words: bytes) -> tuple[Viewer, list[UUID]]:
    """Take photos; return who took them, and their ids."""
    alice = await make_patient()
    entry = await make_entry(services, alice, await make_own_treatment(services, alice))
    return alice, [(await make_photo(services, alice, entry.id, upload=PICTURE + each)).id for each in words]


async def start(vault: PhotoVault) -> None:
    await vault._keys.check()  # as the server does at its start


async def test_photos_in_clear_are_encrypted_while_the_server_runs(
    services: Services, vault: PhotoVault, memory: MemoryPhotos
) -> None:
    alice, ids = await photograph(fake_services(photos=memory), b"1", b"2")
    memory.images["clinics/1/logo"] = (b"logo", "image/png")
    await start(vault)
    assert not await is_everything_encrypted()
    stop = asyncio.Event()
    await asyncio.wait_for(run_encrypting(services, vault, stop=stop, every=0.01), 20)
    assert await is_everything_encrypted()
    assert {key for key, (content, _) in memory.images.items() if not is_sealed(content)} == {
        "clinics/1/logo"
    }
    for photo_id in ids:
        assert (await show_photo(services, alice, photo_id, "display"))[0].startswith(b"display:")


async def test_a_new_installation_has_nothing_to_encrypt(services: Services, vault: PhotoVault) -> None:
    await start(vault)
    assert await is_everything_encrypted()
    await asyncio.wait_for(run_encrypting(services, vault, stop=asyncio.Event()), 5)


async def test_a_pass_that_was_cut_is_taken_up_again(
    services: Services, vault: PhotoVault, memory: MemoryPhotos
) -> None:
    await photograph(fake_services(photos=memory), b"1", b"2")
    await start(vault)
    first = next(iter(memory.images))
    assert await vault.encrypt_stored(first)
    assert await encrypt_photos(services, vault) == 3
    assert await encrypt_photos(services, vault) == 0


class Interrupted(MemoryPhotos):
    """Let something happen once between reading a file and writing it."""

    meanwhile: Callable[[], Awaitable[None]] | None = None

    async def get(self, key: str) -> bytes:
        content = await MemoryPhotos.get(self, key)
        happens, self.meanwhile = self.meanwhile, None
        if happens:
            await happens()
        return content


@pytest.mark.parametrize(("what", "keys_left"), [("photo", 1), ("account", 0)])
async def test_what_is_erased_meanwhile_does_not_come_back(
    db: str, tmp_path: Path, what: str, keys_left: int
) -> None:
    memory = Interrupted()
    alice, [photo_id] = await photograph(fake_services(photos=memory), b"1")
    vault = PhotoVault(memory, DataKeyRing(MasterKeys(tmp_path)))
    services = fake_services(photos=vault)
    await start(vault)

    async def erase() -> None:
        if what == "account":
            await erase_account(services, alice)
        else:
            await erase_photo(services, alice, photo_id)

    memory.meanwhile = erase
    await encrypt_photos(services, vault)
    assert memory.images == {}
    assert await DataKey.all().count() == keys_left


class Failing(PhotoVault):
    fails = True

    async def encrypt_stored(self, key: str) -> bool:
        if self.fails:
            Failing.fails = False
            raise OSError("the disk is full")
        return await super().encrypt_stored(key)


async def test_a_failure_is_followed_by_another_try(db: str, memory: MemoryPhotos, tmp_path: Path) -> None:
    await photograph(fake_services(photos=memory), b"1")
    vault = Failing(memory, DataKeyRing(MasterKeys(tmp_path)))
    await start(vault)
    stop = asyncio.Event()
    await asyncio.wait_for(run_encrypting(fake_services(photos=vault), vault, stop=stop, every=0.01), 20)
    assert all(is_sealed(content) for content, _ in memory.images.values())
