"""A push message is shown, and a tap on it opens the right screen.

Headless Chromium cannot subscribe without the network, so the message is handed to the service worker by the
browser's own tools, as the push service would.
"""

import json

from playwright.sync_api import CDPSession, Page, expect

from tests.e2e.conftest import Device

ALL = "navigator.serviceWorker.ready.then((worker) => worker.getNotifications())"
# Asked again and again inside the page: Playwright takes a promise for a yes.
SHOWN = f"""async () => {{
  for (const end = Date.now() + 5000; Date.now() < end;) {{
    const titles = (await {ALL}).map((shown) => shown.title);
    if (titles.length > 0) return titles;
    await new Promise((later) => setTimeout(later, 50));
  }}
  return [];
}}"""


def registration_of(page: Page, devtools: CDPSession, origin: str) -> str:
    found: list[str] = []

    def updated(event: dict[str, list[dict[str, str]]]) -> None:
        found.extend(
            one["registrationId"] for one in event["registrations"] if one["scopeURL"].startswith(origin)
        )

    devtools.on("ServiceWorker.workerRegistrationUpdated", updated)
    devtools.send("ServiceWorker.enable")
    for _ in range(100):
        if found:
            break
        page.wait_for_timeout(50)
    assert found, "no service worker is registered"
    return found[-1]


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
    told = {
        "origin": alice.home,
        "registrationId": registration_of(page, devtools, alice.home),
        "data": json.dumps(message),
    }
    devtools.send("ServiceWorker.deliverPushMessage", told)
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
    told = {
        "origin": alice.home,
        "registrationId": registration_of(page, devtools, alice.home),
        "data": "not json {",
    }
    devtools.send("ServiceWorker.deliverPushMessage", told)
    assert len(page.evaluate(SHOWN)) == 1
