"""What a phone that has nothing yet asks for until Today can be used. Bytes and requests, no times."""

from playwright.sync_api import Browser, expect

from tests.e2e.conftest import Device, device
from tests.e2e.server import Server
from tests.e2e.wire import Request, Wire, listing, precached

KILOBYTE = 1024
DIARY = "/api/my/changes"
MOST_BYTES = 83 * KILOBYTE
"""Beside the diary, which the stories before this one may have made longer. With that of the demo (7 KB): 90 KB."""
MOST_REQUESTS = 12
DEEPEST = 4
MOST_BYTES_LATER = 400 * KILOBYTE
"""Both languages are among them, because a phone may change its language while it is offline; the practitioners'
screens are not (pwa/build/on-demand.ts)."""


def test_today_can_be_used_after_90_kb_in_12_requests(
    alice: Device, browser: Browser, server: Server
) -> None:
    with device(browser, server) as phone:
        for cookie in alice.context.cookies():  # signed in, with nothing else on the phone
            phone.context.add_cookies([{"name": cookie["name"], "value": cookie["value"], "url": server.url}])
        wire = Wire.listen(phone.page)
        phone.page.goto(server.url)
        first = wire.until_usable(phone.page)
        expect(phone.page.locator("button.tile").first).to_be_visible()
        print(listing(first))
        assert DIARY in {each.path for each in first}
        assert sum(each.bytes for each in first if each.path != DIARY) <= MOST_BYTES, listing(first)
        assert len(first) <= MOST_REQUESTS, listing(first)
        assert max(each.depth for each in first) <= DEEPEST, listing(first)
        later = bytes_later(wire, first, server)
        print(f"{later} bytes later")
        assert later <= MOST_BYTES_LATER


def bytes_later(wire: Wire, first: list[Request], server: Server) -> int:
    """Return the bytes that the page and its service worker fetch after the first screen, each path once."""
    already = {each.path for each in first}
    of_the_page = {each.path: each.bytes for each in wire.requests if each.path not in already}
    of_the_worker = {path: size for path, size in precached(server).items() if path not in already}
    return sum((of_the_worker | of_the_page).values())
