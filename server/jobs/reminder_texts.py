"""The text of a reminder on the lock screen: nothing from the diary, and by default nothing from the sheet."""

from base64 import urlsafe_b64encode
from collections.abc import Mapping
from datetime import timedelta
from hashlib import sha256
from types import MappingProxyType

from server.domain.delivery_policy import Deliver
from server.domain.reminders import PlannedReminder, Side
from server.domain.vocabulary import ALWAYS_SENT, PRACTITIONER_KINDS, ReminderKind
from server.ports import PushMessage, Services

MAX_LIFE = timedelta(days=1)
MIN_LIFE = timedelta(minutes=1)
SHOWN_TOPICS = 4
URGENT = ALWAYS_SENT | {ReminderKind.REPLY, ReminderKind.NEW_FINDING}
DISCREET = {
    ReminderKind.NEW_DEVICE: "server.push.new-device.discreet",
    ReminderKind.CORRECTION: "server.push.correction.discreet",
    ReminderKind.LINK_LOCKED: "server.push.link-locked.discreet",
    ReminderKind.NEW_FINDING: "server.push.new-finding.discreet",
    ReminderKind.NEW_QUESTION: "server.push.new-question.discreet",
    ReminderKind.REPLY_OVERDUE: "server.push.reply-overdue.discreet",
    ReminderKind.NEW_SHARE: "server.push.new-share.discreet",
}
"""Kinds with a discreet text of their own: a notice about safety must not look like an ordinary reminder, and a
practitioner is told what it is about, but not about whom."""
DISCREET_WORDINGS = {
    "server.push.new-passkey": "server.push.new-passkey.discreet",
    "server.push.assisted-link": "server.push.assisted-link.discreet",
}
"""Texts whose discreet form is not that of their kind."""


def push_message(
    services: Services,
    planned: PlannedReminder,
    decision: Deliver,
    *,
    language: str,
    discreet: bool,
    named: Mapping[str, object] = MappingProxyType({}),
) -> PushMessage:
    """Return the message. `named` is what the text of a message to a practitioner names."""
    if planned.kind in PRACTITIONER_KINDS:
        body = _to_practitioner(services, planned, named, language=language, discreet=discreet)
    else:
        body = _body(services, planned, decision, language=language, discreet=discreet)
    topic = _topic(planned.key)
    return PushMessage(
        title=services.messages(language, "server.push.title"),
        body=body,
        navigate=f"{services.public_url}{planned.screen}",
        tag=topic,
        ttl=_seconds_left(services, planned),
        topic=topic,
        urgency="high" if planned.side is Side.DUTY or planned.kind in URGENT else "normal",
        language=language,
    )


def _topic(key: str) -> str:
    """Return a topic as in RFC 8030 (32 characters of base64url), by which a repeated reminder replaces the first."""
    return urlsafe_b64encode(sha256(key.encode()).digest())[:32].decode()


def _to_practitioner(
    services: Services,
    planned: PlannedReminder,
    named: Mapping[str, object],
    *,
    language: str,
    discreet: bool,
) -> str:
    """Return a text that names the patient at most, and nobody if it must be discreet."""
    if planned.kind is ReminderKind.COMING_SESSIONS:  # names nobody anyway
        number = "one" if named["count"] == 1 else "other"
        return services.messages(
            language, f"{planned.wording}.{'unattended' if 'unattended' in named else number}", **named
        )
    if discreet:
        return services.messages(language, DISCREET[planned.kind])
    return services.messages(language, planned.wording, **named)


def _body(
    services: Services, planned: PlannedReminder, decision: Deliver, *, language: str, discreet: bool
) -> str:
    if discreet:
        key = DISCREET_WORDINGS.get(planned.wording) or DISCREET.get(planned.kind, "server.push.discreet")
        return services.messages(language, key)
    alike: dict[tuple[tuple[str, ...], tuple[str, ...]], dict[str, None]] = {}
    for item in decision.items:
        named = dict.fromkeys(topic for topic in item.topics if topic in services.topics)
        alike.setdefault((item.with_, item.except_), {}).update(named)
    sentences: list[str] = []
    for (conditions, members), topics in (alike or {((), ()): {}}).items():
        sentences.append(_sentence(services, planned.wording, tuple(topics), conditions, language=language))
        if members:
            names = ", ".join(services.topics.label(topic, language) for topic in members)
            sentences.append(services.messages(language, "server.push.except", members=names))
    return " ".join(sentences)


def _sentence(
    services: Services, wording: str, topics: tuple[str, ...], conditions: tuple[str, ...], *, language: str
) -> str:
    """Return the message about some topics; a permission that has a condition names it."""
    labels = [services.topics.label(topic, language) for topic in topics]
    more = " …" if len(labels) > SHOWN_TOPICS else ""
    what = ", ".join(labels[:SHOWN_TOPICS]) + more
    what = what[:1].upper() + what[1:]
    if not conditions:
        return services.messages(language, wording, what=what)
    needed = services.messages(language, "server.push.or").join(
        services.topics.label(topic, language) if topic in services.topics else topic for topic in conditions
    )
    return services.messages(language, f"{wording}.with", what=what, conditions=needed)


def _seconds_left(services: Services, planned: PlannedReminder) -> int:
    """Return how long a push service may hold the message: a duty must not arrive after it has begun."""
    if planned.not_after is None:
        return int(MAX_LIFE.total_seconds())
    left = planned.not_after - services.clock.now()
    return int(max(MIN_LIFE, min(left, MAX_LIFE)).total_seconds())
