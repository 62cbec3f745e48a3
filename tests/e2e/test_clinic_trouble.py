"""A clinic on bad days: nobody in it yet, no network while it records, addresses of others, values that cannot be."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.e2e.conftest import Device, device
from tests.e2e.geometry import NEXT_FRAME
from tests.e2e.server import Server, running_server
from tests.e2e.steps import choose_sheet, fill_depth, set_up_clinic, tap
from tests.e2e.texts import text

SIZES = ((390, 844), (820, 1180), (1280, 800))
SCREENS = (
    "/clinic", "/clinic/patients", "/clinic/record", "/clinic/sheets", "/settings", "/settings/clinic",
    "/settings/team", "/settings/presets", "/settings/log", "/settings/records", "/settings/devices",
    "/settings/data", "/settings/reminders", "/settings/colleague", "/settings/new-phone",
    "/settings/appearance", "/settings/lock",
)  # fmt: skip
OF_SOMEBODY = (
    "/clinic/patients/{id}", "/clinic/treatments/{id}", "/clinic/treatments/{id}/plan",
    "/clinic/treatments/{id}/correct", "/clinic/review/{id}", "/clinic/review/{id}/photos",
    "/clinic/sheets/{id}", "/settings/team/{id}", "/settings/team/{id}/handover",
)  # fmt: skip


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running_server(tmp_path_factory.mktemp("empty")) as running:
        yield running


@pytest.fixture(scope="module")
def owner(browser: Browser, empty: Server) -> Iterator[Device]:
    """The owner of a clinic without patients, sheets and colleagues."""
    with device(browser, empty, phone=False) as owners:
        set_up_clinic(owners.page, empty)
        yield owners


def fill_record(page: Page, home: str, name: str) -> None:
    page.goto(f"{home}/clinic/record")
    page.get_by_label(text("practitioner.record.name")).press_sequentially(name)
    choose_sheet(page, "step by step")
    page.get_by_text(text("common.area.cheeks"), exact=True).click()
    fill_depth(page, "cheeks", "1.5")


def settled(page: Page) -> None:
    expect(page.locator("h1").first).to_be_attached()
    expect(page.locator(".skeleton")).to_have_count(0)
    page.evaluate(NEXT_FRAME)


@pytest.mark.parametrize("language", ["en", "de"])
def test_an_empty_clinic_has_every_screen(owner: Device, language: str) -> None:
    page = owner.page
    page.evaluate("(code) => localStorage.setItem('afterglow.language', code)", language)
    faults: list[str] = []
    try:
        for path in SCREENS:
            page.goto(owner.home + path)
            settled(page)
            faults += [f"{path}: {alert}" for alert in page.locator("main [role=alert]").all_inner_texts()]
            for width, height in SIZES:
                page.set_viewport_size({"width": width, "height": height})
                page.evaluate(NEXT_FRAME)
                if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                    faults.append(f"{path} scrolls sideways at {width}")
    finally:
        page.evaluate("localStorage.removeItem('afterglow.language')")
    assert faults == []
    assert owner.complaints == []


def test_an_address_that_is_not_of_this_clinic_says_so_and_leads_on(owner: Device) -> None:
    page = owner.page
    for address in OF_SOMEBODY:
        page.goto(owner.home + address.format(id=uuid4()))
        settled(page)
        expect(page.locator("main").get_by_role("link").first).to_be_visible()  # the way back
        expect(page.locator("main :is([role=alert], .empty)").first).to_be_visible()
    assert owner.complaints == []


def test_a_record_without_a_network_stays_typed_and_is_saved_once(owner: Device) -> None:
    page = owner.page
    fill_record(page, owner.home, "Ottilie Offline")
    owner.context.set_offline(True)
    tap(page, "practitioner.record.save")
    expect(page.locator("main [role=alert]")).to_be_visible()
    name = page.get_by_label(text("practitioner.record.name"))
    expect(name).to_have_value("Ottilie Offline")
    owner.context.set_offline(False)
    page.reload()
    expect(name).to_have_value("Ottilie Offline")

    def lose_the_answer(route: Route) -> None:
        route.fetch()
        route.abort()

    page.route("**/api/treatments", lose_the_answer, times=1)
    tap(page, "practitioner.record.save")
    tap(page, "common.retry")
    expect(page.get_by_text("Cheeks: 1.5 mm")).to_be_visible()
    page.goto(f"{owner.home}/clinic/patients")
    expect(page.get_by_role("link", name="Ottilie Offline")).to_have_count(1)
    page.goto(f"{owner.home}/clinic/record")
    expect(name).to_have_value("")
    assert owner.complaints == []


def test_a_depth_that_no_needle_has_is_marked_where_it_stands(owner: Device) -> None:
    page = owner.page
    page.goto(f"{owner.home}/clinic/record")
    page.get_by_label(text("practitioner.record.name")).press_sequentially("Tilda Tief")
    choose_sheet(page, "step by step")
    tap(page, "practitioner.record.save")
    expect(page.get_by_text(text("practitioner.record.missing.areas"))).to_be_visible()
    page.get_by_text(text("common.area.cheeks"), exact=True).click()
    fill_depth(page, "cheeks", "9")
    tap(page, "practitioner.record.save")
    depth = page.get_by_label(text("practitioner.record.depth", area=text("common.area.cheeks")))
    expect(page.get_by_text(text("practitioner.record.missing.depth"))).to_be_visible()
    expect(depth).to_be_focused()
    expect(depth).to_have_value("9")
    tap(page, "practitioner.record.draft.discard")
