"""The diary: a glow per day, a day with its versions, deleting with undo, and a search without a network."""

import re

from playwright.sync_api import Browser, Page, expect

from tests.e2e.axe import violations_in_both_themes
from tests.e2e.conftest import Device, device
from tests.e2e.server import Server
from tests.e2e.steps import (
    check_in,
    expect_saved_online,
    hours_ago,
    join,
    past_the_question,
    record_treatment,
    save,
    tap,
)
from tests.e2e.texts import matching, text

NOTE = "Rötung am Kinn"


def edit_note(page: Page, note: str) -> None:
    """Edit the only entry of the day that is open."""
    page.get_by_role("link", name=text("patient.diary.edit"), exact=True).click()
    past_the_question(page)
    page.get_by_label(text("patient.check-in.note")).fill(note)
    save(page)


def test_a_diary_is_read_day_by_day_searched_and_corrected(
    browser: Browser, server: Server, bob: Device
) -> None:
    link = record_treatment(bob.page, server, name="Dina Diary", sheet="step by step", treated=hours_ago(24))
    with device(browser, server) as dinas:
        page = dinas.page
        join(page, link)
        check_in(page, note=NOTE)
        expect_saved_online(page)

        page.goto(f"{dinas.home}/diary")
        today = page.locator(".strip-of-days ul:not([inert]) a").last
        described = [text("patient.strip.day", day=2), text("common.symptom.redness"), text("common.score.2")]
        expect(today).to_have_accessible_name(re.compile(".*".join(described), re.IGNORECASE))
        assert violations_in_both_themes(page) == []
        page.get_by_text(text("patient.strip.show-month")).click()
        assert violations_in_both_themes(page) == []

        today.click()
        expect(page.get_by_text(NOTE)).to_be_visible()
        edit_note(page, f"{NOTE}, etwas weniger")
        expect_saved_online(page)
        page.goto(f"{dinas.home}/diary")
        page.locator(".day__head").click()
        tap(page, "patient.versions.show")
        versions = page.get_by_role("dialog", name=text("patient.versions.title"))
        expect(versions.get_by_text(matching("patient.versions.first"))).to_be_visible()
        expect(versions.get_by_text(text("patient.versions.before", text=NOTE), exact=True)).to_be_visible()
        assert violations_in_both_themes(page) == []
        tap(page, "common.close")

        tap(page, "patient.erase.entry")
        page.get_by_role("dialog").get_by_role("button", name=text("patient.erase.entry")).click()
        expect(page.get_by_text(text("patient.day.empty"))).to_be_visible()
        tap(page, "patient.act.undo")
        expect(page.get_by_text(matching("patient.versions.show"))).to_be_visible()

        dinas.context.set_offline(True)
        page.get_by_role("link", name=text("common.back"), exact=True).click()
        page.get_by_role("link", name=text("patient.search.title"), exact=True).click()
        page.get_by_role("searchbox").fill("roetung weniger")
        page.locator(".rows a").click()
        expect(page.get_by_text(f"{NOTE}, etwas weniger")).to_be_visible()
        assert dinas.complaints == []
