"""Photos by key: which store an address means, and what a key may look like."""

import re
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from server.ports import PhotoStore

_KEY: Final = re.compile(r"[a-z0-9][a-z0-9_-]*(\.[a-z0-9]+)?(/[a-z0-9][a-z0-9_-]*(\.[a-z0-9]+)?)*")
_LONGEST_KEY: Final = 200


def checked(key: str) -> str:
    """The key itself. Raises ValueError unless it is lower-case words divided by single slashes."""
    if len(key) > _LONGEST_KEY or not _KEY.fullmatch(key):
        raise ValueError(f"not a photo key: {key[:_LONGEST_KEY]!r}")
    return key


def open_photo_store(address: str) -> PhotoStore:
    """`file:FOLDER` or `s3://BUCKET/PREFIX?endpoint=…&region=…&credentials_file=…`. Raises ValueError.

    What an s3 address leaves out comes from the AWS_… variables of the environment.
    """
    kind = urlsplit(address).scheme
    if kind == "file":
        from server.adapters.photo_store_local import LocalPhotoStore  # noqa: PLC0415

        return LocalPhotoStore(_folder(address))
    if kind == "s3":
        from server.adapters.photo_store_s3 import S3PhotoStore  # noqa: PLC0415 - an extra, not always there

        return S3PhotoStore(address)
    raise ValueError("photos lie in file:FOLDER or s3://BUCKET/PREFIX")


def _folder(address: str) -> Path:
    path = unquote(urlsplit(address).path)
    if not path:
        raise ValueError("file: needs the path of a folder")
    return Path(path)
