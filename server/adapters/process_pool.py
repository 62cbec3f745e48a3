"""Child processes that take work from a pipe, one at a time, and a pool of them.

A process can be killed in the middle of its work; a thread cannot. It shares no memory, files or secrets with the
server.
"""

import asyncio
import contextlib
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import IO, Final, Generic, TypeVar

ENVIRONMENT: Final = {"PATH": os.defpath, "LANG": "C.UTF-8"}  # not our own, which holds secrets
_ROOT: Final = Path(__file__).parents[2]
T = TypeVar("T")


class ProcessDied(Exception):
    """The process ended or was killed while it worked."""


class ChildProcess:
    """One Python process with its pipes. It does one piece of work at a time; any thread may call `kill`."""

    def __init__(self, module: str, *arguments: str, environment: Mapping[str, str] = ENVIRONMENT) -> None:
        self.usable = True
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            [sys.executable, "-m", module, *arguments],
            cwd=_ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C in the terminal reaches only the server, which then closes its children
        )

    def kill(self) -> None:
        """Kill the process without waiting. Work in progress raises `ProcessDied`."""
        self.usable = False
        self._process.kill()

    def wait(self) -> int:
        """Wait until the process has ended. Return its exit code, or minus the number of the signal that ended it."""
        return self._process.wait()

    def close(self) -> None:
        """Kill the process and wait until it has ended."""
        self.kill()
        self.wait()
        for pipe in self.pipes():
            with contextlib.suppress(OSError):
                pipe.close()

    def pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        """Return the pipe for requests and the pipe for responses."""
        if self._process.stdin is None or self._process.stdout is None:
            raise AssertionError("started with pipes")
        return self._process.stdin, self._process.stdout


W = TypeVar("W", bound=ChildProcess)


class ProcessPool(Generic[W]):
    """At most `count` processes, which start when they are needed. If all are busy, work waits for its turn."""

    def __init__(self, start: Callable[[], W], *, count: int, name: str) -> None:
        self._start = start
        self._count = count
        self._turns = asyncio.Semaphore(count)
        # Twice as many threads as processes: a thread whose work was abandoned may still be closing its process.
        self._threads = ThreadPoolExecutor(2 * count, thread_name_prefix=name)
        self._idle: list[W] = []

    async def run(self, work: Callable[[W], T], *, seconds: float | None = None, fresh: bool = False) -> T:
        """Run `work` with a process, in a thread. The process is killed if the caller is cancelled.

        `seconds` limits the work, not the wait for a turn. Raises `TimeoutError` after that, and what `work` raises.
        With `fresh`, the process is a new one. Raises `OSError` if none can be started.
        """
        async with self._turns:
            if fresh and self._idle:
                self._threads.submit(self._idle.pop().close)
            worker = self._idle.pop() if self._idle and not fresh else self._start()
            try:
                async with asyncio.timeout(seconds):
                    return await asyncio.get_running_loop().run_in_executor(self._threads, work, worker)
            except (TimeoutError, asyncio.CancelledError):
                worker.kill()
                raise
            finally:
                if worker.usable:
                    self._idle.append(worker)
                else:
                    self._threads.submit(worker.close)

    async def close(self) -> None:
        """Wait for the work in progress, then end every process. Call nothing afterwards."""
        for _ in range(self._count):
            await self._turns.acquire()
        for worker in self._idle:
            self._threads.submit(worker.close)
        await asyncio.to_thread(self._threads.shutdown)
