"""How long a patient waits on a slow phone: an offline cold start, and saving a check-in.

`python -m tests.bench.phone_times` needs a built PWA and Chromium. The processor is slowed down to a quarter by
Chromium itself; the times are those of a person's clock, so other programs on the machine count. They are printed with
the load, and are not part of `make test`.
"""

import os
import sys
import tempfile
from pathlib import Path
from statistics import median

from playwright.sync_api import BrowserContext, Page, sync_playwright

from tests.bench.phone import invitations
from tests.e2e.conftest import PHONE, QUIET_FLAGS, chromium_path, with_passkeys
from tests.e2e.server import Server, running_server
from tests.e2e.steps import join, open_check_in, score
from tests.e2e.texts import text
from tests.e2e.wire import USABLE_AT

RUNS = 9
SLOWER = 4
MOST_MS_TO_START = 1_000
MOST_MS_TO_SAVE = 100

SINCE_NAVIGATION = f"async () => (await ({USABLE_AT})()) * 1000 - performance.timeOrigin"
SAVED_AFTER = """(button) => new Promise((resolve) => {
  const start = performance.now();
  const seen = new MutationObserver(() => {
    if (button.isConnected) return;
    seen.disconnect();
    requestAnimationFrame(() => resolve(performance.now() - start));
  });
  seen.observe(document.body, { childList: true, subtree: true });
  button.click();
})"""
"""Milliseconds from the tap on "Save" to the frame with the screen that says "on this phone"."""


def main() -> int:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=QUIET_FLAGS)
        with running_server(Path(folder)) as server:
            links = invitations(browser, server, "Olga Offline", "Sam Save")
            contexts = [browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True) for _ in links]
            for context, link in zip(contexts, links, strict=True):
                sign_in(context.new_page(), link)
            starts = [offline_start(contexts[0], server) for _ in range(RUNS)]
            saves = [save(contexts[1], server) for _ in range(RUNS)]
        browser.close()
    print(f"load {os.getloadavg()[0]:.1f}, processor slowed down {SLOWER} times, {RUNS} runs")
    results = [
        report("offline cold start until Today can be used", starts, MOST_MS_TO_START),
        report("from the tap on Save until it is on this phone", saves, MOST_MS_TO_SAVE),
    ]
    return 0 if all(results) else 1


def sign_in(page: Page, link: str) -> None:
    """Accept the invitation, and wait until the service worker has stored the app."""
    with_passkeys(page)
    join(page, link)
    page.locator("button.tile").first.wait_for()
    page.evaluate("navigator.serviceWorker.ready.then(() => undefined)")
    page.wait_for_timeout(2_000)
    page.close()


def slow_page(context: BrowserContext) -> Page:
    page = context.new_page()
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    return page


def offline_start(context: BrowserContext, server: Server) -> float:
    """Return the milliseconds from opening the app without a network until Today can be used."""
    context.set_offline(True)
    page = slow_page(context)
    page.goto(server.url)
    elapsed: float = page.evaluate(SINCE_NAVIGATION)
    page.close()
    context.set_offline(False)
    return elapsed


def save(context: BrowserContext, server: Server) -> float:
    """Return the milliseconds from the tap on "Save" until the next screen says that the check-in is stored."""
    page = slow_page(context)
    open_check_in(page, server.url)
    score(page, text("common.symptom.swelling"), 1)
    button = page.get_by_role("button", name=text("common.save"), exact=True)
    elapsed: float = button.evaluate(SAVED_AFTER)
    page.close()
    return elapsed


def report(what: str, times: list[float], most: int) -> bool:
    """Print the median with its spread. Return whether the median is within the target."""
    middle = median(times)
    verdict = "ok" if middle <= most else "TOO LONG"
    spread = f"{min(times):.0f} to {max(times):.0f}"
    print(f"{what}: median {middle:.0f} ms ({spread}), at most {most} ms: {verdict}")
    return middle <= most


if __name__ == "__main__":
    sys.exit(main())
