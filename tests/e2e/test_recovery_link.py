"""A new phone: only the patient can create a recovery link, and it works once."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import Device, device
from tests.e2e.server import Server
from tests.e2e.steps import expect_closed_link, hours_ago, link_on, record_treatment, tap
from tests.e2e.texts import text

NOW = "settings.new-phone.now.make"
STORED = "settings.new-phone.stored.make"
UNKNOWN_LINK = "/sign-in#not-a-link-of-this-server"


def create_link(page: Page, home: str, button: str) -> str:
    """Create a link in the settings; `button` is the key of its text.

    The phone is asked for its passkey first when the last answer is older than ten minutes: on a slow
    machine, or after a story that ages the answers of all devices.
    """
    page.goto(f"{home}/settings")
    page.get_by_role("link", name=text("settings.new-phone")).click()
    tap(page, button)
    code = page.get_by_alt_text(text("settings.new-phone.qr"))
    passkey = page.get_by_role("button", name=text("settings.fresh.use"), exact=True)
    expect(code.or_(passkey)).to_be_visible()
    if passkey.is_visible():
        passkey.click()
    expect(code).to_be_visible()
    return link_on(page, "/sign-in")


def diary_of(page: Page, home: str) -> list[str]:
    """Return the ids of the treatments that the server sends to this phone."""
    ids: list[str] = page.evaluate(
        """home => fetch(`${home}/api/my/changes?after=0`).then((answer) => answer.json())
          .then((changes) => changes.treatments.map((treatment) => treatment.id).sort())""",
        home,
    )
    return ids


@pytest.mark.parametrize("button", [NOW, STORED])
def test_a_new_phone_signs_in_with_the_patients_link(
    alice: Device, browser: Browser, server: Server, button: str
) -> None:
    link = create_link(alice.page, alice.home, button)
    with device(browser, server) as new:
        new.page.goto(link)
        expect(
            new.page.get_by_role("heading", name=text("entrance.recovery.hello", name="Alice Adler"))
        ).to_be_visible()
        assert "#" not in new.page.url, "the token stays in the address bar"
        tap(new.page, "entrance.recovery.button")
        tap(new.page, "entrance.passkey.create")
        expect(new.page.get_by_text(text("patient.board.title"))).to_be_visible()
        received = diary_of(new.page, new.home)
        assert received
        assert received == diary_of(alice.page, alice.home)
        assert new.complaints == []
        new.page.goto(f"{new.home}/settings/devices")
        expect(new.page.get_by_text(text("settings.devices.this"))).to_be_visible()
        expect(new.page.get_by_role("button", name=text("settings.devices.end"))).not_to_have_count(0)
    with device(browser, server) as thief:
        thief.page.goto(link)
        expect_closed_link(thief.page)


def test_a_link_works_in_a_tab_that_already_shows_its_page(
    alice: Device, browser: Browser, server: Server
) -> None:
    """Only the fragment changes and nothing reloads, but the link is still checked and removed from the address bar."""
    link = create_link(alice.page, alice.home, NOW)
    with device(browser, server) as new:
        new.page.goto(f"{new.home}/sign-in")
        expect(new.page.get_by_role("button", name=text("entrance.passkey.use"))).to_be_visible()
        for opened in (link, link, f"{new.home}{UNKNOWN_LINK}"):
            new.page.evaluate("link => { location.href = link }", opened)
            new.page.wait_for_function("() => location.hash === ''")
            if opened == link:
                expect(
                    new.page.get_by_role("heading", name=text("entrance.recovery.hello", name="Alice Adler"))
                ).to_be_visible()
            else:
                expect_closed_link(new.page)


def test_the_clinic_is_told_that_it_cannot_create_one(bob: Device, alice: Device) -> None:
    [treatment] = diary_of(alice.page, alice.home)
    bob.page.goto(f"{bob.home}/clinic/treatments/{treatment}")
    expect(
        bob.page.get_by_text(text("practitioner.treatment.invite.joined", name="Alice Adler"))
    ).to_be_visible()
    expect(bob.page.get_by_role("button", name=text("practitioner.treatment.invite.make"))).to_have_count(0)
    answer = bob.page.evaluate(
        """id => fetch(`/api/treatments/${id}/invitation`, { method: 'POST' })
          .then(async (answer) => [answer.status, (await answer.json()).code])""",
        treatment,
    )
    assert answer == [409, "already-joined"]


def test_a_new_invitation_replaces_the_older_one(bob: Device, browser: Browser, server: Server) -> None:
    older = record_treatment(
        bob.page, server, name="Nora Neumann", sheet="step by step", treated=hours_ago(4)
    )
    bob.page.reload()
    tap(bob.page, "practitioner.treatment.invite.make")
    expect(bob.page.get_by_alt_text(text("practitioner.treatment.invite.qr"))).to_be_visible()
    with device(browser, server) as noras:
        noras.page.goto(older)
        expect_closed_link(noras.page)
