"""A practitioner pastes a sheet, decides its open sentences, corrects a time with the pickers, and publishes it."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import Device
from tests.e2e.steps import tap
from tests.e2e.texts import text

PEEL = """Chemical peel: your aftercare

The first days
Do not wear make-up for 24 to 48 hours.
Wash your face with lukewarm water twice a day for a week.
No sauna or swimming for 3 days.
Do not pick or peel the flaking skin.
Bring your appointment card.

When to call us
Call us if you see blisters or pus.
"""


def paste(page: Page, home: str, *, title: str, words: str) -> None:
    page.goto(f"{home}/clinic/sheets/paste")
    page.get_by_label(text("practitioner.sheets.new.title")).fill(title)
    page.get_by_label(text("practitioner.paste.text")).fill(words)
    tap(page, "practitioner.paste.read")
    expect(page.get_by_role("heading", level=1, name=title)).to_be_visible()


def sentence(page: Page, words: str) -> Locator:
    return page.locator("button.sentence", has_text=words)


def is_saved(page: Page) -> None:
    expect(page.locator(".desk-saved")).to_contain_text(
        re.compile(re.escape(text("practitioner.desk.save.saved-at", time="")))
    )


def publish(page: Page) -> Locator:
    tap(page, "practitioner.sheet.publish")
    return page.locator("dialog[open]")


def test_a_peel_is_pasted_corrected_and_published(bob: Device) -> None:
    page = bob.page
    paste(page, bob.home, title="Peel aftercare", words=PEEL)
    expect(page.get_by_role("heading", level=2, name="The first days")).to_be_visible()
    is_saved(page)

    dialog = publish(page)
    expect(dialog.get_by_role("button", name=text("practitioner.sheet.publish"))).to_be_disabled()
    dialog.get_by_role("button", name=text("practitioner.desk.publish.show"), exact=True).click()
    expect(sentence(page, "Chemical peel")).to_have_attribute("aria-current", "true")
    tap(page, "practitioner.desk.reading-only")
    expect(sentence(page, "Do not pick")).to_have_attribute("aria-current", "true")
    tap(page, "practitioner.desk.take")
    tap(page, "practitioner.desk.edit")
    ends = page.get_by_role("group", name=text("practitioner.desk.until"), exact=True)
    ends.get_by_text(text("practitioner.desk.time.more"), exact=True).click()
    ends.get_by_label(text("practitioner.desk.kind")).select_option("length")
    ends.get_by_label(text("practitioner.desk.time.number")).fill("")
    ends.get_by_label(text("practitioner.desk.time.number")).press_sequentially("2")
    ends.get_by_label(text("practitioner.desk.time.unit")).select_option("w")
    expect(page.locator(".rule-card__words")).to_have_text(re.compile("for 2 weeks$"))
    tap(page, "practitioner.desk.done")
    expect(page.get_by_text(text("practitioner.desk.all-decided"))).to_be_visible()
    is_saved(page)

    page.reload()
    sentence(page, "Do not pick").click()
    expect(page.locator(".rule-card__words")).to_have_text(re.compile("for 2 weeks$"))

    dialog = publish(page)
    expect(dialog.get_by_text(text("practitioner.desk.publish.first"))).to_be_visible()
    dialog.get_by_role("button", name=text("practitioner.sheet.publish")).click()
    expect(page.get_by_text(text("practitioner.sheet.fixed"))).to_be_visible()
    page.goto(f"{bob.home}/clinic/record")
    expect(page.get_by_label(text("practitioner.record.sheet"))).to_contain_text("Peel aftercare")
    assert bob.complaints == []


def test_a_contradiction_prevents_publishing_until_it_is_resolved(bob: Device) -> None:
    page = bob.page
    paste(
        page,
        bob.home,
        title="Two minds",
        words="Avoid a sauna for 24 hours.\n\nAvoid a sauna for 72 hours.\n",
    )
    sentence(page, "24 hours").click()
    expect(page.get_by_text(text("practitioner.sheet.issue.contradiction"))).to_be_visible()
    dialog = publish(page)
    expect(dialog.get_by_role("button", name=text("practitioner.sheet.publish"))).to_be_disabled()
    dialog.get_by_role("button", name=text("practitioner.desk.publish.show"), exact=True).click()

    tap(page, "practitioner.desk.clash.both")
    expect(page.get_by_text(text("practitioner.desk.as-written"))).to_be_visible()
    dialog = publish(page)
    dialog.get_by_role("button", name=text("practitioner.sheet.publish")).click()
    expect(page.get_by_text(text("practitioner.sheet.fixed"))).to_be_visible()


def test_what_is_typed_without_a_network_is_there_after_a_crash(bob: Device) -> None:
    page = bob.context.new_page()  # a page of its own, closed below: the other stories go on with Bob's
    paste(page, bob.home, title="Written offline", words="Avoid a sauna for 24 hours.\n")
    is_saved(page)
    sentence(page, "24 hours").click()
    tap(page, "practitioner.desk.edit")
    page.context.set_offline(True)
    says = page.get_by_label(text("practitioner.desk.says", language="English"))
    says.press_sequentially(" Please.")
    expect(page.get_by_text(text("practitioner.desk.save.offline"))).to_be_visible()
    page.close()

    page.context.set_offline(False)
    again = page.context.new_page()
    again.goto(page.url)
    sentence(again, "24 hours").click()
    tap(again, "practitioner.desk.edit")
    expect(again.get_by_label(text("practitioner.desk.says", language="English"))).to_have_value(
        re.compile(r"Please\.$")
    )
    again.close()


def test_the_title_is_typed_letter_by_letter_and_a_pasted_text_survives_a_reload(bob: Device) -> None:
    page = bob.context.new_page()
    page.goto(f"{bob.home}/clinic/sheets/paste")
    page.get_by_label(text("practitioner.paste.text")).press_sequentially("Avoid a sauna for 24 hours.")
    page.reload()
    expect(page.get_by_label(text("practitioner.paste.text"))).to_have_value("Avoid a sauna for 24 hours.")
    tap(page, "practitioner.paste.read")
    page.get_by_text(text("practitioner.desk.tab.details"), exact=True).click()
    title = page.get_by_label(text("practitioner.desk.title", language="English"))
    title.fill("")
    title.press_sequentially("Peel by hand")
    expect(title).to_have_value("Peel by hand")
    expect(page.get_by_role("heading", level=1, name="Peel by hand")).to_be_visible()
    page.close()
