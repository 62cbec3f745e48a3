"""A local push service, which accepts messages as the real ones do, and a phone that decrypts them."""

import base64
import json
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import jwt
from aiohttp import web
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from server.ports import PushTarget


def b64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def unb64(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


class Phone:
    """A browser's subscription, with the only keys that decrypt its messages."""

    def __init__(self) -> None:
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._auth = os.urandom(16)

    @property
    def _point(self) -> bytes:
        return self._key.public_key().public_bytes(
            serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
        )

    def target(self, endpoint: str) -> PushTarget:
        return PushTarget(endpoint, p256dh=b64(self._point), auth=b64(self._auth))

    def open(self, body: bytes) -> dict[str, Any]:
        """Decrypt a message (RFC 8291). Raise an error if it is for another phone, or was changed on the way."""
        salt, size, rest = body[:16], int.from_bytes(body[16:20], "big"), body[20:]
        assert len(body) <= size == 4096
        sender, ciphertext = rest[1 : 1 + rest[0]], rest[1 + rest[0] :]
        secret = self._key.exchange(
            ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), sender)
        )
        seed = _hkdf(secret, salt=self._auth, info=b"WebPush: info\x00" + self._point + sender, length=32)
        key = _hkdf(seed, salt=salt, info=b"Content-Encoding: aes128gcm\x00", length=16)
        nonce = _hkdf(seed, salt=salt, info=b"Content-Encoding: nonce\x00", length=12)
        padded = AESGCM(key).decrypt(nonce, ciphertext, None)
        document: dict[str, Any] = json.loads(padded.rstrip(b"\x00").removesuffix(b"\x02"))
        return document


def _hkdf(secret: bytes, *, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=length, salt=salt, info=info).derive(secret)


@dataclass
class Delivery:
    path: str
    headers: dict[str, str]
    body: bytes

    def claims(self, audience: str) -> dict[str, Any]:
        """Return the claims of the VAPID token. Raise an error unless its own key signed it for this audience."""
        token, key = (
            part.split("=", 1)[1] for part in self.headers["authorization"].split(" ", 1)[1].split(", ")
        )
        point = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), unb64(key))
        claims: dict[str, Any] = jwt.decode(token, point, algorithms=["ES256"], audience=audience)
        return claims

    def vapid_key(self) -> str:
        return self.headers["authorization"].split("k=")[1]


@dataclass
class LocalPushService:
    origin: str = ""
    status: int = 201
    headers: dict[str, str] = field(default_factory=dict)
    deliveries: list[Delivery] = field(default_factory=list)

    def endpoint(self, name: str = "phone") -> str:
        return f"{self.origin}/push/{name}"

    async def take(self, request: web.Request) -> web.Response:
        headers = {name.lower(): value for name, value in request.headers.items()}
        self.deliveries.append(Delivery(request.path, headers, await request.read()))
        return web.Response(status=self.status, headers=self.headers)


@asynccontextmanager
async def local_push_service() -> AsyncIterator[LocalPushService]:
    service = LocalPushService()
    app = web.Application()
    app.router.add_post("/push/{name}", service.take)
    app.router.add_post("/elsewhere", service.take)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0][:2]
    service.origin = f"http://{host}:{port}"
    try:
        yield service
    finally:
        await runner.cleanup()
