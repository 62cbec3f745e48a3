"""axe finds nothing on every screen, light and dark (WCAG 2.2 AA and its best practices)."""

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.axe import in_both_looks, look, settle, violations
from tests.e2e.conftest import Device, device
from tests.e2e.server import Server
from tests.e2e.steps import hours_ago, record_treatment

PATIENT = (
    "/", "/ask", "/timeline", "/check-in", "/diary", "/share",
    "/settings", "/settings/reminders", "/settings/devices", "/settings/new-phone",
)  # fmt: skip
PRACTICE = (
    "/settings/colleague",
    "/clinic",
    "/clinic/record",
    "/clinic/sheets",
    "/clinic/sheets/paste",
    "/clinic/sheets/compare",
)
ENTRANCE = ("/sign-in", "/join", "/set-up", "/nowhere")


@pytest.mark.parametrize("path", PATIENT)
def test_the_patients_screens(alice: Device, path: str) -> None:
    assert look(alice.page, alice.home + path) == []


def test_an_answer_and_the_rule_behind_it(alice: Device) -> None:
    page = alice.page
    page.goto(f"{alice.home}/ask")
    page.get_by_role("button", name="make-up", exact=True).click()
    assert in_both_looks(page) == []


@pytest.mark.parametrize("path", PRACTICE)
def test_the_practitioners_screens(bob: Device, path: str) -> None:
    assert look(bob.page, bob.home + path) == []


def test_a_treatment_with_its_invitation(bob: Device, server: Server) -> None:
    record_treatment(bob.page, server, name="Nora Neumann", sheet="first 7 days", treated=hours_ago(3))
    assert in_both_looks(bob.page) == []


def test_a_sheet(bob: Device) -> None:
    bob.page.goto(f"{bob.home}/clinic/sheets")
    bob.page.get_by_role("link", name="step by step").click()
    expect(bob.page.get_by_role("heading", name="Rules")).to_be_visible()
    assert in_both_looks(bob.page) == []


@pytest.mark.parametrize("path", ENTRANCE)
def test_the_way_in(browser: Browser, server: Server, path: str) -> None:
    with device(browser, server) as somebody:
        assert look(somebody.page, server.url + path) == []


def test_axe_can_find_something(alice: Device) -> None:
    """A check that cannot fail is none."""
    alice.page.goto(alice.home)
    settle(alice.page)
    alice.page.evaluate("document.body.append(document.createElement('button'))")
    assert any("button-name" in one for one in violations(alice.page))
