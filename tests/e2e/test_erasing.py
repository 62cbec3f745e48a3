"""Deleting a check-in: it can be undone for ten seconds, and then it wins over what another phone has not sent yet."""

import re

from playwright.sync_api import Browser, Locator, Page, expect

from tests.e2e.conftest import Device, device
from tests.e2e.server import Server
from tests.e2e.steps import check_in, expect_saved_online, past_the_question, tap
from tests.e2e.test_recovery_link import NOW, create_link
from tests.e2e.texts import text

NOTE = "Tight after the shower."
NOTES = """() => fetch('/api/my/changes?after=0').then((answer) => answer.json())
  .then((all) => all.entries.map((entry) => entry.document.note))"""


def card(page: Page) -> Locator:
    return page.locator(".card").filter(has_text=NOTE)


def open_day(page: Page, home: str) -> None:
    """Open the only day of the diary."""
    page.goto(f"{home}/diary")
    page.locator(".day__head").click()
    expect(card(page).get_by_role("link", name=text("patient.diary.edit"))).to_be_visible()


def delete(page: Page) -> None:
    """Delete the check-in, up to the toast."""
    card(page).get_by_role("button", name=text("patient.erase.entry"), exact=True).click()
    sheet = page.get_by_role("dialog", name=text("patient.erase.entry-title"))
    expect(sheet.get_by_text(text("patient.erase.note"))).to_be_visible()
    sheet.get_by_role("button", name=text("patient.erase.entry"), exact=True).click()
    expect(page.get_by_text(text("patient.erase.entry-gone"))).to_be_visible()
    expect(card(page)).to_have_count(0)


def expect_deleted_online(page: Page) -> None:
    """Wait until the server has deleted the check-in; the phone sends that after twelve seconds."""
    for _ in range(80):
        if NOTE not in page.evaluate(NOTES):
            return
        page.wait_for_timeout(500)
    raise AssertionError("the check-in is still on the server")


def edit(page: Page) -> None:
    """Change the note of the check-in; without a network, the change stays on this phone."""
    card(page).get_by_role("link", name=text("patient.diary.edit")).click()
    past_the_question(page)
    page.get_by_label(text("patient.check-in.note")).press_sequentially(" And warm.")
    tap(page, "common.save")
    expect(page.get_by_text(text("common.status.phone")).first).to_be_visible()


def test_deleting_wins_over_an_unsent_change_of_another_phone(
    alice: Device, browser: Browser, server: Server
) -> None:
    page = alice.page
    page.goto(alice.home)
    check_in(page, note=NOTE)
    expect_saved_online(page)
    link = create_link(page, alice.home, NOW)
    with device(browser, server) as other:
        other.page.goto(link)
        tap(other.page, "entrance.recovery.button")
        tap(other.page, "entrance.passkey.create")
        expect(other.page.get_by_text(text("patient.board.title"))).to_be_visible()
        other.page.evaluate("navigator.serviceWorker.ready.then(() => null)")
        open_day(other.page, other.home)
        other.context.set_offline(True)
        edit(other.page)

        open_day(page, alice.home)
        delete(page)
        tap(page, "patient.act.undo")
        expect(card(page)).to_be_visible()
        assert NOTE in page.evaluate(NOTES)
        delete(page)
        expect_deleted_online(page)

        other.context.set_offline(False)
        other.page.goto(other.home)
        notice = other.page.get_by_text(re.compile("check-in on another device"))
        expect(notice).to_be_visible()
        tap(other.page, "patient.notice.seen")
        expect(notice).to_have_count(0)
        other.page.goto(f"{other.home}/diary")
        expect(other.page.get_by_role("heading", level=1)).to_be_visible()
        expect(card(other.page)).to_have_count(0)
    assert NOTE not in str(page.evaluate(NOTES))
    assert alice.complaints == []
