"""Take the screenshots for the manifest (the install dialog) and for the README.

`python pwa/build/take_screenshots.py`, from the root, after `make pwa`: fills a demo clinic in a temporary folder
and signs in as its fictional people. Needs the development packages and a Chromium.
"""

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "pwa" / "public" / "screenshots"
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 800}


@contextmanager
def demo() -> Iterator[tuple[str, dict[str, str]]]:
    """Run a demo clinic; yield its address and the sign-in link of each of its people."""
    with tempfile.TemporaryDirectory() as folder, socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        url = f"http://localhost:{port}"
        printed = Path(folder) / "printed"
        settings = {"AFTERGLOW_DATA_DIR": folder, "AFTERGLOW_PORT": str(port), "AFTERGLOW_PUBLIC_URL": url}
        with printed.open("w") as output:
            process = subprocess.Popen(
                [sys.executable, "-m", "server.cli", "demo", "--serve"], cwd=ROOT,
                env=os.environ | settings, stdout=output, stderr=subprocess.STDOUT,
            )  # fmt: skip
        try:
            wait_for(f"{url}/readyz")
            lines = re.findall(r"^(\w+)\b.*?(http\S+/sign-in#\S+)$", printed.read_text(), re.MULTILINE)
            yield url, dict(lines)
        finally:
            process.terminate()
            process.wait(30)


def wait_for(url: str) -> None:
    for _ in range(600):
        with suppress(OSError), urllib.request.urlopen(url, timeout=2):  # noqa: S310 - our own server
            return
        time.sleep(0.2)
    raise SystemExit(f"{url} does not answer")


def sign_in(browser: Browser, link: str, *, phone: bool, dark: bool = False) -> Page:
    page = browser.new_page(
        viewport=PHONE if phone else DESK,  # type: ignore[arg-type]
        device_scale_factor=2 if phone else 1,
        color_scheme="dark" if dark else "light",
        locale="en-GB", timezone_id="Europe/Berlin", reduced_motion="reduce",
    )  # fmt: skip
    page.goto(link)
    page.get_by_role("button", name="Sign in here").click()
    page.get_by_role("button", name="Not now").click()
    page.get_by_role("navigation").wait_for()
    return page


def take(page: Page, name: str, path: str | None = None) -> None:
    if path is not None:
        page.goto(page.url.partition("/")[0] + "//" + page.url.split("/")[2] + path)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(800)  # time for pictures to decode and fonts to load
    target = PICTURES / f"{name}.png"
    page.screenshot(path=target)
    # A palette takes a quarter of the bytes, and on flat colours the difference is invisible.
    Image.open(target).convert("RGB").quantize(256, dither=Image.Dither.NONE).save(target, optimize=True)


def phone(browser: Browser, links: dict[str, str]) -> None:
    take(sign_in(browser, links["Mei"], phone=True), "diary", "/diary")
    page = sign_in(browser, links["Amina"], phone=True)
    take(page, "today")
    take(page, "check-in", "/check-in")
    page.goto(page.url.rpartition("/")[0] + "/ask")
    page.get_by_role("button", name="gym").click()
    take(page, "ask")
    page.emulate_media(color_scheme="dark")
    take(page, "today-dark", "/")


def desk(browser: Browser, links: dict[str, str]) -> None:
    page = sign_in(browser, links["Mara"], phone=False)
    take(page, "queue")
    page.locator("main a[href^='/clinic/review/']").first.click()
    page.get_by_role("heading", level=1).wait_for()
    take(page, "review")


def main() -> None:
    PICTURES.mkdir(exist_ok=True)
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with demo() as (_, links), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        phone(browser, links)
        desk(browser, links)
        browser.close()


if __name__ == "__main__":
    main()
