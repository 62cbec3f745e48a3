"""Check the geometry of a screen: what leaves it, what overlaps, what is too small for a thumb."""

from pathlib import Path

from playwright.sync_api import CDPSession, Page

RULES = Path(__file__).with_name("geometry.js").read_text(encoding="utf-8")
SIZES = ((390, 844), (320, 640))
"""Width and height in CSS pixels: a usual phone, and the narrowest that WCAG 1.4.10 asks for."""

TEXT_SIZES = (1, 2)
"""Times the browser's usual size of text; a person sets it in the browser or the phone (WCAG 1.4.4)."""

NEXT_FRAME = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


def enlarge_text(devtools: CDPSession, times: int) -> None:
    """Set the browser's default size of text, as its settings do."""
    devtools.send("Page.setFontSizes", {"fontSizes": {"standard": 16 * times, "fixed": 13 * times}})


def faults_now(page: Page) -> list[str]:
    """Return what is wrong with the screen as it is, one line each."""
    faults: list[str] = page.evaluate(RULES, page.viewport_size)
    return faults


def lasting_faults(page: Page) -> list[str]:
    """Return the faults that are still there after two seconds: parts that measure themselves follow a little later."""
    for _ in range(4):
        if not faults_now(page):
            return []
        page.wait_for_timeout(500)
    return faults_now(page)


def faults_in_all_sizes(page: Page, devtools: CDPSession) -> list[str]:
    """Return what is wrong on both phones, with usual and with doubled text. The page has its usual size afterwards."""
    faults: list[str] = []
    for times in TEXT_SIZES:
        enlarge_text(devtools, times)
        for width, height in SIZES:
            page.set_viewport_size({"width": width, "height": height})
            page.evaluate(NEXT_FRAME)
            faults += [f"{width} px, {times}00 %: {fault}" for fault in lasting_faults(page)]
    enlarge_text(devtools, 1)
    page.set_viewport_size({"width": SIZES[0][0], "height": SIZES[0][1]})
    return faults
