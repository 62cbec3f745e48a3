"""Fakes of the ports: they behave like the real ones, in memory, and record what was done."""

import json
import tomllib
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import TypeVar, TypeVarTuple
from uuid import UUID, uuid4

from server.domain.errors import Invalid, NotFound
from server.domain.figures import Figures
from server.domain.sheets import Sheet, parse_toml
from server.domain.topics import TopicTree
from server.messages import load_messages
from server.ports import (
    Developed,
    LabFigures,
    NewPasskey,
    PushFailed,
    PushMessage,
    PushTarget,
    Rendition,
    Services,
    Upload,
)

Args = TypeVarTuple("Args")
T = TypeVar("T")
NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
PICTURE = b"picture:"
"""`FakeLab` accepts every upload that starts with these bytes."""
LOGO_OF_PICTURE = b"logo:" + PICTURE


@dataclass(slots=True)
class FakeClock:
    """A clock that stands still until a test moves it."""

    moment: datetime = NOW

    def now(self) -> datetime:
        return self.moment

    def pass_time(self, **length: float) -> datetime:
        self.moment += timedelta(**length)
        return self.moment


class FakeTokens:
    """Create unique tokens that a test can recognize in a log, where they must never appear."""

    def __init__(self) -> None:
        self.given: list[str] = []
        self._numbers = count(1)

    def __call__(self) -> str:
        token = f"poison-token-{next(self._numbers):04d}-{uuid4().hex}"
        self.given.append(token)
        return token


@dataclass(slots=True)
class MemoryPhotos:
    """Store photos in memory. `refuses` simulates a full disk, and `moment` is when everything was stored."""

    images: dict[str, tuple[bytes, str]] = field(default_factory=dict)
    refuses: bool = False
    moment: datetime = NOW

    async def put(self, key: str, content: bytes, *, content_type: str) -> None:
        if self.refuses:
            raise OSError("no space left on device")
        self.images[key] = (content, content_type)

    async def get(self, key: str) -> bytes:
        if key not in self.images:
            raise NotFound(code="photo-unknown")
        return self.images[key][0]

    async def stored_at(self, key: str) -> datetime:
        await self.get(key)
        return self.moment

    async def delete(self, key: str) -> None:
        self.images.pop(key, None)

    async def keys(self, *, prefix: str = "") -> AsyncIterator[str]:
        for key in list(self.images):
            if key.startswith(prefix):
                yield key


def content_of(upload: Upload) -> bytes:
    return upload if isinstance(upload, bytes) else b"".join(upload.pieces())


@dataclass(slots=True)
class FakeLab:
    """Process uploads that start with `PICTURE`, and refuse all others as the real lab does."""

    developed: int = 0

    async def develop(self, upload: Upload, *, person_id: UUID) -> Developed:
        upload = content_of(upload)
        if not upload.startswith(PICTURE):
            raise Invalid("This file is not a picture that we can read.", code="photo-unreadable")
        self.developed += 1
        mark = sha256(upload).hexdigest().encode()
        return Developed(
            display=Rendition(b"display:" + mark, "image/jpeg", 1512, 2016),
            thumbnail=Rendition(b"thumbnail:" + mark, "image/jpeg", 240, 320),
            sharpness=140.0,
            brightness=120.0,
        )

    async def develop_logo(self, upload: Upload, *, person_id: UUID) -> Rendition:
        await self.develop(upload, person_id=person_id)
        return Rendition(b"logo:" + content_of(upload), "image/png", 600, 300)

    def figures(self) -> LabFigures:
        return LabFigures(waiting=0, outcomes={"developed": self.developed})


@dataclass(slots=True)
class InlineSheetWork:
    """Work in the test's own process. With `is_too_slow`, give up before the function begins."""

    is_too_slow: bool = False

    async def __call__(self, work: Callable[[TopicTree, *Args], T], *args: *Args) -> T:
        if self.is_too_slow:
            raise Invalid("Working on this sheet took too long.", code="sheet-too-slow")
        return work(TOPICS, *args)


@dataclass(slots=True)
class FakeTypesetter:
    """Record what was to be set, and return the data in place of pages."""

    pictures: dict[str, bytes] = field(default_factory=dict)

    async def __call__(
        self, template: str, data: Mapping[str, object], pictures: Mapping[str, bytes]
    ) -> bytes:
        self.pictures = dict(pictures)
        return json.dumps({"template": template, **data}, ensure_ascii=False).encode()


@dataclass(slots=True)
class FakePush:
    """Record what was sent. `answers` holds the failure that a push service returns for an endpoint."""

    sent: list[tuple[PushTarget, PushMessage]] = field(default_factory=list)
    answers: dict[str, PushFailed] = field(default_factory=dict)

    def public_key(self) -> str:
        return "B" + "A" * 86

    async def check_endpoint(self, endpoint: str) -> None:
        if not endpoint.startswith("https://push.example/"):
            raise Invalid("Not a push service that we know.", code="push-endpoint")

    async def send(self, target: PushTarget, message: PushMessage) -> None:
        if target.endpoint in self.answers:
            raise self.answers[target.endpoint]
        self.sent.append((target, message))


class FakePasskeys:
    """A credential is `{"id": hex, "challenge": hex}`. It is valid if it contains the challenge."""

    def registration_options(
        self,
        *,
        person_id: UUID,
        name: str,
        challenge: bytes,
        exclude: tuple[bytes, ...],
        verify_user: bool = False,
    ) -> Mapping[str, object]:
        return {
            "challenge": challenge.hex(),
            "verify_user": verify_user,
            "user": {"id": person_id.hex, "name": name},
            "exclude": [credential.hex() for credential in exclude],
        }

    def verify_registration(
        self, credential: Mapping[str, object], *, challenge: bytes, verify_user: bool = False
    ) -> NewPasskey:
        self._check(credential, challenge, verify_user)
        return NewPasskey(self.credential_id(credential), b"public key", 0, ("internal",))

    def authentication_options(self, *, challenge: bytes, verify_user: bool = False) -> Mapping[str, object]:
        return {"challenge": challenge.hex(), "verify_user": verify_user}

    def credential_id(self, credential: Mapping[str, object]) -> bytes:
        return bytes.fromhex(str(credential["id"]))

    def verify_authentication(
        self,
        credential: Mapping[str, object],
        *,
        challenge: bytes,
        public_key: bytes,
        sign_count: int,
        verify_user: bool = False,
    ) -> int:
        self._check(credential, challenge, verify_user)
        return sign_count + 1

    def _check(self, credential: Mapping[str, object], challenge: bytes, verify_user: bool) -> None:
        if verify_user and not credential.get("user_verified", True):
            raise Invalid("The device has not recognized the person.", code="passkey-unverified")
        if credential.get("challenge") != challenge.hex():
            raise Invalid("This passkey does not match.", code="passkey-refused")


def fake_qr(text: str) -> str:
    return f"<svg><title>{len(text)} characters</title></svg>"


SHEET = parse_toml((Path(__file__).parent / "calm_days.toml").read_text(), name="calm_days.toml")
SERVER = Path(__file__).parent.parent / "server"
TOPICS = TopicTree.from_document(tomllib.loads((SERVER / "sheets" / "topics.toml").read_text()))
MESSAGES = load_messages(SERVER / "messages")


def fake_services(*, sheets: Mapping[str, Sheet] | None = None, **instead: object) -> Services:
    """Return a bundle of fakes. `instead` replaces individual ports."""
    services = Services(
        clock=FakeClock(),
        new_id=uuid4,
        new_token=FakeTokens(),
        photos=MemoryPhotos(),
        lab=FakeLab(),
        sheet_work=InlineSheetWork(),
        typeset=FakeTypesetter(),
        push=FakePush(),
        passkeys=FakePasskeys(),
        qr=fake_qr,
        security_log=lambda _kind, _detail: None,
        messages=MESSAGES,
        sheets=sheets or {SHEET.id: SHEET},
        topics=TOPICS,
        figures=Figures(),
        public_url="https://afterglow.example",
    )
    return replace(services, **instead)  # type: ignore[arg-type]  # names of the bundle's own fields
