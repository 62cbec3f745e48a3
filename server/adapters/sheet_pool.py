"""A pool of processes that work on sheets: a sheet that takes too long is abandoned, and the server stays responsive.

Threads would not do: Python runs one thread at a time, and a thread cannot be stopped.
"""

import asyncio
import contextlib
import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import IO, Any, Final, TypeVar, TypeVarTuple

from server.adapters.sheet_process import MAX_MEMORY, TOO_SLOW, receive, send
from server.domain.errors import Invalid
from server.domain.topics import TopicTree

MAX_SECONDS: Final = 15.0  # seconds, including the wait for a turn; the phone gives up after 20
MAX_WORKERS: Final = 2  # a process takes about 60 MB
_ROOT: Final = Path(__file__).parents[2]
ENVIRONMENT: Final = {"PATH": os.defpath, "LANG": "C.UTF-8"}  # not our own, which holds secrets
Args = TypeVarTuple("Args")
T = TypeVar("T")


class ProcessDied(Exception):
    """The process ended or was killed while it worked."""


class Worker:
    """One process with its pipes. It does one piece of work at a time; any thread may call `kill`."""

    def __init__(self, tree: TopicTree, *, memory: int = MAX_MEMORY) -> None:
        self.usable = True
        self._tree: TopicTree | None = tree  # until it has been sent
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            [sys.executable, "-m", "server.adapters.sheet_process", str(memory)],
            cwd=_ROOT,
            env=ENVIRONMENT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C in the terminal reaches only the server, which then closes the workers
        )

    def run(self, work: Callable[..., T], *args: object) -> T:
        """Run the function; blocks. Raises what it raises, and `ProcessDied` if the process ends before it answers."""
        requests, responses = self._pipes()
        try:
            if self._tree is not None:
                send(requests, self._tree)
                self._tree = None
            send(requests, (work, args))
            outcome = receive(responses)
        except OSError as broken:
            self.kill()
            raise ProcessDied from broken
        if outcome is None:
            self.kill()
            raise ProcessDied
        result: T
        result, error = outcome
        if error is not None:
            raise error
        return result

    def kill(self) -> None:
        """Kill the process without waiting. A running `run` raises `ProcessDied`."""
        self.usable = False
        self._process.kill()

    def close(self) -> None:
        """Kill the process and wait until it has ended."""
        self.kill()
        self._process.wait()
        for pipe in self._pipes():
            with contextlib.suppress(OSError):
                pipe.close()

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        if self._process.stdin is None or self._process.stdout is None:
            raise AssertionError("started with pipes")
        return self._process.stdin, self._process.stdout


class SheetPool:
    """`server.ports.SheetWork`. Works on at most `workers` sheets at a time; others wait.

    Processes start when they are needed.
    """

    def __init__(self, tree: TopicTree, *, workers: int = MAX_WORKERS, seconds: float = MAX_SECONDS) -> None:
        self.seconds = seconds
        self._tree = tree
        self._count = workers
        self._turns = asyncio.Semaphore(workers)
        # Twice as many threads as workers: a thread whose sheet was abandoned may still be closing its worker.
        self._threads = ThreadPoolExecutor(2 * workers, thread_name_prefix="sheet-pool")
        self._idle: list[Worker] = []

    async def __call__(self, work: Callable[[TopicTree, *Args], T], *args: *Args) -> T:
        try:
            async with asyncio.timeout(self.seconds), self._turns:
                return await self._in_a_process(work, args)
        except (TimeoutError, ProcessDied):
            raise Invalid(TOO_SLOW, code="sheet-too-slow") from None

    async def close(self) -> None:
        """Wait for the work in progress, then end every process. Call nothing afterwards."""
        for _ in range(self._count):
            await self._turns.acquire()
        for worker in self._idle:
            self._threads.submit(worker.close)
        await asyncio.to_thread(self._threads.shutdown)

    async def _in_a_process(self, work: Callable[..., T], args: tuple[Any, ...]) -> T:
        worker = self._idle.pop() if self._idle else Worker(self._tree)
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, worker.run, work, *args)
        except asyncio.CancelledError:  # abandoned: the deadline has passed, or the caller was cancelled
            worker.kill()
            raise
        finally:
            if worker.usable:
                self._idle.append(worker)
            else:
                self._threads.submit(worker.close)
