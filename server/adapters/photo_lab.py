"""A pool of processes that decode photos. A process can be killed without harm to the server."""

import asyncio
import contextlib
import json
import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import IO, Any, Final

from server.adapters.imaging_headers import MAX_BYTES, Refused, inspect
from server.adapters.imaging_worker import LENGTH, MAX_MEMORY
from server.domain.errors import AfterglowError, Invalid, TooLarge
from server.ports import Developed, Rendition

MAX_SECONDS: Final = 60.0  # of wall-clock time for one photo; the worker limits its own processor time
PHOTOS_PER_WORKER: Final = 500  # then a new process replaces it, so that a leak in a library cannot grow
_ROOT: Final = Path(__file__).parents[2]
# Not our own environment, so that a compromised decoder finds no secrets.
ENVIRONMENT: Final = {"PATH": os.defpath, "LANG": "C.UTF-8", "MALLOC_ARENA_MAX": "2"}


class WorkerDied(Exception):
    """The process ended or was killed while it decoded a photo."""


class Worker:
    """One decoding process with its pipes and folder. One photo at a time; any thread may call `kill`."""

    def __init__(self, *, photos: int = PHOTOS_PER_WORKER, memory: int = MAX_MEMORY) -> None:
        self.usable = True
        self._left = photos
        self._temporary = tempfile.TemporaryDirectory(prefix="afterglow-lab-")
        self.folder = Path(self._temporary.name)
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            [sys.executable, "-m", "server.adapters.imaging_worker", str(self.folder), str(memory)],
            cwd=_ROOT,
            env=ENVIRONMENT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C in the terminal reaches only the server, which then closes the workers
        )

    def develop(self, upload: bytes) -> Developed:
        """Decode a photo; blocks. Raises `Refused`, and `WorkerDied` if the process ends before it answers."""
        try:
            answer = self._request(upload)
        except (OSError, ValueError) as broken:
            self.kill()
            raise WorkerDied from broken
        self._left -= 1
        self.usable = self.usable and self._left > 0
        if "code" in answer:
            raise Refused(answer["code"], answer["detail"])
        return self._read_result(answer)

    def kill(self) -> None:
        """Kill the process without waiting. A running `develop` raises `WorkerDied`."""
        self.usable = False
        self._process.kill()

    def close(self) -> None:
        """Kill the process, wait until it has ended, and delete its folder."""
        self.kill()
        self._process.wait()
        for pipe in self._pipes():
            with contextlib.suppress(OSError):
                pipe.close()
        self._temporary.cleanup()

    def _request(self, upload: bytes) -> dict[str, Any]:
        requests, responses = self._pipes()
        requests.write(LENGTH.pack(len(upload)))
        requests.write(upload)
        requests.flush()
        response: dict[str, Any] = json.loads(responses.readline())
        return response

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        if self._process.stdin is None or self._process.stdout is None:
            raise AssertionError("started with pipes")
        return self._process.stdin, self._process.stdout

    def _read_result(self, answer: dict[str, Any]) -> Developed:
        return Developed(
            display=self._rendition(answer["display"]),
            thumbnail=self._rendition(answer["thumbnail"]),
            sharpness=answer["sharpness"],
            brightness=answer["brightness"],
        )

    def _rendition(self, described: dict[str, Any]) -> Rendition:
        path = self.folder / described["file"]
        content = path.read_bytes()
        path.unlink()
        return Rendition(content, "image/jpeg", described["width"], described["height"])


class ProcessLab:
    """`server.ports.PhotoLab`. Develops at most `workers` photos at a time; others wait."""

    def __init__(self, *, workers: int | None = None, seconds: float = MAX_SECONDS) -> None:
        count = workers or min(4, _cores())
        self._count = count
        self._turns = asyncio.Semaphore(count)
        # Twice as many threads as workers: a thread whose photo was abandoned may still be closing its worker.
        self._threads = ThreadPoolExecutor(2 * count, thread_name_prefix="photo-lab")
        self.seconds = seconds
        self._idle: list[Worker] = []

    async def develop(self, upload: bytes) -> Developed:
        try:
            if len(upload) > MAX_BYTES:
                inspect(upload)
            async with self._turns:
                return await self._in_a_worker(upload)
        except Refused as refused:
            raise _problem(refused) from None

    async def close(self) -> None:
        """Wait for the photos in progress, then end every process. Call nothing afterwards."""
        for _ in range(self._count):
            await self._turns.acquire()
        for worker in self._idle:
            self._threads.submit(worker.close)
        await asyncio.to_thread(self._threads.shutdown)

    async def _in_a_worker(self, upload: bytes) -> Developed:
        worker = self._idle.pop() if self._idle else Worker()
        try:
            return await self._in_time(worker, upload)
        except WorkerDied:
            raise Refused("photo-unreadable", "The picture cannot be decoded.") from None
        finally:
            if worker.usable:
                self._idle.append(worker)
            else:
                self._threads.submit(worker.close)

    async def _in_time(self, worker: Worker, upload: bytes) -> Developed:
        developing = asyncio.get_running_loop().run_in_executor(self._threads, worker.develop, upload)
        try:
            async with asyncio.timeout(self.seconds):
                return await developing
        except TimeoutError:
            worker.kill()
            raise Refused("photo-too-large", "The picture takes too long to decode.") from None
        except asyncio.CancelledError:
            worker.kill()
            raise


def _cores() -> int:
    """Return the number of cores that this process may use: a container may have fewer than the machine."""
    allowed = getattr(os, "sched_getaffinity", None)  # on Linux
    return len(allowed(0)) if allowed else os.cpu_count() or 1


def _problem(refused: Refused) -> AfterglowError:
    kind = TooLarge if refused.code == "photo-too-large" else Invalid
    return kind(refused.detail, code=refused.code)
