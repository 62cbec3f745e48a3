"""axe finds no violation on any screen, light or dark."""

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.axe import violations, violations_at, violations_in_both_themes, wait_until_loaded
from tests.e2e.conftest import Device, device
from tests.e2e.server import Server
from tests.e2e.steps import hours_ago, record_treatment, tap
from tests.e2e.texts import text

PATIENT = (
    "/", "/ask", "/timeline", "/check-in", "/diary", "/share",
    "/settings", "/settings/reminders", "/settings/devices", "/settings/new-phone",
    "/settings/skin", "/settings/appearance", "/settings/lock", "/settings/data", "/settings/data/account",
)  # fmt: skip
CLINIC = (
    "/settings/clinic",
    "/settings/team",
    "/settings/presets",
    "/settings/reminders",
    "/settings/log",
    "/settings/colleague",
    "/settings/records",
    "/settings/data",
    "/clinic",
    "/clinic/patients",
    "/clinic/record",
    "/clinic/sheets",
    "/clinic/sheets/paste",
    "/clinic/sheets/compare",
)
ENTRANCE = ("/sign-in", "/join", "/set-up", "/erased", "/nowhere")


@pytest.mark.parametrize("path", PATIENT)
def test_the_patients_screens(alice: Device, path: str) -> None:
    assert violations_at(alice.page, alice.home + path) == []


def test_an_answer_and_the_rule_behind_it(alice: Device) -> None:
    page = alice.page
    page.goto(f"{alice.home}/ask")
    page.get_by_role("button", name="Make-up", exact=True).click()
    assert violations_in_both_themes(page) == []


@pytest.mark.parametrize("path", CLINIC)
def test_the_practitioners_screens(bob: Device, path: str) -> None:
    assert violations_at(bob.page, bob.home + path) == []


def test_a_treatment_with_its_invitation(bob: Device, server: Server) -> None:
    record_treatment(bob.page, server, name="Nora Neumann", sheet="first 7 days", treated=hours_ago(3))
    assert violations_in_both_themes(bob.page) == []
    bob.page.get_by_role("link", name=text("practitioner.correct.open")).click()
    expect(bob.page.get_by_text(text("practitioner.correct.no-changes"))).to_be_visible()
    assert violations_in_both_themes(bob.page) == []


def test_a_sheet(bob: Device) -> None:
    bob.page.goto(f"{bob.home}/clinic/sheets")
    bob.page.get_by_role("link", name="step by step").click()
    expect(bob.page.locator(".rule-card__words").first).to_be_visible()
    assert violations_in_both_themes(bob.page) == []


def test_the_authors_desk(bob: Device) -> None:
    page = bob.page
    page.goto(f"{bob.home}/clinic/sheets/paste")
    page.get_by_label(text("practitioner.paste.text")).fill(
        "Peel\n\nAvoid a sauna for 24 hours.\nAvoid a sauna for 72 hours.\nDo not pick the skin.\n"
    )
    tap(page, "practitioner.paste.read")
    page.locator("button.sentence", has_text="24 hours").click()
    expect(page.get_by_text(text("practitioner.sheet.issue.contradiction"))).to_be_visible()
    tap(page, "practitioner.desk.edit")
    assert violations_in_both_themes(page) == []
    page.get_by_text(text("practitioner.desk.tab.details"), exact=True).click()
    assert violations_in_both_themes(page) == []
    tap(page, "practitioner.sheet.publish")
    expect(page.get_by_text(text("practitioner.desk.publish.first"))).to_be_visible()
    assert violations_in_both_themes(page) == []


@pytest.mark.parametrize("path", ENTRANCE)
def test_the_entrance_screens(browser: Browser, server: Server, path: str) -> None:
    with device(browser, server) as somebody:
        assert violations_at(somebody.page, server.url + path) == []


def test_axe_detects_a_violation(alice: Device) -> None:
    """Show that the check itself works."""
    alice.page.goto(alice.home)
    wait_until_loaded(alice.page)
    alice.page.evaluate("document.body.append(document.createElement('button'))")
    assert any("button-name" in line for line in violations(alice.page))
