"""The line before the photo lab: people take turns, and a long line is refused at once."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

MAX_WAITING: Final = 48  # photos of all people; about ten seconds of work
MAX_WAITING_EACH: Final = 8  # photos of one person; a phone sends one at a time
MAX_WAITING_BYTES: Final = 128 * 1024 * 1024


class LineTooLong(Exception):
    """No further photo may wait."""


@dataclass(slots=True)
class _Waiting:
    size: int
    turn: asyncio.Future[None]


@dataclass(slots=True)
class PhotoLine:
    """Give `places` turns at once, at most one to each person, and in rotation if several people wait."""

    places: int
    _running: set[UUID] = field(default_factory=set)
    _line: dict[UUID, deque[_Waiting]] = field(default_factory=dict)  # the next person is the first

    @property
    def waiting(self) -> int:
        return sum(len(each) for each in self._line.values())

    @asynccontextmanager
    async def turn(self, person_id: UUID, size: int) -> AsyncIterator[None]:
        """Wait for a turn and hold it. Raises `LineTooLong` for an upload of `size` bytes that may not wait."""
        await self._wait(person_id, size)
        try:
            yield
        finally:
            self._release(person_id)

    async def _wait(self, person_id: UUID, size: int) -> None:
        if len(self._running) < self.places and person_id not in self._running:
            self._running.add(person_id)
            return
        self._check(person_id, size)
        waiting = _Waiting(size, asyncio.get_running_loop().create_future())
        self._line.setdefault(person_id, deque()).append(waiting)
        try:
            await waiting.turn
        except asyncio.CancelledError:
            self._leave(person_id, waiting)
            raise

    def _check(self, person_id: UUID, size: int) -> None:
        held = sum(one.size for each in self._line.values() for one in each)
        of_one = len(self._line.get(person_id, ()))
        if (
            self.waiting >= MAX_WAITING
            or of_one >= MAX_WAITING_EACH
            or (self._line and held + size > MAX_WAITING_BYTES)
        ):
            raise LineTooLong

    def _leave(self, person_id: UUID, waiting: _Waiting) -> None:
        if (
            waiting.turn.done() and not waiting.turn.cancelled()
        ):  # the turn came together with the cancellation
            self._release(person_id)
        elif person_id in self._line and waiting in self._line[person_id]:
            self._line[person_id].remove(waiting)
            if not self._line[person_id]:
                del self._line[person_id]

    def _release(self, person_id: UUID) -> None:
        self._running.discard(person_id)
        if person_id in self._line:  # who has just had a turn is the last to get another
            self._line[person_id] = self._line.pop(person_id)
        while len(self._running) < self.places and (following := self._next()) is not None:
            following.turn.set_result(None)

    def _next(self) -> _Waiting | None:
        """Take the first photo of the first person who has no turn."""
        self._drop_cancelled()
        for person_id in self._line:
            if person_id not in self._running:
                mine = self._line[person_id]
                following = mine.popleft()
                if not mine:
                    del self._line[person_id]
                self._running.add(person_id)
                return following
        return None

    def _drop_cancelled(self) -> None:
        """Forget photos whose requests were cancelled a moment ago and do not know it yet."""
        for person_id, mine in list(self._line.items()):
            standing = deque(one for one in mine if not one.turn.cancelled())
            if standing:
                self._line[person_id] = standing
            else:
                del self._line[person_id]
