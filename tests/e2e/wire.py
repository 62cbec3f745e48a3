"""What a page asks the server for, as sent over the wire: bytes with headers, requests, and how deep they depend on
each other.

Chromium reports it through its DevTools protocol. The bytes are those of the responses, headers and compressed body
together. What the service worker fetches for its own cache is not the page's, and not counted here.
"""

import re
import urllib.request
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import CDPSession, Page

from tests.e2e.server import Server

USABLE_AT = """async () => {
  while (performance.getEntriesByName('usable').length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
  return (performance.timeOrigin + performance.getEntriesByName('usable')[0].startTime) / 1000;
}"""
"""When the first screen could be used, in epoch seconds: the mark that pwa/src/state/first-screen.ts sets."""


@dataclass
class Request:
    """One request of the page. `bytes` is 0 until the whole response has arrived."""

    path: str
    caller: str
    """The path of the document, script or style sheet that asked for it; empty if Chromium does not say."""
    sent_at: float  # epoch seconds
    depth: int  # number of requests that had to follow each other, this one included
    bytes: int = 0


@dataclass
class Wire:
    """The requests of one page from the beginning, in order."""

    devtools: CDPSession
    requests: list[Request] = field(default_factory=list)
    _by_id: dict[str, Request] = field(default_factory=dict)
    _by_url: dict[str, Request] = field(default_factory=dict)

    @classmethod
    def listen(cls, page: Page) -> "Wire":
        """Listen to a page that has not been opened yet."""
        wire = cls(page.context.new_cdp_session(page))
        wire.devtools.on("Network.requestWillBeSent", wire._sent)
        wire.devtools.on("Network.loadingFinished", wire._finished)
        wire.devtools.send("Network.enable")
        return wire

    def until_usable(self, page: Page) -> list[Request]:
        """Return the requests that were sent before the first screen could be used, once they are answered."""
        usable_at = page.evaluate(USABLE_AT)
        early = [each for each in self.requests if each.sent_at <= usable_at]
        page.wait_for_load_state("networkidle")
        return early

    def _sent(self, event: dict[str, Any]) -> None:
        url = event["request"]["url"]
        if not url.startswith("http"):
            return
        caller = _caller(event["initiator"])
        request = Request(
            urlsplit(url).path, urlsplit(caller).path, event["wallTime"], self._depth(event, caller)
        )
        self.requests.append(request)
        self._by_id[event["requestId"]] = self._by_url[url] = request

    def _depth(self, event: dict[str, Any], caller: str) -> int:
        """Return the depth: below the caller, or, for a preload whose caller is not reported, below all that had
        arrived by then. The icon is asked for by the page."""
        if caller in self._by_url:
            return self._by_url[caller].depth + 1
        if event["type"] == "Other" or not self.requests:
            return 1 + bool(self.requests)
        return 1 + max(each.depth for each in self.requests if each.bytes)

    def _finished(self, event: dict[str, Any]) -> None:
        request = self._by_id.get(event["requestId"])
        if request:
            request.bytes = int(event["encodedDataLength"])


def listing(requests: list[Request]) -> str:
    """Return one line per request, and a line with the sums."""
    lines = [f"{each.depth:>2} {each.bytes:>8}  {each.path}  < {each.caller}" for each in requests]
    depth = max(each.depth for each in requests)
    sums = f"{sum(each.bytes for each in requests)} bytes, {len(requests)} requests, {depth} deep"
    return "\n".join([*lines, sums])


def precached(server: Server) -> dict[str, int]:
    """Return what the service worker stores for offline use: path and bytes of the response."""
    worker = _get(f"{server.url}/sw.js")[1].decode()
    return {
        path: sum(_weights(f"{server.url}{path}")) for path in re.findall(r"url:[`\"'](/[^`\"']+)", worker)
    }


def _weights(url: str) -> tuple[int, int]:
    headers, body = _get(url, accept="br")
    return len(headers), len(body)


def _get(url: str, accept: str = "identity") -> tuple[bytes, bytes]:
    request = urllib.request.Request(url, headers={"accept-encoding": accept})  # noqa: S310 - our own loopback server
    with urllib.request.urlopen(request) as response:  # noqa: S310 - our own loopback server
        return bytes(response.headers), response.read()


def _caller(initiator: dict[str, Any]) -> str:
    """Return the address of the innermost script of the call, else of the document, else an empty string."""
    stack = initiator.get("stack")
    while stack:
        for frame in stack["callFrames"]:
            if frame["url"].startswith("http"):
                return str(frame["url"])
        stack = stack.get("parent")
    return str(initiator.get("url", ""))
