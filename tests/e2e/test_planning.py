"""The next session is planned against a warning; the patient's phone shows it, moved and cancelled."""

import re
from datetime import date, timedelta

from playwright.sync_api import Browser, Page, expect

from tests.e2e.axe import violations_in_both_themes
from tests.e2e.conftest import Device, device
from tests.e2e.server import Server
from tests.e2e.steps import hours_ago, join, record_treatment, tap
from tests.e2e.texts import matching, text

SIZES = ((820, 1180), (1280, 800), (390, 844))
TOO_WIDE = "document.documentElement.scrollWidth > innerWidth"


def tap_link(page: Page, key: str) -> None:
    page.get_by_role("link", name=text(key), exact=True).click()


def choose_day(page: Page, day: date) -> None:
    """Turn the months until the day is there, and choose it."""
    wanted = page.locator(f'[data-day="{day}"]')
    expect(page.get_by_role("table").first).to_be_visible()
    for _ in range(3):
        if wanted.count() == 0:
            tap(page, "practitioner.plan.later")
    wanted.click()
    expect(wanted).to_have_attribute("aria-pressed", "true")


def set_time(page: Page, time: str) -> None:
    page.get_by_label(text("practitioner.plan.time"), exact=True).fill(time)


def expect_on_phone(patient: Device, when: str | None) -> None:
    """Look on Today, and on the timeline below the rules."""
    patient.page.goto(patient.home)
    session = patient.page.get_by_text(re.compile(f"Next session: .*{when or ''}"))
    expect(session).to_have_count(0 if when is None else 1)
    patient.page.goto(f"{patient.home}/timeline")
    expect(patient.page.get_by_role("heading", name=text("patient.series.title"))).to_be_visible()
    expect(patient.page.get_by_text(matching("patient.series.next"))).to_have_count(0 if when is None else 1)
    if when is not None:
        expect(patient.page.get_by_text(matching("patient.series.next"))).to_contain_text(when)


def shown(day: date) -> str:
    return f"{day.day} {day:%B}"


def test_a_session_is_planned_against_a_warning_moved_and_cancelled(
    bob: Device, browser: Browser, server: Server
) -> None:
    link = record_treatment(bob.page, server, name="Nina Noll", sheet="step by step", treated=hours_ago(30))
    page, treated = bob.page, date.fromisoformat(hours_ago(30)[:10])
    early, good = treated + timedelta(weeks=3), treated + timedelta(weeks=5)
    with device(browser, server) as nina:
        join(nina.page, link)
        expect_on_phone(nina, None)

        tap_link(page, "practitioner.plan.open")
        expect(page.get_by_text(text("practitioner.plan.not-shared"))).to_be_visible()
        choose_day(page, early)
        expect(page.get_by_text(text("practitioner.plan.why.too-early"))).to_be_visible()
        page.get_by_label(matching("practitioner.plan.ask")).press_sequentially("She travels in December.")
        tap(page, "practitioner.plan.save")
        expect(page.get_by_text(text("practitioner.plan.time.missing"))).to_be_visible()
        set_time(page, "14:15")
        page.reload()  # nothing that was chosen or typed is lost
        expect(page.get_by_label(matching("practitioner.plan.ask"))).to_have_value("She travels in December.")
        tap(page, "practitioner.plan.save")
        expect(page.get_by_text(text("practitioner.plan.saved", name="Nina Noll"))).to_be_visible()
        expect_on_phone(nina, f"{shown(early)}, 14:15")

        tap_link(page, "practitioner.plan.change")
        choose_day(page, good)
        expect(page.get_by_text(text("practitioner.plan.why.preferred"))).to_be_visible()
        tap(page, "practitioner.plan.save")
        saved = page.get_by_text(text("practitioner.plan.saved", name="Nina Noll"))
        expect(saved.last).to_be_visible()  # the toast of the first plan may still be there
        expect_on_phone(nina, f"{shown(good)}, 14:15")

        tap_link(page, "practitioner.plan.change")
        page.get_by_text(text("practitioner.plan.history")).click()
        expect(page.get_by_text(re.compile("She travels in December"))).to_be_visible()
        tap(page, "practitioner.plan.cancel")
        page.get_by_role("dialog").get_by_role("button", name=text("practitioner.plan.cancel")).click()
        expect(page.get_by_text(text("practitioner.plan.none"))).to_be_visible()
        expect_on_phone(nina, None)
        assert nina.complaints == []


def test_of_two_who_plan_at_once_the_second_sees_what_the_first_has_planned(
    bob: Device, server: Server
) -> None:
    record_treatment(bob.page, server, name="Ole Ost", sheet="step by step", treated=hours_ago(6))
    good = date.fromisoformat(hours_ago(6)[:10]) + timedelta(weeks=5)
    tap_link(bob.page, "practitioner.plan.open")
    choose_day(bob.page, good)
    set_time(bob.page, "10:00")
    with bob.context.new_page() as second:
        second.goto(bob.page.url)
        choose_day(second, good + timedelta(days=1))
        set_time(second, "11:30")
        tap(second, "practitioner.plan.save")
        expect(second.get_by_text(text("practitioner.plan.change"))).to_be_visible()
    tap(bob.page, "practitioner.plan.save")
    expect(bob.page.get_by_text(text("practitioner.plan.theirs"))).to_be_visible()
    expect(bob.page.get_by_text(re.compile("11:30"))).not_to_have_count(0)
    expect(bob.page.get_by_label(text("practitioner.plan.time"), exact=True)).to_have_value("10:00")
    tap(bob.page, "practitioner.plan.save")
    expect(bob.page.get_by_text(text("practitioner.plan.change"))).to_be_visible()


def test_the_calendar_is_accessible_with_keys_and_fits_tablet_desktop_and_phone(
    bob: Device, server: Server
) -> None:
    record_treatment(bob.page, server, name="Pia Pohl", sheet="step by step", treated=hours_ago(6))
    tap_link(bob.page, "practitioner.plan.open")
    with bob.context.new_page() as page:
        for width, height in SIZES:
            page.set_viewport_size({"width": width, "height": height})
            page.goto(bob.page.url)
            expect(page.get_by_role("table")).to_have_count(1 if width < 768 else 2)
            assert not page.evaluate(TOO_WIDE)
            box = page.locator("[data-day]").last.bounding_box()
            assert box is not None
            assert min(box["width"], box["height"]) >= 44
        start = page.locator('[data-day][tabindex="0"]')
        expect(start).to_have_count(1)
        day = date.fromisoformat(start.get_attribute("data-day") or "")
        start.focus()
        for key in ("ArrowDown", "ArrowRight", "Enter"):
            page.keyboard.press(key)
        chosen = page.locator(f'[data-day="{day + timedelta(days=8)}"]')
        expect(chosen).to_be_focused()
        expect(chosen).to_have_attribute("aria-pressed", "true")
        assert violations_in_both_themes(page) == []
