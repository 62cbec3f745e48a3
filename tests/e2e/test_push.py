"""A push message is shown, and a tap on it opens the right screen.

Headless Chromium cannot subscribe without a network, so DevTools hands the message to the service worker, as the
push service would.
"""

import json

from playwright.sync_api import CDPSession, Page, expect

from tests.e2e.conftest import Device

ALL = "navigator.serviceWorker.ready.then((worker) => worker.getNotifications())"
# Polled inside the page, because Playwright treats a pending promise as a truthy result.
SHOWN = f"""async () => {{
  for (const end = Date.now() + 20_000; Date.now() < end;) {{
    const titles = (await {ALL}).map((shown) => shown.title);
    if (titles.length > 0) return titles;
    await new Promise((later) => setTimeout(later, 50));
  }}
  return [];
}}"""


def registration_of(page: Page, devtools: CDPSession, origin: str) -> str:
    registrations: list[str] = []

    def updated(event: dict[str, list[dict[str, str]]]) -> None:
        registrations.extend(
            worker["registrationId"]
            for worker in event["registrations"]
            if worker["scopeURL"].startswith(origin)
        )

    devtools.on("ServiceWorker.workerRegistrationUpdated", updated)
    devtools.send("ServiceWorker.enable")
    for _ in range(100):
        if registrations:
            break
        page.wait_for_timeout(50)
    assert registrations, "no service worker is registered"
    return registrations[-1]


def test_a_push_message_is_shown_and_opens_its_screen(alice: Device) -> None:
    page = alice.page
    alice.context.grant_permissions(["notifications"], origin=alice.home)
    page.goto(f"{alice.home}/timeline")
    page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    devtools = alice.context.new_cdp_session(page)
    message = {
        "web_push": 8030,
        "notification": {
            "title": "Afterglow",
            "body": "There is something new in your diary.",
            "navigate": f"{alice.home}/ask",
            "tag": "milestone",
            "lang": "en",
        },
    }
    delivery = {
        "origin": alice.home,
        "registrationId": registration_of(page, devtools, alice.home),
        "data": json.dumps(message),
    }
    devtools.send("ServiceWorker.deliverPushMessage", delivery)
    assert page.evaluate(SHOWN) == ["Afterglow"]

    [worker] = alice.context.service_workers
    worker.evaluate(
        """async () => {
          const [shown] = await self.registration.getNotifications();
          self.dispatchEvent(new NotificationEvent('notificationclick', { notification: shown }));
        }"""
    )
    expect(page).to_have_url(f"{alice.home}/ask")


def test_a_malformed_message_still_shows_something(alice: Device) -> None:
    page = alice.page
    alice.context.grant_permissions(["notifications"], origin=alice.home)
    page.goto(alice.home)
    page.evaluate(f"() => {ALL}.then((all) => all.forEach((shown) => shown.close()))")
    devtools = alice.context.new_cdp_session(page)
    delivery = {
        "origin": alice.home,
        "registrationId": registration_of(page, devtools, alice.home),
        "data": "not json {",
    }
    devtools.send("ServiceWorker.deliverPushMessage", delivery)
    assert len(page.evaluate(SHOWN)) == 1
