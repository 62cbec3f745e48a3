"""A check-in at a person's pace, in one thumb: taps and seconds. Run with `-s` to read the report."""

from collections.abc import Iterator
from statistics import median
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.axe import violations_in_both_themes
from tests.e2e.conftest import Device, device
from tests.e2e.pace import Thumb
from tests.e2e.server import Server
from tests.e2e.steps import hours_ago, join, leave, record_treatment, save, score
from tests.e2e.texts import matching, text

MOST_SECONDS = 20
"""For the median day with one photo, from Today until the check-in is saved."""
MOST_TAPS_WITHOUT_PHOTO = 4
"""Open, one answer, save, done."""


class Day(NamedTuple):
    """How a patient answers on one day: the comparison, and the redness where a row asks for it."""

    comparison: str
    redness: int | None


DAYS = (Day("worse", 3), Day("same", None), Day("better", 2), Day("calm", None), Day("worse", 1))
"""One of each kind, and a small setback."""


@pytest.fixture(scope="module")
def pia(browser: Browser, server: Server, bob: Device) -> Iterator[Device]:
    """A patient on the fifth day, who made a check-in yesterday."""
    link = record_treatment(bob.page, server, name="Pia Pace", sheet="step by step", treated=hours_ago(100))
    with device(browser, server) as pias:
        join(pias.page, link)
        page = pias.page
        page.goto(f"{pias.home}/check-in")
        score(page, text("patient.symptom.colour"), 1)
        page.get_by_text(text("patient.check-in.earlier")).click()
        page.get_by_label(text("patient.check-in.when")).fill(hours_ago(24))
        save(page)
        leave(page)
        yield pias
        assert pias.complaints == []


def open_check_in(page: Page, thumb: Thumb) -> None:
    thumb.tap(page.get_by_role("link", name=text("common.nav.check-in"), exact=True))


def test_a_check_in_without_a_photo_takes_four_taps(pia: Device) -> None:
    page = pia.page
    page.goto(pia.home)
    expect(page.locator("button.tile").first).to_be_visible()
    thumb = Thumb()
    open_check_in(page, thumb)
    expect(page.get_by_role("heading", name=text("patient.compare.yesterday"))).to_be_visible()
    expect(page.get_by_role("navigation")).to_have_count(0)
    assert violations_in_both_themes(page) == []
    thumb.tap(page.get_by_role("button", name=text("patient.compare.same")))
    assert violations_in_both_themes(page) == []
    thumb.tap(page.get_by_role("button", name=text("common.save"), exact=True))
    expect(page.get_by_role("heading", name=text("patient.closing.title"))).to_be_visible()
    expect(page.get_by_text(matching("patient.closing.days.other", logged=2))).to_be_visible()
    assert violations_in_both_themes(page) == []
    thumb.tap(page.get_by_role("button", name=text("patient.closing.done")))
    expect(page.get_by_text(text("patient.board.checked-in"))).to_be_visible()
    assert thumb.taps <= MOST_TAPS_WITHOUT_PHOTO


def test_the_median_day_with_one_photo_takes_twenty_seconds(pia: Device) -> None:
    thumbs = {day: check_in_with_photo(pia, day) for day in DAYS}
    for day, thumb in thumbs.items():
        print(thumb.report(f"{day.comparison}, with one photo"))
    assert median(thumb.seconds for thumb in thumbs.values()) <= MOST_SECONDS


def check_in_with_photo(pia: Device, day: Day) -> Thumb:
    """Check in from Today with a photo from the front; the clock stops when the phone has stored it."""
    page = pia.page
    page.goto(pia.home)
    expect(page.locator("button.tile").first).to_be_visible()
    thumb = Thumb()
    open_check_in(page, thumb)
    thumb.tap(page.get_by_role("button", name=text(f"patient.compare.{day.comparison}")))
    if day.redness is not None:
        redness = page.get_by_role("group", name=text("patient.symptom.colour"))
        thumb.tap(redness.get_by_text(text(f"common.score.{day.redness}"), exact=True))
    take_photo(page, thumb)
    thumb.tap(page.get_by_role("button", name=text("common.save"), exact=True))
    closed = page.get_by_role("heading", name=text("patient.closing.title"))
    expect(closed.or_(page.get_by_role("heading", name=text("patient.finding.title")))).to_be_visible()
    thumb.stop()
    return thumb


def take_photo(page: Page, thumb: Thumb) -> None:
    """Take a photo from the front, and keep it even if the app finds it dark or blurred."""
    thumb.tap(page.get_by_role("button", name=text("common.angle.front"), exact=True))
    shutter = page.get_by_role("button", name=text("patient.camera.take"))
    expect(shutter).to_be_enabled()
    thumb.tap(shutter)
    keep = page.get_by_role("button", name=text("patient.camera.keep"))
    taken = page.get_by_role("button", name=text("patient.check-in.drop", angle=text("common.angle.front")))
    expect(keep.or_(taken).first).to_be_visible()
    if keep.is_visible():
        thumb.tap(keep)


def test_a_begun_check_in_survives_closing_the_app(pia: Device) -> None:
    page = pia.page
    page.goto(f"{pia.home}/check-in")
    page.get_by_role("button", name=text("patient.compare.better")).tap()
    group = page.get_by_role("group", name=text("patient.symptom.colour"))
    group.get_by_text(text("common.score.2"), exact=True).tap()
    page.get_by_role("textbox", name=text("patient.check-in.activities")).press_sequentially("a long walk")
    page.reload()
    expect(group.get_by_role("radio", name=text("common.score.2"), exact=True)).to_be_checked()
    expect(page.get_by_role("textbox", name=text("patient.check-in.activities"))).to_have_value("a long walk")
    group.get_by_text(text("common.score.2"), exact=True).tap()
    expect(group.get_by_role("radio", name=text("common.score.2"), exact=True)).not_to_be_checked()
    page.get_by_role("button", name=text("patient.check-in.none")).tap()
    page.get_by_role("button", name=text("patient.act.undo")).tap()
    expect(group.get_by_role("radio", name=text("common.score.0"), exact=True)).not_to_be_checked()
    page.get_by_role("button", name=text("common.close"), exact=True).tap()
    page.get_by_role("link", name=text("patient.board.finish")).tap()
    save(page)
    leave(page)
