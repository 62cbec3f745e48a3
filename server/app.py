"""The HTTP application, put together."""

from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response

from server import __version__
from server.api.auth_sessions import cookie_name
from server.api.metrics import Metrics
from server.api.openapi import openapi
from server.api.operations import operations
from server.api.problems import http_problem_response
from server.api.request_log import RequestLogMiddleware
from server.api.routes import TABLE
from server.api.routing import build_router
from server.api.security import Secured
from server.api.static import Pwa
from server.ports import Services
from server.settings import Settings

STATIC = Path(__file__).parent / "static"


def create_app(settings: Settings, services: Services) -> Starlette:
    """The database and the jobs are opened and closed around it, by `server.main`."""
    metrics = Metrics()
    document = describe(services.public_url)
    app = Starlette(
        routes=[
            build_router(TABLE, services),
            *operations(document, metrics, metrics_token=settings.metrics_token),
        ],
        middleware=[
            Middleware(RequestLogMiddleware, metrics=metrics),
            Middleware(Secured, public_url=services.public_url),
        ],
        exception_handlers={HTTPException: _by_the_router},
    )
    app.router.default = Pwa(STATIC)
    app.router.redirect_slashes = False
    return app


def describe(public_url: str) -> dict[str, Any]:
    """The OpenAPI document."""
    return openapi(TABLE, cookie=cookie_name(public_url), version=__version__)


async def _by_the_router(_: Request, error: Exception) -> Response:
    known = error if isinstance(error, HTTPException) else HTTPException(500)
    return http_problem_response(known.status_code, known.headers)
