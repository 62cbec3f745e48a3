"""A share link, from the phone that makes it to the browser that reads by it, until it is closed."""

import re

from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e.axe import violations
from tests.e2e.conftest import Device, device
from tests.e2e.server import Server
from tests.e2e.steps import check_in, expect_saved_online, hours_ago, join, record_treatment, tap
from tests.e2e.texts import text

FOR = "Dr. Weber"
NOTE = "It itches a little at night."


def make_link(page: Page, home: str) -> tuple[str, str]:
    """Make a link on the share screen, and return it with its code."""
    page.goto(f"{home}/share")
    expect(page.get_by_text(text("patient.share.nobody-sees"))).to_be_visible()
    tap(page, "patient.share.link.open")
    page.get_by_label(text("patient.share.link.name")).fill(FOR)
    tap(page, "patient.share.link.make")
    expect(page.get_by_alt_text(text("patient.share.link.qr"))).to_be_visible()
    match = re.search(r"http://\S+/shared#[\w-]+", page.inner_text("main"))
    assert match, "the screen shows no link"
    code = page.locator(".share-code code").inner_text()
    assert violations(page) == []
    tap(page, "patient.share.link.done")
    return match.group(0), code


def tablet(browser: Browser) -> BrowserContext:
    return browser.new_context(viewport={"width": 820, "height": 1180}, locale="en-GB")


def enter(page: Page, code: str) -> None:
    page.get_by_label(text("shared.code")).fill(code)
    tap(page, "shared.open")


def test_a_link_and_its_code_show_the_diary_until_it_is_closed(
    bob: Device, browser: Browser, server: Server
) -> None:
    invitation = record_treatment(
        bob.page, server, name="Lina Lang", sheet="step by step", treated=hours_ago(30)
    )
    with device(browser, server) as linas:
        phone, home = linas.page, linas.home
        join(phone, invitation)
        check_in(phone, note=NOTE)
        phone.goto(home)
        expect_saved_online(phone)
        link, code = make_link(phone, home)

        reader = tablet(browser).new_page()
        complaints: list[str] = []
        reader.on("pageerror", lambda error: complaints.append(str(error)))
        reader.goto(link)
        expect(reader.get_by_label(text("shared.code"))).to_be_visible()
        assert "#" not in reader.url, "the token stays in the address bar"
        assert violations(reader) == []
        enter(reader, "0000-0000")
        expect(reader.get_by_role("alert")).to_contain_text(text("problem.share-link-refused"))
        enter(reader, code.lower().replace("-", " "))
        expect(reader.get_by_role("heading", level=1, name="Lina Lang")).to_be_visible()
        expect(reader.get_by_text(NOTE)).to_be_visible()
        assert violations(reader) == []
        expect(reader.get_by_label(text("practitioner.review.reply"))).to_have_count(0)
        statuses = reader.evaluate(
            "() => Promise.all(['/api/me', '/api/my/changes?after=0', '/api/queue', '/api/shared'].map("
            "(path) => fetch(path).then((answer) => answer.status)))"
        )
        assert statuses == [401, 401, 401, 200]
        assert reader.evaluate("() => indexedDB.databases().then((all) => all.length)") == 0

        phone.goto(f"{home}/share")
        expect(phone.get_by_role("heading", name=FOR)).to_be_visible()
        expect(phone.get_by_text(text("patient.access-log.link-named", link=FOR))).to_be_visible()
        assert violations(phone) == []
        tap(phone, "patient.share.link.close")
        dialog = phone.get_by_role("dialog")
        dialog.get_by_role("button", name=text("patient.share.link.close")).click()
        expect(phone.get_by_text(text("patient.share.nobody-sees"))).to_be_visible()

        reader.reload()
        expect(reader.get_by_text(text("shared.closed.title"))).to_be_visible()
        reader.goto(link)
        enter(reader, code)
        expect(reader.get_by_role("alert")).to_contain_text(text("problem.share-link-refused"))
        assert complaints == []
        assert linas.complaints == []
        reader.context.close()
