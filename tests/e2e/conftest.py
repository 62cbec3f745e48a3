"""A real server, a real browser: what the stories stand on.

The server is `afterglow serve` in its own process with its own data folder; the browser is Debian's Chromium through
Playwright, with CDP's virtual authenticator for passkeys (they work on http://localhost, not on 127.0.0.1).
"""

import contextlib
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "server" / "static" / "index.html"
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 800}
QUIET_FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


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


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass
class Server:
    """A running Afterglow and its first set-up link."""

    url: str
    log: Path
    data_dir: Path

    def set_up_link(self) -> str:
        found = re.search(r"http://\S+/set-up#\S+", self.log.read_text())
        assert found, f"no set-up link was printed:\n{self.log.read_text()}"
        return found.group(0)


def wait_until_ready(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        with contextlib.suppress(OSError), urllib.request.urlopen(f"{url}/readyz", timeout=2) as answer:  # noqa: S310 - our own loopback server
            if answer.status == 200:
                return
        time.sleep(0.1)
    pytest.fail(f"the server did not get ready:\n{log.read_text()}")


@contextlib.contextmanager
def running_server(data_dir: Path, **environment: str) -> Iterator[Server]:
    port = free_port()
    url = f"http://localhost:{port}"
    log = data_dir / "server.log"
    settings = {
        "AFTERGLOW_DATA_DIR": str(data_dir), "AFTERGLOW_PUBLIC_URL": url, "AFTERGLOW_PORT": str(port), **environment,
    }  # fmt: skip
    with log.open("wb") as output:
        process = subprocess.Popen(  # noqa: S603 - our own command
            [sys.executable, "-m", "server.cli", "serve"], cwd=ROOT, env={**os.environ, **settings},
            stdout=output, stderr=subprocess.STDOUT,
        )  # fmt: skip
        try:
            wait_until_ready(url, process, log)
            yield Server(url=url, log=log, data_dir=data_dir)
        finally:
            process.terminate()
            process.wait(20)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running_server(tmp_path_factory.mktemp("afterglow")) as running:
        yield running


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=chromium_path(), args=QUIET_FLAGS)
        yield chromium
        chromium.close()


def with_passkeys(page: Page) -> None:
    """Give the page a platform authenticator that says yes."""
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


@dataclass
class Device:
    """One person's browser; `complaints` collects what went wrong in its console."""

    context: BrowserContext
    page: Page
    complaints: list[str]


@contextlib.contextmanager
def device(browser: Browser, *, phone: bool, dark: bool = False) -> Iterator[Device]:
    context = browser.new_context(
        viewport=PHONE if phone else DESKTOP, color_scheme="dark" if dark else "light",  # type: ignore[arg-type]
        has_touch=phone, is_mobile=phone, timezone_id="Europe/Berlin", locale="en-GB",
    )  # fmt: skip
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    with_passkeys(page)
    try:
        yield Device(context, page, complaints)
    finally:
        context.close()
