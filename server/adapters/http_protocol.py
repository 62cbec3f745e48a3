"""uvicorn's HTTP protocol with limits of its own, because the app may be reached without a proxy that has some.

What is cut: heads and bodies that trickle, connections that stay silent, heads that are too large, answers that
nobody reads, and more connections or requests than the process can serve.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

Status = Literal[400, 408, 431, 503]
Refusal = Callable[[Status], bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConnectionLimits:
    """Seconds, bytes and counts. The defaults suit a phone on a slow network."""

    head_seconds: float = 10.0  # from the first byte, or from the connection, to the end of the head
    head_bytes: int = 16_384  # of the request line and all headers, as in the Caddyfile
    body_tick: float = 5.0  # seconds between two looks at a body that is coming in
    body_bytes: int = 5_000  # that must come in within one tick, unless the app itself does not read on
    body_slow_ticks: int = 4  # in a row, after which the body is given up
    body_seconds: float = 900.0  # for the whole body
    answer_tick: float = 60.0  # within which a client must read something of its answer
    connections: int = 1_000
    requests: int = 250  # that run at the same time


class GuardedProtocol(HttpToolsProtocol):
    """One connection. A subclass of `guarded` knows the limits and the answers to what is refused."""

    limits: ConnectionLimits
    refusal: Callable[[Status], bytes]
    _part: Literal["head", "body"] | None = None  # of a request that is not yet complete
    _timer: asyncio.TimerHandle | None = None
    _answer_timer: asyncio.TimerHandle | None = None
    _refused_as: Status = 400
    _head_size = 0
    _body_size = 0
    _body_seen = 0
    _slow_ticks = 0
    _ticks = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as in uvicorn
        super().connection_made(transport)
        if len(self.connections) > self.limits.connections:
            self._refuse(503)
        else:
            self._expect_head()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_timer()
        if self._answer_timer is not None:
            self._answer_timer.cancel()
        super().connection_lost(exc)

    # What the parser says

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._part, self._head_size = "head", 0

    def on_url(self, url: bytes) -> None:
        self._measure_head(len(url))
        super().on_url(url)

    def on_header(self, name: bytes, value: bytes) -> None:
        self._measure_head(len(name) + len(value) + 4)
        super().on_header(name, value)

    def on_headers_complete(self) -> None:
        self._part, self._body_size = "body", 0
        self._stop_timer()
        busy = len(self.tasks) >= self.limits.requests
        self.app = self.overloaded if busy else self.config.loaded_app
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        self._body_size += len(body)
        super().on_body(body)

    def on_message_complete(self) -> None:
        self._part = None
        self._stop_timer()
        super().on_message_complete()

    # What the connection says

    def data_received(self, data: bytes) -> None:
        """Parse, then wait for the rest. A whole request in one piece, which is the rule, needs no timer."""
        super().data_received(data)
        if self.transport.is_closing() or self.parser is None:
            return
        if self._part == "head":
            self._expect_rest_of_head(len(data))
        elif self._part == "body":
            self._expect_body()
        elif not self._is_answering():  # line breaks before a request, which the parser skips
            self._expect_head()

    def _expect_rest_of_head(self, size: int) -> None:
        """The parser gives out a header when it is complete: what it holds back until then has a limit, too."""
        self._head_size += size
        if self._head_size > 2 * self.limits.head_bytes:
            self._refuse(431)
        else:
            self._expect_head()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        if self._part == "body" and not self.transport.is_closing():
            self._unset_keepalive_if_required()  # the rest of a body that nobody reads is not idleness
            self._expect_body()

    def _measure_head(self, size: int) -> None:
        self._head_size += size
        if self._head_size > self.limits.head_bytes:
            self._refused_as = 431
            raise ValueError(
                "the head is too large"
            )  # which ends the parsing and leads to `send_400_response`

    def send_400_response(self, msg: str) -> None:
        self._refuse(self._refused_as)

    # Time

    def _expect_head(self) -> None:
        if self._timer is None:
            self._timer = self.loop.call_later(self.limits.head_seconds, self._cut_head)

    def _cut_head(self) -> None:
        self._timer = None
        if self._is_answering():  # a request that was sent ahead waits for the one before it
            self._expect_head()
        elif self._part == "head":
            self._refuse(408)
        else:
            self._close()

    def _expect_body(self) -> None:
        if self._timer is None:
            self._body_seen, self._slow_ticks, self._ticks = self._body_size, 0, 0
            self._timer = self.loop.call_later(self.limits.body_tick, self._look_at_body)

    def _look_at_body(self) -> None:
        came = self._body_size - self._body_seen
        self._body_seen = self._body_size
        self._ticks += 1
        slow = came < self.limits.body_bytes and not self.flow.read_paused
        self._slow_ticks = self._slow_ticks + 1 if slow else 0
        too_long = self._ticks * self.limits.body_tick > self.limits.body_seconds
        if too_long or self._slow_ticks >= self.limits.body_slow_ticks:
            self._timer = None
            self._refuse(408)
        else:
            self._timer = self.loop.call_later(self.limits.body_tick, self._look_at_body)

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def pause_writing(self) -> None:
        super().pause_writing()
        self._await_reader()

    def resume_writing(self) -> None:
        super().resume_writing()
        if self._answer_timer is not None:
            self._answer_timer.cancel()
            self._answer_timer = None

    def _await_reader(self) -> None:
        unread = self.transport.get_write_buffer_size()
        self._answer_timer = self.loop.call_later(self.limits.answer_tick, self._look_at_reader, unread)

    def _look_at_reader(self, unread: int) -> None:
        if self.transport.get_write_buffer_size() < unread:
            self._await_reader()
        else:
            self.transport.abort()

    # The end

    def _is_answering(self) -> bool:
        return bool(self.cycle) and not self.cycle.response_complete

    def _refuse(self, status: Status) -> None:
        """Answer, unless an answer has begun, and close. The app learns that the client is gone."""
        if not self.transport.is_closing() and not (self._is_answering() and self.cycle.response_started):
            self.transport.write(type(self).refusal(status))
        self._close()

    def _close(self) -> None:
        if self._is_answering():
            self.cycle.disconnected = True
            self.cycle.message_event.set()
        self.transport.close()

    async def overloaded(self, scope: object, receive: object, send: object) -> None:
        """Answer as an ASGI application while too many requests run."""
        self._refuse(503)


def guarded(refusal: Refusal, limits: ConnectionLimits | None = None) -> type[GuardedProtocol]:
    """Return the protocol class for uvicorn. `refusal` gives the bytes of a whole answer that closes the connection."""

    class Protocol(GuardedProtocol):
        pass

    Protocol.limits = limits or ConnectionLimits()
    Protocol.refusal = staticmethod(refusal)
    return Protocol
