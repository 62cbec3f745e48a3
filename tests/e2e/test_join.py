"""A practitioner records a treatment; the patient joins, sees Today and asks what is allowed."""

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.conftest import Device, device
from tests.e2e.server import Server
from tests.e2e.steps import ask, expect_closed_link, hours_ago, join, record_treatment
from tests.e2e.texts import matching, text


def test_the_patient_lands_on_today(alice: Device) -> None:
    page = alice.page
    page.goto(alice.home)
    expect(page.get_by_text("30 hours")).to_be_visible()
    expect(page.get_by_role("heading", name=text("patient.board.title"))).to_be_visible()
    expect(page.get_by_role("button", name=matching("patient.next.when"))).to_be_visible()
    assert alice.complaints == []


@pytest.mark.parametrize(
    ("question", "statement", "says"),
    [
        ("foundation", "Foundation: not clear yet", "24 to 72 hours"),
        ("can I take an aspirin for the soreness", "Aspirin: not before", "anti-inflammatory"),
        ("is sauna still forbidden", "Sauna: not before", "72 hours"),
        ("can I skip the sunscreen", "Sunscreen: your sheet asks for it", "sunscreen"),
        ("yoga class", "Yoga: no hot yoga before", "Your sheet says nothing about the rest."),
    ],
)
def test_can_i_answers_from_the_sheet(alice: Device, question: str, statement: str, says: str) -> None:
    page = alice.page
    page.goto(f"{alice.home}/ask")
    ask(page, question)
    expect(page.get_by_role("heading", name=statement)).to_be_visible()
    expect(page.locator("main")).to_contain_text(says)


def test_can_i_answers_without_a_network(alice: Device) -> None:
    page = alice.page
    page.goto(f"{alice.home}/ask")
    expect(page.get_by_role("button", name=text("patient.ask.submit"), exact=True)).to_be_visible()
    page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    alice.context.set_offline(True)
    try:
        page.reload()
        ask(page, "sauna")
        expect(page.get_by_text("72 hours").first).to_be_visible()
    finally:
        alice.context.set_offline(False)


def test_an_invitation_works_only_once(bob: Device, browser: Browser, server: Server) -> None:
    link = record_treatment(
        bob.page, server, name="Dora Dietrich", sheet="step by step", treated=hours_ago(5)
    )
    with device(browser, server) as doras:
        join(doras.page, link)
    with device(browser, server) as stranger:
        stranger.page.goto(link)
        expect_closed_link(stranger.page)
