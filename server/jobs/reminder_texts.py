"""What a reminder says on the lock screen: nothing of a diary, and by default nothing of the sheet."""

from base64 import urlsafe_b64encode
from datetime import timedelta
from hashlib import sha256

from server.domain.delivery_policy import Deliver
from server.domain.reminders import PlannedReminder, Side
from server.domain.vocabulary import ReminderKind
from server.ports import PushMessage, Services

A_DAY = timedelta(days=1)
SHORTEST = timedelta(minutes=1)
SHOWN_TOPICS = 4
URGENT = (ReminderKind.REPLY, ReminderKind.NEW_DEVICE)
DISCREET = {ReminderKind.NEW_DEVICE: "server.push.new-device.discreet"}
"""What even the discreet text says, because it must not be mistaken for a reminder."""


def push_message(
    services: Services, planned: PlannedReminder, decision: Deliver, *, language: str, discreet: bool
) -> PushMessage:
    mark = _mark(planned.key)
    return PushMessage(
        title=services.messages(language, "server.push.title"),
        body=_body(services, planned, decision, language=language, discreet=discreet),
        navigate=f"{services.public_url}{planned.screen}",
        tag=mark,
        ttl=_seconds_left(services, planned),
        topic=mark,
        urgency="high" if planned.side is Side.DUTY or planned.kind in URGENT else "normal",
        language=language,
    )


def _mark(key: str) -> str:
    """32 characters of base64url, as RFC 8030 wants a topic; the same reminder replaces itself unseen."""
    return urlsafe_b64encode(sha256(key.encode()).digest())[:32].decode()


def _body(
    services: Services, planned: PlannedReminder, decision: Deliver, *, language: str, discreet: bool
) -> str:
    if discreet:
        return services.messages(language, DISCREET.get(planned.kind, "server.push.discreet"))
    topics = dict.fromkeys(
        topic for item in decision.items for topic in item.topics if topic in services.topics
    )
    labels = [services.topics.label(topic, language) for topic in topics]
    more = " …" if len(labels) > SHOWN_TOPICS else ""
    return services.messages(language, planned.wording, what=", ".join(labels[:SHOWN_TOPICS]) + more)


def _seconds_left(services: Services, planned: PlannedReminder) -> int:
    """How long a push service keeps it for a phone that is off: a duty must not arrive once it has begun."""
    if planned.not_after is None:
        return int(A_DAY.total_seconds())
    left = planned.not_after - services.clock.now()
    return int(max(SHORTEST, min(left, A_DAY)).total_seconds())
