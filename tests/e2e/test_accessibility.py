"""axe finds nothing on every screen, light and dark (WCAG 2.2 AA and its best practices)."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import Device, device
from tests.e2e.server import ROOT, Server
from tests.e2e.steps import hours_ago, record_treatment

AXE = ROOT / "pwa" / "node_modules" / "axe-core" / "axe.min.js"
RUN = """() => axe.run(document, { resultTypes: ['violations'] }).then((found) =>
  found.violations.map((one) => {
    const places = one.nodes.slice(0, 3).map((node) => node.target.join(' '));
    return `${one.id}: ${one.help} (${places.join('; ')})`;
  }))"""

PATIENT = (
    "/", "/ask", "/timeline", "/check-in", "/diary", "/share",
    "/settings", "/settings/reminders", "/settings/devices", "/settings/new-phone", "/settings/new-phone",
)  # fmt: skip
PRACTICE = (
    "/practice",
    "/practice/record",
    "/practice/sheets",
    "/practice/sheets/paste",
    "/practice/sheets/compare",
)
ENTRANCE = ("/sign-in", "/join", "/set-up", "/nowhere")


def violations(page: Page, path: Path = AXE) -> list[str]:
    page.evaluate(path.read_text())
    found: list[str] = page.evaluate(RUN)
    return found


def settle(page: Page) -> None:
    """The screen's own title is there and nothing is loading any more."""
    expect(page.get_by_role("heading", level=1).first).to_be_attached()
    expect(page.get_by_role("status", name="One moment")).to_have_count(0)
    page.wait_for_timeout(300)  # colours fade in; axe measures contrast


def look(page: Page, address: str) -> list[str]:
    found: list[str] = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.goto(address)
        settle(page)
        found += [f"{scheme}: {one}" for one in violations(page)]
    return found


@pytest.mark.parametrize("path", PATIENT)
def test_the_patients_screens(alice: Device, path: str) -> None:
    assert look(alice.page, alice.home + path) == []


def test_an_answer_and_the_rule_behind_it(alice: Device) -> None:
    page = alice.page
    page.goto(f"{alice.home}/ask")
    page.get_by_role("button", name="make-up", exact=True).click()
    settle(page)
    assert violations(page) == []


@pytest.mark.parametrize("path", PRACTICE)
def test_the_practitioners_screens(bob: Device, path: str) -> None:
    assert look(bob.page, bob.home + path) == []


def test_a_treatment_with_its_invitation(bob: Device, server: Server) -> None:
    record_treatment(bob.page, server, name="Nora Neumann", sheet="first 7 days", treated=hours_ago(3))
    assert violations(bob.page) == []


def test_a_sheet(bob: Device) -> None:
    bob.page.goto(f"{bob.home}/practice/sheets")
    bob.page.get_by_role("link", name="step by step").click()
    expect(bob.page.get_by_role("heading", name="Rules")).to_be_visible()
    settle(bob.page)
    assert violations(bob.page) == []


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
