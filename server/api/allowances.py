"""How often one person, or one network, may ask for something: counted in the memory of this process.

These allowances protect the process from one caller: a second web has its own processor, and its own counts. They cost
no write, which a count in the database would double. What must be counted by all webs together, because it protects
secrets and accounts, is counted in the database: `server.usecases.attempts`.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from math import ceil

from server.domain.errors import TooMany
from server.domain.limits import SHEET_WORK_WAITING, Allowance
from server.ports import Clock
from server.usecases.cache import BoundedCache

CALLERS = 50_000
"""How many callers are remembered; those who have asked least recently are forgotten first."""

Key = tuple[str, str]


class Allowances:
    """The counts of one process. A caller has an allowance at once, and it comes back evenly (GCRA).

    What is stored is the instant at which all of it will have come back. A refused request spends nothing.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._whole_at: BoundedCache[Key, float] = BoundedCache(CALLERS)
        self._turns: dict[Key, _Turns] = {}

    def spend(self, allowance: Allowance, who: str) -> None:
        """Take one from the allowance of `who`. Raises `TooMany`, with the seconds until there is one again."""
        now = self._clock.now().timestamp()
        step = allowance.seconds / allowance
        whole_at = max(self._whole_at.get((allowance.name, who)) or now, now) + step
        wait = whole_at - now - allowance.seconds
        if wait > 1e-6:  # a sum of many steps is not exact
            raise too_many(allowance, ceil(wait))
        self._whole_at.put((allowance.name, who), whole_at)

    @asynccontextmanager
    async def turn(self, allowance: Allowance, who: str) -> AsyncIterator[None]:
        """Wait until nothing else of this kind runs for `who`. Raises `TooMany` if too much is waiting already."""
        key = (allowance.name, who)
        turns = self._turns.setdefault(key, _Turns())
        if turns.asked > SHEET_WORK_WAITING:
            raise too_many(allowance, 1)
        turns.asked += 1
        try:
            async with turns.lock:
                yield
        finally:
            turns.asked -= 1
            if not turns.asked:
                self._turns.pop(key, None)


class _Turns:
    def __init__(self) -> None:
        self.lock = asyncio.Lock()
        self.asked = 0  # running or waiting


def too_many(allowance: Allowance, seconds: int) -> TooMany:
    """Return the error for an allowance that is used up."""
    return TooMany(
        f"At most {allowance} {allowance.unit} within {allowance.seconds // 60} minutes.",
        retry_after=max(1, seconds),
        limit=allowance.name,
    )
