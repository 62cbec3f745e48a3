"""The app lock: left for more than two minutes, the app opens by the passkey only, also without a network."""

from playwright.sync_api import Browser, Page, expect

from tests.e2e.axe import violations_in_both_themes
from tests.e2e.conftest import Device, device
from tests.e2e.server import Server
from tests.e2e.steps import hours_ago, join, record_treatment, tap
from tests.e2e.texts import text

LEFT_LONG_AGO = "localStorage.setItem('afterglow.left-at', '1')"


def expect_in_reach(page: Page, *, reachable: bool) -> None:
    """Expect that the app behind the lock can, or cannot, be seen and tapped."""
    app = page.locator("#app")
    expect(app).to_have_js_property("inert", not reachable)
    expect(app).to_have_css("visibility", "visible" if reachable else "hidden")


def test_a_locked_app_opens_by_the_passkey(bob: Device, browser: Browser, server: Server) -> None:
    link = record_treatment(bob.page, server, name="Emma Ernst", sheet="step by step", treated=hours_ago(30))
    with device(browser, server) as emmas:
        page = emmas.page
        join(page, link)
        page.goto(f"{emmas.home}/settings")
        page.get_by_role("link", name=text("settings.lock")).click()
        page.get_by_role("switch", name=text("settings.lock.switch")).click()
        expect(page.get_by_text(text("settings.lock.on"))).to_be_visible()
        page.goto(emmas.home)
        expect(page.get_by_text(text("patient.board.title"))).to_be_visible()
        expect_in_reach(page, reachable=True)

        page.add_init_script(LEFT_LONG_AGO)
        page.reload()
        expect(page.get_by_role("heading", name=text("settings.lock.locked"))).to_be_visible()
        expect_in_reach(page, reachable=False)
        assert violations_in_both_themes(page) == []
        emmas.context.set_offline(True)
        tap(page, "settings.lock.open")
        expect(page.get_by_text(text("patient.board.title"))).to_be_visible()
        expect_in_reach(page, reachable=True)
        assert emmas.complaints == []
