"""The recovery key on paper, and the format of large files in a backup."""

import io
from pathlib import Path

import pytest

from server.adapters import backup_cipher
from server.adapters.backup_cipher import BackupCipher
from server.adapters.master_keys import KeyUnusable
from server.adapters.recovery_key import RecoveryKey, lock
from server.adapters.sealing import OVERHEAD, NotAuthentic, new_key

KEYS = {"backups": [bytes(range(32))], "master": [bytes(32), b"x" * 32]}


def test_what_is_printed_can_be_typed_back_with_the_usual_slips() -> None:
    key = RecoveryKey(b"\x00\x01\x10\x20" * 4)
    printed = key.printed()
    assert [len(group) for group in printed.split("-")] == [4] * 8
    for typed in (
        printed,
        printed.lower(),
        printed.replace("-", ""),
        f" {printed} ",
        printed.replace("0", "o"),
    ):
        assert RecoveryKey.typed(typed.replace("1", "l")).public() == key.public()


def test_one_wrong_letter_two_swapped_ones_or_a_missing_one_is_noticed() -> None:
    printed = RecoveryKey(b"0123456789abcdef").printed()
    for at, letter in enumerate(printed):
        if letter != "-":
            wrong = printed[:at] + ("7" if letter != "7" else "8") + printed[at + 1 :]
            with pytest.raises(KeyUnusable, match="has a slip in it"):
                RecoveryKey.typed(wrong)
    with pytest.raises(KeyUnusable, match="32 letters and digits"):
        RecoveryKey.typed(printed[:-1])


def test_only_the_recovery_key_opens_what_was_locked_for_it() -> None:
    key = RecoveryKey.new()
    locked = lock(key.public(), KEYS)
    assert key.unlock(locked) == KEYS
    assert lock(key.public(), KEYS) != locked
    assert bytes(range(32)).hex() not in locked
    with pytest.raises(KeyUnusable, match="does not belong to this backup"):
        RecoveryKey.new().unlock(locked)
    with pytest.raises(KeyUnusable):
        key.unlock(locked[:-2] + ("00" if locked[-2:] != "00" else "01"))


class TestLargeFiles:
    @pytest.fixture(autouse=True)
    def small_pieces(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(backup_cipher, "PIECE", 10)

    @pytest.fixture
    def cipher(self) -> BackupCipher:
        return BackupCipher(new_key())

    @pytest.mark.parametrize("length", [0, 1, 9, 10, 11, 20, 35])
    def test_a_file_comes_out_as_it_went_in(self, cipher: BackupCipher, tmp_path: Path, length: int) -> None:
        content, path, out = bytes(range(length)), tmp_path / "file", io.BytesIO()
        cipher.copy_in(io.BytesIO(content), path, place="a")
        assert path.stat().st_mode & 0o777 == 0o600
        cipher.copy_out(path, out, place="a")
        assert out.getvalue() == content

    def test_pieces_that_are_cut_off_swapped_or_repeated_are_refused(
        self, cipher: BackupCipher, tmp_path: Path
    ) -> None:
        path, size = tmp_path / "file", 10 + OVERHEAD
        cipher.copy_in(io.BytesIO(bytes(range(40))), path, place="a")
        content = path.read_bytes()
        one, two, rest = content[:size], content[size : 2 * size], content[2 * size :]
        assert len(content) == 4 * size
        for changed in (b"", one, one + two, two + one + rest, one + one + rest, content + one, content[:-1]):
            path.write_bytes(changed)
            with pytest.raises(NotAuthentic):
                cipher.copy_out(path, io.BytesIO(), place="a")
        path.write_bytes(content)
        with pytest.raises(NotAuthentic):
            cipher.copy_out(path, io.BytesIO(), place="b")

    def test_the_name_of_an_image_tells_nothing_and_is_the_same_each_time(self, cipher: BackupCipher) -> None:
        assert cipher.image_name("ab" * 32) == cipher.image_name("ab" * 32) != "ab" * 32
        assert BackupCipher(new_key()).image_name("ab" * 32) != cipher.image_name("ab" * 32)
