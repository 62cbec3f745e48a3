"""Web Push by `webpush`, which builds the message; sending it, and everything that goes wrong, is ours.

What webpush 1.0.6 leaves open is closed here: TTL, Topic, Urgency, the size limit, a fresh builder for each
message (what is given for one sticks to it), the VAPID header kept per origin, with the port in `aud`.
"""

import asyncio
import base64
import copy
import json
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import Self

import aiohttp
import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from pydantic import ValidationError
from webpush import WebPush, WebPushSubscription  # type: ignore[import-untyped]  # it brings no types
from webpush.types import WebPushKeys, WebPushMessage  # type: ignore[import-untyped]
from webpush.vapid import VAPID  # type: ignore[import-untyped]

from server.adapters.push_endpoints import Allowed, GuardedResolver, Origin
from server.domain.errors import Invalid
from server.ports import PushFailed, PushMessage, PushTarget

MAX_PLAINTEXT = 3_993
"""Bytes. Push services refuse a body over 4,096: 86 of header, 16 of tag, 1 of padding leave this."""
TOKEN_LIFE = 12 * 60 * 60
"""Seconds a VAPID token is good for; services refuse more than 24 hours."""
TOKEN_RENEW = 60 * 60
"""Seconds before its end at which a token is made anew: a slow clock on the other side must not refuse it."""
AT_ONCE = 64
SECONDS = 20
GONE = frozenset({404, 410})
WAIT = frozenset({408, 425, 429})


@dataclass(frozen=True, slots=True)
class _Signed:
    header: str
    renew_at: float  # Unix seconds


class _VapidHeaders:
    """Stands in webpush's VAPID place: the header per origin, signed once, used until near its end."""

    def __init__(self, key: ec.EllipticCurvePrivateKey, subject: str) -> None:
        self._key, self._subject = key, subject
        self._signed: dict[Origin, _Signed] = {}

    def application_server_key(self) -> str:
        return str(VAPID.get_application_server_key(self._key.public_key()))

    def header(self, origin: Origin) -> str:
        now = time.time()
        kept = self._signed.get(origin)
        if kept is None or kept.renew_at <= now:
            kept = _Signed(self._sign(origin, now), now + TOKEN_LIFE - TOKEN_RENEW)
            self._signed[origin] = kept
        return kept.header

    def _sign(self, origin: Origin, now: float) -> str:
        claims = {"aud": str(origin), "exp": int(now) + TOKEN_LIFE, "sub": self._subject}
        token = jwt.encode(claims, self._key, algorithm="ES256")
        return f"vapid t={token}, k={self.application_server_key()}"

    def get_authorization_header(self, endpoint: object, subscriber: str, expiration: int) -> str:
        """What webpush signs anew for each message, without the port: ours goes on instead, in `_headers`."""
        return ""


class WebPushSender:
    """Keeps connections open; close it, or use it as an async context manager."""

    def __init__(self, key: ec.EllipticCurvePrivateKey, *, subject: str, allowed: Allowed) -> None:
        """`subject`: mailto: or https: address of the operator. Apple refuses one that is not real."""
        if not subject.startswith(("mailto:", "https://")):
            raise ValueError("the VAPID subject must begin with mailto: or https://")
        self._vapid = _VapidHeaders(key, subject)
        self._allowed = allowed
        self._template = WebPush(_private_pem(key), _public_pem(key), subscriber=subject)
        self._template.vapid = self._vapid
        self._slots = asyncio.Semaphore(AT_ONCE)
        self._session: aiohttp.ClientSession | None = None

    def public_key(self) -> str:
        return self._vapid.application_server_key()

    async def check_endpoint(self, endpoint: str) -> None:
        self._allowed.check(endpoint)

    async def send(self, target: PushTarget, message: PushMessage) -> None:
        origin = self._checked(target)
        sealed = self._seal(target, message)
        headers = _headers(sealed, message, authorization=self._vapid.header(origin))
        async with self._slots:
            await self._post(target.endpoint, sealed.encrypted, headers)

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    def _checked(self, target: PushTarget) -> Origin:
        """Again at every delivery: what the operator allowed may have changed since the subscription."""
        try:
            return self._allowed.check(target.endpoint)
        except Invalid as refusal:
            raise PushFailed("the endpoint is not allowed", permanent=True) from refusal

    def _seal(self, target: PushTarget, message: PushMessage) -> WebPushMessage:
        plaintext = payload(message)
        if len(plaintext) > MAX_PLAINTEXT:
            raise PushFailed(f"the message has {len(plaintext)} bytes", permanent=False, retry=False)
        builder = copy.copy(self._template)  # `get` leaves what it is told on the object
        builder.ttl = message.ttl
        try:
            _check_secret(target.auth)
            subscription = WebPushSubscription.model_validate(
                {"endpoint": target.endpoint, "keys": WebPushKeys(auth=target.auth, p256dh=target.p256dh)}
            )
            return builder.get(plaintext, subscription)
        except (ValidationError, ValueError) as error:
            raise PushFailed("the subscription's keys are not usable", permanent=True) from error

    async def _post(self, endpoint: str, body: bytes, headers: dict[str, str]) -> None:
        try:
            async with self._http().post(
                endpoint, data=body, headers=headers, allow_redirects=False
            ) as response:
                _judge(response.status, response.headers.get("retry-after"))
        except (aiohttp.ClientError, OSError, TimeoutError) as error:
            raise PushFailed(
                f"the push service was not reached: {type(error).__name__}", permanent=False
            ) from error

    def _http(self) -> aiohttp.ClientSession:
        if self._session is None:
            connector = aiohttp.TCPConnector(
                limit=AT_ONCE,
                resolver=GuardedResolver(self._allowed),
                use_dns_cache=False,
                keepalive_timeout=15,
            )
            self._session = aiohttp.ClientSession(
                connector=connector,
                timeout=aiohttp.ClientTimeout(total=SECONDS),
                cookie_jar=aiohttp.DummyCookieJar(),
                trust_env=False,
            )
        return self._session


def _check_secret(auth: str) -> None:
    """webpush seals with any secret, also one that no phone could have made. Raises ValueError."""
    if len(base64.urlsafe_b64decode(auth + "=" * (-len(auth) % 4))) != 16:
        raise ValueError("the authentication secret must have 16 bytes")


def payload(message: PushMessage) -> bytes:
    """The Declarative Web Push form: shown by iOS without our worker, by our worker everywhere else."""
    notification = {
        "title": message.title,
        "body": message.body,
        "navigate": message.navigate,
        "tag": message.tag,
        "lang": message.language,
    }
    document = {"web_push": 8030, "notification": notification}
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def _headers(sealed: WebPushMessage, message: PushMessage, *, authorization: str) -> dict[str, str]:
    headers = {
        "Content-Type": "application/notification+json",
        "Content-Encoding": sealed.headers["content-encoding"],
        "TTL": sealed.headers["ttl"],
        "Urgency": message.urgency,
        "Authorization": authorization,
    }
    return headers if message.topic is None else {**headers, "Topic": message.topic}


def _judge(status: int, retry_after: str | None) -> None:
    """2xx is taken. Gone: drop the subscription. Later: try again. Anything else: do not repeat it."""
    if 200 <= status < 300:
        return
    if status in GONE:
        raise PushFailed(f"the subscription is gone ({status})", permanent=True)
    if status in WAIT or status >= 500:
        raise PushFailed(f"later ({status})", permanent=False, retry_after=_seconds(retry_after))
    if 300 <= status < 400:
        raise PushFailed(f"redirects are not followed ({status})", permanent=False, retry=False)
    raise PushFailed(f"the push service refused the message ({status})", permanent=False, retry=False)


def _seconds(retry_after: str | None) -> int | None:
    """Retry-After in seconds, from either of its two forms; at most a day."""
    if retry_after is None:
        return None
    try:
        wait = int(retry_after) if retry_after.strip().isdigit() else _until(retry_after)
    except (ValueError, TypeError):
        return None
    return min(max(wait, 0), 24 * 60 * 60)


def _until(http_date: str) -> int:
    return int((parsedate_to_datetime(http_date) - datetime.now(UTC)).total_seconds())


def _private_pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def _public_pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
