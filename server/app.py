"""The HTTP application: routes, middleware and exception handlers. `server.main` opens what it depends on."""

from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response

from server import __version__
from server.api.auth_sessions import cookie_name, share_cookie_name
from server.api.docs import docs_routes
from server.api.health import health_routes
from server.api.metric_sources import Places
from server.api.metrics import Metrics
from server.api.openapi import openapi
from server.api.problems import http_problem_response
from server.api.request_log import RequestLogMiddleware
from server.api.routes import TABLE
from server.api.routing import build_router
from server.api.security import SecurityMiddleware
from server.api.static import Pwa
from server.ports import Services
from server.settings import Settings

STATIC = Path(__file__).parent / "static"


def create_app(settings: Settings, services: Services) -> Starlette:
    """Return the application. It has no lifespan: `server.main` opens the database and the jobs around it."""
    metrics = _metrics(settings, services)
    app = Starlette(
        routes=[
            build_router(TABLE, services, spool_folder=_spool_folder(settings)),
            *health_routes(metrics, metrics_token=settings.metrics_token),
            *docs_routes(describe(services.public_url)),
        ],
        middleware=[
            Middleware(RequestLogMiddleware, metrics=metrics, new_id=services.new_id),
            Middleware(SecurityMiddleware, public_url=services.public_url),
        ],
        exception_handlers={HTTPException: _router_error},
    )
    app.router.default = Pwa(STATIC)
    app.router.redirect_slashes = False
    return app


def create_worker_app(settings: Settings, services: Services) -> Starlette:
    """Return the pages of a worker: health and metrics, and nothing else."""
    metrics = _metrics(settings, services)
    return Starlette(routes=[*health_routes(metrics, metrics_token=settings.metrics_token)])


def _metrics(settings: Settings, services: Services) -> Metrics:
    folders = {"data": settings.data_dir}
    if settings.photo_folder is not None:
        folders["photos"] = settings.photo_folder
    return Metrics(services, Places(folders, settings.backup_note))


def describe(public_url: str) -> dict[str, Any]:
    """Return the OpenAPI document of the server at `public_url`."""
    return openapi(
        TABLE,
        cookie=cookie_name(public_url),
        share_cookie=share_cookie_name(public_url),
        version=__version__,
    )


def _spool_folder(settings: Settings) -> Path | None:
    """Uploads wait where the data is: a container may have its temporary files in memory."""
    return settings.data_dir if settings.data_dir.is_dir() else None


async def _router_error(_: Request, error: Exception) -> Response:
    """Turn a refusal by Starlette's own routes, such as of POST /healthz, into a problem like all others."""
    known = error if isinstance(error, HTTPException) else HTTPException(500)
    return http_problem_response(known.status_code, known.headers)
