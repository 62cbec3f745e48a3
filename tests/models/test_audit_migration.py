"""The migration to the audit log takes over the access records that exist."""

from pathlib import Path

import pytest
from tortoise.backends.base.executor import EXECUTOR_CACHE
from tortoise.connection import get_connection

from models.audit import AuditDetailRow
from models.sharing import AccessRecord
from server.adapters.database import database
from server.adapters.migrations import migrate
from server.usecases.audit_verifying import verify_audit
from server.usecases.review import review
from tests.factories import make_clinic, make_grant, make_patient, make_practitioner, make_treatment
from tests.fakes import FakeClock, fake_services

BEFORE = """
    DROP TABLE audit_event;
    DROP TABLE audit_detail;
    ALTER TABLE person DROP COLUMN disabled_at;
    ALTER TABLE one_time_link DROP COLUMN works_at;
    DELETE FROM tortoise_migrations WHERE name >= '0026';
"""


async def test_records_from_before_are_in_the_chain_and_later_changes_show(
    db: str, tmp_path: Path, database_kind: str
) -> None:
    if database_kind == "postgres":
        pytest.skip("dropping the tables would take them from the other tests; PostgreSQL runs the same code")
    clock = FakeClock()
    services, bob = fake_services(clock=clock), await make_practitioner(await make_clinic())
    alice = await make_patient()
    treatment = (await make_treatment(services, bob, patient=alice)).id
    await make_grant(services, alice, treatment)
    for _ in range(3):
        clock.pass_time(hours=1)
        await review(services, bob, treatment)
    await get_connection("default").execute_script(BEFORE)
    EXECUTOR_CACHE.clear()
    assert (await migrate(db))[0] == "0026_audit_chain"
    EXECUTOR_CACHE.clear()
    async with database(db, everywhere=False):
        assert await AccessRecord.all().count() == await AuditDetailRow.all().count() == 3
        verdict = await verify_audit()
        assert (verdict.events, verdict.fault) == (1, None)
        await review(services, bob, treatment)
        assert (await verify_audit()).fault is None
        with pytest.raises(Exception, match="append-only"):
            await get_connection("default").execute_script("UPDATE audit_event SET kind = 'sign-in'")
        await AccessRecord.all().update(kind="photos")
        assert "was changed" in str((await verify_audit()).fault)
    EXECUTOR_CACHE.clear()
