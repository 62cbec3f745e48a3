"""A practitioner pastes a sheet, corrects the draft with a live preview, resolves its issues, and publishes it."""

import re

from playwright.sync_api import FrameLocator, Page, expect

from tests.e2e.conftest import Device
from tests.e2e.steps import tap
from tests.e2e.texts import text

PASTED = """Our aftercare

Avoid make-up for 24 hours.
Do not use a sauna for 48 hours.
Be kind to yourself.
"""


def phone(page: Page) -> FrameLocator:
    return page.frame_locator(f"iframe[title='{text('practitioner.preview.ask')}']")


def ask_in_preview(page: Page, *, hours: int, words: str) -> None:
    """Ask on the patient's phone in the preview."""
    page.get_by_role("slider").fill(str(hours))
    field = phone(page).get_by_role("searchbox")
    field.fill(words)
    field.press("Enter")


def test_a_pasted_sheet_becomes_a_published_one(bob: Device) -> None:
    page = bob.page
    page.goto(f"{bob.home}/clinic/sheets/paste")
    page.get_by_label(text("practitioner.sheets.new.title")).fill("Our gentle sheet")
    page.get_by_label(text("practitioner.paste.text")).fill(PASTED)
    tap(page, "practitioner.paste.read")
    expect(page.get_by_text(text("practitioner.paste.open")).first).to_be_visible()
    tap(page, "practitioner.paste.begin")
    expect(page.get_by_role("heading", name="Our gentle sheet")).to_be_visible()

    ask_in_preview(page, hours=23, words="mascara")
    expect(phone(page).get_by_role("heading", name=re.compile("^No. Mascara"))).to_be_visible()
    ask_in_preview(page, hours=25, words="mascara")
    expect(
        phone(page).get_by_role("heading", name=re.compile("^Mascara: no longer forbidden"))
    ).to_be_visible()

    make_up = page.locator("details", has_text="make-up").first
    make_up.locator("summary").first.click()
    make_up.get_by_label(text("practitioner.sheet.rule.until")).fill("48-24h")
    expect(page.get_by_text(text("practitioner.sheet.faults"))).to_be_visible()
    make_up.get_by_label(text("practitioner.sheet.rule.until")).fill("48h")
    expect(page.get_by_text(text("practitioner.sheet.faults"))).to_have_count(0)
    ask_in_preview(page, hours=25, words="mascara")
    expect(phone(page).get_by_role("heading", name=re.compile("^No. Mascara"))).to_be_visible()

    tap(page, "practitioner.sheet.publish")
    expect(page.get_by_text(text("practitioner.sheet.fixed"))).to_be_visible()
    page.goto(f"{bob.home}/clinic/record")
    expect(page.get_by_label(text("practitioner.record.sheet"))).to_contain_text("Our gentle sheet")
    assert bob.complaints == []


def test_a_contradiction_prevents_publishing_until_it_is_resolved(bob: Device) -> None:
    page = bob.page
    page.goto(f"{bob.home}/clinic/sheets/paste")
    page.get_by_label(text("practitioner.sheets.new.title")).fill("Two minds")
    page.get_by_label(text("practitioner.paste.text")).fill(
        "Avoid a sauna for 24 hours.\n\nAvoid a sauna for 72 hours.\n"
    )
    tap(page, "practitioner.paste.read")
    tap(page, "practitioner.paste.begin")
    expect(
        page.get_by_text(text("practitioner.sheet.issue.contradiction")).filter(visible=True).first
    ).to_be_visible()
    tap(page, "practitioner.sheet.publish")
    expect(page.get_by_role("alert")).to_be_visible()

    page.locator("details.rule").nth(1).locator("summary").first.click()
    tap(page, "practitioner.sheet.rule.as-written")
    expect(page.get_by_text(text("practitioner.sheet.open.none"))).to_be_visible()
    tap(page, "practitioner.sheet.publish")
    expect(page.get_by_text(text("practitioner.sheet.fixed"))).to_be_visible()
