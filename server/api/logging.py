"""Logs: one JSON line per event (text on a terminal), with nothing medical in it.

No path values, no queries, no bodies, and no texts of exceptions, since those may quote any of them.
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

Excinfo = tuple[type[BaseException], BaseException, TracebackType | None]


class Stderr(TextIOBase):
    """Standard error as it is when something is written, wherever that leads by then (tests, a daemon)."""

    def write(self, text: str) -> int:
        return sys.stderr.write(text)

    def flush(self) -> None:
        sys.stderr.flush()


def configure_logging(form: str) -> None:
    """`form`: json, text, or auto (text on a terminal). The standard library's loggers go the same way."""
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
    """An exception as its kind and the places it went through, never its text."""
    given = event.pop("exc_info", None)
    found = sys.exc_info() if given is True else _excinfo(given)
    if found and found[0] is not None:
        event["error"] = found[0].__name__
        event["at"] = [
            f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(found[2])[-12:]
        ]
    return event


def _excinfo(given: Any) -> Any:
    if isinstance(given, BaseException):
        return type(given), given, given.__traceback__
    return given or None
