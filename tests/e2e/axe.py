"""axe-core in the page: what stands in the way of people who see, hear or move differently."""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.e2e.server import ROOT

AXE = ROOT / "pwa" / "node_modules" / "axe-core" / "axe.min.js"
RUN = """() => axe.run(document, { resultTypes: ['violations'] }).then((found) =>
  found.violations.map((one) => {
    const places = one.nodes.slice(0, 3).map((node) => node.target.join(' '));
    return `${one.id}: ${one.help} (${places.join('; ')})`;
  }))"""


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
    """What is wrong with the screen at `address`, in the light and in the dark look."""
    page.goto(address)
    return in_both_looks(page)


def in_both_looks(page: Page) -> list[str]:
    """The screen as it stands, light and dark."""
    found: list[str] = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        settle(page)
        found += [f"{scheme}: {one}" for one in violations(page)]
    return found
