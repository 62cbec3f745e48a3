"""Both photo stores pass the same tests; the S3 store talks to a moto server in this process."""

import errno
import os
import stat
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import boto3  # type: ignore[import-untyped]
import pytest
from moto.server import ThreadedMotoServer

from server.adapters.photo_keys import checked
from server.adapters.photo_store import open_photo_store
from server.adapters.photo_store_local import LocalPhotoStore
from server.domain.errors import NotFound
from server.ports import PhotoStore


@pytest.fixture(scope="session")
def s3_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    server = ThreadedMotoServer("127.0.0.1", 0)
    server.start()
    host, port = server.get_host_and_port()
    endpoint = f"http://{host}:{port}"
    client = boto3.client(
        "s3",
        endpoint_url=endpoint,
        region_name="us-east-1",
        aws_access_key_id="key",
        aws_secret_access_key="secret",
    )
    client.create_bucket(Bucket="photos")
    client.close()
    secret = tmp_path_factory.mktemp("secrets") / "s3"
    secret.write_text("key\nsecret\n")
    yield f"s3://photos/clinic?endpoint={endpoint}&credentials_file={secret}"
    server.stop()


@pytest.fixture(params=["file", "s3"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> PhotoStore:
    if request.param == "s3":
        return open_photo_store(request.getfixturevalue("s3_address"))
    return open_photo_store(f"file:{tmp_path}/photos")


def files_below(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file())


async def keys_of(store: PhotoStore) -> list[str]:
    return [key async for key in store.keys()]  # noqa: SIM118 - not a dictionary


async def test_get_returns_what_was_put(store: PhotoStore) -> None:
    await store.put("alice/one/display.jpg", b"picture", content_type="image/jpeg")
    assert await store.get("alice/one/display.jpg") == b"picture"
    await store.delete("alice/one/display.jpg")


async def test_a_photo_that_cannot_be_written_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    store = LocalPhotoStore(tmp_path)
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        await store.put("alice/one/display.jpg", b"picture", content_type="image/jpeg")
    assert list(files_below(tmp_path)) == []


async def test_a_second_put_replaces_the_first(store: PhotoStore) -> None:
    for content in (b"first", b"second"):
        await store.put("alice/two", content, content_type="image/jpeg")
    assert await store.get("alice/two") == b"second"
    await store.delete("alice/two")


async def test_a_missing_key_raises_not_found(store: PhotoStore) -> None:
    with pytest.raises(NotFound):
        await store.get("alice/none")


async def test_deleting_twice_is_allowed(store: PhotoStore) -> None:
    await store.put("alice/three", b"picture", content_type="image/jpeg")
    for _ in range(2):
        await store.delete("alice/three")
    assert await keys_of(store) == []


async def test_the_time_at_which_a_photo_was_stored_is_known(store: PhotoStore) -> None:
    before = datetime.now(UTC) - timedelta(seconds=2)  # S3 knows full seconds
    await store.put("alice/four", b"picture", content_type="image/jpeg")
    assert before <= await store.stored_at("alice/four") <= datetime.now(UTC) + timedelta(seconds=2)
    await store.delete("alice/four")
    with pytest.raises(NotFound):
        await store.stored_at("alice/four")


async def test_keys_lists_everything_stored(store: PhotoStore) -> None:
    for key in ("bob/one", "alice/one", "alice/two"):
        await store.put(key, b"picture", content_type="image/jpeg")
    assert sorted(await keys_of(store)) == ["alice/one", "alice/two", "bob/one"]
    for key in ("bob/one", "alice/one", "alice/two"):
        await store.delete(key)


@pytest.mark.parametrize(
    "key",
    [
        "",
        "/etc/passwd",
        "../secret",
        "a/../b",
        "a//b",
        "a/.incoming",
        "A",
        "a b",
        "a\0",
        "a\n",
        "a/",
        "x" * 201,
    ],
)
async def test_a_malformed_key_is_refused(store: PhotoStore, key: str) -> None:
    with pytest.raises(ValueError, match="not a photo key"):
        await store.put(key, b"picture", content_type="image/jpeg")


def test_a_uuid_with_a_file_name_is_a_valid_key() -> None:
    assert checked("0198c2f4-5d1c-7cc3-98c4-dc0c0c07398f/display.jpg")


async def test_only_the_owner_can_read_the_files(tmp_path: Path) -> None:
    await LocalPhotoStore(tmp_path / "photos").put("alice/one", b"picture", content_type="image/jpeg")
    for path in (tmp_path / "photos").rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0


def files_in(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.is_file()]


async def test_a_failed_write_leaves_the_stored_files_unchanged(tmp_path: Path) -> None:
    store = LocalPhotoStore(tmp_path)
    await store.put("alice", b"picture", content_type="image/jpeg")
    with pytest.raises(OSError, match="alice"):
        await store.put("alice/one", b"picture", content_type="image/jpeg")
    assert await store.get("alice") == b"picture"
    assert files_in(tmp_path) == ["alice"]


async def test_files_left_by_a_killed_process_are_removed_at_the_next_start(tmp_path: Path) -> None:
    LocalPhotoStore(tmp_path)
    forgotten, under_way = tmp_path / ".incoming" / "old", tmp_path / ".incoming" / "new"
    for path in (forgotten, under_way):
        path.write_bytes(b"half a pict")
    os.utime(forgotten, (time.time() - 7200, time.time() - 7200))
    store = LocalPhotoStore(tmp_path)
    assert (forgotten.exists(), under_way.exists()) == (False, True)
    assert await keys_of(store) == []


@pytest.mark.parametrize(
    "address",
    ["", "photos", "http://x", "file:", "s3:", "s3:///x", "s3://photos?endpont=x", "s3://photos?endpoint"],
)
def test_a_malformed_store_address_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match=r"photos are stored in|needs the path|an s3 address|bad query"):
        open_photo_store(address)
