"""The owner of a clinic invites a colleague, who sees the clinic's patients but nobody's diary."""

from playwright.sync_api import Browser, expect

from tests.e2e.conftest import Device, device
from tests.e2e.server import Server
from tests.e2e.steps import link_on, tap
from tests.e2e.texts import text


def test_a_colleague_joins_the_clinic_with_a_link_from_its_owner(
    bob: Device, alice: Device, browser: Browser, server: Server
) -> None:
    page = bob.page
    page.goto(f"{bob.home}/settings")
    page.get_by_role("link", name=text("settings.colleague")).click()
    tap(page, "settings.colleague.make")
    expect(page.get_by_alt_text(text("settings.colleague.qr"))).to_be_visible()
    link = link_on(page, "/join")

    with device(browser, server, phone=False) as colleagues:
        theirs = colleagues.page
        theirs.goto(link)
        theirs.get_by_label(text("entrance.name")).fill("Frida Falk")
        tap(theirs, "entrance.passkey.create")
        expect(theirs.get_by_role("heading", name=text("practitioner.queue.title"))).to_be_visible()
        theirs.get_by_role("link", name="Alice Adler").first.click()
        expect(theirs.get_by_role("heading", name="Alice Adler", level=1)).to_be_visible()
        expect(theirs.get_by_role("link", name=text("practitioner.treatment.review"))).to_have_count(0)
        theirs.goto(f"{server.url}/settings")
        expect(theirs.get_by_role("link", name=text("settings.devices"))).to_be_visible()
        expect(theirs.get_by_role("link", name=text("settings.colleague"))).to_have_count(0)
        assert colleagues.complaints == []
