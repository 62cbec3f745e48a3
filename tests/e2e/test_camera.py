"""The app's own camera, with Chromium's fake one, and what happens if the camera is refused."""

from playwright.sync_api import Browser, expect

from tests.e2e.axe import violations
from tests.e2e.conftest import Device, device
from tests.e2e.pace import Thumb
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

REFUSE = """navigator.mediaDevices.getUserMedia =
  () => Promise.reject(new DOMException('refused', 'NotAllowedError'))"""


def test_a_photo_is_taken_kept_and_sent(bob: Device, browser: Browser, server: Server) -> None:
    link = record_treatment(bob.page, server, name="Gil Gross", sheet="step by step", treated=hours_ago(9))
    with device(browser, server) as gils:
        page = gils.page
        join(page, link)
        page.goto(f"{server.url}/check-in")
        tap(page, "common.angle.left")
        shutter = page.get_by_role("button", name=text("patient.camera.take"))
        expect(shutter).to_be_enabled()
        assert violations(page) == []
        shutter.click()
        keep_photo(page, text("common.angle.left"))
        save_and_send(page, server.url)
        assert [photo["angle"] for photo in page.evaluate(PHOTOS)] == ["left"]
        assert gils.complaints == []


def test_the_guided_series_takes_four_taps(alice: Device) -> None:
    page = alice.page
    open_check_in(page, alice.home)
    thumb = Thumb()
    thumb.tap(page.get_by_role("button", name=text("patient.camera.series")))
    shutter = page.get_by_role("button", name=text("patient.camera.take"))
    for angle in ("front", "left", "right"):
        expect(page.get_by_role("heading", name=text(f"common.angle.{angle}"))).to_be_visible()
        expect(shutter).to_be_enabled()
        thumb.tap(shutter)
    expect(page.get_by_role("dialog")).to_have_count(0)
    for angle in ("front", "left", "right"):
        drop = page.get_by_role(
            "button", name=text("patient.check-in.drop", angle=text(f"common.angle.{angle}"))
        )
        expect(drop).to_be_visible()
        drop.click()
    assert thumb.taps == 4


def test_two_close_ups_are_placed_on_the_map(bob: Device, browser: Browser, server: Server) -> None:
    link = record_treatment(bob.page, server, name="Nora Nase", sheet="step by step", treated=hours_ago(9))
    with device(browser, server) as noras:
        page = noras.page
        join(page, link)
        page.goto(f"{server.url}/check-in")
        tap(page, "common.angle.close-up")
        left = f"{text('common.area.cheeks')}, {text('common.where.left')}"
        for name in (left, text("common.area.chin")):
            expect(page.get_by_role("heading", name=text("patient.camera.map.title"))).to_be_visible()
            assert violations(page) == []
            page.get_by_role("button", name=name, exact=True).click()
            shutter = page.get_by_role("button", name=text("patient.camera.take"))
            expect(shutter).to_be_enabled()
            shutter.click()
            keep_photo(page, name)
        tap(page, "patient.camera.map.done")
        save_and_send(page, server.url)
        assert [photo["place"] for photo in page.evaluate(PHOTOS)] == ["cheeks-left", "chin"]
        assert noras.complaints == []


def test_a_refused_camera_offers_to_choose_a_file(alice: Device) -> None:
    page = alice.context.new_page()
    page.add_init_script(REFUSE)
    open_check_in(page, alice.home)
    tap(page, "common.angle.right")
    expect(page.get_by_text(text("patient.camera.problem.refused"))).to_be_visible()
    expect(page.get_by_label(text("patient.camera.pick"))).to_be_attached()
    assert violations(page) == []
    page.close()
