"""Run axe-core in the page (WCAG 2.2 AA and axe's best practices)."""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.e2e.server import ROOT
from tests.e2e.texts import text

AXE = ROOT / "pwa" / "node_modules" / "axe-core" / "axe.min.js"
RUN = """() => axe.run(document, { resultTypes: ['violations'] }).then((result) =>
  result.violations.map((violation) => {
    const places = violation.nodes.slice(0, 3).map((node) => node.target.join(' '));
    return `${violation.id}: ${violation.help} (${places.join('; ')})`;
  }))"""


def violations(page: Page, path: Path = AXE) -> list[str]:
    """Return the violations on the screen, one line each."""
    page.evaluate(path.read_text())
    lines: list[str] = page.evaluate(RUN)
    return lines


def wait_until_loaded(page: Page) -> None:
    """Wait until the screen has its title and nothing is loading."""
    expect(page.get_by_role("heading", level=1).first).to_be_attached()
    expect(page.get_by_role("status", name=text("common.loading"))).to_have_count(0)
    page.wait_for_timeout(300)  # colours fade in; axe measures contrast


def violations_at(page: Page, address: str) -> list[str]:
    """Open a screen and return its violations in both themes."""
    page.goto(address)
    return violations_in_both_themes(page)


def violations_in_both_themes(page: Page) -> list[str]:
    """Return the violations on the screen as it is, light and dark."""
    lines: list[str] = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        wait_until_loaded(page)
        lines += [f"{scheme}: {line}" for line in violations(page)]
    return lines
