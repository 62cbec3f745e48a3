"""The photo lab: processes that decode photos and logos. A process can be killed without harm to the server.

A photo that fails is tried once more in a new process. What is due to the machine is `Unavailable`, and the phone
sends the photo again; only what the same bytes have done twice is told to the person as a fault of their photo.
"""

import os
from collections import Counter
from collections.abc import Callable
from typing import Final, TypeVar, get_args
from uuid import UUID

import structlog

from server.adapters.imaging_headers import inspect
from server.adapters.imaging_limits import MAX_BYTES, Refused
from server.adapters.photo_line import LineTooLong, PhotoLine
from server.adapters.photo_process import PhotoProcess, Trouble, TroubleKind, pieces_of
from server.adapters.process_pool import ProcessPool
from server.domain.errors import AfterglowError, Invalid, TooLarge, Unavailable
from server.ports import Developed, LabFigures, Rendition, Upload

MAX_SECONDS: Final = 30.0  # of wall-clock time for one photo; the process limits its own processor time
ATTEMPTS: Final = 2
RETRY_SECONDS: Final = 10
OUTCOMES: Final = ("developed", "refused", "busy", *get_args(TroubleKind))
"""Each is counted from 0: Prometheus sees no increase in a counter that begins at 1."""
T = TypeVar("T")
log = structlog.get_logger(__name__)


class ProcessLab:
    """`server.ports.PhotoLab`. Develops at most `workers` photos at a time; people take turns."""

    def __init__(self, *, workers: int | None = None, seconds: float = MAX_SECONDS) -> None:
        self.seconds = seconds
        places = workers or max(1, min(4, _cores() // 2))
        self._line = PhotoLine(places)
        self._outcomes: Counter[str] = Counter(dict.fromkeys(OUTCOMES, 0))
        self._pool = ProcessPool(PhotoProcess, count=places, name="photo-lab")

    async def develop(self, upload: Upload, *, person_id: UUID) -> Developed:
        return await self._in_turn(upload, person_id, lambda process: process.develop(upload))

    async def develop_logo(self, upload: Upload, *, person_id: UUID) -> Rendition:
        return await self._in_turn(upload, person_id, lambda process: process.develop_logo(upload))

    def figures(self) -> LabFigures:
        return LabFigures(waiting=self._line.waiting, outcomes=dict(self._outcomes))

    async def announce(self) -> None:
        """Start a process, and log why the system does not confine it, if it does not."""
        try:
            reason = await self._pool.run(lambda process: process.greet(), seconds=self.seconds)
        except (TimeoutError, OSError, Trouble) as error:
            log.warning("photo-lab-does-not-start", trouble=str(error) or type(error).__name__)
            return
        if reason is not None:
            log.warning("photo-lab-unconfined", reason=reason)

    async def close(self) -> None:
        """Wait for the photos in progress, then end every process. Call nothing afterwards."""
        await self._pool.close()

    async def _in_turn(self, upload: Upload, person_id: UUID, work: Callable[[PhotoProcess], T]) -> T:
        try:
            if len(upload) > MAX_BYTES:
                inspect(b"".join(pieces_of(upload)))
            async with self._line.turn(person_id, len(upload)):
                done = await self._attempts(work)
        except LineTooLong:
            self._outcomes["busy"] += 1
            raise _unavailable() from None
        except Refused as refused:
            self._outcomes["refused"] += 1
            raise _problem(refused) from None
        self._outcomes["developed"] += 1
        return done

    async def _attempts(self, work: Callable[[PhotoProcess], T]) -> T:
        """Try twice. The second process is a new one: the first may have died before it saw these bytes."""
        troubles: list[str] = []
        for attempt in range(ATTEMPTS):
            try:
                return await self._attempt(work, fresh=attempt > 0)
            except Trouble as trouble:
                troubles.append(trouble.kind)
                self._outcomes[trouble.kind] += 1
                log.warning("photo-lab-trouble", trouble=trouble.kind, attempt=attempt + 1)
        raise _verdict(troubles)

    async def _attempt(self, work: Callable[[PhotoProcess], T], *, fresh: bool) -> T:
        try:
            return await self._pool.run(work, seconds=self.seconds, fresh=fresh)
        except TimeoutError:
            raise Trouble("hung") from None
        except OSError as error:  # no process can be started
            raise Trouble("no-system") from error


def _cores() -> int:
    """Return the number of cores that this process may use: a container may have fewer than the machine."""
    allowed = getattr(os, "sched_getaffinity", None)  # on Linux
    return len(allowed(0)) if allowed else os.cpu_count() or 1


def _verdict(troubles: list[str]) -> AfterglowError:
    if set(troubles) == {"crashed"}:
        return Invalid("The picture cannot be decoded.", code="photo-unreadable")
    if set(troubles) == {"no-memory"}:
        return TooLarge("Decoding the picture takes too much memory.", code="photo-too-large")
    return _unavailable()


def _unavailable() -> Unavailable:
    return Unavailable(
        "Photos cannot be processed at the moment.", code="photo-lab-busy", retry_after=RETRY_SECONDS
    )


def _problem(refused: Refused) -> AfterglowError:
    kind = TooLarge if refused.code == "photo-too-large" else Invalid
    return kind(refused.detail, code=refused.code)
