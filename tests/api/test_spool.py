"""Uploads wait on the disk: many at once do not fill the memory, and nothing of them stays."""

import errno
import os
import re
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, contextmanager
from hashlib import sha256
from pathlib import Path
from threading import Thread

import pytest

from server.api import spool as spooling
from server.api.spool import SpooledFile, spool

SERVER = """
import asyncio, sys
import uvicorn
from starlette.applications import Starlette
from pathlib import Path
from server.api.call import Call
from server.api.permissions import anyone
from server.api.routing import build_router, route
from server.ports import UploadedFile
from server.serving import web_server
from server.settings import Settings
from server.shapes.base import Acknowledged
from tests.fakes import fake_services

arrived = []

async def take(call: Call[UploadedFile, None]) -> Acknowledged:
    "Take a file, and wait until all of them have come."
    arrived.append(call.body.sha256)
    if len(arrived) == int(sys.argv[2]):
        print("all", *set(arrived), flush=True)
    await asyncio.sleep(3600)
    return Acknowledged()

port, folder = int(sys.argv[1]), Path(sys.argv[3])
router = build_router([route("POST /take", take, may=anyone)], fake_services(), spool_folder=folder)
config = web_server(Starlette(routes=[router]), Settings(port=port))
print("up", flush=True)
asyncio.run(uvicorn.Server(config).serve())
"""
COUNT, SIZE = 40, 15_000_000
MAY_GROW = 50_000_000
"""Bytes of memory by which all uploads together may raise the server."""


def names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


async def chunks(*parts: bytes) -> AsyncIterator[bytes]:
    for part in parts:
        yield part


async def test_a_spooled_file_has_its_content_size_and_hash_and_no_name(tmp_path: Path) -> None:
    parts = [os.urandom(spooling.PIECE - 1), b"ab", os.urandom(3 * spooling.PIECE), b""]
    file = await spool(chunks(*parts), tmp_path)
    content = b"".join(parts)
    for _ in range(2):  # a second child process may have to read it, too
        assert b"".join(file.pieces()) == content
    assert (len(file), file.sha256) == (len(content), sha256(content).hexdigest())
    assert names(tmp_path) == []
    file.close()
    with pytest.raises(ValueError, match="closed"):
        next(file.pieces())


@pytest.mark.parametrize("trouble", [OSError(errno.ENOSPC, "full"), ConnectionError()])
async def test_an_upload_that_breaks_off_gives_its_space_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, trouble: Exception
) -> None:
    closed = []
    monkeypatch.setattr(SpooledFile, "close", lambda file: closed.append(file._file.close()))

    async def breaking() -> AsyncIterator[bytes]:
        yield b"half"
        raise trouble

    with pytest.raises(type(trouble)):
        await spool(breaking(), tmp_path)
    assert len(closed) == 1


@contextmanager
def server(folder: Path) -> Iterator[tuple["subprocess.Popen[str]", int]]:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
    command = [sys.executable, "-c", SERVER, str(port), str(COUNT), str(folder)]
    root = Path(__file__).parents[2]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=root) as process:  # noqa: S603 - our own
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "up\n"
            while not is_listening(port):
                pass
            yield process, port
        finally:
            process.kill()


def is_listening(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def resident(process: "subprocess.Popen[str]", name: str) -> int:
    """Return the bytes in memory, now (VmRSS) or at most so far (VmHWM)."""
    status = Path(f"/proc/{process.pid}/status").read_text()
    line = re.search(rf"{name}:\s+(\d+) kB", status)
    assert line is not None
    return int(line[1]) * 1024


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is measured by /proc")
def test_forty_uploads_at_once_take_no_memory(tmp_path: Path) -> None:
    content = bytes(SIZE)
    head = b"POST /take HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n" % SIZE
    with server(tmp_path) as (process, port), ExitStack() as connections:
        before = resident(process, "VmRSS")
        for _ in range(COUNT):
            connection = connections.enter_context(socket.create_connection(("127.0.0.1", port)))
            Thread(target=connection.sendall, args=(head + content,)).start()
        assert process.stdout is not None
        assert process.stdout.readline().split() == ["all", sha256(content).hexdigest()]
        assert resident(process, "VmHWM") - before < MAY_GROW
    assert names(tmp_path) == []
