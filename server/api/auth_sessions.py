"""The session cookie: an opaque token. What it stands for is in the database, under its hash."""

from datetime import timedelta

from starlette.requests import HTTPConnection

from server.domain.viewer import Viewer
from server.ports import Services
from server.usecases.auth_sessions import viewer_of

COOKIE_LIFE = timedelta(days=400)
"""As long as browsers keep any. How long a device stays signed in is the database's to say, with every use anew."""


def cookie_name(public_url: str) -> str:
    """`__Host-` binds the cookie to this very host over https; browsers refuse that name on http://localhost."""
    return "__Host-afterglow" if public_url.startswith("https:") else "afterglow"


async def guest_of(request: HTTPConnection, services: Services) -> Viewer | None:
    """Who is signed in on this device, if anyone."""
    token = request.cookies.get(cookie_name(services.public_url))
    return await viewer_of(token, now=services.clock.now()) if token else None


def session_cookie(token: str, public_url: str) -> tuple[str, str]:
    """The header that signs a device in."""
    return _cookie(token, public_url, max_age=int(COOKIE_LIFE.total_seconds()))


def cleared_cookie(public_url: str) -> tuple[str, str]:
    return _cookie("", public_url, max_age=0)


def _cookie(token: str, public_url: str, *, max_age: int) -> tuple[str, str]:
    secure = "; Secure" if public_url.startswith("https:") else ""
    name = cookie_name(public_url)
    return "set-cookie", f"{name}={token}; Path=/; Max-Age={max_age}; HttpOnly; SameSite=Lax{secure}"
