"""Downloading an export over HTTP: whole, or resumed in ranges (RFC 9110, section 14)."""

import io
import zipfile

import pytest
import pytest_asyncio

from server.ports import Services
from tests.api.conftest import Browse
from tests.people import World, make_world


@pytest_asyncio.fixture
async def world(db: str, services: Services) -> World:
    return await make_world(services)


async def test_the_file_is_a_complete_zip(world: World, browse: Browse) -> None:
    answer = await browse(world.tokens["alice"]).get(f"/api/my/exports/{world.export_id}/file")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/zip")
    assert answer.headers["accept-ranges"] == "bytes"
    assert answer.headers["etag"] == f'"{world.export_id.hex}"'
    assert answer.headers["cache-control"] == "no-store"
    assert 'filename="afterglow.zip"' in answer.headers["content-disposition"]
    assert int(answer.headers["content-length"]) == len(answer.content)
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert archive.testzip() is None
        assert {"data.json", "diary.html"} < set(archive.namelist())


@pytest.mark.parametrize("wanted", ["bytes=0-0", "bytes=7-20", "bytes=100-", "bytes=-30", "bytes=5-99999999"])
async def test_a_range_continues_where_the_download_stopped(
    wanted: str, world: World, browse: Browse
) -> None:
    path = f"/api/my/exports/{world.export_id}/file"
    alice = browse(world.tokens["alice"])
    whole = (await alice.get(path)).content
    part = await alice.get(path, headers={"range": wanted})
    first, _, last = wanted.removeprefix("bytes=").partition("-")
    begin = int(first) if first else len(whole) - int(last)
    end = min(int(last), len(whole) - 1) if first and last else len(whole) - 1
    assert part.status_code == 206
    assert part.content == whole[begin : end + 1]
    assert part.headers["content-range"] == f"bytes {begin}-{end}/{len(whole)}"
    assert int(part.headers["content-length"]) == len(part.content)


@pytest.mark.parametrize(
    "wanted",
    ["", "bytes=", "bytes=-", "bytes=-0", "bytes=9-3", "bytes=99999999-", "bytes=0-1,3-4", "lines=1-2"],
)
async def test_a_range_that_cannot_be_served_gives_the_whole_file(
    wanted: str, world: World, browse: Browse
) -> None:
    path = f"/api/my/exports/{world.export_id}/file"
    answer = await browse(world.tokens["alice"]).get(path, headers={"range": wanted})
    assert answer.status_code == 200
    assert "content-range" not in answer.headers
    assert answer.content.startswith(b"PK")


async def test_the_head_of_the_file_has_no_body(world: World, browse: Browse) -> None:
    answer = await browse(world.tokens["alice"]).head(f"/api/my/exports/{world.export_id}/file")
    assert (answer.status_code, int(answer.headers["content-length"]) > 0) == (200, True)
