"""The PWA's files and pages."""

import gzip
from pathlib import Path

import pytest
from httpx2 import ASGITransport, AsyncClient
from starlette.applications import Starlette

from server.api.static import Pwa

PAGE = {"accept": "text/html,*/*;q=0.8"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text("<!doctype html><title>Afterglow</title>")
    (tmp_path / "sw.js").write_text("// worker")
    (tmp_path / "manifest.webmanifest").write_text("{}")
    script = tmp_path / "assets" / "index-Bx81.js"
    script.write_text("console.log(1)")
    script.with_name("index-Bx81.js.gz").write_bytes(gzip.compress(b"console.log(1)"))
    script.with_name("index-Bx81.js.br").write_bytes(b"as brotli")
    (tmp_path.parent / "secret.txt").write_text("secret")
    return tmp_path


def browser(folder: Path) -> AsyncClient:
    app = Starlette()
    app.router.default = Pwa(folder)
    return AsyncClient(transport=ASGITransport(app=app), base_url="https://afterglow.example")


@pytest.mark.parametrize("path", ["/", "/diary", "/clinic/review/7", "/join"])
async def test_every_page_of_the_app_is_the_index_page(folder: Path, path: str) -> None:
    async with browser(folder) as client:
        answer = await client.get(path, headers=PAGE)
    assert "<title>Afterglow" in answer.text
    assert answer.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("path", ["/api/nothing", "/gone.js", "/assets/index-old.js", "/../secret.txt"])
async def test_other_paths_are_not_found(folder: Path, path: str) -> None:
    async with browser(folder) as client:
        answer = await client.get(path, headers=PAGE)
    assert (answer.status_code, answer.json()["code"]) == (404, "not-found")


async def test_the_root_is_a_page_for_any_accept_header(folder: Path) -> None:
    async with browser(folder) as client:
        assert "<title>Afterglow" in (await client.get("/", headers={"accept": "*/*"})).text


async def test_photos_that_the_worker_did_not_take_lead_to_a_page_that_says_so(folder: Path) -> None:
    async with browser(folder) as client:
        answer = await client.post("/receive", files={"photos": ("a.jpg", b"\xff\xd8\xff")}, headers=PAGE)
        assert (answer.status_code, answer.headers["location"]) == (303, "/receive?missed")
        page = await client.get(answer.headers["location"], headers=PAGE)
    assert "<title>Afterglow" in page.text


async def test_other_pages_are_served_only_to_browsers_and_only_for_get(folder: Path) -> None:
    async with browser(folder) as client:
        assert (await client.get("/diary", headers={"accept": "application/json"})).status_code == 404
        assert (await client.post("/diary", headers=PAGE)).status_code == 404


async def test_hashed_files_are_immutable_and_the_worker_is_always_revalidated(folder: Path) -> None:
    async with browser(folder) as client:
        script = await client.get("/assets/index-Bx81.js")
        worker = await client.get("/sw.js")
        manifest = await client.get("/manifest.webmanifest")
    assert script.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert script.headers["content-type"].startswith("text/javascript")
    assert worker.headers["cache-control"] == "no-cache"
    assert manifest.headers["content-type"] == "application/manifest+json"


async def test_files_compressed_at_build_time_are_sent_compressed(folder: Path) -> None:
    async with browser(folder) as client:
        packed = await client.get("/assets/index-Bx81.js", headers={"accept-encoding": "gzip"})
        plain = await client.get("/assets/index-Bx81.js", headers={"accept-encoding": "identity"})
        request = client.build_request(
            "GET", "/assets/index-Bx81.js", headers={"accept-encoding": "gzip, br"}
        )
        brotli = await client.send(request, stream=True)
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.text == plain.text == "console.log(1)"
    assert "content-encoding" not in plain.headers
    assert brotli.headers["content-encoding"] == "br"
    assert packed.headers["vary"] == "accept-encoding"


async def test_a_file_with_a_matching_etag_is_not_sent_again(folder: Path) -> None:
    async with browser(folder) as client:
        etag = (await client.get("/sw.js")).headers["etag"]
        assert (await client.get("/sw.js", headers={"if-none-match": etag})).status_code == 304


async def test_without_a_built_app_the_page_says_how_to_build_it(tmp_path: Path) -> None:
    async with browser(tmp_path / "nothing") as client:
        answer = await client.get("/", headers=PAGE)
    assert answer.status_code == 503
    assert "make run" in answer.text
