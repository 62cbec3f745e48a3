"""Cursors of paged lists: the sort key and the id of the last row of a page."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import datetime
from typing import Any
from uuid import UUID

from server.domain.errors import Invalid


def cursor_of(*key: str | float | None, row_id: UUID) -> str:
    """Return the cursor behind a row."""
    return urlsafe_b64encode(json.dumps([*key, str(row_id)]).encode()).decode()


def read_cursor(cursor: str, *kinds: type[Any]) -> tuple[list[Any], UUID]:
    """Return the sort key, whose values have these types or are None, and the id. Raises `Invalid` (invalid)."""
    try:
        *key, row_id = json.loads(urlsafe_b64decode(cursor.encode()))
        last = UUID(row_id)
        "".join(each for each in key if isinstance(each, str)).encode()  # a lone surrogate cannot be stored
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise _unreadable() from error
    if (
        any("\x00" in each for each in key if isinstance(each, str))
        or len(key) != len(kinds)
        or not all(value is None or isinstance(value, kind) for value, kind in zip(key, kinds, strict=True))
    ):
        raise _unreadable()
    return key, last


def instant_of(text: str | None) -> datetime:
    """Return a moment of the sort key of a cursor. Raises `Invalid` (invalid)."""
    try:
        moment = datetime.fromisoformat(text or "")
    except ValueError as error:
        raise _unreadable() from error
    if moment.tzinfo is None:
        raise _unreadable()
    return moment


def _unreadable() -> Invalid:
    return Invalid("This page cannot be continued. Load the list again.", code="invalid", at="after")
