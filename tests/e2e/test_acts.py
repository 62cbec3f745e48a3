"""Acts and duties are reported with one tap, offline too, and reach the server and the other phone once."""

from typing import Any

from playwright.sync_api import Browser, Page, expect

from tests.e2e.axe import violations_in_both_themes
from tests.e2e.conftest import Device, device
from tests.e2e.server import Server
from tests.e2e.steps import ask, expect_saved_online, hours_ago, join, record_treatment, tap
from tests.e2e.test_check_in import ENTRIES
from tests.e2e.test_sheet_version import publish
from tests.e2e.texts import matching, text

SHOWER, MAKE_UP = "Shower at home.", "No make-up for 2 hours after washing."


def rule(rule_id: str, verb: str, topic: str, says: str, **times: str) -> dict[str, Any]:
    return {"id": rule_id, "verb": verb, "topics": [topic], "says": says, "cite": "1"} | times


SHEET: dict[str, Any] = {
    "id": "acts",
    "title": "Lindenhof acts",
    "publisher": "Lindenhof Skin",
    "treatment": "microneedling",
    "language": "en",
    "version": 1,
    "day_one": 1,
    "rules": [
        rule("shower", "do", "shower", SHOWER, **{"from": "on(home)", "every": "once"}),
        rule("cream", "do", "moisturizer", "Cream after washing.", **{"from": "after(wash)+30m"}),
        rule("make-up", "avoid", "make-up", MAKE_UP, until="after(wash)+2h"),
        rule("sauna", "avoid", "sauna", "No sauna for 72 hours.", until="72h"),
    ],
}


def duty(page: Page, says: str) -> Any:
    return page.get_by_role("button", name=text("patient.duty.done-what", says=says), exact=True)


def test_an_act_reported_offline_starts_its_windows_and_arrives_once(
    browser: Browser, server: Server, bob: Device
) -> None:
    bob.page.goto(f"{bob.home}/clinic")
    publish(bob.page, SHEET)
    link = record_treatment(bob.page, server, name="Ada Acts", sheet="Lindenhof acts", treated=hours_ago(5))
    with device(browser, server) as adas:
        page = adas.page
        join(page, link)
        expect(duty(page, SHOWER)).to_be_visible()
        assert violations_in_both_themes(page) == []
        page.evaluate("navigator.serviceWorker.ready.then(() => null)")
        adas.context.set_offline(True)

        tap(page, "patient.act.say.wash")
        expect(page.get_by_text(matching("patient.act.until")).first).to_be_visible()
        tap(page, "patient.act.undo")
        expect(page.get_by_text(text("patient.act.name.wash"), exact=True)).to_have_count(0)
        tap(page, "patient.act.say.wash")
        duty(page, SHOWER).click()
        expect(duty(page, SHOWER)).to_have_count(0)
        page.reload()  # closing and reopening the app loses nothing
        expect(page.get_by_text(text("patient.act.name.wash"), exact=True)).to_be_visible()
        expect(duty(page, SHOWER)).to_have_count(0)
        assert violations_in_both_themes(page) == []

        page.get_by_role("link", name=text("patient.ask.title"), exact=True).click()
        ask(page, "make-up")
        expect(page.get_by_text(MAKE_UP)).to_be_visible()
        expect(page.get_by_role("button", name=text("patient.act.say.wash"))).to_have_count(0)

        adas.context.set_offline(False)
        page.goto(adas.home)
        expect_saved_online(page)
        reports = [
            (entry["document"]["acts"], entry["document"]["duties_done"]) for entry in page.evaluate(ENTRIES)
        ]
        assert sorted(reports) == [([], ["shower"]), (["wash"], [])]
        assert adas.complaints == []
