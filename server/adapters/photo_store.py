"""Open the photo store at an address: a local folder, or a bucket of an S3-compatible object store."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from urllib.parse import unquote, urlsplit

from server.adapters.photo_store_local import LocalPhotoStore
from server.ports import PhotoStore


def open_photo_store(address: str) -> PhotoStore:
    """Open `file:FOLDER` or `s3://BUCKET/PREFIX?endpoint=…&region=…&credentials_file=…`. Raises ValueError.

    The AWS_… environment variables supply whatever an s3 address leaves out.
    """
    scheme = urlsplit(address).scheme
    if scheme not in ("file", "s3"):
        raise ValueError("photos are stored in file:FOLDER or s3://BUCKET/PREFIX")
    if scheme not in _STORES:
        raise ValueError("an s3 address needs the extra `s3`: pip install 'afterglow[s3]'")
    return _STORES[scheme](address)


def _local(address: str) -> PhotoStore:
    path = unquote(urlsplit(address).path)
    if not path:
        raise ValueError("file: needs the path of a folder")
    return LocalPhotoStore(Path(path))


_STORES: dict[str, Callable[[str], PhotoStore]] = {"file": _local}
with suppress(ModuleNotFoundError):  # obstore comes with the extra `s3`
    from server.adapters.photo_store_s3 import S3PhotoStore

    _STORES["s3"] = S3PhotoStore
