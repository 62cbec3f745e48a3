"""A clinic on bad days: nobody in it yet, no network while it records, addresses of others, values that cannot be."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from tests.e2e.axe import violations_in_both_themes
from tests.e2e.conftest import Device, device
from tests.e2e.geometry import NEXT_FRAME, faults_in_all_sizes
from tests.e2e.server import Server, running_server
from tests.e2e.steps import (
    choose_sheet,
    fill_depth,
    hours_ago,
    join,
    link_on,
    record_treatment,
    set_up_clinic,
    tap,
)
from tests.e2e.test_colleague import end_membership
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


PATIENT, COLLEAGUE, CLINIC = "Petra Post", "Frida Falk", "Lindenhof Skin"
REPLY = "Leave the serum out for three days, then come by."


@pytest.fixture
def colleague(browser: Browser, owner: Device, empty: Server) -> Iterator[Device]:
    """Frida, who has joined the clinic, on a tablet of her own."""
    page = owner.page
    page.goto(f"{owner.home}/settings/colleague")
    tap(page, "settings.colleague.make")
    expect(page.get_by_alt_text(text("settings.colleague.qr"))).to_be_visible()
    with device(browser, empty, phone=False) as fridas:
        theirs = fridas.page
        theirs.goto(link_on(page, "/join"))
        theirs.get_by_label(text("entrance.name")).press_sequentially(COLLEAGUE)
        tap(theirs, "entrance.passkey.create")
        expect(theirs.get_by_role("heading", name=text("practitioner.queue.title"))).to_be_visible()
        yield fridas


def share_with_everyone(browser: Browser, owner: Device, server: Server) -> None:
    """A patient joins on a phone of their own, and shares the diary with everyone at the clinic."""
    link = record_treatment(owner.page, server, name=PATIENT, sheet="step by step", treated=hours_ago(30))
    with device(browser, server) as patients:
        join(patients.page, link)
        patients.page.goto(f"{server.url}/share")
        patients.page.get_by_text(text("patient.share.everyone", clinic=CLINIC)).click()
        tap(patients.page, "patient.share.do", name=CLINIC)
        expect(patients.page.get_by_text(text("patient.share.open", name=CLINIC))).to_be_visible()


def begin_reply(page: Page, home: str) -> None:
    page.goto(f"{home}/clinic")
    page.get_by_role("link", name=PATIENT).first.click()
    page.get_by_label(text("practitioner.review.reply")).press_sequentially(REPLY)


def unsent(page: Page) -> Locator:
    return page.locator("main textarea[readonly]")


def test_a_reply_is_not_lost_when_its_writer_has_left_the_clinic_meanwhile(
    browser: Browser, owner: Device, colleague: Device, empty: Server
) -> None:
    share_with_everyone(browser, owner, empty)
    page = colleague.page
    begin_reply(page, colleague.home)
    end_membership(owner, COLLEAGUE)
    tap(page, "practitioner.review.reply.send")
    expect(page.get_by_role("heading", name=text("practitioner.review.left.title"))).to_be_visible()
    expect(unsent(page)).to_have_value(REPLY)
    expect(page.get_by_text(PATIENT)).to_have_count(0)
    assert violations_in_both_themes(page) == []

    tap(page, "practitioner.review.left.sign-in")
    tap(page, "entrance.passkey.use")
    expect(page.get_by_role("heading", name=text("practitioner.queue.no-clinic.title"))).to_be_visible()
    for language in ("de", "en"):
        page.evaluate("(code) => localStorage.setItem('afterglow.language', code)", language)
        page.reload()
        expect(unsent(page)).to_have_value(REPLY)
        assert faults_in_all_sizes(page, colleague.devtools) == [], language
    page.reload()
    expect(unsent(page)).to_have_value(REPLY)
    expect(page.get_by_text(CLINIC)).to_be_visible()
    expect(page.get_by_text(PATIENT)).to_have_count(0)
    assert violations_in_both_themes(page) == []
    copy_and_discard(colleague)
    assert colleague.complaints == []


def copy_and_discard(hers: Device) -> None:
    page = hers.page
    hers.context.grant_permissions(["clipboard-read", "clipboard-write"])
    tap(page, "practitioner.unsent.copy")
    expect(page.get_by_text(text("practitioner.unsent.copied"))).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == REPLY
    tap(page, "practitioner.unsent.discard")
    tap(page, "practitioner.unsent.undo")
    expect(unsent(page)).to_have_value(REPLY)
    tap(page, "practitioner.unsent.discard")
    expect(unsent(page)).to_have_count(0)
    page.reload()
    expect(page.get_by_role("heading", name=text("practitioner.queue.no-clinic.title"))).to_be_visible()
    expect(unsent(page)).to_have_count(0)
