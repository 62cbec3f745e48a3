"""The session cookie: an opaque token. The session itself is in the database, under the hash of the token."""

from datetime import timedelta

from starlette.requests import HTTPConnection

from server.domain.errors import NotSignedIn
from server.domain.viewer import Viewer
from server.ports import Services
from server.usecases.auth_sessions import signed_out_by, viewer_of

COOKIE_LIFE = timedelta(days=400)
"""The longest lifetime that browsers allow. The session in the database ends earlier (sliding expiration)."""


def cookie_name(public_url: str) -> str:
    """Return the cookie's name for this address.

    The prefix `__Host-` binds a cookie to one host over https; browsers refuse it on http://localhost.
    """
    return "__Host-afterglow" if public_url.startswith("https:") else "afterglow"


async def guest_of(request: HTTPConnection, services: Services) -> Viewer | None:
    """Return the person who is signed in on this device, or None."""
    token = request.cookies.get(cookie_name(services.public_url))
    return await viewer_of(token, now=services.clock.now()) if token else None


async def refusal_of(request: HTTPConnection, services: Services) -> NotSignedIn:
    """Return the error for a device that is not signed in. Its code says why, if the person themselves has done it."""
    token = request.cookies.get(cookie_name(services.public_url))
    if not token:
        return NotSignedIn()
    return NotSignedIn(code=await signed_out_by(token, now=services.clock.now()))


def session_cookie(token: str, public_url: str) -> tuple[str, str]:
    """Return the header that signs a device in."""
    return _cookie(token, public_url, max_age=int(COOKIE_LIFE.total_seconds()))


def cleared_cookie(public_url: str) -> tuple[str, str]:
    """Return the header that deletes the cookie."""
    return _cookie("", public_url, max_age=0)


def _cookie(token: str, public_url: str, *, max_age: int) -> tuple[str, str]:
    secure = "; Secure" if public_url.startswith("https:") else ""
    name = cookie_name(public_url)
    return "set-cookie", f"{name}={token}; Path=/; Max-Age={max_age}; HttpOnly; SameSite=Lax{secure}"
