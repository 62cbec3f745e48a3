"""Logs: one JSON line per event (text on a terminal), with nothing medical in it.

Path values, queries, bodies and the texts of exceptions (which may quote them) are never logged.
"""

import logging
import sys
import traceback
from collections.abc import MutableMapping
from io import TextIOBase
from types import TracebackType
from typing import Any, TextIO, cast

import structlog
from structlog.typing import Processor

from server.domain.audit import AuditDetail, AuditKind

Excinfo = tuple[type[BaseException], BaseException, TracebackType | None]


class Stderr(TextIOBase):
    """Write to whatever `sys.stderr` is at that moment: tests and daemons replace it after the start."""

    def write(self, text: str) -> int:
        return sys.stderr.write(text)

    def flush(self) -> None:
        sys.stderr.flush()


def configure_logging(form: str) -> None:
    """Configure structlog and the standard library alike. `form`: json, text, or auto (text on a terminal)."""
    stderr = Stderr()
    text = form == "text" or (form == "auto" and sys.stderr.isatty())
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        without_values,
    ]
    renderer: Processor = structlog.dev.ConsoleRenderer() if text else structlog.processors.JSONRenderer()
    structlog.configure(
        processors=[*shared, renderer],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.WriteLoggerFactory(file=cast(TextIO, stderr)),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)


def without_values(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Replace an exception by its type and the last 12 frames of its traceback, without its text."""
    given = event.pop("exc_info", None)
    excinfo = sys.exc_info() if given is True else _excinfo(given)
    if excinfo and excinfo[0] is not None:
        event["error"] = excinfo[0].__name__
        event["at"] = [
            f"{frame.filename}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(excinfo[2])[-12:]
        ]
    return event


def _excinfo(given: Any) -> Any:
    if isinstance(given, BaseException):
        return type(given), given, given.__traceback__
    return given or None


def log_security_event(kind: AuditKind, detail: AuditDetail) -> None:
    """Write an event of the audit log as a line: ids, where it came from, and the outcome."""
    ids = {"person_id": detail.person_id, "actor_id": detail.actor_id, "item_id": detail.item_id}
    named = {name: str(value) for name, value in ids.items() if value is not None}
    structlog.get_logger("afterglow.audit").info("audit", kind=str(kind), **named, **detail.document)
