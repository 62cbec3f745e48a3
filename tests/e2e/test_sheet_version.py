"""A clinic corrects its sheet; the patient sees what changed and follows the new version after accepting it."""

import tomllib
from pathlib import Path
from typing import Any
from uuid import uuid4

from playwright.sync_api import Browser, Page, expect

from tests.e2e.axe import violations_in_both_themes
from tests.e2e.conftest import Device, device
from tests.e2e.server import Server
from tests.e2e.steps import hours_ago, join, record_treatment, tap
from tests.e2e.texts import matching, text

CALM = Path(__file__).parents[1] / "calm_days.toml"
ASK = """async ([path, body]) => {
    const headers = { "content-type": "application/json" };
    const answer = await fetch(path, { method: "POST", headers, ...(body && { body: JSON.stringify(body) }) });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
}"""


def publish(page: Page, document: dict[str, Any]) -> None:
    """Create a draft and publish it, as the screens do."""
    draft = str(uuid4())
    page.evaluate(ASK, ["/api/sheet-versions", {"id": draft, "source": {"document": document}}])
    page.evaluate(ASK, [f"/api/sheet-versions/{draft}/publication", {}])


def own_sheet(version: int) -> dict[str, Any]:
    """Return calm-days under the clinic's own title. In version 2, one rule is longer, one is new and one is gone."""
    document = tomllib.loads(CALM.read_text())
    document |= {"id": "lindenhof-days", "title": "Lindenhof days", "version": version}
    if version > 1:
        changed, _gone, *same = document["rules"]
        new = {"id": "no-pool", "verb": "avoid", "topics": ["swimming"], "until": "3d",
               "says": "Stay out of the pool for three days.", "cite": "item 12"}  # fmt: skip
        document["rules"] = [changed | {"until": "48h & healed"}, *same, new]
    return document


def test_a_newer_version_is_shown_and_followed(browser: Browser, server: Server, bob: Device) -> None:
    first, gone = own_sheet(1)["rules"][:2]
    bob.page.goto(f"{bob.home}/clinic")
    publish(bob.page, own_sheet(1))
    link = record_treatment(
        bob.page, server, name="Cara Conrad", sheet="Lindenhof days", treated=hours_ago(5)
    )
    with device(browser, server) as caras:
        page = caras.page
        join(page, link)
        publish(bob.page, own_sheet(2))
        page.goto(caras.home)
        page.get_by_role("link", name=text("patient.change.card")).click()
        expect(page.get_by_text("Stay out of the pool for three days.")).to_be_visible()
        expect(page.get_by_text(gone["says"])).to_be_visible()
        expect(page.get_by_text(first["says"])).to_be_visible()
        expect(page.get_by_text("after 48 hours and once your skin has fully healed")).to_be_visible()
        assert violations_in_both_themes(page) == []
        tap(page, "patient.change.follow")
        expect(page.get_by_role("heading", name=text("patient.timeline.title"))).to_be_visible()
        page.get_by_text(text("patient.timeline.sheet"), exact=True).click()
        expect(page.get_by_text("Stay out of the pool for three days.")).to_be_visible()
        expect(page.get_by_text(matching("patient.change.followed", version=1))).to_be_visible()
        page.goto(caras.home)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(page.get_by_text(text("patient.change.card"))).not_to_be_visible()
        assert caras.complaints == []
