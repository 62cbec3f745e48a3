"""The VAPID key: created once, and readable only by its owner."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

from server.adapters.push_keys import FILE, load_or_create_key


def test_the_first_start_creates_a_key_that_only_the_owner_can_read(tmp_path: Path) -> None:
    load_or_create_key(tmp_path / "new")
    [file] = (tmp_path / "new").iterdir()
    assert file.name == FILE
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_the_next_start_loads_the_same_key(tmp_path: Path) -> None:
    first = load_or_create_key(tmp_path)
    assert load_or_create_key(tmp_path).private_numbers() == first.private_numbers()


def test_concurrent_starts_end_up_with_one_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        keys = list(pool.map(load_or_create_key, [tmp_path] * 8))
    assert len({key.private_numbers().private_value for key in keys}) == 1
    assert [file.name for file in tmp_path.iterdir()] == [FILE]


def test_a_key_that_others_could_read_is_restricted_to_its_owner(tmp_path: Path) -> None:
    load_or_create_key(tmp_path)
    (tmp_path / FILE).chmod(0o644)
    load_or_create_key(tmp_path)
    assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600


def test_a_file_without_a_key_prevents_startup_and_stays_unchanged(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("hello")
    with pytest.raises(ValueError, match=FILE):
        load_or_create_key(tmp_path)
    assert (tmp_path / FILE).read_text() == "hello"


def test_a_key_on_another_curve_prevents_startup(tmp_path: Path) -> None:
    other = ec.generate_private_key(ec.SECP384R1()).private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (tmp_path / FILE).write_bytes(other)
    with pytest.raises(ValueError, match="P-256"):
        load_or_create_key(tmp_path)
