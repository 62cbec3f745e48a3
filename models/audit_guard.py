"""Triggers that refuse to change the audit log, also to somebody with another way into the database.

Details may be deleted, which is how a person is erased; the events and their digests remain.
"""

from typing import Final

from tortoise.connection import get_connection

_SQLITE: Final = """
CREATE TRIGGER IF NOT EXISTS audit_event_update BEFORE UPDATE ON audit_event
    BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER IF NOT EXISTS audit_event_delete BEFORE DELETE ON audit_event
    BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER IF NOT EXISTS audit_detail_update BEFORE UPDATE ON audit_detail
    BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
"""
_POSTGRES: Final = """
CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'the audit log is append-only'; END $$;
CREATE OR REPLACE TRIGGER audit_event_guard BEFORE UPDATE OR DELETE ON audit_event
    FOR EACH ROW EXECUTE FUNCTION audit_refuse();
CREATE OR REPLACE TRIGGER audit_detail_guard BEFORE UPDATE ON audit_detail
    FOR EACH ROW EXECUTE FUNCTION audit_refuse();
"""


async def guard_audit() -> None:
    """Create the triggers, unless they exist: a table that SQLite has rebuilt has lost them."""
    connection = get_connection("default")
    is_sqlite = connection.capabilities.dialect == "sqlite"
    await connection.execute_script(_SQLITE if is_sqlite else _POSTGRES)
