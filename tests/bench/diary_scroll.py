"""Open and scroll a diary of 365 entries and 800 photos in a real browser: no task may take longer than 50 ms.

`python -m tests.bench.diary_scroll` needs a built PWA and Chromium. The diary is written into the phone's
store, so that the server does not have to develop 800 photos; the pictures come from the test. A task is
measured by the CPU time of the page's main thread, so that other programs on the machine do not count.
"""

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw
from playwright.sync_api import Browser, Page, Route, sync_playwright

from tests.bench.phone import invitations
from tests.e2e.conftest import PHONE, QUIET_FLAGS, chromium_path, with_passkeys
from tests.e2e.server import Server, running_server
from tests.e2e.steps import join

LIMIT_MS = 50
ENTRIES = 365
PHOTOS = 800
VIEWS = ("days", "photos")
STEP_PX = 500
STEPS = 120
CATEGORIES = ["toplevel", "disabled-by-default-devtools.timeline"]

SEED = """async ([entries, photos]) => {
  const opened = indexedDB.open('afterglow');
  const db = await new Promise((resolve) => (opened.onsuccess = () => resolve(opened.result)));
  const tx = db.transaction(['treatments', 'entries', 'photos'], 'readwrite');
  const all = tx.objectStore('treatments').getAll();
  const [treatment] = await new Promise((resolve) => (all.onsuccess = () => resolve(all.result)));
  const start = Date.parse(treatment.treated_at) + 3_600_000;
  const at = (index) => new Date(start + index * 86_400_000).toISOString();
  const angles = ['front', 'left', 'right'];
  for (let index = 0; index < entries; index++) {
    tx.objectStore('entries').put({
      id: `bench-${index}`, treatment_id: treatment.id, occurred_at: at(index), received_at: at(index), revision: 1,
      edited: index % 9 === 0,
      document: {
        time_zone: 'Europe/Berlin', clock_offset_ms: null, signs: [], states: {}, acts: [], duties_done: [],
        signs_gone: [], question: '', back_dated: false, activities: [],
        scores: { redness: index % 5, swelling: index % 3, itching: index % 2, dryness: index % 4 },
        products: ['gentle cleanser', 'sunscreen'], note: `Day ${index}: a little tight in the morning, calm at night.`,
      },
    });
  }
  for (let index = 0; index < photos; index++) {
    const day = index % entries;
    tx.objectStore('photos').put({
      id: `bench-photo-${index}`, entry_id: `bench-${day}`, treatment_id: treatment.id, taken_at: at(day),
      angle: angles[Math.floor(index / entries)], area: null, clock_offset_ms: null, width: 1512, height: 2016,
      sharpness: 120, brightness: 128, sha256: 'ab'.repeat(32), revision: 1,
    });
  }
  await new Promise((resolve) => (tx.oncomplete = resolve));
  db.close();
}"""


def main() -> int:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=QUIET_FLAGS)
        with running_server(Path(folder)) as server:
            page = _phone_with_diary(browser, server, Path(folder))
            results = [_scroll(browser, page, f"{server.url}/diary", view) for view in VIEWS]
        browser.close()
    return 0 if all(results) else 1


def _phone_with_diary(browser: Browser, server: Server, folder: Path) -> Page:
    """Sign in a patient who was treated a year ago, and write the diary into the phone's store."""
    [link] = invitations(browser, server, "Lena Long", hours=24 * (ENTRIES + 1))
    context = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True, service_workers="block")
    picture = _picture(folder)
    page = context.new_page()
    page.route("**/api/photos/**", lambda route: _answer(route, picture))
    with_passkeys(page)
    join(page, link)
    page.wait_for_timeout(2_000)
    page.evaluate(SEED, [ENTRIES, PHOTOS])
    return page


def _answer(route: Route, picture: bytes) -> None:
    route.fulfill(body=picture, content_type="image/jpeg")


def _picture(folder: Path) -> bytes:
    image = Image.new("RGB", (756, 1008), (203, 160, 140))
    ImageDraw.Draw(image).ellipse((150, 200, 600, 850), fill=(222, 184, 160))
    path = folder / "picture.jpg"
    image.save(path, quality=85)
    return path.read_bytes()


def _scroll(browser: Browser, page: Page, diary: str, view: str) -> bool:
    """Open one view of the diary, and scroll to its end and back. Return whether all tasks were short."""
    browser.start_tracing(page=page, categories=CATEGORIES)
    page.goto(f"{diary}?view={view}")
    page.locator(".photo img").first.wait_for()
    page.wait_for_timeout(1_000)
    opening = max(_main_thread_tasks(browser.stop_tracing()))
    elements = 0
    browser.start_tracing(page=page, categories=CATEGORIES)
    for direction in (STEP_PX, -STEP_PX):
        for _ in range(STEPS):
            page.mouse.wheel(0, direction)
            page.wait_for_timeout(50)
        elements = max(elements, page.evaluate("document.querySelectorAll('*').length"))
    tasks = _main_thread_tasks(browser.stop_tracing())
    longest = max(tasks)
    long_tasks = sum(task > LIMIT_MS for task in tasks)
    scrolled = page.evaluate("document.documentElement.scrollHeight")
    is_short = bool(max(longest, opening) <= LIMIT_MS)
    verdict = "ok" if is_short else "TOO LONG"
    print(
        f"{view}: {long_tasks} of {len(tasks)} tasks over {LIMIT_MS} ms, the longest {longest:.0f} ms; "
        f"{elements} elements, {scrolled} px; longest while opening {opening:.0f} ms: {verdict}"
    )
    return is_short


def _main_thread_tasks(trace: bytes) -> list[float]:
    """Return the CPU time of each task of the page's main thread, in milliseconds."""
    events: list[dict[str, Any]] = json.loads(trace)["traceEvents"]
    threads = {
        (event["pid"], event["tid"])
        for event in events
        if event["name"] == "thread_name" and event["args"]["name"] == "CrRendererMain"
    }
    return [
        event["tdur"] / 1_000
        for event in events
        if event["name"].endswith("RunTask") and (event["pid"], event["tid"]) in threads and "tdur" in event
    ]


if __name__ == "__main__":
    sys.exit(main())
