"""What the house needs from outside, as Protocols; `server.main` picks who does it.

Tests put real fakes (tests/fakes.py) in these places.
"""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from server.domain.sheets import Sheet
from server.domain.topics import TopicTree


class Clock(Protocol):
    def now(self) -> datetime:
        """The current instant, aware, UTC."""
        ...


class NewId(Protocol):
    def __call__(self) -> UUID: ...


class NewToken(Protocol):
    def __call__(self) -> str:
        """An unguessable URL-safe token of at least 256 bits."""
        ...


class PhotoStore(Protocol):
    """Bytes by key. `put` returns only when a power cut cannot take the bytes back."""

    async def put(self, key: str, content: bytes, *, content_type: str) -> None: ...
    async def get(self, key: str) -> bytes:
        """Raises `server.domain.errors.NotFound`."""
        ...

    async def delete(self, key: str) -> None:
        """Deleting what is not there is fine."""
        ...

    def keys(self) -> AsyncIterator[str]: ...


@dataclass(frozen=True, slots=True)
class Rendition:
    """One re-encoded picture, metadata gone, upright, sRGB."""

    content: bytes
    content_type: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Developed:
    """What is kept of an uploaded photo. The original is not."""

    display: Rendition
    thumbnail: Rendition
    sharpness: float  # variance of the Laplacian of the 320 px grey image; higher is sharper
    brightness: float  # mean luma of the thumbnail, 0-255


class PhotoLab(Protocol):
    async def develop(self, upload: bytes) -> Developed:
        """Decode in a separate process with limits.

        Raises `server.domain.errors.Invalid` with code `photo-unreadable` (not a picture, truncated),
        `photo-format` (a format we do not take) or `TooLarge` with code `photo-too-large`.
        """
        ...


@dataclass(frozen=True, slots=True)
class PushTarget:
    endpoint: str
    p256dh: str
    auth: str


@dataclass(frozen=True, slots=True)
class PushMessage:
    """A Declarative Web Push message; `topic` lets a newer one replace an older one unseen."""

    title: str
    body: str
    navigate: str  # absolute URL
    tag: str
    ttl: int  # seconds
    topic: str | None = None
    urgency: str = "normal"
    language: str = "en"


class PushFailed(Exception):
    """`permanent`: the subscription is gone (404, 410). `retry_after`: seconds the service asked for.
    `retry` false: this message will be refused again (too large, refused), the subscription is fine."""

    def __init__(
        self, reason: str, *, permanent: bool, retry_after: int | None = None, retry: bool = True
    ) -> None:
        super().__init__(reason)
        self.permanent = permanent
        self.retry_after = retry_after
        self.retry = retry and not permanent


class PushSender(Protocol):
    def public_key(self) -> str:
        """The VAPID application server key, base64url, uncompressed point."""
        ...

    async def check_endpoint(self, endpoint: str) -> None:
        """Raises `Invalid` with code `push-endpoint` unless it is https at a known push service."""
        ...

    async def send(self, target: PushTarget, message: PushMessage) -> None:
        """Raises `PushFailed`."""
        ...


@dataclass(frozen=True, slots=True)
class NewPasskey:
    credential_id: bytes
    public_key: bytes
    sign_count: int
    transports: tuple[str, ...]


class Passkeys(Protocol):
    """The WebAuthn ceremony, without storage. Options and credentials are the JSON of the Web Authentication API."""

    def registration_options(
        self, *, person_id: UUID, name: str, challenge: bytes, exclude: tuple[bytes, ...]
    ) -> Mapping[str, object]: ...
    def verify_registration(self, credential: Mapping[str, object], *, challenge: bytes) -> NewPasskey:
        """Raises `Invalid` with code `passkey-refused`."""
        ...

    def authentication_options(self, *, challenge: bytes) -> Mapping[str, object]: ...
    def credential_id(self, credential: Mapping[str, object]) -> bytes: ...
    def verify_authentication(
        self, credential: Mapping[str, object], *, challenge: bytes, public_key: bytes, sign_count: int
    ) -> int:
        """The new sign count. Raises `Invalid` with code `passkey-refused`."""
        ...


class QrCode(Protocol):
    def __call__(self, text: str) -> str:
        """An SVG document, dark modules on transparent."""
        ...


class Messages(Protocol):
    def __call__(self, language: str, key: str, **values: object) -> str:
        """The text of the message catalogue (server/messages/<language>.json); falls back to English."""
        ...


@dataclass(frozen=True, slots=True)
class Services:
    """Everything concrete that use cases and jobs get; frozen, built once in `server.main`."""

    clock: Clock
    new_id: NewId
    new_token: NewToken
    photos: PhotoStore
    lab: PhotoLab
    push: PushSender
    passkeys: Passkeys
    qr: QrCode
    messages: Messages
    sheets: Mapping[str, Sheet]  # the built-in sheets by id
    topics: TopicTree
    public_url: str  # no trailing slash
