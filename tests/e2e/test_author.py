"""The author's side: paste a sheet, correct the draft with a live preview, settle it, publish it."""

import re

from playwright.sync_api import Page, expect

from tests.e2e.conftest import Device

PASTED = """Our aftercare

Avoid make-up for 24 hours.
Do not use a sauna for 48 hours.
Be kind to yourself.
"""


def ask_in_preview(page: Page, *, hours: int, words: str) -> None:
    page.get_by_label(re.compile("hours after")).fill(str(hours))
    page.get_by_label("Can I …?").fill(words)


def test_a_pasted_sheet_becomes_a_published_one(bob: Device) -> None:
    page = bob.page
    page.goto(f"{bob.home}/clinic/sheets/paste")
    page.get_by_label("Title of the sheet").fill("Our gentle sheet")
    page.get_by_label("The text").fill(PASTED)
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_text("Not read: for you to decide").first).to_be_visible()
    page.get_by_role("button", name="Go on with this draft").click()
    expect(page.get_by_role("heading", name="Our gentle sheet")).to_be_visible()

    ask_in_preview(page, hours=23, words="mascara")
    expect(page.get_by_role("status").get_by_text("No", exact=True)).to_be_visible()
    ask_in_preview(page, hours=25, words="mascara")
    expect(page.get_by_role("status").get_by_text("Yes", exact=True)).to_be_visible()

    make_up = page.locator("details", has_text="make-up").first
    make_up.locator("summary").first.click()
    make_up.get_by_label("Until").fill("48-24h")
    expect(page.get_by_text("Cannot be read yet")).to_be_visible()
    make_up.get_by_label("Until").fill("48h")
    expect(page.get_by_text("Cannot be read yet")).to_have_count(0)
    ask_in_preview(page, hours=25, words="mascara")
    expect(page.get_by_role("status").get_by_text("No", exact=True)).to_be_visible()

    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("This version is published and does not change any more.")).to_be_visible()
    page.goto(f"{bob.home}/clinic/record")
    expect(page.get_by_label("Aftercare sheet")).to_contain_text("Our gentle sheet")
    assert bob.complaints == []


def test_a_contradiction_stands_in_the_way_until_it_is_settled(bob: Device) -> None:
    page = bob.page
    page.goto(f"{bob.home}/clinic/sheets/paste")
    page.get_by_label("Title of the sheet").fill("Two minds")
    page.get_by_label("The text").fill("Avoid a sauna for 24 hours.\n\nAvoid a sauna for 72 hours.\n")
    page.get_by_role("button", name="Read it").click()
    page.get_by_role("button", name="Go on with this draft").click()
    expect(page.get_by_text("Two lines contradict each other").filter(visible=True).first).to_be_visible()
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_role("alert")).to_be_visible()

    page.locator("details.rule").nth(1).locator("summary").first.click()
    page.get_by_role("button", name="Keep it as written").click()
    expect(page.get_by_text("Nothing is open.")).to_be_visible()
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("This version is published and does not change any more.")).to_be_visible()
