"""The practitioner lays two photos of a shared diary beside each other, draws on one, and comes back to it."""

import re

from playwright.sync_api import Browser, Locator, Page, expect

from tests.e2e.axe import violations
from tests.e2e.conftest import Device, device
from tests.e2e.server import Server
from tests.e2e.steps import hours_ago, join, keep_photo, open_check_in, record_treatment, save_and_send, tap
from tests.e2e.texts import text

SIZES = ((820, 1180), (1280, 800), (390, 844))


def photograph(page: Page, home: str) -> None:
    """Check in with one photo from the front, and wait until the server has it."""
    open_check_in(page, home)
    tap(page, "common.angle.front")
    shutter = page.get_by_role("button", name=text("patient.camera.take"))
    expect(shutter).to_be_enabled()
    shutter.click()
    keep_photo(page, text("common.angle.front"))
    save_and_send(page, home)


def share(page: Page, home: str) -> None:
    page.goto(f"{home}/share")
    tap(page, "patient.share.do", name="Bob Berger")
    expect(page.get_by_role("button", name=text("patient.share.revoke"))).to_be_visible()


def draw(page: Page, pane: Locator) -> None:
    """Draw a line over the middle of a photo with the mouse."""
    box = pane.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x - 60, y)
    page.mouse.down()
    page.mouse.move(x + 60, y + 20, steps=6)
    page.mouse.up()


def test_two_photos_are_compared_and_drawn_on(server: Server, browser: Browser, bob: Device) -> None:
    link = record_treatment(
        bob.page, server, name="Pia Petersen", sheet="step by step", treated=hours_ago(30)
    )
    with device(browser, server) as pia:
        join(pia.page, link)
        photograph(pia.page, pia.home)
        photograph(pia.page, pia.home)
        share(pia.page, pia.home)
        compare(bob)
        draw_too_much(bob.page)
        assert pia.complaints == []
    assert bob.complaints == []


def compare(bob: Device) -> None:
    page = bob.page
    page.goto(f"{bob.home}/clinic")
    page.get_by_role("link", name=re.compile("Pia Petersen")).first.click()
    latest = page.get_by_role("link", name=re.compile(text("practitioner.review.photos.latest")))
    latest.scroll_into_view_if_needed()
    place = page.evaluate("scrollY")
    latest.click()
    panes = page.locator(".pane")
    expect(panes).to_have_count(2)
    page.keyboard.press("Escape")
    expect(latest).to_be_in_viewport()
    page.wait_for_function("place => Math.abs(scrollY - place) < 2", arg=place)
    latest.click()
    expect(panes).to_have_count(2)
    fits_and_passes(page)

    page.keyboard.press("+")
    both = page.locator(".pane__zoom")
    for number in range(2):
        expect(both.nth(number)).to_have_attribute("style", re.compile(r"scale\(1\.5\)"))
    page.keyboard.press("0")
    tap(page, "practitioner.photos.slider")
    slider = page.get_by_role("slider", name=text("practitioner.photos.slider.label"))
    slider.press("ArrowLeft")
    expect(slider).to_have_value("49")
    tap(page, "practitioner.photos.beside")

    tap(page, "practitioner.photos.draw")
    draw(page, panes.nth(1))
    tap(page, "practitioner.photos.draw.text")
    panes.nth(1).click()
    page.get_by_label(text("practitioner.photos.draw.text.label")).press_sequentially("Look <here>")
    tap(page, "practitioner.photos.draw.add")
    fits_and_passes(page)
    page.reload()  # by accident
    drawing = page.get_by_role("img", name=re.compile("Look <here>"))
    expect(drawing).to_be_visible()
    tap(page, "practitioner.photos.draw.save")
    expect(page.get_by_text(text("practitioner.photos.draw.saved"))).to_be_visible()
    page.reload()
    expect(drawing).to_be_visible()
    expect(page.get_by_text(re.compile("Bob Berger"))).to_be_visible()
    tap(page, "practitioner.photos.draw.show")
    expect(drawing).to_have_count(0)


FILL_UP = """() => {
  const name = Object.keys(localStorage).find(each => each.startsWith("afterglow-annotation "));
  const draft = JSON.parse(localStorage.getItem(name));
  const dot = at => ({ ...draft.strokes.at(-1), points: [[at / 10_000, 0.5]] });
  draft.strokes = Array.from({ length: 10_000 }, (_, at) => dot(at));
  localStorage.setItem(name, JSON.stringify(draft));
}"""
"""Make 10,000 strokes of the unsaved drawing: nobody could draw as many while a test waits."""

STROKES_KEPT = """() => {
  const [, draft] = Object.entries(localStorage).find(([name]) => name.startsWith("afterglow-annotation "));
  return JSON.parse(draft).strokes.length;
}"""


def draw_too_much(page: Page) -> None:
    """Draw one line more than a photo takes: the screen says so, and the drawing stays."""
    tap(page, "practitioner.photos.draw.show")
    tap(page, "practitioner.photos.draw")
    draw(page, page.locator(".pane").nth(1))
    page.evaluate(FILL_UP)
    page.reload()
    pane = page.locator(".pane").nth(1)
    expect(pane.locator("svg path").first).to_be_attached()
    tap(page, "practitioner.photos.draw")
    draw(page, pane)
    tap(page, "practitioner.photos.draw.save")
    expect(page.get_by_role("alert")).to_contain_text(text("problem.annotation-too-large"))
    page.reload()
    expect(page.get_by_role("button", name=text("practitioner.photos.draw.save"))).to_be_visible()
    assert page.evaluate(STROKES_KEPT) == 10_001


def fits_and_passes(page: Page) -> None:
    """Check that nothing is cut off at any width, and that axe finds nothing on the tablet."""
    before = page.viewport_size
    assert before is not None
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_function("width => document.documentElement.scrollWidth <= width", arg=width)
        if width == SIZES[0][0]:
            assert violations(page) == []
    page.set_viewport_size(before)
