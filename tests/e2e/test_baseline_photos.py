"""The clinic photographs the skin before the session; the patient has the photos, and the comparer begins with them."""

import re

from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import Device, device
from tests.e2e.server import Server
from tests.e2e.steps import hours_ago, join, record_treatment, tap
from tests.e2e.test_photo_comparer import fits_and_passes, photograph, share
from tests.e2e.texts import text

ANGLES = ("front", "left", "right")


def take(page: Page, angle: str) -> None:
    """Take one photo of the series, and keep it even if the camera finds it dark or blurred."""
    camera = page.get_by_role(
        "dialog", name=text("patient.camera.title", angle=text(f"common.angle.{angle}"))
    )
    shutter = camera.get_by_role("button", name=text("patient.camera.take"))
    expect(shutter).to_be_enabled()
    shutter.click()
    keep = camera.get_by_role("button", name=text("patient.camera.keep"))
    page.wait_for_function(
        """([title, keep]) => document.querySelector("dialog.camera")?.ariaLabel !== title
            || [...document.querySelectorAll("dialog button")].some((each) => each.textContent === keep)""",
        arg=[text("patient.camera.title", angle=text(f"common.angle.{angle}")), text("patient.camera.keep")],
    )
    if keep.is_visible():
        keep.click()
    expect(camera).to_have_count(0)


def test_baseline_photos_go_from_the_clinic_to_the_patient_and_into_the_comparison(
    server: Server, browser: Browser, bob: Device
) -> None:
    page = bob.page
    link = record_treatment(page, server, name="Nora Nilsen", sheet="step by step", treated=hours_ago(1))
    treatment = page.url.rpartition("/")[2].partition("?")[0]
    tap(page, "practitioner.baseline.take")
    for angle in ANGLES:
        take(page, angle)
    taken = page.locator(".baseline img")
    expect(taken).to_have_count(len(ANGLES))
    expect(page.get_by_text(text("practitioner.baseline.waiting"))).to_have_count(0)
    fits_and_passes(page)
    page.reload()
    expect(taken).to_have_count(len(ANGLES))

    with device(browser, server) as nora:
        join(nora.page, link)
        nora.page.goto(f"{nora.home}/diary")
        at_clinic = text("patient.photos.baseline")
        expect(nora.page.get_by_text(at_clinic, exact=True)).to_have_count(len(ANGLES))  # the gallery
        photograph(nora.page, nora.home)
        nora.page.goto(f"{nora.home}/diary")
        nora.page.locator("article.day").last.get_by_role("heading").get_by_role("link").click()
        expect(nora.page.get_by_role("heading", name=at_clinic)).to_be_visible()
        name = text("patient.photo.name-clinic", where=text("common.angle.left"))
        expect(nora.page.get_by_role("button", name=name).first).to_be_visible()
        share(nora.page, nora.home)
        assert nora.complaints == []

    page.goto(f"{bob.home}/clinic/review/{treatment}/photos")
    labels = page.locator(".pane__label")
    expect(labels).to_have_count(2)
    before = re.compile(re.escape(text("practitioner.photos.before")), re.IGNORECASE)
    expect(labels.first).to_contain_text(before)
    expect(labels.first).to_contain_text(text("practitioner.photos.pinned"))
    expect(page.locator(".comparer-film__photo").first).to_contain_text(text("practitioner.photos.before"))
    assert bob.complaints == []
