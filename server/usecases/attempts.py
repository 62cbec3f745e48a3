"""What strangers have tried: counted in the database, per network and hour of the clock, by all webs together.

Only failures are counted wherever a secret or a passkey opens the door. The door is tried first; a right answer is
never refused, however many wrong ones came from the same network. Nobody can lock out the owner of a clinic by using
up what is allowed to their network. A wrong answer above the limit gets `TooMany` and writes nothing.

Share links are the exception: their codes are short enough to guess, so every attempt counts before it is made, and
they open no account.

A network stands in the table under a few digits of the hash of its address and the hour, so that an attacker with many
addresses fills a bounded number of rows, and nobody can read the addresses.
"""

from math import ceil

from models.sql import fetch_by_key, fetch_rows
from server.domain.errors import TooMany
from server.domain.limits import SHARE_LINK_ATTEMPTS, Allowance
from server.domain.share_links import hour_of, network_of, seconds_left
from server.ports import Services
from server.usecases.tokens import token_hash

NETWORK_GROUP_DIGITS = 4
"""Hexadecimal digits of a network's hash: those of one hour share 65,536 rows, however many there are."""
ATTEMPTS = "SELECT attempts FROM network_attempts WHERE network = $1 AND hour = $2"
COUNT_ATTEMPT = """
    INSERT INTO network_attempts (id, network, hour, attempts) VALUES ($1, $2, $3, 1)
    ON CONFLICT (network, hour) DO UPDATE SET attempts = network_attempts.attempts + 1
    RETURNING attempts"""


async def count_attempt(services: Services, allowance: Allowance, client: str) -> None:
    """Count one for the network of `client`. Raises `TooMany` above the allowance; that writes nothing."""
    group, hour = _group(services, allowance, client)
    rows = await fetch_by_key(ATTEMPTS, [group, hour])
    if not rows or rows[0]["attempts"] < allowance:
        rows = await fetch_rows(COUNT_ATTEMPT, [services.new_id(), group, hour])
        if rows[0]["attempts"] <= allowance:
            return
    raise TooMany(
        "Too many attempts. Try again later.",
        retry_after=max(1, ceil(seconds_left(services.clock.now()))),
        limit=allowance.name,
    )


def _group(services: Services, allowance: Allowance, client: str) -> tuple[str, int]:
    hour = hour_of(services.clock.now())
    digits = token_hash(f"{hour} {network_of(client)}")[:NETWORK_GROUP_DIGITS]
    kind = "" if allowance is SHARE_LINK_ATTEMPTS else f"{allowance.name}:"
    return f"{kind}{digits}", hour
