"""Answers that are streamed, wholly or in one range of bytes (RFC 9110, section 14)."""

import re
from collections.abc import AsyncIterator, Callable

from server.api.call import Answer

_RANGE = re.compile(r"bytes=(\d*)-(\d*)")


def ranged(
    read: Callable[[int, int], AsyncIterator[bytes]],
    *,
    size: int,
    wanted: str | None,
    media_type: str,
    file_name: str,
    etag: str,
) -> Answer[bytes]:
    """Return the whole content, or the one range that the header Range asks for.

    A range that the content does not have, several ranges and other units are ignored, as RFC 9110 permits: the client
    then gets the whole content. `etag` names content that never changes: browsers resume a download only with one.
    """
    span = _span(wanted or "", size)
    first, last = span or (0, size - 1)
    headers = [
        ("accept-ranges", "bytes"),
        ("content-length", str(last - first + 1)),
        ("content-disposition", f'attachment; filename="{file_name}"'),
    ]
    if span is not None:
        headers.append(("content-range", f"bytes {first}-{last}/{size}"))
    return Answer(
        content=read(first, last),
        media_type=media_type,
        headers=tuple(headers),
        etag=etag,
        status=None if span is None else 206,
    )


def _span(wanted: str, size: int) -> tuple[int, int] | None:
    """Return the first and last byte, both inclusive, or None for the whole content."""
    match = _RANGE.fullmatch(wanted.strip())
    if match is None or not any(match.groups()):
        return None
    begin, end = match.groups()
    if not begin:  # the last bytes
        return (max(0, size - int(end)), size - 1) if int(end) else None
    first, last = int(begin), min(int(end), size - 1) if end else size - 1
    return (first, last) if first <= last else None
