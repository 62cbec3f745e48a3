"""A merged migration never changes, because existing databases have already applied it."""

from hashlib import sha256
from pathlib import Path

import pytest

import models.migrations

FROZEN = {
    "0001_initial.py": "a488b9bd3cbc5c8d7c300eef56c28ba789993c3f8bd3786fb4ac451f00b65b25",
    "0002_authors_desk.py": "9ff9491b6404ae82c1e2125c98a6589dfb17d701ea8301fcae007fa7413b8794",
    "0003_safety_corrections.py": "cbac1dbfa741a4a217554138920866c498b22c6cfd6a261196a8ceddd048b75e",
    "0004_own_data.py": "0cfe05ab5da31d41e348e36466b68ddfa9c3f6ee4cfdd425116c9a30c6f8a72e",
    "0005_exports.py": "25de3797d60c5c89aea44b806e60a0d5f25366c9e9253d46a73fdbfe877db154",
}
"""The SHA-256 of every merged migration.

A database records the name of an applied migration, not its content. An edit would therefore reach new
databases only, and the tables of old and new ones would differ from then on. To change a table, write a new
migration (models/migrations/README.md) and add its hash here when it is merged. A hash in this list is only
ever replaced before the first release.
"""
FOLDER = Path(models.migrations.__file__).parent


@pytest.mark.parametrize("name", FROZEN)
def test_a_merged_migration_is_frozen(name: str) -> None:
    assert sha256((FOLDER / name).read_bytes()).hexdigest() == FROZEN[name]


def test_every_migration_is_on_the_list() -> None:
    assert {path.name for path in FOLDER.glob("[0-9]*.py")} == set(FROZEN)
