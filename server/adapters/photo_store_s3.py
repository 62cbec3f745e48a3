"""Photos in an S3-compatible object store. Needs the extra `s3`."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

from obstore.store import S3Store

from server.adapters.photo_keys import checked
from server.domain.errors import NotFound

if TYPE_CHECKING:
    from obstore.store import S3Config  # in its type stubs only

_KNOWN = {"endpoint", "region", "credentials_file"}


class S3PhotoStore:
    """`server.ports.PhotoStore`. For the address, see `photo_store.open_photo_store`."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        options = dict(parse_qsl(parts.query, strict_parsing=bool(parts.query)))
        if not parts.hostname or set(options) - _KNOWN:
            raise ValueError(f"an s3 address is s3://BUCKET/PREFIX?…, with {', '.join(sorted(_KNOWN))}")
        insecure = options.get("endpoint", "").startswith("http:")
        self._store = S3Store(
            parts.hostname,
            prefix=parts.path.strip("/") or None,
            config=_config(options),
            client_options={"allow_http": insecure, "timeout": "30s"},
        )

    async def put(self, key: str, content: bytes, *, content_type: str) -> None:
        await self._store.put_async(checked(key), content, attributes={"Content-Type": content_type})

    async def get(self, key: str) -> bytes:
        try:
            stored = await self._store.get_async(checked(key))
            return bytes(await stored.bytes_async())
        except FileNotFoundError:
            raise NotFound(f"no photo {key}") from None

    async def stored_at(self, key: str) -> datetime:
        try:
            return (await self._store.head_async(checked(key)))["last_modified"]
        except FileNotFoundError:
            raise NotFound(f"no photo {key}") from None

    async def delete(self, key: str) -> None:
        try:
            await self._store.delete_async(checked(key))
        except FileNotFoundError:
            return

    async def keys(self, *, prefix: str = "") -> AsyncIterator[str]:
        async for page in self._store.list(prefix or None):
            for photo in page:
                yield photo["path"]


def _config(options: dict[str, str]) -> S3Config:
    config: S3Config = {"region": options.get("region", "us-east-1")}
    if "endpoint" in options:
        config["endpoint"] = options["endpoint"]
    if "credentials_file" in options:
        key_id, secret = Path(options["credentials_file"]).read_text().split()
        config["access_key_id"], config["secret_access_key"] = key_id, secret
    return config
