"""Rules of share links: who may read by one, when one runs, and what a code looks like. Pure, like `sharing`."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from ipaddress import IPv4Address, ip_address, ip_network
from uuid import UUID

from server.domain.limits import MAX_SHARE_LINK_DAYS
from server.domain.sharing import DiaryFacts, Scope

LONGEST_LINK = timedelta(days=MAX_SHARE_LINK_DAYS)
SESSION_LIFE = timedelta(hours=12)
"""For how long a browser may read before it needs the code again."""
_HOUR = timedelta(hours=1)

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no letter looks like a digit or like another letter."""
CODE_LENGTH = 8
_LOOKS_LIKE = str.maketrans("OIL", "011")
_SEPARATORS = str.maketrans("", "", " -\u2010\u2011\u2012\u2013\u00a0\t")


@dataclass(frozen=True, slots=True)
class ShareLinkFacts:
    """A link runs until `ends_at` (exclusive), unless it is revoked or locked."""

    ends_at: datetime
    revoked_at: datetime | None
    locked_at: datetime | None


@dataclass(frozen=True, slots=True)
class LinkReader:
    """Somebody without an account whose browser has opened a share link with its code."""

    session_id: UUID
    link_id: UUID
    patient_id: UUID
    treatment_ids: frozenset[UUID]
    scope: Scope
    ends_at: datetime


def link_runs(link: ShareLinkFacts, now: datetime) -> bool:
    return link.revoked_at is None and link.locked_at is None and now < link.ends_at


def link_end_allowed(ends_at: datetime, *, now: datetime) -> bool:
    """Allow an end that lies in the future and at most `LONGEST_LINK` ahead."""
    return now < ends_at <= now + LONGEST_LINK


def may_read_by_link(reader: LinkReader, diary: DiaryFacts) -> bool:
    """Allow the diaries that the link names, as long as they belong to the patient who made it."""
    return diary.patient_id == reader.patient_id and diary.treatment_id in reader.treatment_ids


def code_from(secret: str) -> str:
    """Return a code of `CODE_LENGTH` characters from a secret of at least 256 bits: one of 2^40, evenly likely."""
    digest = sha256(secret.encode()).digest()
    return "".join(ALPHABET[byte % len(ALPHABET)] for byte in digest[:CODE_LENGTH])


def plain_code(typed: str) -> str:
    """Return a code as it was made: in capitals, without spaces and hyphens, O read as 0, I and L as 1."""
    return typed.upper().translate(_SEPARATORS).translate(_LOOKS_LIKE)


def grouped_code(code: str) -> str:
    """Return a code as people read it aloud: `7K3M-9QXP`."""
    half = CODE_LENGTH // 2
    return f"{code[:half]}-{code[half:]}"


def network_of(address: str) -> str:
    """Return the network of a client: the first 24 bits of an IPv4 address, or the first 56 of an IPv6 address.

    Addresses that cannot be read share one network.
    """
    try:
        ip = ip_address(address.partition("%")[0])
    except ValueError:
        return "unknown"
    ip = getattr(ip, "ipv4_mapped", None) or ip
    return str(ip_network((ip, 24 if isinstance(ip, IPv4Address) else 56), strict=False))


def without_treatment(treatment_ids: Collection[str], erased: UUID) -> list[str]:
    """Return the treatments that a link names, without one that was erased."""
    return [each for each in treatment_ids if each != str(erased)]


def hour_of(now: datetime) -> int:
    """Return the hour of the clock in which attempts are counted together: whole hours since 1970 (UTC)."""
    return int(now.timestamp() // _HOUR.total_seconds())


def seconds_left(now: datetime) -> float:
    """Return how long the hour of the clock still runs."""
    return (hour_of(now) + 1) * _HOUR.total_seconds() - now.timestamp()
