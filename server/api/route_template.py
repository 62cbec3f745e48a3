"""The template of a request's route, such as `/api/entries/{entry_id}`: what logs and metrics may name.

A path holds ids, so it is never logged. The code that answers a request notes the template in the ASGI scope.
"""

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Scope

_KEY = "route_template"


def note_template(scope: Scope, template: str) -> None:
    scope[_KEY] = template


def template_of(scope: Scope) -> str:
    """Return the template, or `other` for a request that no route has answered."""
    return str(scope.get(_KEY, "other"))


def page_route(path: str, page: Callable[[Request], Awaitable[Response]]) -> Route:
    """Return a GET route for a fixed path outside the URL table, whose template is the path itself."""

    async def answer(request: Request) -> Response:
        note_template(request.scope, path)
        return await page(request)

    return Route(path, answer)
