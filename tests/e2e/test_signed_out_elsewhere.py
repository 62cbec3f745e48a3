"""A patient signs out a lost phone from another device, and that phone then erases what it has sent."""

from playwright.sync_api import Browser, expect

from tests.e2e.conftest import Device, device
from tests.e2e.server import Server
from tests.e2e.steps import check_in, expect_saved_online, hours_ago, join, link_on, record_treatment, tap
from tests.e2e.texts import text

ENTRIES = """async () => {
  const opened = indexedDB.open('afterglow');
  const database = await new Promise((resolve) => { opened.onsuccess = () => resolve(opened.result); });
  const reading = database.transaction('entries').objectStore('entries').getAll();
  const entries = await new Promise((resolve) => { reading.onsuccess = () => resolve(reading.result); });
  database.close();
  return entries.map((entry) => entry.document.note);
}"""
"""The notes of the check-ins that are stored on this phone."""


def test_a_lost_phone_erases_what_it_has_sent_and_nothing_else(
    bob: Device, browser: Browser, server: Server
) -> None:
    link = record_treatment(bob.page, server, name="Dana Dorn", sheet="step by step", treated=hours_ago(30))
    with device(browser, server) as lost, device(browser, server) as new:
        join(lost.page, link)
        check_in(lost.page, note="Sent from the lost phone.")
        lost.page.goto(lost.home)
        expect_saved_online(lost.page)
        lost.page.goto(f"{lost.home}/settings/new-phone")
        tap(lost.page, "settings.new-phone.now.make")
        expect(lost.page.get_by_alt_text(text("settings.new-phone.qr"))).to_be_visible()
        new.page.goto(link_on(lost.page, "/sign-in"))
        tap(new.page, "entrance.recovery.button")
        tap(new.page, "entrance.passkey.create")
        expect(new.page.get_by_text(text("patient.board.title"))).to_be_visible()

        lost.page.goto(lost.home)
        lost.context.set_offline(True)
        check_in(lost.page, note="Never sent.")
        new.page.goto(f"{new.home}/settings/devices")
        new.page.get_by_text(text("settings.devices.end"), exact=True).click()
        expect(new.page.get_by_text(text("settings.devices.end"), exact=True)).to_have_count(0)

        lost.context.set_offline(False)
        expect(lost.page.get_by_text(text("entrance.ended.device.text"))).to_be_visible()
        assert lost.page.evaluate(ENTRIES) == ["Never sent."]
        tap(lost.page, "entrance.passkey.use")
        expect_saved_online(lost.page)
        assert sorted(lost.page.evaluate(ENTRIES)) == ["Never sent.", "Sent from the lost phone."]
        assert lost.complaints == new.complaints == []
