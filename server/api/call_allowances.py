"""What one call spends of the allowances of its caller, and how a failed one is counted. Around every handler."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

import structlog

from server.api.allowances import Allowances
from server.api.route_allowances import FAILURES, spent_by
from server.domain.errors import AfterglowError, NotFound, TooMany
from server.domain.limits import CEREMONIES, UNKNOWN_IDS, Allowance
from server.domain.share_links import LinkReader, network_of
from server.domain.viewer import Viewer
from server.ports import Services
from server.usecases.attempts import count_attempt

log = structlog.get_logger("afterglow.limits")


@dataclass(frozen=True, slots=True)
class Caller:
    """Who calls: a signed-in person, a reader by a share link, or only a network address."""

    guest: Viewer | None
    reader: LinkReader | None
    client: str

    @property
    def name(self) -> str | None:
        """Return what stands for this person in the counts; None for a stranger."""
        if self.guest is not None:
            return str(self.guest.person_id)
        return str(self.reader.link_id) if self.reader is not None else None


class CallAllowances:
    """The allowances of one route."""

    def __init__(self, line: str, services: Services, counts: Allowances) -> None:
        self._spends = spent_by(line)
        self._failures = FAILURES.get(line)
        self._services = services
        self._counts = counts

    @asynccontextmanager
    async def spent_by(self, caller: Caller) -> AsyncIterator[bool]:
        """Spend what the call costs, and count its failure. Yield whether a stranger's network has spent it all.

        Raises `TooMany`: before anything is done if a person has spent it all, or in place of a failure.
        """
        async with AsyncExitStack() as stack:
            try:
                yield await self._enter(stack, caller)
            except TooMany as error:
                self._report(error)
                raise
            except AfterglowError as error:
                await self._count(caller, error)
                raise

    async def _enter(self, stack: AsyncExitStack, caller: Caller) -> bool:
        allowance = self._spends
        if allowance is None:
            return False
        if caller.name is None:
            return allowance.per == "network" and self._is_crowded(allowance, caller)
        own = CEREMONIES if allowance.per == "network" else allowance
        self._counts.spend(own, caller.name)
        if own.one_at_a_time:
            await stack.enter_async_context(self._counts.turn(own, caller.name))
        return False

    def _is_crowded(self, allowance: Allowance, caller: Caller) -> bool:
        """Return whether a network has spent it all. It is not refused, because the next one may be the owner."""
        try:
            self._counts.spend(allowance, network_of(caller.client))
        except TooMany:
            return True
        return False

    async def _count(self, caller: Caller, error: AfterglowError) -> None:
        """Count a failure. Raises `TooMany` in its place if there were too many."""
        try:
            if caller.name is not None and isinstance(error, NotFound):
                self._counts.spend(UNKNOWN_IDS, caller.name)
            elif caller.name is None and self._failures is not None and error.code in self._failures.codes:
                await count_attempt(self._services, self._failures.allowance, caller.client)
        except TooMany as too_many:
            self._report(too_many)
            raise too_many from error

    @staticmethod
    def _report(error: TooMany) -> None:
        """Tell the operator which allowance was used up, and nothing of who it was."""
        log.warning("too-many-requests", limit=error.facts.get("limit"))
