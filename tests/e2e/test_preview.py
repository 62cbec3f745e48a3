"""An author looks at a sheet as a patient will: Today and "Can I …?" at any hour, a map of answers, a comparison."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import FrameLocator, Locator, Page, expect

from tests.e2e.axe import AXE, RUN, violations_in_both_themes
from tests.e2e.conftest import Device
from tests.e2e.steps import tap
from tests.e2e.texts import matching, text

SHEET = "step by step"


def phone(page: Page, screen: str) -> FrameLocator:
    return page.frame_locator(f"iframe[title='{text(f'practitioner.preview.{screen}')}']")


def show(page: Page, tab: str) -> None:
    """Open a part of the author's desk."""
    page.get_by_text(text(f"practitioner.desk.tab.{tab}"), exact=True).click()


def slider(page: Page) -> Locator:
    return page.get_by_role("slider")


def at_hour(page: Page, *, day: int, hour: int) -> None:
    """Wait until the preview shows this hour."""
    label = text("practitioner.preview.hours.other", day=day, count=hour)
    expect(slider(page)).to_have_attribute("aria-valuetext", label)


@pytest.fixture
def page(bob: Device) -> Iterator[Page]:
    """Show a built-in sheet with its preview, two frames with the patient's screens."""
    bob.page.goto(f"{bob.home}/clinic/sheets")
    bob.page.get_by_role("link", name=SHEET).first.click()
    show(bob.page, "preview")
    expect(phone(bob.page, "today").get_by_text(re.compile("^30 hours$"))).to_be_visible()
    yield bob.page
    assert bob.complaints == []


def test_the_hour_is_moved_by_keys_and_the_phone_follows(page: Page) -> None:
    slider(page).focus()
    page.keyboard.press("ArrowLeft")
    at_hour(page, day=2, hour=29)
    page.keyboard.press("PageUp")
    expect(slider(page)).to_have_attribute(
        "aria-valuetext", text("practitioner.preview.time", day=3, time="15:00")
    )
    expect(phone(page, "today").get_by_text("Day 3", exact=True)).to_be_visible()
    page.keyboard.press("Home")
    at_hour(page, day=1, hour=0)
    tap(page, "practitioner.preview.next")
    tap(page, "practitioner.preview.next")
    at_hour(page, day=2, hour=24)
    expect(slider(page)).not_to_be_focused()


def test_a_question_is_answered_at_the_hour_of_the_preview(page: Page) -> None:
    asked = phone(page, "ask")
    slider(page).fill("20")
    field = asked.get_by_role("searchbox")
    field.press_sequentially("can I go to the sauna")
    field.press("Enter")
    expect(asked.get_by_role("heading", name=re.compile("^No. Sauna"))).to_be_visible()
    expect(asked.get_by_text(re.compile("^From “"))).to_be_visible()
    slider(page).fill("80")
    expect(asked.get_by_role("heading", name=re.compile("^Sauna: no longer forbidden"))).to_be_visible()
    page.get_by_text(text("practitioner.preview.setting")).click()
    page.get_by_text("German", exact=True).click()
    expect(asked.get_by_role("heading", name=re.compile("^Sauna: nicht mehr verboten"))).to_be_visible()
    expect(phone(page, "today").get_by_text("Tag 4", exact=True)).to_be_attached()


def test_what_the_patient_reports_counts_from_then_on(page: Page) -> None:
    slider(page).fill("60")
    today = phone(page, "today")
    waiting = today.get_by_role(
        "button", name=f"Actives {text('patient.board.closed-once')} {text('patient.board.once.calm')}"
    )
    expect(waiting).to_be_visible()
    page.get_by_text(text("practitioner.preview.setting")).click()
    page.get_by_text(text("practitioner.preview.state.calm"), exact=True).click()
    expect(page.get_by_text(matching("practitioner.preview.reported"))).to_be_visible()
    expect(waiting).to_have_count(0)
    slider(page).fill("59")
    expect(waiting).to_be_visible()


def test_the_preview_neither_saves_nor_sends(page: Page) -> None:
    calls: list[str] = []
    page.on("request", lambda request: calls.append(request.url) if "/api/" in request.url else None)
    today = phone(page, "today")
    address = page.url
    today.get_by_role("link", name=text("patient.board.check-in")).click()
    expect(page.get_by_text(text("practitioner.preview.inert"))).to_be_visible()
    today.locator("button.tile").first.click()
    expect(today.get_by_role("dialog")).to_be_visible()
    today.get_by_role("button", name=text("common.close")).click()
    frames = [frame for frame in page.frames if frame != page.main_frame]
    assert [frame.evaluate("typeof indexedDB") for frame in frames] == ["undefined", "undefined"]
    assert page.url == address
    assert calls == []


def test_the_map_shows_the_answer_and_moves_the_preview(page: Page) -> None:
    show(page, "map")
    expect(page.get_by_text(matching("practitioner.heat.answered"))).to_be_visible()
    page.get_by_role("gridcell", name=re.compile("^Swimming, Day 4, 10:00")).click()
    expect(page.get_by_role("heading", name=re.compile("^Swimming · "))).to_be_visible()
    expect(page.get_by_text("Swimming: no longer forbidden. Your sheet says nothing more.")).to_be_visible()
    sauna = page.get_by_role("gridcell", name=re.compile("^Sauna, Day 1, 0 hours"))
    sauna.focus()
    page.keyboard.press("Enter")
    tap(page, "practitioner.heat.show")
    at_hour(page, day=1, hour=0)
    expect(phone(page, "today").get_by_text(re.compile("^0 hours$"))).to_be_visible()


def test_the_screens_in_the_frames_are_accessible(page: Page) -> None:
    assert violations_in_both_themes(page) == []
    frames = [frame for frame in page.frames if frame != page.main_frame]
    for frame in frames:
        frame.evaluate(AXE.read_text())
    assert [frame.evaluate(RUN) for frame in frames] == [[], []]


def test_the_map_is_accessible(page: Page) -> None:
    show(page, "map")
    page.get_by_role("gridcell", name=re.compile("^Swimming, Day 1")).click()
    assert violations_in_both_themes(page) == []


def test_two_sheets_are_compared_by_what_differs(bob: Device) -> None:
    page = bob.page
    page.goto(f"{bob.home}/clinic/sheets/compare")
    # the first sheets of the list are those that other stories have published
    for side, title in (("a", "Microneedling: step by step"), ("b", "Skin needling: the first 7 days")):
        page.get_by_label(text(f"practitioner.compare.{side}"), exact=True).select_option(
            label=text("practitioner.compare.version", title=title, version=1)
        )
    sum_of_all = page.get_by_text(matching("practitioner.compare.sum"))
    expect(sum_of_all).to_be_visible()
    expect(page.locator(".sheet-compare .pill--teal")).to_have_count(0)
    page.get_by_text(re.compile(f"^{text('practitioner.compare.agreement')} \\(")).click()
    page.get_by_text(re.compile(f"^{text('practitioner.compare.disagreement')} \\(")).click()
    expect(page.locator(".sheet-compare .pill--plum")).to_have_count(0)
    expect(page.locator(".sheet-compare .pill--teal").first).to_be_visible()
    assert violations_in_both_themes(page) == []
