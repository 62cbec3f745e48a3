"""What the web server cuts by itself: raw sockets that send half, little, too much, or nothing."""

import asyncio
import json
import socket
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread, Timer

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from server.adapters.http_protocol import ConnectionLimits
from server.serving import web_server
from server.settings import Settings

QUICK = ConnectionLimits(
    head_seconds=0.4,
    head_bytes=4_096,
    body_tick=0.1,
    body_bytes=100,
    body_slow_ticks=4,
    body_seconds=3.0,
    answer_tick=1.5,
    connections=8,
    requests=3,
)
SLACK = 10.0
"""Seconds that a loaded machine may add."""
HEAD = b"POST /read HTTP/1.1\r\nHost: afterglow\r\nContent-Length: "
GET = b"GET /read HTTP/1.1\r\nHost: afterglow\r\n\r\n"


class World:
    """A server, and what its app has seen."""

    def __init__(self) -> None:
        self.hung_up = Event()
        self.open_the_gate = Event()
        with socket.create_server(("127.0.0.1", 0)) as listener:
            self.port: int = listener.getsockname()[1]

    def app(self) -> Starlette:
        routes = [
            Route("/read", self.read, methods=["GET", "POST"]),
            Route("/ignore", self.ignore, methods=["POST"]),
            Route("/later", self.later, methods=["POST"]),
            Route("/stream", self.stream, methods=["POST"]),
            Route("/large", self.large),
        ]
        return Starlette(routes=routes)

    async def read(self, request: Request) -> Response:
        try:
            return PlainTextResponse(str(len(await request.body())))
        except ClientDisconnect:
            self.hung_up.set()
            raise

    async def ignore(self, request: Request) -> Response:
        return PlainTextResponse("ignored", 403)

    async def later(self, request: Request) -> Response:
        await asyncio.to_thread(self.open_the_gate.wait)
        return PlainTextResponse(str(len(await request.body())))

    async def stream(self, request: Request) -> Response:
        async def parts() -> AsyncIterator[bytes]:
            yield b"begun"
            await request.body()

        return StreamingResponse(parts())

    async def large(self, request: Request) -> Response:
        return Response(bytes(50_000_000))

    @contextmanager
    def connected(self) -> Iterator[socket.socket]:
        with socket.create_connection(("127.0.0.1", self.port), timeout=30) as connection:
            yield connection

    def answer(self, sent: bytes) -> tuple[bytes, dict[str, str], bytes]:
        """Send and return status line, headers and body, up to the end of the connection."""
        with self.connected() as connection:
            connection.sendall(sent)
            return parsed(everything(connection))


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    world = World()
    servers: list[uvicorn.Server] = []
    ready = Event()

    async def run() -> None:
        settings = Settings(port=world.port, public_url="https://afterglow.example")
        servers.append(uvicorn.Server(web_server(world.app(), settings, QUICK)))
        ready.set()
        await servers[0].serve()

    thread = Thread(target=lambda: asyncio.run(run()))
    thread.start()
    assert ready.wait(30)
    while not servers[0].started:
        time.sleep(0.01)
    yield world
    world.open_the_gate.set()
    servers[0].should_exit = True
    thread.join(30)


def everything(connection: socket.socket) -> bytes:
    received = b""
    with suppress(ConnectionResetError):
        while part := connection.recv(65_536):
            received += part
    return received


def until(end: bytes, connection: socket.socket) -> None:
    """Receive until `end` has come. Fails if the connection ends before."""
    received = b""
    while end not in received:
        part = connection.recv(65_536)
        assert part, received
        received += part


def parsed(answer: bytes) -> tuple[bytes, dict[str, str], bytes]:
    head, _, body = answer.partition(b"\r\n\r\n")
    status, *lines = head.split(b"\r\n")
    return status, dict(line.decode().split(": ", 1) for line in lines), body


def seconds_until_closed(connection: socket.socket, drop: bytes = b"") -> float:
    """Send `drop` again and again until the server closes the connection."""
    started = time.monotonic()
    connection.settimeout(0.05)
    while time.monotonic() - started < 3 * SLACK:
        with suppress(TimeoutError):
            try:
                if drop:
                    connection.sendall(drop)
                if connection.recv(65_536) == b"":
                    break
            except (ConnectionResetError, BrokenPipeError):
                break
    return time.monotonic() - started


def test_a_silent_connection_is_closed(world: World) -> None:
    with world.connected() as connection:
        assert everything(connection) == b""


def test_half_a_head_is_answered_as_too_slow(world: World) -> None:
    status, headers, body = world.answer(b"GET /read HTTP/1.1\r\nHost: aft")
    assert status == b"HTTP/1.1 408 Request Timeout"
    assert headers["connection"] == "close"
    assert headers["content-type"] == "application/problem+json"
    assert headers["strict-transport-security"].startswith("max-age=")
    assert "default-src 'none'" in headers["content-security-policy"]
    problem = json.loads(body)
    assert (problem["code"], problem["request_id"]) == ("request-too-slow", headers["x-request-id"])


@pytest.mark.parametrize(
    "begun", [b"GET /read HTTP/1.1\r\nX-Long: ", b"", GET], ids=["header", "nothing", "after-a-request"]
)
def test_a_head_that_trickles_is_cut(world: World, begun: bytes) -> None:
    drop = b"a" if b"X-Long" in begun else b"\r\n"
    with world.connected() as connection:
        connection.sendall(begun)
        assert 0.3 < seconds_until_closed(connection, drop) < 0.4 + SLACK


def test_half_a_body_is_answered_as_too_slow_and_the_app_lets_go_of_it(world: World) -> None:
    world.hung_up.clear()
    status, _, body = world.answer(HEAD + b"1000\r\n\r\nhalf")
    assert status.startswith(b"HTTP/1.1 408 ")
    assert json.loads(body)["code"] == "request-too-slow"
    assert world.hung_up.wait(SLACK)


def test_a_body_that_trickles_is_cut(world: World) -> None:
    with world.connected() as connection:
        connection.sendall(HEAD + b"100000\r\n\r\n")
        assert 0.3 < seconds_until_closed(connection, b"x") < 0.5 + SLACK


@pytest.mark.parametrize("end", [b"0\r\nX-Trailer: ", b"1;ext="], ids=["trailer", "extension"])
def test_a_chunked_body_does_not_hide_a_trickle(world: World, end: bytes) -> None:
    head = b"POST /read HTTP/1.1\r\nHost: afterglow\r\nTransfer-Encoding: chunked\r\n\r\n"
    with world.connected() as connection:
        connection.sendall(head + end)
        assert seconds_until_closed(connection, b"x") < 0.5 + SLACK


def test_the_rest_of_a_body_that_nobody_reads_is_cut(world: World) -> None:
    with world.connected() as connection:
        connection.sendall(HEAD.replace(b"/read", b"/ignore") + b"100000\r\n\r\n")
        assert connection.recv(1_000).startswith(b"HTTP/1.1 403")
        assert seconds_until_closed(connection, b"x") < 0.5 + SLACK


def test_a_body_is_not_answered_twice(world: World) -> None:
    """An answer that has begun is ended, without another one inside it."""
    status, _, body = world.answer(HEAD.replace(b"/read", b"/stream") + b"1000\r\n\r\nhalf")
    assert status == b"HTTP/1.1 200 OK"
    assert b"HTTP/1.1" not in body


def test_a_slow_body_with_a_bearable_rate_is_taken(world: World) -> None:
    with world.connected() as connection:
        connection.sendall(HEAD + b"8000\r\n\r\n")
        for _ in range(8):
            connection.sendall(b"x" * 1_000)
            time.sleep(0.1)
        until(b"\r\n\r\n8000", connection)


def test_a_body_that_takes_too_long_in_all_is_cut(world: World) -> None:
    with world.connected() as connection:
        connection.sendall(HEAD + b"100000000\r\n\r\n")
        assert seconds_until_closed(connection, b"x" * 500) > 2.5


def test_a_client_is_not_blamed_while_the_app_does_not_read(world: World) -> None:
    world.open_the_gate.clear()
    size = 3_000_000
    with world.connected() as connection:
        connection.sendall(HEAD.replace(b"/read", b"/later") + b"%d\r\n\r\n" % size)
        Timer(1.0, world.open_the_gate.set).start()
        connection.sendall(bytes(size))
        until(b"\r\n\r\n%d" % size, connection)


def test_expecting_to_continue_does_not_keep_a_connection(world: World) -> None:
    with world.connected() as connection:
        connection.sendall(HEAD + b"1000\r\nExpect: 100-continue\r\n\r\n")
        received = everything(connection)
    assert received.startswith(b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 408 ")


@pytest.mark.parametrize(
    "head",
    [
        b"GET /read HTTP/1.1\r\n" + b"X-One: " + b"x" * 5_000 + b"\r\n\r\n",
        b"GET /read HTTP/1.1\r\n" + b"X-Many: 1\r\n" * 500 + b"\r\n",
        b"GET /" + b"x" * 5_000 + b" HTTP/1.1\r\n\r\n",
        b"GET /read HTTP/1.1\r\nX-Endless: " + b"x" * 20_000,
    ],
    ids=["one-header", "many-headers", "address", "endless"],
)
def test_a_head_that_is_too_large_is_refused(world: World, head: bytes) -> None:
    status, headers, body = world.answer(head)
    assert status.startswith(b"HTTP/1.1 431 ")
    assert json.loads(body)["code"] == "headers-too-large"
    assert headers["x-content-type-options"] == "nosniff"


def test_what_is_not_http_is_refused_with_the_security_headers(world: World) -> None:
    status, headers, body = world.answer(b"HELLO\r\n\r\n")
    assert status == b"HTTP/1.1 400 Bad Request"
    assert json.loads(body)["code"] == "malformed"
    assert headers["x-content-type-options"] == "nosniff"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]


def test_a_connection_serves_one_request_after_another(world: World) -> None:
    with world.connected() as connection:
        for _ in range(5):
            connection.sendall(GET)
            until(b"\r\n\r\n0", connection)
            time.sleep(0.15)  # longer, in all, than a head may take
        connection.sendall(GET + HEAD + b"3\r\n\r\nabc")
        until(b"\r\n\r\n3", connection)


def test_too_many_connections_are_refused(world: World) -> None:
    with suppress(OSError):
        connections = [socket.create_connection(("127.0.0.1", world.port)) for _ in range(QUICK.connections)]
    try:
        status, headers, body = world.answer(b"")
        assert status.startswith(b"HTTP/1.1 503 ")
        assert (headers["retry-after"], json.loads(body)["code"]) == ("5", "server-busy")
    finally:
        for connection in connections:
            connection.close()


def test_too_many_requests_at_once_are_refused(world: World) -> None:
    world.open_the_gate.clear()
    waiting = [socket.create_connection(("127.0.0.1", world.port)) for _ in range(QUICK.requests)]
    try:
        for connection in waiting:
            connection.sendall(HEAD.replace(b"/read", b"/later") + b"0\r\n\r\n")
        time.sleep(0.2)
        status, headers, body = world.answer(GET)
        assert status.startswith(b"HTTP/1.1 503 ")
        assert (headers["retry-after"], json.loads(body)["code"]) == ("5", "server-busy")
        world.open_the_gate.set()
        assert all(connection.recv(1_000).startswith(b"HTTP/1.1 200") for connection in waiting)
    finally:
        for connection in waiting:
            connection.close()


def test_an_answer_that_nobody_reads_is_given_up(world: World) -> None:
    with world.connected() as connection:
        connection.sendall(GET.replace(b"/read", b"/large"))
        time.sleep(5)
        assert len(everything(connection)) < 50_000_000


def test_a_slow_reader_gets_the_whole_answer(world: World) -> None:
    with world.connected() as connection:
        connection.sendall(
            GET.replace(b"/read", b"/large").replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n")
        )
        size = 0
        for _ in range(10):
            size += len(connection.recv(1_000_000))
            time.sleep(0.1)
        assert size + len(everything(connection)) > 50_000_000
