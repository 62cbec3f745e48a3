"""What was withdrawn after a backup was made must not be valid again when it is restored.

The list of erasures, which lies outside the database, has two more parts. `withdrawn` names what has ended and keeps
its row, with the time. `valid` names all that signs somebody in: such rows are deleted in the end, so that a restored
one that is not on the list has ended. The list is newer than every backup: nothing that is missing there is younger.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from tortoise.expressions import F, Q

from models.people import AuthSession, Membership, OneTimeLink, Passkey, Person
from models.revision import next_revision
from models.share_links import ShareLink
from models.sharing import Grant
from models.unit_of_work import unit_of_work
from server.ports import Services
from server.usecases.auth_sessions import revoke_auth_sessions


@dataclass(frozen=True, slots=True)
class Withdrawals:
    """By kind: when each thing ended, and what is still valid. `valid` is None in a list of an earlier version."""

    withdrawn: Mapping[str, Mapping[UUID, datetime]] = field(default_factory=dict)
    valid: Mapping[str, set[UUID]] | None = None

    @classmethod
    def of(cls, document: Mapping[str, Any]) -> "Withdrawals":
        withdrawn: dict[str, dict[UUID, datetime]] = {}
        for row in document.get("withdrawn", ()):
            at = datetime.fromisoformat(row["at"])
            withdrawn.setdefault(row["kind"], {})[UUID(row["id"])] = at
        valid = document.get("valid")
        if valid is None:
            return cls(withdrawn)
        return cls(withdrawn, {kind: {UUID(each) for each in ids} for kind, ids in valid.items()})

    def ended(self, kind: str) -> Mapping[UUID, datetime]:
        return self.withdrawn.get(kind, {})


async def list_withdrawals(now: datetime) -> dict[str, Any]:
    """Return both parts of the list: ids, kinds and times, never content."""
    grants = await Grant.exclude(revoked_at=None).values_list("id", "revoked_at")
    memberships = await Membership.exclude(ended_at=None).values_list("id", "ended_at")
    revoked = await ShareLink.exclude(revoked_at=None).values_list("id", "revoked_at")
    locked = await ShareLink.filter(revoked_at=None).exclude(locked_at=None).values_list("id", "locked_at")
    disabled = await Person.exclude(disabled_at=None).values_list("id", "disabled_at")
    ended = (
        ("grant", grants),
        ("membership", memberships),
        ("share-link", revoked),
        ("locked-link", locked),
        ("account", disabled),
    )
    return {
        "withdrawn": [
            {"kind": kind, "id": str(row_id), "at": at.isoformat()}
            for kind, rows in ended
            for row_id, at in rows
        ],
        "valid": {
            "passkey": _texts(await Passkey.all().values_list("id", flat=True)),
            "auth-session": _texts(await _open_sessions(now).values_list("id", flat=True)),
            "link": _texts(await _open_links(now).values_list("id", flat=True)),
        },
    }


def _texts(ids: Iterable[Any]) -> list[str]:
    return sorted(map(str, ids))


def _open_sessions(now: datetime) -> Any:
    return AuthSession.filter(revoked_at=None, expires_at__gt=now)


def _open_links(now: datetime) -> Any:
    return OneTimeLink.filter(used_at=None, expires_at__gt=now)


async def withdraw_again(services: Services, listed: Withdrawals) -> int:
    """End in a restored database what has ended since its backup, after `finish_restore`. Return how much that was."""
    now = services.clock.now()
    count = await unit_of_work(lambda: _end_sharing(listed))
    count += await unit_of_work(lambda: _disable_accounts(listed))
    if (valid := listed.valid) is not None:
        count += await unit_of_work(lambda: _end_ways_in(valid, now))
    return count


async def _end_sharing(listed: Withdrawals) -> int:
    """The rows that are valid in the backup are looked up in the list, which may be long."""
    count = 0
    for grant in await Grant.filter(revoked_at=None, patient__erased_at=None):
        if at := listed.ended("grant").get(grant.id):
            revision = await next_revision(grant.patient_id)  # phones must see it
            count += await Grant.filter(id=grant.id).update(revoked_at=at, revision=revision)
    for membership in await Membership.filter(ended_at=None):
        if at := listed.ended("membership").get(membership.id):
            count += await Membership.filter(id=membership.id).update(ended_at=at)
    for link in await ShareLink.filter(revoked_at=None, locked_at=None):
        if at := listed.ended("share-link").get(link.id):
            count += await ShareLink.filter(id=link.id).update(revoked_at=at)
        elif at := listed.ended("locked-link").get(link.id):
            count += await ShareLink.filter(id=link.id).update(locked_at=at)
    return count


async def _disable_accounts(listed: Withdrawals) -> int:
    """An account that was enabled after the backup stays disabled, until the operator enables it again."""
    count = 0
    for person_id, at in listed.ended("account").items():
        count += await Person.filter(id=person_id, disabled_at=None).update(disabled_at=at)
    return count


async def _end_ways_in(valid: Mapping[str, set[UUID]], now: datetime) -> int:
    passkeys = await _missing(Passkey.all(), valid["passkey"])
    devices = await _missing(_open_sessions(now), valid["auth-session"])
    links = await _missing(_open_links(now), valid["link"])
    await Passkey.filter(id__in=passkeys).delete()
    opened = AuthSession.filter(Q(id__in=devices) | Q(passkey_id__in=passkeys))
    await revoke_auth_sessions(opened, now=now)
    await OneTimeLink.filter(id__in=links).update(expires_at=F("created_at"))  # whatever the clock
    return len(passkeys) + len(devices) + len(links)


async def _missing(rows: Any, valid: set[UUID]) -> list[UUID]:
    return [row_id for row_id in await rows.values_list("id", flat=True) if row_id not in valid]
