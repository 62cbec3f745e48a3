"""Screens whose code is not on the device: a practitioner's without a network, and one that the server has lost."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e.conftest import DESKTOP, Device
from tests.e2e.steps import tap
from tests.e2e.texts import text

STORED = """async () => {
  await navigator.serviceWorker.ready;
  const names = async () => (await (await caches.open('afterglow-on-demand')).keys()).map(({ url }) => url).join();
  while (!/record-.*sheets-/.test(await names())) await new Promise((resolve) => setTimeout(resolve, 50));
}"""
RECORD_CODE = re.compile(r"/assets/record-[\w-]+\.js$")


@pytest.fixture
def without_worker(browser: Browser, bob: Device) -> Iterator[BrowserContext]:
    """Bob's browser without a service worker, as on the first visit."""
    state = bob.context.storage_state()
    context = browser.new_context(
        viewport=DESKTOP, locale="en-GB", service_workers="block", storage_state=state
    )
    yield context
    context.close()


def expect_record(page: Page) -> None:
    expect(page.get_by_role("heading", level=1, name=text("practitioner.record.title"))).to_be_visible()


def test_a_practitioner_opens_the_app_and_another_screen_without_a_network(bob: Device) -> None:
    page = bob.context.new_page()
    page.goto(f"{bob.home}/clinic")
    page.evaluate(STORED)
    bob.context.set_offline(True)
    try:
        page.goto(f"{bob.home}/clinic/record")
        expect_record(page)
    finally:
        bob.context.set_offline(False)
        page.close()


def test_a_screen_that_the_server_no_longer_has_says_so_and_comes_with_the_reload(
    without_worker: BrowserContext, bob: Device
) -> None:
    page = without_worker.new_page()
    page.goto(f"{bob.home}/clinic")
    page.route(RECORD_CODE, lambda route: route.fulfill(status=404))
    page.get_by_role("link", name=text("common.nav.record"), exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text(text("common.failed.load"))
    with page.expect_response(RECORD_CODE):
        tap(page, "common.retry")
    expect(page.get_by_role("alert")).to_be_visible()
    page.unroute(RECORD_CODE)  # the page of the new version names files that exist
    tap(page, "common.retry")
    expect_record(page)
