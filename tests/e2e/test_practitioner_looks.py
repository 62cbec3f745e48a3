"""The practitioner's screens with doubled text and on narrow phones, in both languages, and with a 12-hour clock."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import Device, device
from tests.e2e.geometry import NEXT_FRAME, faults_in_all_sizes, lasting_faults
from tests.e2e.server import Server, running_server
from tests.e2e.steps import tap
from tests.e2e.texts import text

PATIENT = "Mei Tanaka"
SCREENS = (
    "/clinic", "/clinic/patients", "/clinic/record", "/settings/clinic", "/settings/presets", "/settings/team",
)  # fmt: skip
BAR_BY_DESIGN = re.compile(r"a button of two lines")
"""On a phone, the review's bar has its icons above its words."""
CUT = """all => all.filter(each => {
  const free = each.cloneNode();
  free.style.cssText = "position: absolute; flex: none; width: auto; min-width: 0";
  each.after(free);
  const needed = free.getBoundingClientRect().width;
  free.remove();
  return each.getBoundingClientRect().width < needed - 1;
}).map(each => each.getAttribute("aria-label"))"""
"""Which time fields are narrower than the browser makes them by itself for this locale."""


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running_server(tmp_path_factory.mktemp("looks"), command=("demo", "--serve")) as running:
        yield running


@pytest.fixture(scope="module")
def mara(browser: Browser, demo: Server) -> Iterator[Device]:
    with device(browser, demo, phone=False) as hers:
        link = re.search(r"^Mara Lindner.*?(http://\S+)$", demo.log.read_text(), re.MULTILINE)
        assert link
        hers.page.goto(link.group(1))
        tap(hers.page, "entrance.recovery.button")
        tap(hers.page, "entrance.passkey.create")
        expect(hers.page.get_by_role("navigation")).to_be_visible()
        hers.page.emulate_media(reduced_motion="reduce")
        yield hers


def open_review(page: Page, home: str) -> None:
    page.goto(f"{home}/clinic")
    page.get_by_role("link", name=PATIENT).first.click()
    expect(page.get_by_role("heading", level=1, name=PATIENT)).to_be_visible()


def settled(page: Page) -> None:
    expect(page.locator("h1").first).to_be_attached()
    expect(page.locator(".skeleton")).to_have_count(0)
    page.evaluate(NEXT_FRAME)


@pytest.mark.parametrize("language", ["en", "de"])
def test_nothing_overlaps_or_leaves_the_screen_with_doubled_text(mara: Device, language: str) -> None:
    page = mara.page
    page.evaluate("(code) => localStorage.setItem('afterglow.language', code)", language)
    try:
        faults: list[str] = []
        for path in SCREENS:
            page.goto(mara.home + path)
            settled(page)
            faults += [f"{path}: {fault}" for fault in faults_in_all_sizes(page, mara.devtools)]
        open_review(page, mara.home)
        settled(page)
        review = faults_in_all_sizes(page, mara.devtools)
        faults += [f"review: {fault}" for fault in review if not BAR_BY_DESIGN.search(fault)]
        page.locator(".review-bar a").click()
        settled(page)
        faults += [f"plan: {fault}" for fault in faults_in_all_sizes(page, mara.devtools)]
        assert faults == []
    finally:
        page.evaluate("localStorage.removeItem('afterglow.language')")


def test_opening_hours_show_am_and_pm_on_a_phone(browser: Browser, demo: Server, mara: Device) -> None:
    state = mara.context.storage_state(indexed_db=True)
    context = browser.new_context(
        viewport={"width": 390, "height": 844},
        locale="en-US",
        timezone_id="Europe/Berlin",
        storage_state=state,
    )
    try:
        page = context.new_page()
        page.goto(f"{demo.url}/settings/clinic")
        times = page.locator(".opening__times input")
        expect(times.first).to_be_visible()
        assert times.evaluate_all(CUT) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        times.first.evaluate("each => { each.style.minWidth = '0'; each.style.flex = '0 0 6rem'; }")
        assert len(times.evaluate_all(CUT)) == 1  # the check sees a field that is too narrow
    finally:
        context.close()


def test_a_session_is_planned_from_the_bar_of_the_review_and_leads_back_to_it(mara: Device) -> None:
    page = mara.page
    page.set_viewport_size({"width": 820, "height": 1180})
    open_review(page, mara.home)
    review = page.url
    page.get_by_role("link", name=text("practitioner.review.bar.plan")).click()
    expect(page.get_by_role("heading", level=1, name=text("practitioner.plan.title"))).to_be_visible()
    planned = page.locator(".plan-day--planned")
    expect(planned).to_be_visible()
    before = date.fromisoformat(planned.get_attribute("data-day") or "")
    planned.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    moved = page.locator(f'[data-day="{before + timedelta(days=1)}"]')
    expect(moved).to_have_attribute("aria-pressed", "true")
    page.get_by_label(text("practitioner.plan.time"), exact=True).fill("16:30")
    tap(page, "practitioner.plan.save")
    expect(page).to_have_url(review)
    strip = page.locator(".review-strip dd").last
    expect(strip).to_contain_text(re.compile(rf"planned \w+,? {(before + timedelta(days=1)).day} \w+.*16:30"))


def test_what_a_toast_says_does_not_cover_the_bar(mara: Device) -> None:
    page = mara.page
    for width, height in ((820, 1180), (1280, 800), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        open_review(page, mara.home)
        page.locator("#reply textarea").press_sequentially("Leave it out for now.")
        tap(page, "practitioner.review.reply.send")
        toast = page.locator(".toast").first
        expect(toast).to_be_visible()
        box, bar = toast.bounding_box(), page.locator(".review-bar").bounding_box()
        assert box is not None
        assert bar is not None
        assert box["y"] + box["height"] <= bar["y"] or box["y"] >= bar["y"] + bar["height"]


@pytest.mark.parametrize("language", ["en", "de"])
def test_bars_and_tools_take_one_row_on_a_phone(mara: Device, language: str) -> None:
    page = mara.page
    page.set_viewport_size({"width": 390, "height": 844})
    page.evaluate("(code) => localStorage.setItem('afterglow.language', code)", language)
    try:
        page.goto(f"{mara.home}/clinic/record")
        page.locator(".record-form input[maxlength='120']").first.press_sequentially("Ada")
        expect(page.locator(".record__bar button")).to_have_count(3)
        assert count_rows(page, ".record__bar button") == 1
        page.locator(".record__bar .button--plain").click()  # leaves no draft behind
        page.goto(f"{mara.home}/clinic")
        page.get_by_role("link", name=PATIENT).first.click()
        page.locator("a[href*='/photos?']").first.click()
        expect(page.locator(".pane")).to_have_count(2)
        assert count_rows(page, ".tools > button") == 1
        assert [
            fault for fault in lasting_faults(page) if "comparer-tool__label" not in fault
        ] == []  # read out only
    finally:
        page.evaluate("localStorage.removeItem('afterglow.language')")


def count_rows(page: Page, selector: str) -> int:
    """Return in how many rows these stand."""
    tops: list[int] = page.locator(selector).evaluate_all(
        "all => all.map(each => Math.round(each.getBoundingClientRect().top))"
    )
    return len(set(tops))
