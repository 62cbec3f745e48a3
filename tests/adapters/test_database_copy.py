"""The programs of PostgreSQL are called without a password in their arguments, and trouble is one sentence."""

from pathlib import Path

import pytest

from server.adapters.backup_folder import BackupUnusable
from server.adapters.database_copy import copy_database, tables_of

URL = "postgres://ada:s3cret@db.example:5433/diaries"
NOTES_ITS_CALL = """#!/bin/sh
echo "$PGUSER:$PGPASSWORD@$PGHOST:$PGPORT/$PGDATABASE $@" > "$NOTE"
echo "pg_dump: error: server version mismatch" >&2
echo "pg_dump: detail: 17 and 15" >&2
exit ${EXIT:-0}
"""


@pytest.fixture
def note(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put a pg_dump that notes how it is called before all others; return the note."""
    program = tmp_path / "bin" / "pg_dump"
    program.parent.mkdir()
    program.write_text(NOTES_ITS_CALL)
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(program.parent), prepend=":")
    monkeypatch.setenv("NOTE", str(tmp_path / "note"))
    return tmp_path / "note"


def test_the_password_is_in_the_environment_and_not_in_the_arguments(tmp_path: Path, note: Path) -> None:
    copy_database(URL, tmp_path / "dump")
    where, _, options = note.read_text().partition(" ")
    assert where == "ada:s3cret@db.example:5433/diaries"
    assert "s3cret" not in options
    assert "--format=custom" in options
    assert (tmp_path / "dump").stat().st_mode & 0o077 == 0


def test_a_program_that_fails_says_why(tmp_path: Path, note: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EXIT", "1")
    with pytest.raises(
        BackupUnusable, match=r"^pg_dump has failed: pg_dump: error: server version mismatch$"
    ):
        copy_database(URL, tmp_path / "dump")


def test_a_missing_program_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(BackupUnusable, match=r"^pg_dump is not installed: "):
        copy_database(URL, tmp_path / "dump")


def test_a_database_that_cannot_be_copied_or_opened_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "damaged").write_text("This is not a database. " * 100)
    with pytest.raises(
        BackupUnusable, match=r"^the database cannot be copied to .*: file is not a database$"
    ):
        copy_database(f"sqlite://{tmp_path}/damaged", tmp_path / "copy")


async def test_a_database_that_does_not_answer_is_one_sentence() -> None:
    with pytest.raises(BackupUnusable, match=r"^the database cannot be opened: "):
        await tables_of("postgres://nobody@127.0.0.1:1/nothing")
