"""What is encrypted for one place, with one key, opens only there and only with that key."""

import pytest

from server.adapters.sealing import (
    HEADER,
    OVERHEAD,
    NotAuthentic,
    derived_key,
    is_sealed,
    key_id,
    new_key,
    seal,
    unseal,
)

KEY = bytes(range(32))
JPEG = b"\xff\xd8\xff\xe0 a face \xff\xd9"


@pytest.mark.parametrize("content", [b"", b"x", JPEG * 100_000])
def test_what_was_sealed_opens_again_and_is_little_longer(content: bytes) -> None:
    sealed = seal(KEY, content, place="a/b")
    assert unseal(KEY, sealed, place="a/b") == content
    assert len(sealed) == len(content) + OVERHEAD
    assert is_sealed(sealed)
    assert not is_sealed(JPEG)


def test_no_two_files_have_the_same_nonce_or_bytes() -> None:
    sealed = [seal(KEY, JPEG, place="a/b") for _ in range(2000)]
    assert len({each[len(HEADER) : len(HEADER) + 12] for each in sealed}) == 2000
    assert len(set(sealed)) == 2000
    assert not any(JPEG[:8] in each or b" a face " in each for each in sealed)


@pytest.mark.parametrize(
    ("key", "place", "changed"),
    [
        (KEY, "a/c", None),
        (bytes(32), "a/b", None),
        (KEY, "a/b", 0),
        (KEY, "a/b", len(HEADER) - 1),
        (KEY, "a/b", len(HEADER)),
        (KEY, "a/b", OVERHEAD - 16),
        (KEY, "a/b", -1),
    ],
)
def test_another_place_another_key_or_one_flipped_bit_is_refused(
    key: bytes, place: str, changed: int | None
) -> None:
    sealed = bytearray(seal(KEY, JPEG, place="a/b"))
    if changed is not None:
        sealed[changed] ^= 1
    with pytest.raises(NotAuthentic):
        unseal(key, bytes(sealed), place=place)


@pytest.mark.parametrize("length", [0, 1, OVERHEAD - 1, OVERHEAD])
def test_a_cut_file_is_refused(length: int) -> None:
    with pytest.raises(NotAuthentic):
        unseal(KEY, seal(KEY, JPEG, place="a/b")[:length], place="a/b")


def test_a_key_is_recognised_by_an_id_that_does_not_contain_it() -> None:
    key = new_key()
    assert key_id(key) == key_id(bytes(key))
    assert key_id(key) != key_id(new_key())
    assert key.hex() not in key_id(key)
    assert derived_key(key, "one") != derived_key(key, "two")
