"""A pool of processes that work on sheets: a sheet that takes too long is abandoned, and the server stays responsive.

Threads would not do: Python runs one thread at a time, and a thread cannot be stopped.
"""

import asyncio
from collections.abc import Callable
from typing import Final, TypeVar, TypeVarTuple

from server.adapters.process_pool import ChildProcess, ProcessDied, ProcessPool
from server.adapters.sheet_process import MAX_MEMORY, TOO_SLOW, receive, send
from server.domain.errors import Invalid
from server.domain.topics import TopicTree

MAX_SECONDS: Final = 15.0  # seconds, including the wait for a turn; the phone gives up after 20
MAX_WORKERS: Final = 2  # a process takes about 60 MB
Args = TypeVarTuple("Args")
T = TypeVar("T")


class SheetProcess(ChildProcess):
    """One process that works on sheets."""

    def __init__(self, tree: TopicTree, *, memory: int = MAX_MEMORY) -> None:
        super().__init__("server.adapters.sheet_process", str(memory))
        self._tree: TopicTree | None = tree  # until it has been sent

    def run(self, work: Callable[..., T], *args: object) -> T:
        """Run the function; blocks. Raises what it raises, and `ProcessDied` if the process ends before it answers."""
        requests, responses = self.pipes()
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


class SheetPool:
    """`server.ports.SheetWork`. Works on at most `workers` sheets at a time; others wait."""

    def __init__(self, tree: TopicTree, *, workers: int = MAX_WORKERS, seconds: float = MAX_SECONDS) -> None:
        self.seconds = seconds
        self._pool = ProcessPool(lambda: SheetProcess(tree), count=workers, name="sheet-pool")

    async def __call__(self, work: Callable[[TopicTree, *Args], T], *args: *Args) -> T:
        try:
            async with asyncio.timeout(self.seconds):
                return await self._pool.run(lambda process: process.run(work, *args))
        except (TimeoutError, ProcessDied):
            raise Invalid(TOO_SLOW, code="sheet-too-slow") from None

    async def close(self) -> None:
        """Wait for the work in progress, then end every process. Call nothing afterwards."""
        await self._pool.close()
