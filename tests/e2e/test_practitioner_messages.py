"""A practitioner chooses what to be told of, and a patient's question is planned for them, once."""

import sqlite3
from contextlib import closing

from playwright.sync_api import Browser, Page, expect

from tests.e2e.axe import violations_in_both_themes
from tests.e2e.conftest import Device, device
from tests.e2e.server import Server
from tests.e2e.steps import (
    expect_saved_online,
    hours_ago,
    join,
    open_check_in,
    record_treatment,
    save,
    share_with,
)
from tests.e2e.texts import text


def planned(server: Server) -> list[tuple[str, str]]:
    """Return kind and key of what is planned for practitioners, as the database has it."""
    file = server.data_dir / "afterglow.sqlite3"
    statement = """
        SELECT reminder.kind, reminder.key FROM reminder JOIN person ON person.id = reminder.person_id
        WHERE person.role = 'practitioner' AND reminder.kind IN ('new-question', 'new-share')"""
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as database:
        return database.execute(statement).fetchall()


def switch(page: Page, kind: str) -> None:
    """Tap the switch of a kind, and wait until the server has stored it."""
    with page.expect_response(
        lambda answer: answer.url.endswith("/api/my/reminder-preferences") and answer.request.method == "PUT"
    ):
        page.get_by_role("switch", name=text(f"settings.kind.{kind}"), exact=True).click()


def test_a_practitioner_switches_kinds_and_a_question_is_planned_for_them_once(
    browser: Browser, server: Server, bob: Device
) -> None:
    clinic = bob.page
    clinic.goto(f"{bob.home}/settings")
    clinic.get_by_role("link", name=text("settings.reminders")).click()
    expect(clinic.get_by_role("heading", name=text("settings.reminders"), level=1)).to_be_visible()
    switch(clinic, "new-share")
    clinic.reload()
    shares = clinic.get_by_role("switch", name=text("settings.kind.new-share"), exact=True)
    expect(shares).not_to_be_checked()
    expect(clinic.get_by_role("switch", name=text("settings.kind.new-question"), exact=True)).to_be_checked()
    assert violations_in_both_themes(clinic) == []
    switch(clinic, "new-share")

    link = record_treatment(clinic, server, name="Quinn Quast", sheet="step by step", treated=hours_ago(30))
    before = planned(server)
    with device(browser, server) as quinns:
        page, home = quinns.page, quinns.home
        join(page, link)
        share_with(page, home, "Bob Berger")
        open_check_in(page, home)
        field = page.get_by_label(text("patient.question.label", name="Bob Berger"))
        field.press_sequentially("May I run?")
        save(page)
        page.goto(home)
        expect_saved_online(page)
        assert quinns.complaints == []
    new = [each for each in planned(server) if each not in before]
    assert sorted(kind for kind, _key in new) == ["new-question", "new-share"]
    assert bob.complaints == []
