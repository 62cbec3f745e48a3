"""What shows four days after a session is seen before the next one is recorded."""

from playwright.sync_api import Browser, expect

from tests.e2e.axe import in_both_looks
from tests.e2e.conftest import Device, device
from tests.e2e.server import Server
from tests.e2e.steps import hours_ago, join, record_treatment


def test_a_late_reaction_waits_for_the_next_session(browser: Browser, server: Server, bob: Device) -> None:
    practice = bob.page
    link = record_treatment(practice, server, name="Dana Dorn", sheet="step by step", treated=hours_ago(100))
    with device(browser, server) as danas:
        join(danas.page, link)
        danas.page.goto(f"{danas.home}/check-in")
        danas.page.get_by_text("Small pus-filled spots", exact=True).click()
        danas.page.get_by_role("button", name="Save").click()
        expect(danas.page.get_by_role("heading", name="Worth telling your practitioner")).to_be_visible()
        danas.page.goto(f"{danas.home}/share")
        danas.page.get_by_role("button", name="Share with Bob Berger").click()
        expect(danas.page.get_by_text("Open to Bob Berger")).to_be_visible()

    practice.goto(f"{bob.home}/clinic/record")
    practice.get_by_label("Patient", exact=True).select_option("Dana Dorn")
    card = practice.get_by_text("three days on or later")
    expect(card).to_be_visible()
    expect(practice.get_by_text("Hyaluronic acid").first).to_be_visible()
    practice.get_by_role("button", name="Save the treatment").click()
    expect(practice.get_by_text("say that you have seen it")).to_be_visible()
    assert in_both_looks(practice) == []
    practice.get_by_text("I have seen this", exact=True).click()
    practice.get_by_role("button", name="Save the treatment").click()
    expect(practice.get_by_role("heading", name="Dana Dorn, session 2")).to_be_visible()
    assert bob.complaints == []
