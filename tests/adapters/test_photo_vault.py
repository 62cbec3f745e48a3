"""Photos are encrypted in a folder and in S3: with a key per patient, which erasing destroys."""

from pathlib import Path
from uuid import UUID

import pytest

from models.data_keys import DataKey
from models.erasures import Erasure
from models.people import Person
from models.server_state import change_server_state, server_state
from models.unit_of_work import unit_of_work
from server.adapters.data_key_ring import DataKeyRing
from server.adapters.master_keys import FILE, KeyUnusable, MasterKeys
from server.adapters.photo_lab import ProcessLab
from server.adapters.photo_store import open_photo_store
from server.adapters.photo_store_local import LocalPhotoStore
from server.adapters.photo_vault import PhotoVault
from server.adapters.sealing import is_sealed, key_id, new_key
from server.domain.errors import Damaged, NotFound
from server.domain.figures import Figures
from server.ports import PhotoStore, Services
from server.usecases.account_erasure import erase_everything
from server.usecases.diary_erasure import eraser
from server.usecases.erasing import erase_account, erase_treatment
from server.usecases.photos import show_photo
from server.usecases.verifying import verify_photos
from tests.adapters.pictures import face, saved
from tests.adapters.test_photo_store import s3_address  # noqa: F401 - a fixture
from tests.factories import (
    make_baseline,
    make_clinic,
    make_entry,
    make_own_treatment,
    make_patient,
    make_photo,
    make_practitioner,
    make_treatment,
)
from tests.fakes import NOW, PICTURE, MemoryPhotos, fake_services

JPEG = b"\xff\xd8\xff\xe0" + b"a face" * 20_000 + b"\xff\xd9"


@pytest.fixture
def ring(db: str, tmp_path: Path) -> DataKeyRing:
    return DataKeyRing(MasterKeys(tmp_path))


@pytest.fixture
def memory() -> MemoryPhotos:
    return MemoryPhotos()


@pytest.fixture
def services(memory: MemoryPhotos, ring: DataKeyRing) -> Services:
    return fake_services(photos=PhotoVault(memory, ring))


@pytest.fixture(params=["file", "s3"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> PhotoStore:
    if request.param == "s3":
        return open_photo_store(request.getfixturevalue("s3_address"))
    return open_photo_store(f"file:{tmp_path}/photos")


async def test_neither_the_folder_nor_the_bucket_has_a_photo_in_clear(
    store: PhotoStore, ring: DataKeyRing
) -> None:
    await ring.check()
    vault, alice = PhotoVault(store, ring), await make_patient()
    keys = [f"{alice.person_id}/one-display", f"{alice.person_id}/one-thumbnail", "record-7/one-display"]
    for key, content in zip(keys, (JPEG, JPEG[:99], JPEG), strict=True):
        await vault.put(key, content, content_type="image/jpeg")
        assert await vault.get(key) == content
        stored = await store.get(key)
        assert is_sealed(stored)
        assert JPEG[:10] not in stored
    assert [key async for key in vault.keys(prefix=f"{alice.person_id}/")] == keys[:2]
    assert await vault.stored_at(keys[0]) == await store.stored_at(keys[0])
    assert await DataKey.all().count() == 2
    await vault.delete(keys[0])
    with pytest.raises(NotFound):
        await vault.get(keys[0])


async def test_a_logo_stays_in_clear(services: Services, memory: MemoryPhotos, ring: DataKeyRing) -> None:
    await ring.check()
    await services.photos.put("clinics/1/logo.png", b"logo", content_type="image/png")
    assert memory.images["clinics/1/logo.png"] == (b"logo", "image/png")
    assert await services.photos.get("clinics/1/logo.png") == b"logo"
    assert not await DataKey.exists()


@pytest.mark.parametrize("length", [100, 100_000])
async def test_swapped_cut_and_altered_files_are_damaged_and_counted(
    memory: MemoryPhotos, ring: DataKeyRing, length: int
) -> None:
    await ring.check()
    figures = Figures()
    services = fake_services(photos=PhotoVault(memory, ring, figures))
    alice, dora = await make_patient("Alice"), await make_patient("Dora")
    hers, other, doras = f"{alice.person_id}/a", f"{alice.person_id}/b", f"{dora.person_id}/a"
    for key in (hers, other, doras):
        await services.photos.put(key, JPEG[:length], content_type="image/jpeg")
    stored = memory.images[hers][0]
    swaps = (
        memory.images[other][0],
        memory.images[doras][0],
        stored[:-1],
        bytes([*stored[:-1], stored[-1] ^ 1]),
    )
    for instead in swaps:
        memory.images[hers] = (instead, "")
        with pytest.raises(Damaged):
            await services.photos.get(hers)
    await services.photos.get(other)
    with pytest.raises(NotFound):
        await services.photos.get(f"{alice.person_id}/never")
    assert figures.damaged_reads == len(swaps)


def contents(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in folder.rglob("*") if path.is_file()]


async def test_no_file_of_the_data_folder_begins_like_a_picture_or_contains_one(
    ring: DataKeyRing, tmp_path: Path
) -> None:
    """A real photo, through the real lab."""
    await ring.check()
    upload, lab = saved(face(640, 480), "JPEG"), ProcessLab(workers=1)
    services = fake_services(photos=PhotoVault(LocalPhotoStore(tmp_path / "photos"), ring), lab=lab)
    alice = await make_patient()
    entry = await make_entry(services, alice, await make_own_treatment(services, alice))
    photo = await make_photo(services, alice, entry.id, upload=upload)
    await lab.close()
    shown, _ = await show_photo(services, alice, photo.id, "display")
    assert shown[:3] == b"\xff\xd8\xff"
    files = contents(tmp_path)
    assert len([content for content in files if is_sealed(content)]) == 2
    for content in files:
        assert content[:3] != shown[:3]
        assert shown[:10] not in content
        assert shown[-200:-100] not in content


async def _photographed(services: Services) -> tuple[UUID, UUID]:
    alice = await make_patient()
    entry = await make_entry(services, alice, await make_own_treatment(services, alice))
    return alice.person_id, (await make_photo(services, alice, entry.id)).id


async def test_verifying_hashes_what_was_decrypted_and_names_damaged_ciphertext(
    services: Services, memory: MemoryPhotos, ring: DataKeyRing
) -> None:
    await ring.check()
    _, photo_id = await _photographed(services)
    assert (await verify_photos(services)).faults == []
    key = next(key for key in memory.images if key.endswith("-thumbnail"))
    sealed, content_type = memory.images[key]
    memory.images[key] = (sealed[:-1] + bytes([sealed[-1] ^ 1]), content_type)
    [fault] = (await verify_photos(services)).faults
    assert (fault.photo_id, fault.size, fault.kind) == (photo_id, "thumbnail", "damaged")


async def test_a_photo_of_an_earlier_version_is_read_and_then_encrypted(
    services: Services, memory: MemoryPhotos, ring: DataKeyRing
) -> None:
    await _photographed(fake_services(photos=memory))
    before = dict(memory.images)
    await ring.check()
    assert (await server_state()).photos_encrypted_at is None
    assert (await verify_photos(services)).faults == []
    vault = services.photos
    assert isinstance(vault, PhotoVault)
    for key, (content, _) in before.items():
        assert await vault.encrypt_stored(key)
        assert not await vault.encrypt_stored(key)
        assert is_sealed(memory.images[key][0])
        assert await vault.get(key) == content
    assert not await vault.encrypt_stored("clinics/1/logo.png")
    await change_server_state(photos_encrypted_at=NOW)
    memory.images.update(before)
    with pytest.raises(Damaged):
        await PhotoVault(memory, ring).get(next(iter(before)))
    assert {fault.kind for fault in (await verify_photos(services)).faults} == {"damaged"}


async def test_erasing_an_account_destroys_its_key(
    services: Services, memory: MemoryPhotos, ring: DataKeyRing
) -> None:
    await ring.check()
    alice, dora = await make_patient("Alice"), await make_patient("Dora")
    for person in (alice, dora):
        entry = await make_entry(services, person, await make_own_treatment(services, person))
        await make_photo(services, person, entry.id, upload=PICTURE + person.person_id.bytes)
    stolen = dict(memory.images)
    await erase_account(services, alice)
    assert [key.name for key in await DataKey.all()] == [str(dora.person_id)]
    memory.images.update(stolen)
    for key in stolen:
        if key.startswith(str(dora.person_id)):
            assert await services.photos.get(key)
        else:
            with pytest.raises(Damaged):
                await services.photos.get(key)
    with pytest.raises(NotFound):
        await services.photos.put(f"{alice.person_id}/late", JPEG, content_type="image/jpeg")
    assert not await DataKey.exists(name=str(alice.person_id))


async def test_erasing_a_treatment_destroys_the_key_of_its_record(
    services: Services, memory: MemoryPhotos, ring: DataKeyRing
) -> None:
    await ring.check()
    bob, alice = await make_practitioner(await make_clinic()), await make_patient()
    treatment = await make_treatment(services, bob, patient=alice)
    await make_baseline(services, bob, treatment.id)
    stolen = dict(memory.images)
    assert await DataKey.exists(name=f"record-{treatment.id}")
    await erase_treatment(services, alice, treatment.id)
    assert not await DataKey.exists()
    memory.images.update(stolen)
    for key in stolen:
        with pytest.raises(Damaged):
            await services.photos.get(key)


async def test_an_erasure_that_is_rolled_back_keeps_the_key(services: Services, ring: DataKeyRing) -> None:
    await ring.check()
    person_id, _ = await _photographed(services)

    async def fails() -> None:
        await erase_everything(await eraser(services, person_id))
        raise RuntimeError("half way")

    with pytest.raises(RuntimeError, match="half way"):
        await unit_of_work(fails)
    assert await DataKey.exists(name=str(person_id))
    assert (await verify_photos(services)).faults == []
    assert not await Erasure.exists()
    assert (await Person.get(id=person_id)).erased_at is None


class TestMasterKey:
    async def test_there_is_one_and_it_is_readable_by_its_owner_only(self, ring: DataKeyRing) -> None:
        await ring.check()
        path, content = ring.masters.path, ring.masters.path.read_bytes()
        assert path.stat().st_mode & 0o777 == 0o600
        assert (await server_state()).master_key == key_id(bytes.fromhex(content.decode().strip()))
        assert (await server_state()).photos_encrypted_at is not None
        await DataKeyRing(MasterKeys(path.parent)).check()
        assert path.read_bytes() == content

    async def test_a_missing_one_is_not_made_again(self, ring: DataKeyRing, tmp_path: Path) -> None:
        await ring.check()
        ring.masters.path.rename(tmp_path / "away")
        with pytest.raises(KeyUnusable, match=r"the master key .* is missing: put it back"):
            await DataKeyRing(MasterKeys(tmp_path)).check()
        assert not ring.masters.path.exists()

    async def test_a_wrong_one_is_refused_and_left_alone(self, ring: DataKeyRing, tmp_path: Path) -> None:
        await ring.check()
        (tmp_path / FILE).write_text(f"{'ab' * 32}\n")
        with pytest.raises(KeyUnusable, match=r"master-key is not the master key of this database"):
            await DataKeyRing(MasterKeys(tmp_path)).check()
        with pytest.raises(
            KeyUnusable, match=r"^AFTERGLOW_MASTER_KEY is not the master key of this database"
        ):
            await DataKeyRing(MasterKeys(tmp_path, "cd" * 32)).check()
        assert (tmp_path / FILE).read_text() == f"{'ab' * 32}\n"

    async def test_one_from_the_environment_needs_no_file(self, db: str, tmp_path: Path) -> None:
        ring = DataKeyRing(MasterKeys(tmp_path, new_key().hex()))
        await ring.check()
        await ring.backup_key()
        assert not (tmp_path / FILE).exists()

    @pytest.mark.parametrize("text", ["short", "g" * 64, f"{'ab' * 32} short", " \n", ""])
    async def test_something_else_is_refused_without_being_quoted(
        self, db: str, tmp_path: Path, text: str
    ) -> None:
        (tmp_path / FILE).write_text(text)
        with pytest.raises(KeyUnusable, match="does not hold a master key") as refused:
            await DataKeyRing(MasterKeys(tmp_path)).check()
        assert "short" not in str(refused.value)
        assert (tmp_path / FILE).read_text() == text

    async def test_a_file_that_cannot_be_read_is_refused(self, db: str, tmp_path: Path) -> None:
        (tmp_path / FILE).mkdir()
        with pytest.raises(KeyUnusable, match="cannot be read: Is a directory"):
            await DataKeyRing(MasterKeys(tmp_path)).check()
