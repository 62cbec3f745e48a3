"""The owner of a practice brings a colleague in, who sees the practice's patients but nobody's diary."""

import re

from playwright.sync_api import Browser, expect

from tests.e2e.conftest import Device, device
from tests.e2e.server import Server


def test_a_colleague_joins_by_the_owners_link(
    bob: Device, alice: Device, browser: Browser, server: Server
) -> None:
    page = bob.page
    page.goto(f"{bob.home}/settings")
    page.get_by_role("link", name="Invite a colleague").click()
    page.get_by_role("button", name="Make an invitation").click()
    expect(page.get_by_alt_text("QR code of the invitation")).to_be_visible()
    link = re.search(r"http://\S+/join#[\w-]+", page.inner_text("main"))
    assert link, "the invitation shows no link"

    with device(browser, server, phone=False) as colleagues:
        theirs = colleagues.page
        theirs.goto(link.group(0))
        theirs.get_by_label("Your name").fill("Frida Falk")
        theirs.get_by_role("button", name="Create my passkey").click()
        expect(theirs.get_by_role("heading", name="Your patients")).to_be_visible()
        theirs.get_by_role("link", name="Alice Adler").click()
        expect(theirs.get_by_role("heading", name="What was done")).to_be_visible()
        expect(theirs.get_by_role("link", name="Open the diary")).to_have_count(0)
        theirs.goto(f"{server.url}/settings")
        expect(theirs.get_by_role("link", name="Devices")).to_be_visible()
        expect(theirs.get_by_role("link", name="Invite a colleague")).to_have_count(0)
        assert colleagues.complaints == []
