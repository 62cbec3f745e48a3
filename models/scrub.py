"""Remove what erased rows have left behind in the files of SQLite."""

from tortoise.connection import get_connection


async def truncate_log() -> bool:
    """Write the write-ahead log into the database file and empty it. Return False if a reader prevented that.

    `secure_delete` overwrites erased content in the database file, but the log still has the pages as they were
    before. On PostgreSQL, autovacuum and the recycling of its log do the same in their own time.
    """
    connection = get_connection("default")
    if connection.capabilities.dialect != "sqlite":
        return True
    [row] = await connection.execute_query_dict("PRAGMA wal_checkpoint(TRUNCATE)")
    return not row["busy"]
