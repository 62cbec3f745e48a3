"""Web Push. The library `webpush` encrypts messages; this module sends them and handles failures.

Also done here, because webpush 1.0.6 does not: TTL, Topic and Urgency, the size limit, a copy of the builder
for each message (it remembers the values of the last one), and VAPID headers cached per origin.
"""

import asyncio
import base64
import copy
import json
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import Self

import aiohttp
from cryptography.hazmat.primitives.asymmetric import ec
from pydantic import ValidationError
from webpush import WebPush, WebPushSubscription  # type: ignore[import-untyped]  # it ships no types
from webpush.types import WebPushKeys, WebPushMessage  # type: ignore[import-untyped]

from server.adapters.clock import SYSTEM_CLOCK
from server.adapters.push_endpoints import Allowed, GuardedResolver, Origin
from server.adapters.push_vapid import VapidHeaders, private_pem, public_pem
from server.domain.errors import Invalid
from server.domain.figures import Figures
from server.ports import Clock, PushFailed, PushMessage, PushTarget

MAX_PLAINTEXT = 3_993
"""Bytes. Push services refuse bodies over 4,096 bytes, of which header, tag and padding take 103."""
AT_ONCE = 64
SECONDS = 20
GONE = frozenset({404, 410})
WAIT = frozenset({408, 425, 429})


class WebPushSender:
    """`server.ports.PushSender`. Keeps connections open: close it, or use it as an async context manager."""

    def __init__(
        self,
        key: ec.EllipticCurvePrivateKey,
        *,
        subject: str,
        allowed: Allowed,
        clock: Clock = SYSTEM_CLOCK,
        figures: Figures | None = None,
    ) -> None:
        """`subject`: a mailto: or https: address of the operator. Apple refuses made-up addresses.

        Raises ValueError for any other subject.
        """
        if not subject.startswith(("mailto:", "https://")):
            raise ValueError("the VAPID subject must begin with mailto: or https://")
        self._vapid = VapidHeaders(key, subject=subject, clock=clock)
        self._allowed = allowed
        self._clock = clock
        self._figures = figures or Figures()
        self._figures.name_push_services(allowed.services())
        self._template = WebPush(private_pem(key), public_pem(key), subscriber=subject)
        self._template.vapid = self._vapid
        self._slots = asyncio.Semaphore(AT_ONCE)
        self._session: aiohttp.ClientSession | None = None

    def public_key(self) -> str:
        return self._vapid.application_server_key()

    async def check_endpoint(self, endpoint: str) -> None:
        self._allowed.check(endpoint)

    async def send(self, target: PushTarget, message: PushMessage) -> None:
        origin = self._checked(target)
        service = self._allowed.service_of(origin)
        try:
            await self._send(origin, target, message)
        except PushFailed as failure:
            self._figures.pushes[service, _outcome(failure)] += 1
            raise
        self._figures.pushes[service, "delivered"] += 1

    async def _send(self, origin: Origin, target: PushTarget, message: PushMessage) -> None:
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
        """Check at every delivery: the operator may have changed what is allowed since the subscription."""
        try:
            return self._allowed.check(target.endpoint)
        except Invalid as refusal:
            raise PushFailed("the endpoint is not allowed", permanent=True) from refusal

    def _seal(self, target: PushTarget, message: PushMessage) -> WebPushMessage:
        plaintext = payload(message)
        if len(plaintext) > MAX_PLAINTEXT:
            raise PushFailed(f"the message has {len(plaintext)} bytes", permanent=False, retry=False)
        builder = copy.copy(self._template)  # `get` modifies the builder
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
                retry_after = response.headers.get("retry-after")
                _raise_for_status(response.status, _seconds(retry_after, self._clock))
        except (aiohttp.ClientError, OSError, TimeoutError) as error:
            raise PushFailed(
                f"the push service could not be reached: {type(error).__name__}", permanent=False
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


def _outcome(failure: PushFailed) -> str:
    if failure.permanent:
        return "gone"
    return "later" if failure.retry else "refused"


def _check_secret(auth: str) -> None:
    """Raise ValueError unless the secret has 16 bytes: webpush accepts any length."""
    if len(base64.urlsafe_b64decode(auth + "=" * (-len(auth) % 4))) != 16:
        raise ValueError("the authentication secret must have 16 bytes")


def payload(message: PushMessage) -> bytes:
    """Return the Declarative Web Push document: iOS shows it itself, our service worker shows it elsewhere."""
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


def _raise_for_status(status: int, retry_after: int | None) -> None:
    """Raise `PushFailed` unless the status is 2xx. `retry_after` is in seconds."""
    if 200 <= status < 300:
        return
    if status in GONE:
        raise PushFailed(f"the subscription is gone ({status})", permanent=True)
    if status in WAIT or status >= 500:
        raise PushFailed(f"later ({status})", permanent=False, retry_after=retry_after)
    if 300 <= status < 400:
        raise PushFailed(f"redirects are not followed ({status})", permanent=False, retry=False)
    raise PushFailed(f"the push service refused the message ({status})", permanent=False, retry=False)


def _seconds(retry_after: str | None, clock: Clock) -> int | None:
    """Return Retry-After in seconds, given as seconds or as a date; at most a day, None if unreadable."""
    if retry_after is None:
        return None
    try:
        wait = int(retry_after) if retry_after.strip().isdigit() else _until(retry_after, clock)
    except (ValueError, TypeError):
        return None
    return min(max(wait, 0), 24 * 60 * 60)


def _until(http_date: str, clock: Clock) -> int:
    return int((parsedate_to_datetime(http_date) - clock.now()).total_seconds())
