"""Disable an account, and tell its phones: they get this last message, because their subscriptions end at once."""

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from server.ports import PushFailed, PushMessage, PushTarget, Services
from server.usecases.staff import DisabledAccount, disable_account

MESSAGE_LIFE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Disabling:
    """How many devices were signed out, and to how many phones the message went."""

    devices: int
    messages: int


async def disable_and_tell(services: Services, person_id: UUID) -> Disabling:
    """Disable an account as `disable_account` does, then send its phones one message. A failure is not retried."""
    disabled = await disable_account(services, person_id)
    message = _message(services, disabled)
    sent = await asyncio.gather(*(_send(services, phone, message) for phone in disabled.phones))
    return Disabling(disabled.devices, sum(sent))


def _message(services: Services, disabled: DisabledAccount) -> PushMessage:
    """Return a text that fits on any lock screen: nothing in it is about a diary."""
    return PushMessage(
        title=services.messages(disabled.language, "server.push.title"),
        body=services.messages(disabled.language, "server.push.account-disabled"),
        navigate=services.public_url,
        tag="account-disabled",
        ttl=int(MESSAGE_LIFE.total_seconds()),
        urgency="high",
        language=disabled.language,
    )


async def _send(services: Services, phone: PushTarget, message: PushMessage) -> bool:
    try:
        await services.push.send(phone, message)
    except PushFailed:
        return False
    return True
