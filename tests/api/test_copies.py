"""Copies over HTTP: files with a name that says nothing of the person, never stored on the way."""

import pytest
import pytest_asyncio

from server.ports import Services
from tests.api.conftest import Browse
from tests.people import World, make_world


@pytest_asyncio.fixture
async def world(db: str, services: Services) -> World:
    return await make_world(services)


@pytest.mark.parametrize(
    ("who", "path", "media_type", "file_name"),
    [
        ("bob", "/api/treatments/{}/review.pdf", "application/pdf", "afterglow-2026-11-18.pdf"),
        ("bob", "/api/treatments/{}/review.csv", "text/csv; charset=utf-8", "afterglow-2026-11-18.csv"),
        (
            "bob",
            "/api/treatments/{}/review.fhir.json",
            "application/fhir+json",
            "afterglow-2026-11-18.fhir.json",
        ),
        ("erin", "/api/clinic/records.csv", "text/csv; charset=utf-8", "afterglow-records.csv"),
        ("erin", "/api/clinic/access-log.csv", "text/csv; charset=utf-8", "afterglow-access-log.csv"),
    ],
)
async def test_a_copy_is_a_file_to_save(
    world: World, browse: Browse, who: str, path: str, media_type: str, file_name: str
) -> None:
    answer = await browse(world.tokens[who]).get(path.format(world.treatment_id))
    assert (answer.status_code, answer.headers["content-type"]) == (200, media_type)
    assert answer.headers["content-disposition"] == f'attachment; filename="{file_name}"'
    assert answer.headers["cache-control"] == "no-store"
    assert answer.content
