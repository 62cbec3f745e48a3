"""Fixtures for the browser tests: a real server and a real browser.

The server is `afterglow serve` in its own process with its own data folder; the browser is Debian's Chromium
through Playwright, with CDP's virtual authenticator for passkeys (they work on http://localhost, not on
127.0.0.1).
"""

import contextlib
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PIL import ExifTags, Image, ImageDraw
from playwright.sync_api import (
    Browser,
    BrowserContext,
    CDPSession,
    Page,
    ViewportSize,
    expect,
    sync_playwright,
)

from tests.e2e import steps
from tests.e2e.server import Server, running_server

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "server" / "static" / "index.html"
PHONE: ViewportSize = {"width": 390, "height": 844}
DESKTOP: ViewportSize = {"width": 1280, "height": 800}
QUIET_FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
CAMERA_FLAGS = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
"""Chromium's fake camera, allowed without a prompt."""


SELFIE_TAKEN_AT = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=2)
"""When the picked photo was taken, according to its EXIF data."""

expect.set_options(timeout=20_000)  # generous, for a machine under load


def chromium_path() -> str | None:
    return os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    reason = None
    if chromium_path() is None:
        reason = "no Chromium on this machine (Debian: apt-get install chromium)"
    elif not STATIC.exists():
        reason = "the PWA is not built (make pwa)"
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.e2e)
            if reason:
                item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running_server(tmp_path_factory.mktemp("afterglow")) as running:
        yield running


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=chromium_path(), args=[*QUIET_FLAGS, *CAMERA_FLAGS]
        )
        yield chromium
        chromium.close()


def with_passkeys(page: Page) -> CDPSession:
    """Give the page a platform authenticator that approves every request, until the session returned here ends."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
                "hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True,
            }
        },
    )  # fmt: skip
    return devtools


@dataclass
class Device:
    """One person's browser. `complaints` collects the uncaught errors of its pages.

    `devtools` holds the passkeys of `page`. A second session, or its end, can make Chromium lose them.
    """

    context: BrowserContext
    page: Page
    home: str
    complaints: list[str]
    devtools: CDPSession


@contextlib.contextmanager
def device(browser: Browser, server: Server, *, phone: bool = True, dark: bool = False) -> Iterator[Device]:
    context = browser.new_context(
        viewport=PHONE if phone else DESKTOP,
        color_scheme="dark" if dark else "light",
        has_touch=phone,
        is_mobile=phone,
        timezone_id="Europe/Berlin",
        locale="en-GB",
    )
    context.set_default_timeout(15_000)
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    devtools = with_passkeys(page)
    try:
        yield Device(context, page, server.url, complaints, devtools)
    finally:
        context.close()


@pytest.fixture(scope="session")
def bob(browser: Browser, server: Server) -> Iterator[Device]:
    """The practitioner, with a clinic that is set up."""
    with device(browser, server, phone=False) as bobs:
        steps.set_up_clinic(bobs.page, server)
        yield bobs


@pytest.fixture(scope="session")
def alice(browser: Browser, server: Server, bob: Device) -> Iterator[Device]:
    """A patient of Bob's, treated 30 hours ago, who has accepted his invitation."""
    treated = steps.hours_ago(30)
    link = steps.record_treatment(bob.page, server, name="Alice Adler", sheet="step by step", treated=treated)
    with device(browser, server) as alices:
        steps.join(alices.page, link)
        yield alices


@pytest.fixture(scope="session")
def selfie(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A JPEG with an EXIF rotation and a GPS position, which must not reach the server, and its date, which must."""
    picture = Image.effect_noise((1600, 1200), 90).convert("RGB")
    ImageDraw.Draw(picture).ellipse(
        (500, 250, 1100, 950), fill=(222, 184, 160), outline=(90, 60, 50), width=12
    )
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6
    details = exif.get_ifd(ExifTags.IFD.Exif)
    details[ExifTags.Base.DateTimeOriginal] = SELFIE_TAKEN_AT.strftime("%Y:%m:%d %H:%M:%S")
    details[ExifTags.Base.OffsetTimeOriginal] = "+00:00"
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitudeRef] = "N"
    path = tmp_path_factory.mktemp("photos") / "selfie.jpg"
    picture.save(path, exif=exif, quality=88)
    return str(path)
