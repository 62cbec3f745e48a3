"""`afterglow backup` and `afterglow restore`, called as from a terminal, on SQLite and a folder."""

import asyncio
import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TypeVar
from uuid import UUID, uuid4

import pytest
from click.testing import Result
from tortoise.backends.base.executor import EXECUTOR_CACHE

from models.data_keys import DataKey
from models.diary import Photo
from models.erasures import Erasure
from models.people import Clinic, Person
from models.server_state import server_state
from server.adapters.backup_folder import BackupFolder, StoredBackup, digest_of
from server.adapters.backup_keys import BackupUnlocker
from server.adapters.data_key_ring import DataKeyRing
from server.adapters.database import database
from server.adapters.database_copy import copy_database
from server.adapters.master_keys import MasterKeys
from server.adapters.migrations import migrate
from server.adapters.photo_store_local import LocalPhotoStore
from server.adapters.photo_vault import PhotoVault
from server.adapters.recovery_key import RecoveryKey
from server.domain.viewer import Viewer
from server.ports import Rendition, Services
from server.usecases.baseline_photos import remove_baseline_photo
from server.usecases.erasing import erase_account, erase_entry, erase_photo
from server.usecases.logo_files import logo_key, store_logo
from tests.cli.test_commands import run
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
from tests.fakes import NOW, PICTURE, fake_services
from tests.models.test_forward_migrations import drop_later_tables, earlier_migrations

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Diary:
    """A patient with one entry and two photos."""

    patient: Viewer
    entry_id: UUID
    photos: tuple[UUID, UUID]


@dataclass(slots=True)
class Server:
    """A data folder with the diaries of Alice and Dora, and a folder for backups."""

    home: Path
    alice: Diary | None = None
    dora: Diary | None = None
    recovery_key: str = ""
    folder: str = "backups"

    @property
    def data(self) -> Path:
        return self.home / "data"

    @property
    def backups(self) -> Path:
        return self.home / self.folder

    @property
    def services(self) -> Services:
        return self.services_on("data")

    def services_on(self, data: str) -> Services:
        return fake_services(photos=self.vault(data))

    def vault(self, data: str) -> PhotoVault:
        ring = DataKeyRing(MasterKeys(self.home / data))
        return PhotoVault(LocalPhotoStore(self.home / data / "photos"), ring)

    def backup(self, *options: str) -> str:
        made = run("backup", str(self.backups), *options, data_dir=str(self.data))
        assert made.exit_code == 0, made.output
        return made.output

    def restore(self, *options: str, into: str = "new") -> Result:
        """Restore as on another machine: with the backup and the recovery key alone."""
        home, words = str(self.home / into), ("restore", str(self.backups), "--yes", *options)
        return run(*words, data_dir=home, typed=self.recovery_key)

    def names(self) -> list[str]:
        return sorted(path.name for path in self.backups.glob("2*"))

    def images(self, data: str = "data") -> dict[str, str]:
        """Return the hash of every stored image by its key, decrypted."""
        folder, vault = self.home / data / "photos", self.vault(data)
        keys = [path.relative_to(folder).as_posix() for path in folder.glob("[!.]*/*")]

        async def hashes() -> dict[str, str]:
            return {key: sha256(await vault.get(key)).hexdigest() for key in keys}

        return self.does(hashes, data=data) if keys else {}

    def reseal(self, name: str, **changes: object) -> None:
        """Change a manifest and give it the right hash, as another version would have written it."""
        path = self.backups / name / "manifest.json"
        document = {**json.loads(path.read_text()), **changes}
        document = {key: value for key, value in document.items() if value is not None}
        del document["sha256"]
        seal = sha256(json.dumps(document, sort_keys=True).encode()).hexdigest()
        path.write_text(json.dumps({**document, "sha256": seal}))

    def does(self, work: Callable[[], Awaitable[T]], *, data: str = "data") -> T:
        """Run `work` on the database of a data folder."""

        async def with_database() -> T:
            EXECUTOR_CACHE.clear()
            async with database(f"sqlite://{self.home / data / 'afterglow.sqlite3'}", everywhere=False):
                return await work()

        return asyncio.run(with_database())


async def _diary(services: Services, name: str) -> Diary:
    patient = await make_patient(name)
    entry = await make_entry(services, patient, await make_own_treatment(services, patient))
    made = [
        await make_photo(services, patient, entry.id, upload=PICTURE + name.encode() + n)
        for n in (b"1", b"2")
    ]
    return Diary(patient, entry.id, (made[0].id, made[1].id))


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Server:
    """Return a server with one backup. Tests copy it."""
    server = Server(tmp_path_factory.mktemp("original"))
    run("migrate", data_dir=str(server.data))
    home = {"data_dir": str(server.data)}
    server.recovery_key = run("keys", "recovery", **home).stdout.strip()
    assert run("keys", "confirm", **home, typed=server.recovery_key).exit_code == 0

    async def fill() -> tuple[Diary, Diary]:
        return await _diary(server.services, "Alice"), await _diary(server.services, "Dora")

    server.alice, server.dora = server.does(fill)
    assert "8 images copied, 0 were there already" in server.backup()
    [name] = server.names()
    manifest = json.loads((server.backups / name / "manifest.json").read_text())
    assert (server.data / "last-backup").read_text() == f"{manifest['made_at']}\n"  # for the metrics
    return server


@pytest.fixture
def server(original: Server, tmp_path: Path) -> Server:
    shutil.copytree(original.home, tmp_path / "copy")
    return Server(tmp_path / "copy", original.alice, original.dora, original.recovery_key)


def test_a_backup_restores_every_hash_into_an_empty_folder(server: Server) -> None:
    restored = server.restore()
    assert restored.exit_code == 0, restored.output
    assert (
        "Restored 8 images and the database; 0 later erasures and 0 later withdrawals applied."
        in restored.output
    )
    assert server.images("new") == server.images()
    key = "vapid-private-key.pem"
    assert (server.home / "new" / key).read_bytes() == (server.data / key).read_bytes()
    assert not [
        p
        for p in (server.home / "new").rglob("*")
        if p.is_file() and p.stat().st_mode & 0o077 and p.suffix != ".lock"
    ]
    assert run("verify", data_dir=str(server.home / "new")).exit_code == 0
    assert server.does(server_state).epoch == ""
    assert len(server.does(server_state, data="new").epoch) == 36


def test_the_logo_of_a_clinic_is_restored_with_its_photos(server: Server) -> None:
    async def choose_logo() -> str | None:
        clinic = await Clinic.create(id=uuid4(), name="Lindenhof", time_zone="Europe/Berlin", created_at=NOW)
        name = await store_logo(server.services, clinic, Rendition(PICTURE, "image/png", 40, 20))
        await Clinic.filter(id=clinic.id).update(logo=name)
        return logo_key(await Clinic.get(id=clinic.id))

    key = server.does(choose_logo)
    server.backup()
    assert server.restore().exit_code == 0
    assert (server.home / "new" / "photos" / str(key)).read_bytes() == PICTURE


def test_images_that_the_folder_has_are_not_copied_again(server: Server) -> None:
    async def one_more() -> None:
        assert server.alice is not None
        await make_photo(server.services, server.alice.patient, server.alice.entry_id, upload=PICTURE + b"3")

    server.does(one_more)
    assert "2 images copied, 8 were there already" in server.backup()
    assert server.restore().exit_code == 0
    assert server.images("new") == server.images()


def test_an_image_that_rots_or_goes_missing_is_restored_from_an_earlier_backup(server: Server) -> None:
    before = server.images()
    rotten, missing = list(before)[:2]
    (server.data / "photos" / rotten).write_bytes(b"rotten")
    (server.data / "photos" / missing).unlink()
    server.backup()
    assert server.restore().exit_code == 0
    assert server.images("new") == before


def test_a_photo_that_cannot_be_read_does_not_stop_the_backup(server: Server) -> None:
    async def lose_one() -> UUID:
        assert server.alice is not None
        photo = await make_photo(
            server.services, server.alice.patient, server.alice.entry_id, upload=PICTURE + b"4"
        )
        return photo.id

    photo_id = server.does(lose_one)
    [image] = server.data.glob(f"photos/*/{photo_id}-*-display")
    image.unlink()
    assert f"Photo {photo_id} could not be read" in server.backup()
    assert server.restore("--check").exit_code == 0


def test_what_was_erased_after_a_backup_stays_erased(server: Server) -> None:
    """The list of erasures is newer than the backup, and names also what the backup never had."""
    assert server.alice is not None
    assert server.dora is not None
    alice, dora = server.alice, server.dora

    async def erase() -> UUID:
        later = await make_photo(server.services, alice.patient, alice.entry_id, upload=PICTURE + b"later")
        for photo_id in (alice.photos[0], later.id):
            await erase_photo(server.services, alice.patient, photo_id)
        await erase_account(server.services, dora.patient)
        return later.id

    later_id = server.does(erase)
    assert server.backup("--only-erasures").startswith("List of erasures ")
    restored = server.restore("--at", server.names()[0])
    assert restored.exit_code == 0, restored.output
    assert {key.split("/")[1][:36] for key in server.images("new")} == {str(alice.photos[1])}

    async def look() -> None:
        assert [photo.id for photo in await Photo.all()] == [alice.photos[1]]
        assert (await Person.get(id=dora.patient.person_id)).display_name == ""
        assert await Erasure.exists(person_id=alice.patient.person_id, kind="photo", item_id=later_id)
        await erase_entry(server.services_on("new"), alice.patient, alice.entry_id)
        assert not await DataKey.exists(name=str(dora.patient.person_id))

    server.does(look, data="new")
    stored = b"".join(path.read_bytes() for path in (server.home / "new").rglob("*") if path.is_file())
    assert b"Dora" not in stored


def test_a_photo_taken_at_the_clinic_and_removed_before_the_patient_joined_stays_removed(
    server: Server,
) -> None:
    async def photograph() -> tuple[Viewer, UUID, UUID]:
        bob = await make_practitioner(await make_clinic())
        treatment = await make_treatment(server.services, bob)
        return bob, treatment.id, (await make_baseline(server.services, bob, treatment.id)).id

    bob, treatment_id, photo_id = server.does(photograph)
    server.backup()
    server.does(lambda: remove_baseline_photo(server.services, bob, treatment_id, photo_id))
    server.backup("--only-erasures")
    restored = server.restore("--at", server.names()[-1])
    assert restored.exit_code == 0, restored.output
    assert not any(str(photo_id) in key for key in server.images("new"))
    assert not server.does(lambda: Photo.exists(id=photo_id), data="new")


def test_the_operator_confirms_the_date_of_the_list_of_erasures(server: Server) -> None:
    home = str(server.home / "new")
    refused = run("restore", str(server.backups), data_dir=home, typed=server.recovery_key)
    assert refused.exit_code == 1
    assert "The newest list of erasures is of 20" in refused.output
    assert not (server.home / "new" / "afterglow.sqlite3").exists()


def refusal(server: Server, *options: str, into: str = "new") -> str:
    """Restore; return the one sentence with which that is refused. Nothing has been touched."""
    refused = server.restore(*options, into=into)
    assert refused.exit_code == 1
    assert refused.stderr.startswith("Error: ")
    assert refused.stderr.count("\n") == 1
    if into == "new":
        assert not (server.home / "new" / "afterglow.sqlite3").exists()
        assert server.images("new") == {}
    return refused.output


def test_a_backup_that_was_cut_does_not_count_and_is_cleared_away(server: Server) -> None:
    [name] = server.names()
    (server.backups / name).rename(server.backups / f"{name}.partial")
    assert "there is no complete backup" in refusal(server).lower()
    server.backup()
    assert not list(server.backups.rglob("*.partial"))


@pytest.mark.parametrize(
    "file", ["manifest.json", "database.sqlite3", "images.jsonl", "vapid-private-key.pem"]
)
def test_a_file_that_is_cut_or_missing_is_refused(server: Server, file: str) -> None:
    path = server.backups / server.names()[0] / file
    path.write_bytes(path.read_bytes()[:-1])
    assert file in refusal(server)
    path.unlink()
    assert file in refusal(server)


def test_nothing_in_the_folder_can_be_read_without_a_key(server: Server) -> None:
    """Neither content, nor who it is of, nor a key."""
    assert server.alice is not None
    master = (server.data / "master-key").read_text().strip()
    backup_key = server.does(lambda: DataKeyRing(MasterKeys(server.data)).backup_key())
    stored = b"".join(
        str(path).encode() + path.read_bytes() for path in server.backups.rglob("*") if path.is_file()
    )
    hidden = [b"Alice", b"SQLite format 3", b"display:", b"PRIVATE KEY", str(server.alice.photos[0]).encode()]
    for key in (bytes.fromhex(master), backup_key):
        hidden += [key, key.hex().encode()]
    hidden += [server.recovery_key.encode(), server.recovery_key.replace("-", "").encode()]
    hidden += [digest.encode() for digest in server.images().values()]
    assert [word for word in hidden if word in stored] == []


def test_a_wrong_recovery_key_or_another_one_is_refused_in_one_sentence(server: Server) -> None:
    right = server.recovery_key
    for typed, words in (
        ("", "aborted"),
        ("hello", "this is not a recovery key"),
        (right[:-1] + ("0" if right[-1] != "0" else "1"), "has a slip in it"),
        (RecoveryKey.new().printed(), "does not belong to this backup"),
    ):
        server.recovery_key = typed
        refused = server.restore()
        assert refused.exit_code == 1
        assert words in refused.output.lower()
        assert not (server.home / "new" / "afterglow.sqlite3").exists()
        assert not (server.home / "new" / "master-key").exists()


def test_a_new_recovery_key_counts_when_it_was_typed_back(server: Server) -> None:
    home, [old], first = {"data_dir": str(server.data)}, server.names(), server.recovery_key
    second = run("keys", "recovery", **home).stdout.strip()
    server.backup()
    other = run("keys", "confirm", **home, typed=RecoveryKey.new().printed())
    assert (other.exit_code, other.stderr.count("\n")) == (1, 1)
    assert "not the recovery key that was printed last" in other.stderr
    assert server.restore("--check").exit_code == 0, "the one before is valid until then"
    assert run("keys", "confirm", **home, typed=second).exit_code == 0
    server.backup()
    assert "does not belong to this backup" in refusal(server)
    server.recovery_key = second
    assert server.restore().exit_code == 0
    server.recovery_key = first
    assert "does not belong to this backup" in refusal(server, "--at", old, into="old")


def test_a_backup_older_than_both_keys_asks_for_the_recovery_key_of_its_time(server: Server) -> None:
    home, [old], first = {"data_dir": str(server.data)}, server.names(), server.recovery_key
    second = run("keys", "recovery", **home).stdout.strip()
    assert run("keys", "confirm", **home, typed=second).exit_code == 0
    assert run("keys", "rotate", **home).exit_code == 0
    server.backup("--only-erasures")
    server.recovery_key = f"{second}\n{first}"
    restored = server.restore("--at", old)
    assert restored.exit_code == 0, restored.output
    assert server.images("new") == server.images()
    assert len((server.home / "new" / "master-key").read_text().split()) == 1


def test_a_recovery_key_is_read_in_any_case_and_without_dashes(server: Server) -> None:
    server.recovery_key = server.recovery_key.replace("-", " ").lower()
    assert server.restore().exit_code == 0


def test_the_server_checks_its_own_backups_without_the_recovery_key(server: Server) -> None:
    server.recovery_key = ""
    checked = server.restore("--check", into="data")
    assert checked.exit_code == 0, checked.output
    assert "Recovery key" not in checked.output


def test_a_place_with_a_master_key_of_its_own_keeps_it(server: Server) -> None:
    (server.home / "new").mkdir()
    own = f"{'5c' * 32}\n"
    (server.home / "new" / "master-key").write_text(own)
    assert server.restore().exit_code == 0
    assert (server.home / "new" / "master-key").read_text() == own
    assert server.images("new") == server.images()
    assert run("verify", data_dir=str(server.home / "new")).exit_code == 0


def test_a_lost_master_key_comes_back_from_a_backup(server: Server) -> None:
    path = server.data / "master-key"
    before, home = path.read_text(), {"data_dir": str(server.data)}
    refused = run("keys", "recover", str(server.backups), **home, typed=server.recovery_key)
    assert "there is a master key already" in refused.output.lower()
    path.unlink()
    assert run("verify", **home).exit_code == 1
    assert run("keys", "recover", str(server.backups), **home, typed=server.recovery_key).exit_code == 0
    assert path.read_text() == before
    assert run("verify", **home).exit_code == 0


def test_after_a_rotation_old_and_new_backups_open_with_the_same_recovery_key(server: Server) -> None:
    [old] = server.names()
    rotated = run("keys", "rotate", data_dir=str(server.data))
    assert "The master key is new; 3 keys were wrapped by it." in rotated.output
    assert run("verify", data_dir=str(server.data)).exit_code == 0
    assert "0 images copied, 8 were there already" in server.backup()
    for number, options in enumerate([(), ("--at", old)]):
        assert server.restore(*options, into=f"new{number}").exit_code == 0
        assert server.images(f"new{number}") == server.images()


def test_an_image_with_one_flipped_bit_or_none_at_all_is_refused(server: Server) -> None:
    image = next(server.backups.glob("photos/*/*"))
    content = image.read_bytes()
    image.write_bytes(bytes([content[0] ^ 1]) + content[1:])
    assert f"image {image.name}" in refusal(server)
    image.unlink()
    assert f"image {image.name}" in refusal(server)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"schema": "9999_later", "version": "9.9"}, "newer version (9.9, 9999_later)"),
        ({"format": 3}, "install a newer one"),
        ({"encryption": "rot13"}, "install a newer one"),
        ({"database": "database.pgdump"}, "of another kind"),
    ],
)
def test_a_backup_of_another_kind_or_a_newer_version_is_refused(
    server: Server, changes: dict[str, object], words: str
) -> None:
    server.reseal(server.names()[0], **changes)
    assert words in refusal(server)


def in_clear(server: Server, database_copy: Path, *, schema: str) -> Path:
    """Return a folder with the newest backup as earlier versions wrote it: format 1, nothing encrypted."""
    [name] = server.names()
    unlocker = BackupUnlocker(MasterKeys(server.data), str)
    folder = BackupFolder(server.backups)
    manifest = folder.manifest(name)
    stored = StoredBackup(folder, name, unlocker.cipher(manifest["keys"]))
    target = server.home / "in-clear"
    (target / "erasures").mkdir(parents=True)
    (target / name).mkdir()
    for image in stored.images():
        path = target / "photos" / image.sha256[:2] / image.sha256
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(stored.get_image(image.sha256))
    for file in manifest["files"]:
        with (target / name / file).open("wb") as plain:
            stored.copy_out(file, plain)
    shutil.copy(database_copy, target / name / "database.sqlite3")
    files = {path.name: digest_of(path) for path in (target / name).iterdir()}
    (target / name / "manifest.json").write_bytes((server.backups / name / "manifest.json").read_bytes())
    listed: dict[str, object] = {"made_at": "2026-11-23T08:00:00+00:00", "rows": []}
    seal = sha256(json.dumps(listed, sort_keys=True).encode()).hexdigest()
    (target / "erasures" / f"{name}.json").write_text(json.dumps({**listed, "sha256": seal}))
    Server(server.home, folder="in-clear").reseal(
        name, format=1, encryption="none", schema=schema, files=files, keys=None
    )
    return target


def test_a_backup_of_an_earlier_version_is_migrated_forward(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package, url = earlier_migrations(tmp_path, monkeypatch, until="0003"), f"sqlite://{tmp_path}/old.db"

    async def make_old_database() -> None:
        EXECUTOR_CACHE.clear()
        await migrate(url, package=package)
        async with database(url, everywhere=False):
            await drop_later_tables(until="0003")

    asyncio.run(make_old_database())
    copy = tmp_path / "old-copy"
    copy_database(url, copy)
    backups = in_clear(server, copy, schema="0003_safety_corrections")
    shutil.rmtree(server.backups)
    backups.rename(server.backups)
    server.recovery_key = "not needed"
    restored = server.restore()
    assert restored.exit_code == 0, restored.output
    assert "Restored 0 images" in restored.output, "nobody of the images is in the copy of the database"
    assert run("migrate", data_dir=str(server.home / "new")).output == "The database is up to date.\n"
    left = [path.name for path in (server.home / "new").glob("afterglow.sqlite3.*")]
    assert left == ["afterglow.sqlite3.lock"], "no copy that still has what was erased"


def test_a_list_of_erasures_that_is_missing_or_damaged_is_refused(server: Server) -> None:
    [path] = server.backups.glob("erasures/*.json")
    path.write_text(path.read_text() + "x")
    assert path.name in refusal(server)
    path.unlink()
    assert "the list of erasures of" in refusal(server).lower()


def test_an_unknown_name_is_refused(server: Server) -> None:
    assert "there is no complete backup ../data" in refusal(server, "--at", "../data").lower()


def test_a_folder_that_is_in_use_is_refused(server: Server) -> None:
    assert "there is a database already" in refusal(server, into="data").lower()
    stored = server.home / "photos-only" / "photos" / "a" / "b"
    stored.parent.mkdir(parents=True)
    stored.write_bytes(b"image")
    assert "there are photos already" in refusal(server, into="photos-only").lower()


HOLDS_A_LOCK = """
import sys
from pathlib import Path
from server.adapters.sqlite_file import exclusive
with Path(sys.argv[1]).open("w") if sys.argv[2] == "plain" else exclusive(Path(sys.argv[1])) as file:
    if sys.argv[2] == "plain":
        import fcntl
        fcntl.lockf(file, fcntl.LOCK_EX)
    print("locked", flush=True)
    sys.stdin.read()
"""


@contextmanager
def locked(path: Path, kind: str) -> Iterator[None]:
    """Hold a lock in another process: `plain` on this file, or that of a server of this database."""
    command = [sys.executable, "-c", HOLDS_A_LOCK, str(path), kind]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:  # noqa: S603
        assert process.stdout is not None
        assert process.stdout.readline() == b"locked\n"
        yield
        process.communicate()


def test_a_running_server_is_not_restored_over(server: Server) -> None:
    with locked(server.data / "afterglow.sqlite3", "server"):
        assert "nother Afterglow already serves" in refusal(server, into="data")
        assert "0 images copied, 8 were there already" in server.backup()


def test_two_backups_at_once_are_refused(server: Server) -> None:
    with locked(server.backups / ".lock", "plain"):
        refused = run("backup", str(server.backups), data_dir=str(server.data))
    assert (refused.exit_code, refused.output.count("\n")) == (1, 1)
    assert "another backup into" in refused.output.lower()


def test_expired_backups_go_with_their_images_and_the_newest_stays(server: Server) -> None:
    assert server.dora is not None
    dora = server.dora
    server.does(lambda: erase_account(server.services, dora.patient))
    old, older = "20200101T030000000Z", "20190101T030000000Z"
    [first] = server.names()
    (server.backups / first).rename(server.backups / old)
    shutil.copytree(server.backups / old, server.backups / older)
    assert len(list(server.backups.glob("photos/*/*"))) == 8
    output = server.backup("--keep-days", "30")
    assert f"Deleted {old}, which has expired." in output
    assert f"Deleted {older}, which has expired." in output
    assert len(server.names()) == 1
    assert len(list(server.backups.glob("photos/*/*"))) == 4
    assert server.restore().exit_code == 0


def test_a_database_of_an_earlier_version_is_not_backed_up(server: Server) -> None:
    with closing(sqlite3.connect(server.data / "afterglow.sqlite3")) as connection, connection:
        newest = "SELECT max(name) FROM tortoise_migrations"
        connection.execute(f"DELETE FROM tortoise_migrations WHERE name = ({newest})")  # noqa: S608
    refused = run("backup", str(server.backups), data_dir=str(server.data))
    assert (refused.exit_code, refused.output.count("\n")) == (1, 1)
    assert "of an earlier version" in refused.output
    nothing = run("backup", str(server.backups), data_dir=str(server.home / "nothing"))
    assert "There is no database at" in nothing.output
