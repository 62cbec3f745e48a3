"""The file of SQLite is looked at before the database is opened."""

import errno
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from server.adapters import sqlite_file
from server.adapters.sqlite_file import DatabaseUnusable, exclusive, probe


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return a database of about 1 MB."""
    path = tmp_path / "afterglow.sqlite3"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE entry (id INTEGER PRIMARY KEY, note TEXT)")
        connection.executemany("INSERT INTO entry (note) VALUES (?)", [("x" * 500,) for _ in range(2_000)])
    connection.close()
    return path


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    folder = tmp_path / "photos"
    (folder / ".incoming").mkdir(parents=True)
    return folder


def cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def scramble(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096:] = b"\x5a" * (len(content) - 4096)
    path.write_bytes(content)


def replace_by_text(path: Path) -> None:
    path.write_text("This is not a database. " * 100)


def test_a_sound_file_is_used(file: Path, photos: Path) -> None:
    before = file.read_bytes()
    probe(file, photos=photos)
    assert file.read_bytes() == before


def test_a_missing_or_empty_file_is_created_later(tmp_path: Path, photos: Path) -> None:
    probe(tmp_path / "new.sqlite3", photos=photos)
    (tmp_path / "empty.sqlite3").touch()
    probe(tmp_path / "empty.sqlite3", photos=tmp_path / "no folder")


@pytest.mark.parametrize("empty", [True, False], ids=["empty", "missing"])
def test_photos_without_their_database_are_not_left_alone(tmp_path: Path, photos: Path, empty: bool) -> None:
    (photos / "ab").mkdir()
    (photos / "ab" / "photo").write_bytes(b"a face")
    path = tmp_path / "afterglow.sqlite3"
    if empty:
        path.touch()
    with pytest.raises(DatabaseUnusable, match="restore it from a backup"):
        probe(path, photos=photos)


@pytest.mark.parametrize("damage", [cut, scramble, replace_by_text], ids=["cut", "scrambled", "text"])
def test_a_damaged_file_is_named(file: Path, photos: Path, damage: Callable[[Path], None]) -> None:
    damage(file)
    with pytest.raises(DatabaseUnusable, match=r"afterglow\.sqlite3 is damaged .*: restore it from a backup"):
        probe(file, photos=photos)


def test_a_file_that_another_program_has_locked_is_named(
    file: Path, photos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite_file, "LOCK_SECONDS", 0.05)
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(DatabaseUnusable, match="is locked"):
        probe(file, photos=photos)
    other.close()


def test_a_full_disk_is_named(file: Path, photos: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DatabaseUnusable, match="No space left on device"):
        probe(file, photos=photos)


def test_a_disk_that_hangs_does_not_hang_the_start(
    file: Path, photos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with subprocess.Popen(["sleep", "20"]) as sleeping:  # noqa: S607 - ends with the test
        monkeypatch.setattr(os, "fsync", lambda _descriptor: sleeping.wait())
        with pytest.raises(DatabaseUnusable, match=r"did not answer within 0\.1 seconds"):
            probe(file, photos=photos, patience=0.1)
        sleeping.kill()


def test_a_large_file_is_checked_for_a_while_only(
    file: Path, photos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scramble(file)
    monkeypatch.setattr(sqlite_file, "CHECK_SECONDS", -1.0)
    monkeypatch.setattr(sqlite_file, "INSTRUCTIONS", 1)
    probe(file, photos=photos)


def test_a_second_server_is_kept_away_until_the_first_has_ended(file: Path) -> None:
    program = f"""
from pathlib import Path
from server.adapters.sqlite_file import exclusive
with exclusive(Path({str(file)!r})):
    print("serving", flush=True)
    input()
"""
    with subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == "serving\n"
        with pytest.raises(DatabaseUnusable, match="another Afterglow already serves"), exclusive(file):
            pass
        first.kill()
    with exclusive(file):
        pass
