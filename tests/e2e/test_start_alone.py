"""A person whose clinic does not use Afterglow pastes its sheet, checks how it was read, and begins."""

from playwright.sync_api import Browser, expect

from tests.e2e.axe import violations_in_both_themes
from tests.e2e.conftest import device
from tests.e2e.server import Server
from tests.e2e.steps import ask, hours_ago, tap
from tests.e2e.texts import text

UNREAD = "Skip the gym, although some of our guests go earlier."
SHEET = f"Your skin after the treatment\nAvoid saunas for 14 days.\nNo make-up for 24 hours.\n{UNREAD}"


def test_a_pasted_sheet_is_read_checked_and_followed(browser: Browser, server: Server) -> None:
    with device(browser, server) as pias:
        page = pias.page
        page.goto(f"{pias.home}/start")
        page.get_by_label(text("entrance.name")).press_sequentially("Pia Pastor")
        tap(page, "entrance.passkey.create")
        tap(page, "entrance.storage.go-alone")
        page.get_by_label(text("entrance.treatment.when")).fill(hours_ago(6))
        page.get_by_text(text("entrance.treatment.own")).click()
        page.get_by_label(text("entrance.paste.text")).fill(SHEET)
        tap(page, "entrance.paste.read")
        expect(page.get_by_text(text("entrance.paste.result.other", read=2, count=3))).to_be_visible()
        expect(page.get_by_text(UNREAD, exact=False).last).to_contain_text(
            text("entrance.paste.state.unread")
        )
        assert violations_in_both_themes(page) == []
        tap(page, "entrance.treatment.begin")

        page.get_by_role("link", name=text("patient.today.unread.one", count=1)).click()
        expect(page.get_by_text(text("patient.sheet.pasted"))).to_be_visible()
        expect(page.get_by_text(UNREAD)).to_be_visible()

        page.goto(f"{pias.home}/ask")
        ask(page, "sauna")
        expect(page.get_by_text("Avoid saunas for 14 days.").first).to_be_visible()
        ask(page, "gym")
        expect(page.get_by_text(text("patient.ask.unread"))).to_be_visible()
        expect(page.get_by_text(UNREAD)).to_be_visible()
        assert pias.complaints == []
