"""The first question is answered offline, even if none was asked online before."""

from playwright.sync_api import Browser, expect

from tests.e2e.conftest import Device, device
from tests.e2e.server import Server
from tests.e2e.steps import ask, hours_ago, join, record_treatment


def test_the_first_question_is_answered_offline(browser: Browser, server: Server, bob: Device) -> None:
    link = record_treatment(bob.page, server, name="Fay Fuchs", sheet="step by step", treated=hours_ago(6))
    with device(browser, server) as fays:
        page = fays.page
        with page.expect_response(lambda answer: answer.url.endswith("/api/topics")):
            join(page, link)
        page.evaluate("navigator.serviceWorker.ready.then(() => null)")
        fays.context.set_offline(True)
        page.goto(f"{fays.home}/ask")
        ask(page, "sauna")
        expect(page.get_by_text("72 hours").first).to_be_visible()
        assert fays.complaints == []
