"""How long a practitioner's tablet takes to draw a review, and how much code it loads for the queue and the review.

`python -m tests.bench.tablet` needs a built PWA and Chromium. The review is that of `tests.bench.review`: a course
of six sessions with 180 entries and 300 photos. It is answered in the browser, so that only the drawing is measured.
Chromium slows the processor down; other programs on the machine count, too. Not part of `make test`.
"""

import asyncio
import gzip
import os
import re
import sys
import tempfile
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, Route, ViewportSize, sync_playwright

from server.adapters.database import database
from server.adapters.migrations import migrate
from server.usecases.review import review
from tests.bench.phone_times import SLOWER
from tests.bench.review import six_sessions
from tests.bench.sheets import Measure
from tests.e2e.conftest import QUIET_FLAGS, chromium_path, with_passkeys
from tests.e2e.server import ROOT, Server, running_server
from tests.e2e.steps import set_up_clinic
from tests.fakes import fake_services

RUNS = 7
MOST_MS_TO_DRAW, MOST_KB_OF_CODE = 1_000, 120
TABLET: ViewportSize = {"width": 820, "height": 1180}
STRIP = 4
"""The sentences at the top of a review: what happened, what is asked, what was applied, what is next."""
CODE = """() => performance.getEntriesByType("resource").map((each) => each.name)
  .filter((name) => /\\.(js|css)$/.test(name))"""
DRAWN = """() => new Promise((resolve) => {
  const start = performance.now();
  const isDrawn = () => document.querySelector(".review-strip dd") && document.querySelector("#reply textarea");
  const seen = new MutationObserver(() => {
    if (!isDrawn()) return;
    seen.disconnect();
    requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - start)));
  });
  seen.observe(document.body, { childList: true, subtree: true });
  history.pushState(null, "", "/clinic/review/00000000-0000-4000-8000-000000000001");
  dispatchEvent(new PopStateEvent("popstate"));
})"""
"""Milliseconds from going to the review until the frame that shows it has been painted."""


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        answer = asyncio.run(large_review(f"sqlite://{folder}/review.sqlite3"))
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=QUIET_FLAGS)
        with running_server(Path(folder)) as server:
            times, code = measured(browser, server, answer)
        browser.close()
    spread = f"{min(times):.0f} to {max(times):.0f} ms"
    print(f"load {os.getloadavg()[0]:.1f}, processor slowed down {SLOWER} times, {RUNS} runs, {spread}")
    measures = [
        Measure("review of a course of six, drawn on a tablet", median(times), MOST_MS_TO_DRAW, "ms"),
        Measure("code for the queue and the review, gzip", code / 1024, MOST_KB_OF_CODE, "KB"),
    ]
    reports = [measure.report() for measure in measures]
    return 0 if all(reports) else 1


async def large_review(url: str) -> str:
    """Return the answer of the server for the last session of the large course."""
    await migrate(url)
    services = fake_services()
    async with database(url, everywhere=False):
        bob, sessions = await six_sessions(services)
        return (await review(services, bob, sessions[-1])).model_dump_json()


def measured(browser: Browser, server: Server, answer: str) -> tuple[list[float], int]:
    """Return the milliseconds of each run, and the bytes of code that the first one loaded."""
    context = browser.new_context(viewport=TABLET, has_touch=True, service_workers="block")
    page = context.new_page()
    devtools = with_passkeys(page)
    set_up_clinic(page, server)
    page.route(re.compile(r"/api/treatments/[^/]+/review$"), lambda route: answered(route, answer))
    draw(page, server)
    code = sum(compressed(name) for name in set(page.evaluate(CODE)))
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    times = [draw(page, server) for _ in range(RUNS)]
    context.close()
    return times, code


def answered(route: Route, answer: str) -> None:
    route.fulfill(content_type="application/json", body=answer)


def draw(page: Page, server: Server) -> float:
    """Go from the queue to the review. Return the milliseconds until it is drawn."""
    page.goto(f"{server.url}/clinic")
    page.locator("h1").wait_for()
    page.wait_for_timeout(1_000)
    elapsed: float = page.evaluate(DRAWN)
    assert page.locator(".review-strip dd").count() == STRIP
    return elapsed


def compressed(address: str) -> int:
    path = ROOT / "server" / "static" / urlsplit(address).path.lstrip("/")
    return len(gzip.compress(path.read_bytes(), 9))


if __name__ == "__main__":
    sys.exit(main())
