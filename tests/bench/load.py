"""A small load generator: a few connections that repeat one request as fast as it is answered."""

import asyncio
import time
from dataclasses import dataclass

CONNECTIONS = 8


@dataclass(frozen=True, slots=True)
class Target:
    """A server, and the complete request as it is sent."""

    name: str
    port: int
    path: str
    header: str

    @property
    def request(self) -> bytes:
        lines = (f"GET {self.path} HTTP/1.1", f"Host: localhost:{self.port}", self.header, "", "")
        return "\r\n".join(lines).encode()


async def ask_once(target: Target) -> bytes:
    """Return the body. Raises AssertionError for any status but 200."""
    reader, writer = await asyncio.open_connection("127.0.0.1", target.port)
    try:
        return await _exchange(reader, writer, target.request)
    finally:
        writer.close()


async def rate(target: Target, seconds: float) -> float:
    """Return the answers per second."""
    end = time.perf_counter() + seconds
    counts = await asyncio.gather(*(_keep_asking(target, end) for _ in range(CONNECTIONS)))
    return sum(counts) / seconds


async def _keep_asking(target: Target, end: float) -> int:
    reader, writer = await asyncio.open_connection("127.0.0.1", target.port)
    count = 0
    while time.perf_counter() < end:
        await _exchange(reader, writer, target.request)
        count += 1
    writer.close()
    return count


async def _exchange(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, request: bytes) -> bytes:
    writer.write(request)
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    assert " 200 " in head.split("\r\n", 1)[0], head
    return await reader.readexactly(int(head.split("content-length:", 1)[1].split("\r\n", 1)[0]))
