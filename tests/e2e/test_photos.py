"""Photos after they were taken: on the whole screen, beside each other, and as a film that can be saved."""

import re
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, expect

from tests.e2e.axe import violations, violations_at
from tests.e2e.conftest import Device, device
from tests.e2e.server import Server
from tests.e2e.steps import (
    PHOTOS,
    hours_ago,
    join,
    keep_photo,
    open_check_in,
    record_treatment,
    save_and_send,
    tap,
)
from tests.e2e.texts import text

FRONT = text("common.angle.front")


def photograph(page: Page, home: str) -> None:
    """Check in with one photo from the front, and wait until the server has it."""
    open_check_in(page, home)
    tap(page, "common.angle.front")
    shutter = page.get_by_role("button", name=text("patient.camera.take"))
    expect(shutter).to_be_enabled()
    shutter.click()
    keep_photo(page, FRONT)
    save_and_send(page, home)


def swipe(page: Page, stage: Locator, by: int) -> None:
    """Drag one finger across the photo, `by` pixels to the right."""
    box = stage.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    devtools = page.context.new_cdp_session(page)
    points = [(x + by * part / 6, y) for part in range(7)]
    for at, (left, top) in enumerate(points):
        kind = "touchMove" if at else "touchStart"
        devtools.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": left, "y": top}]})
    devtools.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def look_through(page: Page) -> None:
    """Open the newest photo, swipe to the one before it, magnify it, and close it with the back button."""
    page.get_by_text(text("patient.diary.photos"), exact=True).click()
    page.locator(".photo-button").first.click()
    place = page.get_by_text(text("patient.viewer.place", number=2, count=2))
    expect(place).to_be_visible()
    stage = page.locator(".viewer__stage")
    swipe(page, stage, 220)
    expect(page.get_by_text(text("patient.viewer.place", number=1, count=2))).to_be_visible()
    stage.dblclick()
    expect(page.locator(".viewer__slide:not([inert]) img")).to_have_attribute(
        "style", re.compile(r"scale\(2\.5\)")
    )
    page.keyboard.press("0")
    assert violations(page) == []
    page.go_back()
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.locator(".photo-button").first.press("Enter")
    expect(place).to_be_visible()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator(".photo-button").first).to_be_focused()
    page.wait_for_function("() => !history.state?.closes")  # its entry is taken back before the page goes on


def align(page: Page) -> None:
    """Mark the eyes of the photo on screen with two taps."""
    tap(page, "patient.time-lapse.align")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("button", name=text("patient.eyes.left"))).to_be_visible()
    box = page.locator(".eyes__photo").bounding_box()
    assert box is not None
    for part in (0.3, 0.7):
        page.touchscreen.tap(box["x"] + box["width"] * part, box["y"] + box["height"] * 0.5)
    assert violations(page) == []
    dialog.get_by_role("button", name=text("common.save")).click()
    expect(dialog).to_have_count(0)


def save_video(page: Page, folder: Path) -> bytes:
    """Make the video, save it, and return the file."""
    tap(page, "patient.time-lapse.export")
    sheet = page.get_by_role("dialog")
    sheet.get_by_role("button", name=text("patient.video.make")).click()
    save = sheet.get_by_role("button", name=text("patient.video.save"))
    expect(save).to_be_visible()
    with page.expect_download() as download:
        save.click()
    download.value.save_as(folder / "film")
    return (folder / "film").read_bytes()


def test_photos_are_looked_at_compared_aligned_and_saved_as_a_film(
    bob: Device, browser: Browser, server: Server, tmp_path: Path
) -> None:
    link = record_treatment(bob.page, server, name="Ida Ilg", sheet="step by step", treated=hours_ago(9))
    with device(browser, server) as idas:
        page = idas.page
        join(page, link)
        for _ in range(2):
            photograph(page, server.url)
        page.goto(f"{server.url}/diary")
        look_through(page)

        assert violations_at(page, f"{server.url}/diary/compare") == []
        expect(page.get_by_role("slider")).to_be_visible()

        assert violations_at(page, f"{server.url}/diary/time-lapse") == []
        align(page)
        page.wait_for_function(f"({PHOTOS})().then((photos) => photos.some(({{ eyes }}) => eyes))")
        film = save_video(page, tmp_path)
        assert film[4:8] == b"ftyp" or film[:4] == b"\x1aE\xdf\xa3"  # MP4 or WebM

        page.goto(f"{server.url}/diary/compare")
        align(page)  # the other one
        expect(page.get_by_role("switch", name=text("patient.compare.aligned"))).to_be_checked()
        expect(page.locator("canvas.compare__photo")).to_have_count(2)
        assert violations(page) == []
        assert idas.complaints == []
