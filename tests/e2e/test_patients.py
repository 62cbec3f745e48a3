"""Somebody who has never joined is found by a misspelt name and comes for a second session."""

import re

from playwright.sync_api import Page, expect

from tests.e2e.axe import violations_in_both_themes
from tests.e2e.conftest import Device
from tests.e2e.server import Server
from tests.e2e.steps import hours_ago, record_treatment, tap
from tests.e2e.texts import text

NAME = "Zoë Müller-Brandt"
SIZES = ((820, 1180), (1280, 800), (390, 844), (320, 700))


def test_a_patient_is_found_told_apart_and_treated_again(server: Server, bob: Device) -> None:
    page = bob.page
    record_treatment(page, server, name=NAME, sheet="step by step", treated=hours_ago(900))

    page.goto(f"{bob.home}/clinic")
    expect(page.get_by_role("heading", name=text("practitioner.queue.title"))).to_be_visible()
    expect(page.get_by_text(NAME)).to_have_count(0)  # treated too long ago, and nothing is planned
    page.keyboard.press("/")
    page.keyboard.type("mueller zoe")
    page.keyboard.press("Enter")
    row = page.get_by_role("link", name=NAME)
    expect(row).to_be_visible()
    fits_and_passes(page)
    page.get_by_label(text("practitioner.patients.find")).focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name=NAME, level=1)).to_be_visible()
    fits_and_passes(page)
    page.get_by_label(text("practitioner.patient.change.birth-year")).fill("1984")
    tap(page, "practitioner.patient.change.save")
    expect(page.get_by_text(text("practitioner.patient.born", year="1984"))).to_be_visible()
    page.get_by_role("link", name=text("practitioner.patient.record", number=2)).click()
    tap(page, "practitioner.record.last.all")
    tap(page, "practitioner.record.save")
    title = text("practitioner.treatment.title", name=NAME, number=2)
    expect(page.get_by_role("heading", name=title)).to_be_visible()
    page.get_by_role("link", name=text("common.back"), exact=True).click()
    expect(
        page.get_by_role("heading", name=re.compile("^" + text("practitioner.queue.session", number=2)))
    ).to_be_visible()
    expect(page.get_by_role("link", name=text("practitioner.patient.record", number=3))).to_be_visible()

    page.get_by_role("link", name=text("common.back"), exact=True).click()
    search = page.get_by_label(text("practitioner.patients.find"))
    expect(search).to_have_value("mueller zoe")
    page.reload()
    expect(search).to_have_value("mueller zoe")
    expect(row).to_be_visible()
    assert bob.complaints == []


def fits_and_passes(page: Page) -> None:
    """Check that nothing is cut off at any width, and that axe finds nothing on the tablet."""
    before = page.viewport_size
    assert before is not None
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        # A screen slides in, so that it is wider for a moment.
        page.wait_for_function("width => document.documentElement.scrollWidth <= width", arg=width)
        if width == SIZES[0][0]:
            assert violations_in_both_themes(page) == []
    page.set_viewport_size(before)
