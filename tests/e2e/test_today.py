"""Today in three glances: the board, a finding that stays, a half-done check-in, and the time between sessions."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Locator, Page, expect

from tests.e2e.axe import violations_in_both_themes
from tests.e2e.conftest import PHONE, Device, device
from tests.e2e.server import Server
from tests.e2e.steps import hours_ago, join, leave, record_treatment, save, tap
from tests.e2e.texts import matching, text

SHEET = "step by step"


@contextmanager
def patient(browser: Browser, server: Server, bob: Device, *, name: str, hours: float) -> Iterator[Device]:
    """A patient of Bob's, treated so many hours ago, on Today."""
    link = record_treatment(bob.page, server, name=name, sheet=SHEET, treated=hours_ago(hours))
    with device(browser, server) as somebody:
        join(somebody.page, link)
        expect(somebody.page.locator("button.tile").first).to_be_visible()
        yield somebody
        assert somebody.complaints == []


def tile(page: Page, name: str) -> Locator:
    return page.locator("button.tile", has_text=name)


def report_pustules(page: Page, home: str) -> None:
    page.goto(f"{home}/check-in")
    page.get_by_text(text("common.sign.pustules"), exact=True).click()
    tap(page, "common.save")
    expect(page.get_by_role("heading", name=text("patient.finding.title"))).to_be_visible()
    page.get_by_role("link", name=text("patient.finding.done")).click()


def test_the_board_fits_the_first_screen_and_opens_rules_without_a_network(
    browser: Browser, server: Server, bob: Device
) -> None:
    with patient(browser, server, bob, name="Bea Board", hours=30) as beas:
        page = beas.page
        board = page.locator(".board").bounding_box()
        bar = page.locator("nav.bar").bounding_box()
        assert board
        assert bar
        assert board["y"] + board["height"] < bar["y"]
        assert page.evaluate("document.documentElement.scrollHeight") <= 1.5 * PHONE["height"]
        assert violations_in_both_themes(page) == []

        page.evaluate("navigator.serviceWorker.ready.then(() => null)")
        beas.context.set_offline(True)
        page.reload()
        expect(tile(page, "Sauna")).to_contain_text(text("patient.board.closed"))
        tile(page, "Sauna").click()
        dialog = page.get_by_role("dialog")
        expect(dialog).to_contain_text("72 hours")
        expect(dialog.get_by_role("heading", name=text("answer.then.title"))).to_be_visible()
        assert violations_in_both_themes(page) == []
        dialog.get_by_role("button", name=text("common.close")).click()
        expect(dialog).to_have_count(0)
        tile(page, "Sauna").click()
        expect(dialog).to_be_visible()
        page.go_back()  # closes the panel, as on any phone
        expect(dialog).to_have_count(0)
        expect(tile(page, "Sauna")).to_be_visible()


def test_a_finding_stays_on_top_until_the_patient_says_that_it_is_gone(
    browser: Browser, server: Server, bob: Device
) -> None:
    with patient(browser, server, bob, name="Fay Finding", hours=80) as fays:
        page = fays.page
        report_pustules(page, fays.home)
        finding = page.get_by_role("region", name=text("patient.finding.title"))
        expect(finding).to_contain_text(text("patient.call.not-emergency"))
        tap(page, "patient.call.call")
        expect(page.get_by_role("link", name="+49 30 1234567")).to_be_visible()
        page.get_by_label(text("patient.call.field")).fill("030 998877")
        tap(page, "common.save")
        expect(page.get_by_role("link", name=text("patient.call.own", phone="030 998877"))).to_be_visible()
        assert violations_in_both_themes(page) == []
        tap(page, "common.close")
        tap(page, "patient.finding.still")
        expect(finding.get_by_text(matching("patient.finding.last"))).to_be_visible()
        page.reload()
        expect(finding).to_be_visible()
        assert violations_in_both_themes(page) == []
        tap(page, "patient.finding.gone")
        expect(finding).to_have_count(0)


def test_a_half_done_check_in_is_offered_again(browser: Browser, server: Server, bob: Device) -> None:
    with patient(browser, server, bob, name="Hal Half", hours=30) as hals:
        page = hals.page
        page.goto(f"{hals.home}/check-in")
        page.get_by_label(text("patient.check-in.note")).press_sequentially("It burns a little.")
        tap(page, "common.close")
        page.get_by_role("link", name=text("patient.board.finish")).click()
        expect(page.get_by_label(text("patient.check-in.note"))).to_have_value("It burns a little.")
        save(page)
        leave(page)
        expect(page.get_by_role("heading", name=text("patient.board.title"))).to_be_visible()
        expect(page.get_by_role("link", name=text("patient.board.finish"))).to_have_count(0)


def test_after_the_sheets_last_date_today_is_between_sessions(
    browser: Browser, server: Server, bob: Device
) -> None:
    with patient(browser, server, bob, name="Bruno Between", hours=45 * 24) as brunos:
        page = brunos.page
        expect(page.get_by_text(text("patient.today.between"), exact=True)).to_be_visible()
        expect(page.get_by_role("link", name=text("patient.between.photo-due"))).to_be_visible()
        expect(page.get_by_role("heading", name=text("patient.between.reached"))).to_be_visible()
        expect(page.get_by_role("heading", name=text("patient.board.do"))).to_have_count(0)
        assert violations_in_both_themes(page) == []
