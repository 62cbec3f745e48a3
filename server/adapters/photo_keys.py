"""The form of photo keys in every photo store."""

import re
from typing import Final

_KEY: Final = re.compile(r"[a-z0-9][a-z0-9_-]*(\.[a-z0-9]+)?(/[a-z0-9][a-z0-9_-]*(\.[a-z0-9]+)?)*")
_MAX_LENGTH: Final = 200


def checked(key: str) -> str:
    """Return the key. Raises ValueError unless it consists of lower-case words separated by single slashes."""
    if len(key) > _MAX_LENGTH or not _KEY.fullmatch(key):
        raise ValueError(f"not a photo key: {key[:_MAX_LENGTH]!r}")
    return key
