"""The path router finds the resource for a path."""

import pytest
from starlette.routing import Match
from starlette.types import Receive, Scope, Send

from server.api.path_router import PathRouter


async def things(scope: Scope, receive: Receive, send: Send) -> None: ...
async def thing(scope: Scope, receive: Receive, send: Send) -> None: ...
async def newest(scope: Scope, receive: Receive, send: Send) -> None: ...
async def picture(scope: Scope, receive: Receive, send: Send) -> None: ...


RESOURCES = PathRouter(
    {
        "/things": things,
        "/things/{thing_id}": thing,
        "/things/newest": newest,
        "/things/{thing_id}/pictures/{size}": picture,
    }
)


@pytest.mark.parametrize(
    ("path", "resource", "parameters"),
    [
        ("/things", things, {}),
        ("/things/7", thing, {"thing_id": "7"}),
        ("/things/newest", newest, {}),
        ("/things/{thing_id}", thing, {"thing_id": "{thing_id}"}),
        ("/things/", thing, {"thing_id": ""}),  # the routing layer refuses the empty id
        ("/things/7/pictures/small", picture, {"thing_id": "7", "size": "small"}),
    ],
)
def test_a_path_finds_its_resource(path: str, resource: object, parameters: dict[str, str]) -> None:
    match, scope = RESOURCES.matches({"type": "http", "path": path})
    assert (match, scope) == (Match.FULL, {"endpoint": resource, "path_params": parameters})


@pytest.mark.parametrize(
    "path",
    ["", "/", "/nothing", "/things/7/pictures", "/things/7/pictures/small/", "//things", "/things/7/8"],
)
def test_other_paths_match_nothing(path: str) -> None:
    assert RESOURCES.matches({"type": "http", "path": path}) == (Match.NONE, {})


def test_websockets_match_nothing() -> None:
    assert RESOURCES.matches({"type": "websocket", "path": "/things"}) == (Match.NONE, {})
