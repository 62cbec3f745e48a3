"""A new phone: only the patient makes the way back in, and it is used once."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import Device, device
from tests.e2e.server import Server
from tests.e2e.steps import hours_ago, record_treatment


def make_link(page: Page, home: str, button: str) -> str:
    page.goto(f"{home}/settings")
    page.get_by_role("link", name="New phone").click()
    page.get_by_role("button", name=button).click()
    expect(page.get_by_alt_text("QR code of your link")).to_be_visible()
    found = re.search(r"http://\S+/sign-in#[\w-]+", page.inner_text("main"))
    assert found, "no link is shown"
    return found.group(0)


def diary_of(page: Page, home: str) -> list[str]:
    """Which treatments the phone is told of."""
    ids: list[str] = page.evaluate(
        """home => fetch(`${home}/api/my/changes?after=0`).then((answer) => answer.json())
          .then((changes) => changes.treatments.map((one) => one.id).sort())""",
        home,
    )
    return ids


@pytest.mark.parametrize("button", ["Make a link for the new phone", "Make my way back in"])
def test_a_new_phone_gets_in_by_a_link_that_the_patient_made(
    alice: Device, browser: Browser, server: Server, button: str
) -> None:
    link = make_link(alice.page, alice.home, button)
    with device(browser, server) as new:
        new.page.goto(link)
        expect(new.page.get_by_role("heading", name="Welcome back, Alice Adler")).to_be_visible()
        assert "#" not in new.page.url, "the token stays in the address bar"
        new.page.get_by_role("button", name="Sign in on this phone").click()
        new.page.get_by_role("button", name="Create my passkey").click()
        expect(new.page.get_by_text("Leave alone now")).to_be_visible()
        theirs = diary_of(new.page, new.home)
        assert theirs
        assert theirs == diary_of(alice.page, alice.home)
        assert new.complaints == []
        new.page.goto(f"{new.home}/settings/devices")
        expect(new.page.get_by_text("This one")).to_be_visible()
        expect(new.page.get_by_role("button", name="Sign out")).not_to_have_count(0)
    with device(browser, server) as thief:
        thief.page.goto(link)
        expect(thief.page.get_by_text("This link is closed")).to_be_visible()


def test_a_link_opened_in_a_tab_that_shows_its_page_already(
    alice: Device, browser: Browser, server: Server
) -> None:
    """Only the # changes: nothing is loaded anew, yet it is asked about, and leaves the address bar."""
    link = make_link(alice.page, alice.home, "Make a link for the new phone")
    with device(browser, server) as new:
        new.page.goto(f"{new.home}/sign-in")
        expect(new.page.get_by_role("button", name="Sign in with your passkey")).to_be_visible()
        for opened in (link, link, f"{new.home}/sign-in#another-one-that-is-not-one-of-ours"):
            new.page.evaluate("link => { location.href = link }", opened)
            new.page.wait_for_function("() => location.hash === ''")
            if opened == link:
                expect(new.page.get_by_role("heading", name="Welcome back, Alice Adler")).to_be_visible()
            else:
                expect(new.page.get_by_text("This link is closed")).to_be_visible()


def test_the_practice_is_told_that_it_cannot_make_one(bob: Device, alice: Device) -> None:
    [treatment] = diary_of(alice.page, alice.home)
    bob.page.goto(f"{bob.home}/clinic/treatments/{treatment}")
    expect(bob.page.get_by_text("Alice Adler has joined.")).to_be_visible()
    expect(bob.page.get_by_role("button", name="Make an invitation")).to_have_count(0)
    answer = bob.page.evaluate(
        """id => fetch(`/api/treatments/${id}/invitation`, { method: 'POST' })
          .then(async (answer) => [answer.status, (await answer.json()).code])""",
        treatment,
    )
    assert answer == [409, "already-joined"]


def test_a_new_invitation_voids_the_older_one(bob: Device, browser: Browser, server: Server) -> None:
    older = record_treatment(
        bob.page, server, name="Nora Neumann", sheet="step by step", treated=hours_ago(4)
    )
    bob.page.reload()
    bob.page.get_by_role("button", name="Make an invitation").click()
    expect(bob.page.get_by_alt_text("QR code of the invitation")).to_be_visible()
    with device(browser, server) as noras:
        noras.page.goto(older)
        expect(noras.page.get_by_text("This link is closed")).to_be_visible()
