"""Interfaces (ports) to external services; `server.main` picks their adapters.

Tests use working fakes (tests/fakes.py) in place of the adapters.
"""

from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol, TypeVar, TypeVarTuple
from uuid import UUID

from server.domain.audit import AuditDetail, AuditKind
from server.domain.figures import Figures
from server.domain.sheets import Sheet
from server.domain.topics import TopicTree

Args = TypeVarTuple("Args")
T = TypeVar("T")


class Clock(Protocol):
    def now(self) -> datetime:
        """Return the current instant, aware and in UTC."""
        ...


class NewId(Protocol):
    def __call__(self) -> UUID: ...


class NewToken(Protocol):
    def __call__(self) -> str:
        """Return an unguessable URL-safe token of at least 256 bits."""
        ...


class PhotoStore(Protocol):
    """Bytes by key. `put` returns once the bytes are durable (fsync)."""

    async def put(self, key: str, content: bytes, *, content_type: str) -> None: ...
    async def get(self, key: str) -> bytes:
        """Return the bytes. Raises `server.domain.errors.NotFound`."""
        ...

    async def delete(self, key: str) -> None:
        """Delete the bytes; a key that does not exist is not an error."""
        ...

    async def stored_at(self, key: str) -> datetime:
        """Return when the bytes were put. Raises `server.domain.errors.NotFound`."""
        ...

    def keys(self, *, prefix: str = "") -> AsyncIterator[str]:
        """Return the keys that begin with `prefix`, which is empty or ends with a slash."""
        ...


@dataclass(frozen=True, slots=True)
class Rendition:
    """One re-encoded picture: upright, in sRGB, without metadata."""

    content: bytes
    content_type: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Developed:
    """What is stored of an uploaded photo. The original is not stored."""

    display: Rendition
    thumbnail: Rendition
    sharpness: float  # variance of the Laplacian of the 320 px grey image; higher is sharper
    brightness: float  # mean luma of the thumbnail, 0-255


class UploadedFile(Protocol):
    """A file that a device has sent. It waits on the disk, so that it takes no memory before its turn."""

    def __len__(self) -> int:
        """Return the number of bytes."""
        ...

    @property
    def sha256(self) -> str:
        """The hash of the whole file in hex, computed while it arrived."""
        ...

    def pieces(self) -> Iterator[bytes]:
        """Read the file from its beginning, in pieces. Blocks."""
        ...


Upload = bytes | UploadedFile


@dataclass(frozen=True, slots=True)
class LabFigures:
    waiting: int  # photos that wait for their turn
    outcomes: Mapping[str, int]  # since the start: developed, refused, busy, and each kind of trouble


class PhotoLab(Protocol):
    async def develop(self, upload: Upload, *, person_id: UUID) -> Developed:
        """Decode and re-encode a photo in a separate process with limits on time and memory.

        People take turns: `person_id` is who waits.

        Raises `server.domain.errors.Invalid` with code `photo-unreadable` (not a picture, truncated),
        `photo-format` (an unsupported format), `TooLarge` with code `photo-too-large`, or `Unavailable` with code
        `photo-lab-busy` if many photos wait or the machine fails: the same upload may succeed later.
        """
        ...

    async def develop_logo(self, upload: Upload, *, person_id: UUID) -> Rendition:
        """Decode a PNG, JPEG or WebP file likewise; a transparent ground stays. Raises what `develop` raises."""
        ...

    def figures(self) -> LabFigures: ...


class SheetWork(Protocol):
    async def __call__(self, work: Callable[[TopicTree, *Args], T], *args: *Args) -> T:
        """Run a pure function of the topic tree outside the event loop, and return its result.

        The function is defined in a module; it, its arguments and its result can be pickled. Raises what it
        raises, and `server.domain.errors.Invalid` with code `sheet-too-slow` after a deadline.
        """
        ...


class Typesetter(Protocol):
    async def __call__(
        self, template: str, data: Mapping[str, object], pictures: Mapping[str, bytes]
    ) -> bytes:
        """Return the PDF of a template, set in a separate process. `data` names the pictures by their keys.

        Raises `server.domain.errors.Invalid` with code `pdf-failed`, also after a deadline.
        """
        ...


@dataclass(frozen=True, slots=True)
class PushTarget:
    endpoint: str
    p256dh: str
    auth: str


@dataclass(frozen=True, slots=True)
class PushMessage:
    """A Declarative Web Push message; a newer one with the same `topic` replaces an undelivered older one."""

    title: str
    body: str
    navigate: str  # absolute URL
    tag: str
    ttl: int  # seconds
    topic: str | None = None
    urgency: str = "normal"
    language: str = "en"


class PushFailed(Exception):
    """A message could not be delivered.

    `permanent`: the subscription no longer exists (404, 410). `retry_after`: seconds that the push service
    asked us to wait. `retry` False: the service would refuse this message again, but the subscription is valid.
    """

    def __init__(
        self, reason: str, *, permanent: bool, retry_after: int | None = None, retry: bool = True
    ) -> None:
        super().__init__(reason)
        self.permanent = permanent
        self.retry_after = retry_after
        self.retry = retry and not permanent


class PushSender(Protocol):
    def public_key(self) -> str:
        """Return the VAPID application server key: an uncompressed point in base64url."""
        ...

    async def check_endpoint(self, endpoint: str) -> None:
        """Raise `Invalid` with code `push-endpoint` unless the address belongs to an allowed push service."""
        ...

    async def send(self, target: PushTarget, message: PushMessage) -> None:
        """Deliver a message. Raises `PushFailed`."""
        ...


@dataclass(frozen=True, slots=True)
class NewPasskey:
    credential_id: bytes
    public_key: bytes
    sign_count: int
    transports: tuple[str, ...]


class Passkeys(Protocol):
    """WebAuthn ceremonies, without storage. Options and credentials are the JSON of the Web Authentication API.

    `verify_user`: the device must also have recognized the person, by fingerprint, face or PIN.
    """

    def registration_options(
        self,
        *,
        person_id: UUID,
        name: str,
        challenge: bytes,
        exclude: tuple[bytes, ...],
        verify_user: bool = False,
    ) -> Mapping[str, object]: ...
    def verify_registration(
        self, credential: Mapping[str, object], *, challenge: bytes, verify_user: bool = False
    ) -> NewPasskey:
        """Return the new passkey. Raises `Invalid` with code `passkey-refused` or `passkey-unverified`."""
        ...

    def authentication_options(
        self, *, challenge: bytes, verify_user: bool = False
    ) -> Mapping[str, object]: ...
    def credential_id(self, credential: Mapping[str, object]) -> bytes: ...
    def verify_authentication(
        self,
        credential: Mapping[str, object],
        *,
        challenge: bytes,
        public_key: bytes,
        sign_count: int,
        verify_user: bool = False,
    ) -> int:
        """Return the new sign count. Raises `Invalid` with code `passkey-refused` or `passkey-unverified`."""
        ...


class QrCode(Protocol):
    def __call__(self, text: str) -> str:
        """Return an SVG document with dark modules on a transparent background."""
        ...


Tone = tuple[int, int, int]
"""Red, green and blue, 0 to 255 inclusive."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Portrait:
    """A face to be drawn for the demo. `flush` ranges from 0 (calm skin) to 1 (freshly needled skin)."""

    tone: Tone
    flush_tone: Tone
    hair: Tone
    hair_style: Literal["long", "short", "round", "bun"]
    eyes: Tone
    lips: Tone
    shirt: Tone
    wall: Tone
    angle: Literal["front", "left", "right", "close-up"] = "front"
    flush: float = 0.0
    spots: int = 0


class Painter(Protocol):
    def __call__(self, portrait: Portrait) -> bytes:
        """Return a JPEG. The same portrait gives the same bytes."""
        ...


class Messages(Protocol):
    def __call__(self, language: str, key: str, **values: object) -> str:
        """Return a text of the catalogue server/messages/<language>.json, or else the English text."""
        ...


class SecurityLog(Protocol):
    def __call__(self, kind: AuditKind, detail: AuditDetail) -> None:
        """Write an event of the audit log as a line of the server's log."""
        ...


@dataclass(frozen=True, slots=True)
class Services:
    """The services that use cases and jobs receive: frozen, and built once in `server.main`."""

    clock: Clock
    new_id: NewId
    new_token: NewToken
    photos: PhotoStore
    lab: PhotoLab
    sheet_work: SheetWork
    typeset: Typesetter
    push: PushSender
    passkeys: Passkeys
    qr: QrCode
    security_log: SecurityLog
    messages: Messages
    sheets: Mapping[str, Sheet]  # the built-in sheets by id
    topics: TopicTree
    figures: Figures  # of this process
    public_url: str  # no trailing slash
