"""A dispatcher in its own process: `python -m tests.jobs.one_dispatcher DATABASE ORIGIN MOMENT`.

It prints "ready", waits for a line on standard input, and then dispatches four reminders at a time until none is due.
"""

import asyncio
import sys
from datetime import datetime

from cryptography.hazmat.primitives.asymmetric import ec

from server.adapters.database import database
from server.adapters.push import WebPushSender
from server.adapters.push_endpoints import Allowed
from server.jobs.reminders import dispatch_due
from tests.fakes import FakeClock, fake_services


async def main(url: str, origin: str, moment: str) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    allowed = Allowed.of([origin])
    async with (
        database(url),
        WebPushSender(key, subject="mailto:care@clinic.example", allowed=allowed) as sender,
    ):
        services = fake_services(push=sender, clock=FakeClock(datetime.fromisoformat(moment)))
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        await asyncio.to_thread(sys.stdin.readline)
        claimed = 0
        while count := await dispatch_due(services, limit=4):
            claimed += count
        sys.stdout.write(f"{claimed}\n")


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
