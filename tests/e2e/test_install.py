"""Putting the app on the home screen: after the first check-in, with the sign-in carried over, open to shares."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e import steps
from tests.e2e.conftest import PHONE, SELFIE_TAKEN_AT, Device, device
from tests.e2e.server import Server
from tests.e2e.texts import text

OFFER = """() => {
  const event = new Event('beforeinstallprompt', { cancelable: true });
  event.prompt = () => { window.prompted = true; return Promise.resolve({ outcome: 'accepted' }); };
  window.dispatchEvent(event);
}"""
"""What Chromium does when an app can be installed, which it never can in a headless browser."""

FORM = """() => {
  const form = Object.assign(document.createElement('form'),
    { action: '/receive', method: 'post', enctype: 'multipart/form-data' });
  form.innerHTML = '<input type="file" name="photos" multiple id="outside">';
  document.body.append(form);
}"""
"""What the phone sends to the share target: a navigation with the files in a form."""

MAKE_LINK = """() => fetch('/api/my/install-links', { method: 'POST' })
  .then((answer) => answer.json()).then(({ url }) => url)"""


@pytest.fixture(scope="module")
def ines(browser: Browser, server: Server, bob: Device) -> Iterator[Device]:
    """A patient of Bob's who has just joined."""
    link = steps.record_treatment(
        bob.page, server, name="Ines", sheet="step by step", treated=steps.hours_ago(30)
    )
    with device(browser, server) as phone:
        steps.join(phone.page, link)
        phone.page.evaluate("navigator.serviceWorker.ready.then(() => null)")
        yield phone


def share(page: Page, *files: str) -> None:
    """Share files with the app, as another app on the phone does."""
    page.evaluate(FORM)
    page.locator("#outside").set_input_files(list(files))
    page.evaluate("() => document.querySelector('form:has(#outside)').submit()")


def test_the_reason_comes_after_the_first_check_in_and_then_the_prompt(ines: Device) -> None:
    page = ines.page
    page.goto(ines.home)
    page.evaluate(OFFER)
    page.get_by_role("link", name=text("common.nav.check-in"), exact=True).click()
    steps.past_the_question(page)
    steps.score(page, text("common.symptom.warmth"), 1)
    steps.save(page)
    reasons = [
        page.get_by_role("heading", name=text(f"patient.install.{each}")) for each in ("make-up", "what-when")
    ]
    expect(reasons[0].or_(reasons[1])).to_be_visible()
    assert page.evaluate("window.prompted") is None
    steps.tap(page, "patient.install.do")
    expect(page.get_by_text(text("patient.install.accepted"))).to_be_visible()
    assert page.evaluate("window.prompted") is True
    expect(page.get_by_role("button", name=text("patient.install.not-now"))).to_have_count(0)


def test_photos_shared_offline_land_in_the_half_done_check_in(
    ines: Device, selfie: str, tmp_path: Path
) -> None:
    page = ines.page
    steps.open_check_in(page, ines.home)
    page.get_by_label(text("patient.check-in.note")).press_sequentially("Half a note")
    film = tmp_path / "film.mp4"
    film.write_bytes(b"\x00\x00\x00\x18ftypisom" + bytes(60 * 1024 * 1024))
    ines.context.set_offline(True)
    try:
        share(page, selfie, str(film))
        shared = page.get_by_role("dialog", name=text("patient.shared.title"))
        expect(shared.get_by_text(text("patient.shared.left.one", count=1))).to_be_visible()
        assert page.url == f"{ines.home}/check-in?shared"
        shared.get_by_role("button", name=text("common.angle.left"), exact=True).click()
        expect(shared.get_by_text(text("patient.camera.when.stated"))).to_be_visible()
        taken = shared.get_by_label(text("patient.camera.when")).input_value()
        assert taken[14:16] == f"{SELFIE_TAKEN_AT:%M}"
        shared.get_by_role("button", name=text("patient.camera.use"), exact=True).click()
        expect(shared.get_by_role("alert")).to_have_text(text("patient.camera.file.video"))
        shared.get_by_role("button", name=text("patient.shared.next"), exact=True).click()
        expect(shared).to_be_hidden()
        expect(page.get_by_label(text("patient.check-in.note"))).to_have_value("Half a note")
        drop = text("patient.check-in.drop", angle=text("common.angle.left"))
        expect(page.get_by_role("button", name=drop)).to_be_visible()
    finally:
        ines.context.set_offline(False)
    steps.save(page)
    assert ines.complaints == []


def test_a_share_that_no_worker_takes_leads_to_a_page_that_says_so(
    browser: Browser, server: Server, selfie: str
) -> None:
    context = browser.new_context(viewport=PHONE, service_workers="block", locale="en-GB")
    try:
        page = context.new_page()
        page.goto(f"{server.url}/sign-in")
        share(page, selfie)
        expect(page.get_by_role("alert")).to_have_text(text("entrance.receive.missed"))
        assert page.url == f"{server.url}/receive?missed"
    finally:
        context.close()


def test_the_app_on_the_home_screen_of_an_iphone_starts_signed_in(
    browser: Browser, server: Server, ines: Device
) -> None:
    ines.page.goto(ines.home)
    link = ines.page.evaluate(MAKE_LINK)
    with device(browser, server) as installed:
        installed.context.add_init_script("Object.defineProperty(navigator, 'standalone', { value: true })")
        page = installed.page
        page.goto(link)
        expect(page.get_by_role("navigation")).to_be_visible()
        assert page.url == f"{server.url}/"
        page.goto("about:blank")
        page.goto(link)  # as at every later start
        expect(page.get_by_role("navigation")).to_be_visible()
        assert page.url == f"{server.url}/"
        installed.context.clear_cookies()
        page.evaluate("localStorage.removeItem('afterglow.me')")
        page.goto("about:blank")
        page.goto(link)
        expect(page.get_by_role("button", name=text("entrance.passkey.use"))).to_be_visible()
        assert installed.complaints == []
