"""The session cookies: opaque tokens. The sessions themselves are in the database, under the hash of the token.

A signed-in device and a browser that has opened a share link have different cookies and different tables. Neither
opens what the other opens.
"""

from datetime import timedelta

from starlette.requests import HTTPConnection

from server.domain.errors import NotSignedIn
from server.domain.share_links import SESSION_LIFE, LinkReader
from server.domain.viewer import Viewer
from server.ports import Services
from server.usecases.access_by_link import link_reader_of
from server.usecases.auth_sessions import signed_out_by, viewer_of

COOKIE_LIFE = timedelta(days=400)
"""The longest lifetime that browsers allow. The session in the database ends earlier (sliding expiration)."""


def cookie_name(public_url: str) -> str:
    """Return the cookie's name for this address.

    The prefix `__Host-` binds a cookie to one host over https; browsers refuse it on http://localhost.
    """
    return "__Host-afterglow" if public_url.startswith("https:") else "afterglow"


def share_cookie_name(public_url: str) -> str:
    """Return the name of the cookie of a browser that has opened a share link."""
    return f"{cookie_name(public_url)}-shared"


async def guest_of(request: HTTPConnection, services: Services) -> Viewer | None:
    """Return the person who is signed in on this device, or None."""
    token = request.cookies.get(cookie_name(services.public_url))
    return await viewer_of(token, now=services.clock.now()) if token else None


async def reader_of(request: HTTPConnection, services: Services) -> LinkReader | None:
    """Return who reads by a share link in this browser, or None."""
    token = request.cookies.get(share_cookie_name(services.public_url))
    return await link_reader_of(token, now=services.clock.now()) if token else None


async def refusal_of(request: HTTPConnection, services: Services) -> NotSignedIn:
    """Return the error for a device that is not signed in. Its code says why, if the person themselves has done it."""
    token = request.cookies.get(cookie_name(services.public_url))
    if not token:
        return NotSignedIn()
    return NotSignedIn(code=await signed_out_by(token, now=services.clock.now()))


def session_cookie(token: str, public_url: str) -> tuple[str, str]:
    """Return the header that signs a device in."""
    return _cookie(cookie_name(public_url), token, public_url, max_age=int(COOKIE_LIFE.total_seconds()))


def cleared_cookie(public_url: str) -> tuple[str, str]:
    """Return the header that deletes the cookie."""
    return _cookie(cookie_name(public_url), "", public_url, max_age=0)


def share_cookie(token: str, public_url: str) -> tuple[str, str]:
    """Return the header that lets a browser read by a share link."""
    max_age = int(SESSION_LIFE.total_seconds())
    return _cookie(share_cookie_name(public_url), token, public_url, max_age=max_age)


def cleared_share_cookie(public_url: str) -> tuple[str, str]:
    """Return the header that deletes the cookie of a share link."""
    return _cookie(share_cookie_name(public_url), "", public_url, max_age=0)


def _cookie(name: str, token: str, public_url: str, *, max_age: int) -> tuple[str, str]:
    secure = "; Secure" if public_url.startswith("https:") else ""
    return "set-cookie", f"{name}={token}; Path=/; Max-Age={max_age}; HttpOnly; SameSite=Lax{secure}"
