"""Web Push, tested with a local push service that records what it receives."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec

from server.adapters.push import MAX_PLAINTEXT, WebPushSender, payload
from server.adapters.push_endpoints import Allowed, Origin, origin_of
from server.adapters.push_vapid import TOKEN_LIFE, TOKEN_RENEW, VapidHeaders
from server.domain.figures import PUSH_OUTCOMES, Figures
from server.ports import PushFailed, PushMessage
from tests.fakes import FakeClock
from tests.push_service import LocalPushService, Phone, local_push_service

SUBJECT = "mailto:care@clinic.example"
MESSAGE = PushMessage(
    title="Afterglow",
    body="Es gibt Neues – schau rein.",
    navigate="https://afterglow.example/",
    tag="milestone-1",
    ttl=3600,
    topic="milestone-1",
    urgency="high",
    language="de",
)


@pytest.fixture
async def service() -> AsyncIterator[LocalPushService]:
    async with local_push_service() as service:
        yield service


@pytest.fixture
async def sender(service: LocalPushService) -> AsyncIterator[WebPushSender]:
    key = ec.generate_private_key(ec.SECP256R1())
    async with WebPushSender(key, subject=SUBJECT, allowed=Allowed.of([service.origin])) as sender:
        yield sender


async def test_the_phone_can_decrypt_the_message_in_its_declarative_form(
    service: LocalPushService, sender: WebPushSender
) -> None:
    phone = Phone()
    await sender.send(phone.target(service.endpoint()), MESSAGE)
    [delivery] = service.deliveries
    assert phone.open(delivery.body) == {
        "web_push": 8030,
        "notification": {
            "title": "Afterglow",
            "body": "Es gibt Neues – schau rein.",
            "navigate": "https://afterglow.example/",
            "tag": "milestone-1",
            "lang": "de",
        },
    }


async def test_no_other_phone_can_decrypt_the_message(
    service: LocalPushService, sender: WebPushSender
) -> None:
    await sender.send(Phone().target(service.endpoint()), MESSAGE)
    with pytest.raises(InvalidTag):
        Phone().open(service.deliveries[0].body)


async def test_the_headers_give_ttl_urgency_and_topic(
    service: LocalPushService, sender: WebPushSender
) -> None:
    await sender.send(Phone().target(service.endpoint()), MESSAGE)
    headers = service.deliveries[0].headers
    assert headers["ttl"] == "3600"
    assert headers["urgency"] == "high"
    assert headers["topic"] == "milestone-1"
    assert headers["content-encoding"] == "aes128gcm"


async def test_the_headers_of_one_message_do_not_affect_the_next(
    service: LocalPushService, sender: WebPushSender
) -> None:
    await sender.send(Phone().target(service.endpoint()), MESSAGE)
    await sender.send(Phone().target(service.endpoint()), replace(MESSAGE, ttl=0, topic=None, urgency="low"))
    headers = service.deliveries[1].headers
    assert headers["ttl"] == "0"
    assert "topic" not in headers
    assert headers["urgency"] == "low"


async def test_the_vapid_token_names_the_origin_with_its_port_and_the_subject(
    service: LocalPushService, sender: WebPushSender
) -> None:
    await sender.send(Phone().target(service.endpoint()), MESSAGE)
    claims = service.deliveries[0].claims(audience=service.origin)
    assert claims["sub"] == SUBJECT
    assert time.time() < claims["exp"] <= time.time() + TOKEN_LIFE
    assert service.deliveries[0].vapid_key() == sender.public_key()


async def test_the_vapid_token_for_an_origin_is_reused(
    service: LocalPushService, sender: WebPushSender
) -> None:
    for name in ("one", "two"):
        await sender.send(Phone().target(service.endpoint(name)), MESSAGE)
    first, second = (delivery.headers["authorization"] for delivery in service.deliveries)
    assert first == second


def test_the_vapid_token_is_renewed_an_hour_before_it_expires() -> None:
    clock = FakeClock()
    key = ec.generate_private_key(ec.SECP256R1())
    headers = VapidHeaders(key, subject=SUBJECT, clock=clock)
    origin = Origin("https", "push.example", 443)
    first = headers.header(origin)
    clock.moment += timedelta(seconds=TOKEN_LIFE - TOKEN_RENEW - 1)
    assert headers.header(origin) == first
    clock.moment += timedelta(seconds=1)
    assert headers.header(origin) != first


async def test_a_message_of_maximum_size_arrives_and_a_longer_one_is_not_sent(
    service: LocalPushService, sender: WebPushSender
) -> None:
    room = MAX_PLAINTEXT - len(payload(replace(MESSAGE, body="")))
    phone = Phone()
    await sender.send(phone.target(service.endpoint()), replace(MESSAGE, body="x" * room))
    assert phone.open(service.deliveries[0].body)["notification"]["body"] == "x" * room
    assert len(service.deliveries[0].body) == 4096
    with pytest.raises(PushFailed) as failure:
        await sender.send(phone.target(service.endpoint()), replace(MESSAGE, body="x" * (room + 1)))
    assert not failure.value.permanent
    assert not failure.value.retry
    assert len(service.deliveries) == 1


@pytest.mark.parametrize(
    ("status", "permanent", "retry"),
    [
        (404, True, False),
        (410, True, False),
        (413, False, False),
        (400, False, False),
        (403, False, False),
        (429, False, True),
        (500, False, True),
        (503, False, True),
    ],
)
async def test_each_refusal_says_whether_the_subscription_is_gone_and_whether_to_retry(
    service: LocalPushService, sender: WebPushSender, status: int, permanent: bool, retry: bool
) -> None:
    service.status = status
    with pytest.raises(PushFailed) as failure:
        await sender.send(Phone().target(service.endpoint()), MESSAGE)
    assert (failure.value.permanent, failure.value.retry) == (permanent, retry)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [("120", 120), ("9999999", 86_400), ("soon", None), ("-5", None), ("Wed, 21 Oct 2015 07:28:00 GMT", 0)],
)
async def test_retry_after_is_parsed_in_both_forms_and_nonsense_is_ignored(
    service: LocalPushService, sender: WebPushSender, header: str, seconds: int | None
) -> None:
    service.status, service.headers = 429, {"Retry-After": header}
    with pytest.raises(PushFailed) as failure:
        await sender.send(Phone().target(service.endpoint()), MESSAGE)
    assert failure.value.retry_after == seconds


async def test_a_retry_after_date_becomes_seconds_from_now(
    service: LocalPushService, sender: WebPushSender
) -> None:
    later = format_datetime(datetime.now(UTC) + timedelta(minutes=10), usegmt=True)
    service.status, service.headers = 503, {"Retry-After": later}
    with pytest.raises(PushFailed) as failure:
        await sender.send(Phone().target(service.endpoint()), MESSAGE)
    assert failure.value.retry_after is not None
    assert 500 < failure.value.retry_after <= 600


async def test_a_redirect_is_not_followed(service: LocalPushService, sender: WebPushSender) -> None:
    service.status, service.headers = 307, {"Location": f"{service.origin}/elsewhere"}
    with pytest.raises(PushFailed, match="redirect") as failure:
        await sender.send(Phone().target(service.endpoint()), MESSAGE)
    assert not failure.value.permanent
    assert [delivery.path for delivery in service.deliveries] == ["/push/phone"]


async def test_sending_to_a_service_that_is_down_may_be_retried(service: LocalPushService) -> None:
    nobody = "http://127.0.0.1:9"  # the discard port: nothing listens here
    key = ec.generate_private_key(ec.SECP256R1())
    async with WebPushSender(key, subject=SUBJECT, allowed=Allowed.of([nobody])) as sender:
        with pytest.raises(PushFailed) as failure:
            await sender.send(Phone().target(f"{nobody}/push/x"), MESSAGE)
    assert failure.value.retry


@pytest.mark.parametrize(("p256dh", "auth"), [("AAAA", None), (None, "AA"), ("B" * 87, None)])
async def test_invalid_keys_end_the_subscription(
    service: LocalPushService, sender: WebPushSender, p256dh: str | None, auth: str | None
) -> None:
    target = Phone().target(service.endpoint())
    broken = replace(target, p256dh=p256dh or target.p256dh, auth=auth or target.auth)
    with pytest.raises(PushFailed) as failure:
        await sender.send(broken, MESSAGE)
    assert failure.value.permanent
    assert service.deliveries == []


async def test_nothing_is_sent_to_an_endpoint_that_is_no_longer_allowed(sender: WebPushSender) -> None:
    async with local_push_service() as other:
        with pytest.raises(PushFailed) as failure:
            await sender.send(Phone().target(other.endpoint()), MESSAGE)
        assert failure.value.permanent
        assert other.deliveries == []


async def test_nothing_is_sent_to_an_allowed_name_with_a_private_address() -> None:
    """`localhost` is allowed here as if it were a push service, but not at a private address."""
    allowed = _AllowedByName()
    async with local_push_service() as inside:
        port = inside.origin.rsplit(":", 1)[1]
        sender = WebPushSender(ec.generate_private_key(ec.SECP256R1()), subject=SUBJECT, allowed=allowed)
        async with sender:
            with pytest.raises(PushFailed) as failure:
                await sender.send(Phone().target(f"http://localhost:{port}/push/x"), MESSAGE)
        assert not failure.value.permanent
        assert inside.deliveries == []


class _AllowedByName(Allowed):
    """Allow every name, so that only the check of the address can refuse it."""

    def __init__(self) -> None:
        super().__init__(Allowed.of(["http://localhost:1"]).extra)

    def check(self, endpoint: str) -> Origin:
        return origin_of(endpoint)

    def may_be_private(self, host: str) -> bool:
        return False


async def test_messages_are_counted_by_service_and_outcome(service: LocalPushService) -> None:
    figures, key = Figures(), ec.generate_private_key(ec.SECP256R1())
    allowed = Allowed.of([service.origin])
    async with WebPushSender(key, subject=SUBJECT, allowed=allowed, figures=figures) as sender:
        assert set(figures.pushes.values()) == {0}
        for status in (201, 201, 403, 410, 429, 503):
            service.status = status
            with suppress(PushFailed):
                await sender.send(Phone().target(service.endpoint()), MESSAGE)
    counted = {outcome: figures.pushes["127.0.0.1", outcome] for outcome in PUSH_OUTCOMES}
    assert counted == {"delivered": 2, "refused": 1, "gone": 1, "later": 2}


def test_a_push_service_with_many_hosts_has_one_name() -> None:
    allowed = Allowed.of(["https://push.clinic.example"])
    named = {
        "https://fcm.googleapis.com/fcm/send/x": "fcm.googleapis.com",
        "https://web.push.apple.com/x": "push.apple.com",
        "https://api.push.apple.com/x": "push.apple.com",
        "https://wns2-par02p.notify.windows.com/w/?token=x": "notify.windows.com",
        "https://push.clinic.example/x": "push.clinic.example",
    }
    assert {url: allowed.service_of(allowed.check(url)) for url in named} == named
    assert set(named.values()) <= set(allowed.services())


async def test_a_hundred_concurrent_messages_all_arrive(
    service: LocalPushService, sender: WebPushSender
) -> None:
    phones = [Phone() for _ in range(100)]
    await asyncio.gather(
        *(sender.send(phone.target(service.endpoint(str(n))), MESSAGE) for n, phone in enumerate(phones))
    )
    assert len(service.deliveries) == 100
    for delivery in service.deliveries:
        phones[int(delivery.path.rsplit("/", 1)[1])].open(delivery.body)


def test_a_subject_that_apple_would_refuse_prevents_startup() -> None:
    with pytest.raises(ValueError, match="mailto"):
        WebPushSender(
            ec.generate_private_key(ec.SECP256R1()), subject="care@clinic.example", allowed=Allowed()
        )
