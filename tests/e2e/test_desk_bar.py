"""The bar of the desk grows when it says what was done; the sentence to judge stays below it."""

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.e2e.conftest import Device
from tests.e2e.steps import tap
from tests.e2e.test_author import paste, sentence
from tests.e2e.texts import text

DAYS = "".join(
    f"Do not pick the flaking skin on day {day}.\n\nUse a cream as needed.\n\n" for day in range(2, 20)
)
SIZES: list[ViewportSize] = [{"width": 1280, "height": 800}, {"width": 820, "height": 1180}]


def edges(page: Page) -> tuple[float, float]:
    """Return the lower edge of the bar and the upper edge of the quoted sentence, in CSS pixels."""
    bar, quote = (
        page.locator(".desk-bar").bounding_box(),
        page.locator(".desk__side .desk-quote").bounding_box(),
    )
    assert bar is not None
    assert quote is not None
    return bar["y"] + bar["height"], quote["y"]


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size['width']}x{size['height']}")
def test_the_sentence_to_judge_stays_below_the_bar(bob: Device, size: ViewportSize) -> None:
    page = bob.context.new_page()
    page.set_viewport_size(size)
    paste(page, bob.home, title=f"Long sheet {size['width']}", words=f"Aftercare\n\n{DAYS}")
    sentence(page, "on day 12").click()
    tap(page, "practitioner.desk.left-out")
    expect(page.get_by_text(text("practitioner.desk.left-out.done"))).to_be_visible()
    sentence(page, "on day 12").scroll_into_view_if_needed()
    page.mouse.wheel(0, 300)
    page.wait_for_timeout(500)
    below, quote = edges(page)
    assert quote >= below
    page.close()
