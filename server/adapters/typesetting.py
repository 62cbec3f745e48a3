"""A pool of processes that set pages with typst: a page that takes too long is abandoned."""

from collections.abc import Mapping
from typing import Any, Final

from server.adapters.process_pool import ChildProcess, ProcessDied, ProcessPool
from server.adapters.sheet_process import receive, send
from server.adapters.typesetting_worker import MAX_MEMORY
from server.domain.errors import Invalid

MAX_SECONDS: Final = 10.0
MAX_WORKERS: Final = 1  # a process takes about 120 MB, and a page less than a second


class NotSet(Exception):
    """The template or the data has a fault; the message is the traceback of the process."""


class TypesettingProcess(ChildProcess):
    """One process that sets pages."""

    def __init__(self, *, memory: int = MAX_MEMORY) -> None:
        super().__init__("server.adapters.typesetting_worker", str(memory))

    def run(self, template: str, data: Mapping[str, Any], pictures: Mapping[str, bytes]) -> bytes:
        """Return the PDF; blocks. Raises `NotSet`, and `ProcessDied` if the process ends before it answers."""
        requests, responses = self.pipes()
        try:
            send(requests, (template, dict(data), dict(pictures)))
            pdf = receive(responses)
        except OSError as broken:
            self.kill()
            raise ProcessDied from broken
        if isinstance(pdf, str):
            raise NotSet(pdf)
        if not isinstance(pdf, bytes):
            self.kill()
            raise ProcessDied
        return pdf


class TypesettingPool:
    """`server.ports.Typesetter`. Sets one document at a time; others wait."""

    def __init__(self, *, workers: int = MAX_WORKERS, seconds: float = MAX_SECONDS) -> None:
        self.seconds = seconds
        self._pool = ProcessPool(TypesettingProcess, count=workers, name="typesetting")

    async def __call__(self, template: str, data: Mapping[str, Any], pictures: Mapping[str, bytes]) -> bytes:
        try:
            return await self._pool.run(
                lambda process: process.run(template, data, pictures), seconds=self.seconds
            )
        except (TimeoutError, ProcessDied, NotSet) as failed:
            raise Invalid("The PDF could not be made.", code="pdf-failed") from failed

    async def close(self) -> None:
        """Wait for the document in progress, then end every process. Call nothing afterwards."""
        await self._pool.close()
