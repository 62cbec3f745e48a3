"""The review between two clients: the prepared case of the demo, on a tablet, a desktop and a phone."""

import re
from collections.abc import Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.axe import violations_in_both_themes
from tests.e2e.conftest import STATIC, Device, device
from tests.e2e.server import Server, running_server
from tests.e2e.steps import share_with, tap
from tests.e2e.texts import text
from tests.e2e.wire import Wire

TABLET, DESKTOP, PHONE = (820, 1180), (1280, 800), (390, 844)
PRACTITIONER, PATIENT = "Mara Lindner", "Mei Tanaka"
REPLY = "Leave the serum out for three days."
MOST_BYTES = 120 * 1024
"""Of code, styles and texts, in gzip, until the review stands: the budget of `npm run size` (pwa/build/size.js), which
computes from the build what is measured here in a browser."""
PRINTED = ("findings", "photos", "course", "applied", "diary")
"""The cards of a printed review below its strip."""
TOO_WIDE = """() => document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll("body *")]
  .filter((each) => each.getBoundingClientRect().right > innerWidth).map((each) => each.outerHTML.slice(0, 120))"""


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running_server(tmp_path_factory.mktemp("review"), command=("demo", "--serve")) as running:
        yield running


@pytest.fixture(scope="module")
def mara(browser: Browser, demo: Server) -> Iterator[Device]:
    with device(browser, demo, phone=False) as hers:
        sign_in(hers, demo, PRACTITIONER)
        hers.page.emulate_media(reduced_motion="reduce")  # a screen that slides in is wider than the screen
        yield hers


def sign_in(hers: Device, server: Server, name: str) -> None:
    link = re.search(rf"^{name}.*?(http://\S+)$", server.log.read_text(), re.MULTILINE)
    assert link, f"the demo printed no link for {name}"
    hers.page.goto(link.group(1))
    tap(hers.page, "entrance.recovery.button")
    tap(hers.page, "entrance.passkey.create")
    expect(hers.page.get_by_role("navigation")).to_be_visible()


def open_from_queue(page: Page, home: str) -> None:
    page.goto(f"{home}/clinic")
    page.get_by_role("link", name=PATIENT).first.click()
    expect(page.get_by_role("heading", level=1, name=PATIENT)).to_be_visible()


def lowest_edge(page: Page, selector: str) -> float:
    """Return the lower edge of the lowest of these elements; they must be there and must not be covered by the bar."""
    edges: list[float] = page.eval_on_selector_all(
        selector, "all => all.map(each => each.getBoundingClientRect().bottom)"
    )
    assert edges, f"nothing matches {selector}"
    return max(edges)


@pytest.mark.parametrize("size", [TABLET, DESKTOP], ids=["tablet", "desktop"])
def test_from_the_queue_to_knowing_what_to_change_needs_no_scroll_and_no_second_screen(
    mara: Device, size: tuple[int, int]
) -> None:
    page = mara.page
    page.set_viewport_size({"width": size[0], "height": size[1]})
    open_from_queue(page, mara.home)
    happened, asks, applied, coming = page.locator(".review-strip dd").all()
    expect(happened).to_contain_text(re.compile(r"since \w+", re.IGNORECASE))
    expect(happened).to_contain_text("pus-filled spots (Chin)")
    expect(asks).to_contain_text("Is this the serum?")
    expect(applied).to_contain_text("vitamin C serum 15 %", ignore_case=True)
    expect(applied).to_contain_text("1.25 mm")
    expect(applied).to_contain_text("Dermapen 4")
    expect(coming).to_contain_text(re.compile(r"window from .*; planned .*; against it: \d", re.IGNORECASE))
    photos = page.locator(".latest-photos img")
    expect(photos).to_have_count(3)  # front, left, right
    page.wait_for_function(
        "() => [...document.querySelectorAll('.latest-photos img')].every(each => each.complete)"
    )

    bar = page.locator(".review-bar").bounding_box()
    assert bar is not None
    assert page.evaluate("scrollY") == 0
    assert lowest_edge(page, ".review-strip, .latest-photos img") <= bar["y"]
    assert bar["y"] + bar["height"] <= size[1]
    clipped = page.eval_on_selector_all(
        ".review-strip dd", "all => all.filter(each => each.scrollHeight > each.clientHeight + 1).length"
    )
    assert clipped == 0


@pytest.mark.parametrize("language", ["en", "de"])
def test_overview_and_review_load_less_than_120_kb_and_nothing_of_today(
    mara: Device, browser: Browser, demo: Server, language: str
) -> None:
    with device(browser, demo, phone=False) as fresh:
        for cookie in mara.context.cookies():
            fresh.context.add_cookies([{"name": cookie["name"], "value": cookie["value"], "url": demo.url}])
        page = fresh.page
        page.add_init_script(f"localStorage.setItem('afterglow.language', '{language}')")
        wire = Wire.listen(page)
        open_from_queue(page, demo.url)
        expect(page.locator(".review-strip")).to_be_visible()
        page.wait_for_load_state("networkidle")  # with what every start loads afterwards
        paths = {each.path for each in wire.requests if re.search(r"\.(js|css)$", each.path)}
    sizes = {path: (STATIC.parent / f"{path[1:]}.gz").stat().st_size for path in sorted(paths)}
    sizes["/"] = (STATIC.parent / "index.html.gz").stat().st_size
    listing = "\n".join(f"{size:>8} {path}" for path, size in sizes.items())
    print(f"{listing}\n{sum(sizes.values())} bytes")
    assert any("/assets/review-" in path for path in paths), listing
    assert not any("/assets/today-" in path for path in paths), listing
    assert sum(sizes.values()) <= MOST_BYTES, listing


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("size", [PHONE, TABLET, DESKTOP], ids=["phone", "tablet", "desktop"])
def test_nothing_is_wider_than_the_screen_and_every_target_is_large(
    mara: Device, size: tuple[int, int], language: str
) -> None:
    page = mara.page
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.evaluate("(code) => localStorage.setItem('afterglow.language', code)", language)
    try:
        open_from_queue(page, mara.home)
        assert page.evaluate(TOO_WIDE) == []
        bar = page.locator(".review-bar").bounding_box()
        assert bar is not None
        assert size == PHONE or lowest_edge(page, ".review-strip") <= bar["y"]  # on the first screen
        small = page.eval_on_selector_all(
            "#content button, #content a",
            "all => all.filter(each => each.getBoundingClientRect().height < 43.9).map(each => each.outerHTML)",
        )
        assert small == []
        assert violations_in_both_themes(page) == []
    finally:
        page.evaluate("() => localStorage.setItem('afterglow.language', 'en')")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_paper_a_review_has_the_order_of_the_pdf_and_dark_letters(
    mara: Device, scheme: Literal["light", "dark"]
) -> None:
    page = mara.page
    page.set_viewport_size({"width": DESKTOP[0], "height": DESKTOP[1]})
    open_from_queue(page, mara.home)
    try:
        page.emulate_media(media="print", color_scheme=scheme)
        expect(page.locator(".paper-head")).to_contain_text("Studio Lindenhof")
        expect(page.locator(".paper-head")).to_contain_text("+49 30 5550 123")
        expect(page.get_by_text(re.compile(r"^Treated on .*\. Printed on .*\."))).to_be_visible()
        titles = [text(f"practitioner.review.{part}") for part in PRINTED]
        tops = [page.get_by_role("heading", level=2, name=title).bounding_box() for title in titles]
        places = [top["y"] for top in tops if top is not None]
        strip = page.locator(".review-strip").bounding_box()
        assert strip is not None
        assert len(places) == len(PRINTED)
        assert [strip["y"], *places] == sorted([strip["y"], *places])
        expect(page.locator(".review-bar")).to_be_hidden()
        assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "light"
        printed = page.pdf(prefer_css_page_size=True)
        assert len(re.findall(rb"/Type\s*/Page\b", printed)) <= 2
    finally:
        page.emulate_media(media="screen", color_scheme="light")


def test_a_template_begins_a_reply_and_a_mark_is_taken_back(mara: Device) -> None:
    page = mara.page
    page.set_viewport_size({"width": TABLET[0], "height": TABLET[1]})
    open_from_queue(page, mara.home)
    tap(page, "practitioner.review.bar.reply")
    field = page.get_by_label(text("practitioner.review.reply"), exact=True)
    expect(field).to_be_focused()
    field.press_sequentially(REPLY)
    tap(page, "practitioner.review.templates")
    tap(page, "practitioner.review.templates.create")
    expect(page.get_by_role("button", name=REPLY, exact=True)).to_be_visible()
    page.keyboard.press("Escape")
    field.press("Control+a")
    field.press("Delete")
    tap(page, "practitioner.review.templates")
    page.get_by_role("button", name=REPLY, exact=True).click()
    expect(field).to_have_value(REPLY)

    page.get_by_role("link", name=text("practitioner.patient.page")).click()
    page.go_back()
    expect(field).to_have_value(REPLY)

    tap(page, "practitioner.review.reviewed")
    expect(page.locator(".review-seen")).to_contain_text(PRACTITIONER)
    tap(page, "practitioner.review.seen.undo")
    expect(page.locator(".review-seen")).to_have_count(0)


def test_what_was_seen_goes_away_when_sharing_ends_and_the_typed_reply_stays(
    browser: Browser, demo: Server, mara: Device
) -> None:
    page = mara.page
    open_from_queue(page, mara.home)
    field = page.get_by_label(text("practitioner.review.reply"), exact=True)
    field.press("Control+a")
    field.press_sequentially("Come by tomorrow.")
    with device(browser, demo) as meis:
        sign_in(meis, demo, "Mei")
        meis.page.goto(f"{meis.home}/share")
        tap(meis.page, "patient.share.revoke")
        expect(
            meis.page.get_by_role("button", name=text("patient.share.do", name=PRACTITIONER))
        ).to_be_visible()
        page.evaluate(
            "() => document.dispatchEvent(new Event('visibilitychange'))"
        )  # as when the tablet is woken
        expect(page.get_by_text(text("practitioner.review.ended.title"))).to_be_visible(timeout=15_000)
        expect(page.get_by_text(PATIENT)).to_have_count(0)
        expect(field).to_have_value("Come by tomorrow.")
        share_with(meis.page, meis.home, PRACTITIONER)
    open_from_queue(page, mara.home)
    expect(field).to_have_value("Come by tomorrow.")
