"""A layer that is too large is refused by its own code, before any of it is parsed."""

import pytest
import pytest_asyncio

from server.domain.limits import MAX_ANNOTATION_BYTES, MAX_STROKES
from server.ports import Services
from tests.api.conftest import Browse
from tests.people import World, make_world

STROKE = '{"kind":"pen","ink":"blue","points":[[0.5,0.5]]}'


@pytest_asyncio.fixture
async def world(db: str, services: Services) -> World:
    return await make_world(services)


@pytest.mark.parametrize(
    "body",
    [
        f'{{"base_revision":0,"strokes":[{",".join([STROKE] * (MAX_STROKES + 1))}]}}',
        '{"base_revision":0,"strokes":[' + " " * MAX_ANNOTATION_BYTES + "]}",
        "{" * (MAX_STROKES + 2),  # not even JSON
    ],
)
async def test_too_much_is_refused(world: World, browse: Browse, body: str) -> None:
    answer = await browse(world.tokens["bob"]).put(
        f"/api/photos/{world.photo.id}/annotation", content=body, headers={"content-type": "application/json"}
    )
    assert (answer.status_code, answer.json()["code"]) == (413, "annotation-too-large")


async def test_as_much_as_fits_is_stored(world: World, browse: Browse) -> None:
    body = f'{{"base_revision":0,"strokes":[{",".join([STROKE] * MAX_STROKES)}]}}'
    answer = await browse(world.tokens["bob"]).put(
        f"/api/photos/{world.photo.id}/annotation", content=body, headers={"content-type": "application/json"}
    )
    assert (answer.status_code, len(answer.json()["strokes"])) == (200, MAX_STROKES)
