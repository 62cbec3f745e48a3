"""The table of the modules that are loaded by name. Nothing else in the code imports inside a function.

`afterglow ask` must not wait for the database driver and the web server that only `server.main` needs.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol, cast
from uuid import UUID

import click

from server.settings import Settings

COMMANDS = {
    "serve": "server.cli.serve:serve",
    "worker": "server.cli.worker:worker",
    "migrate": "server.cli.migrate:migrate",
    "demo": "server.cli.demo:demo",
    "people": "server.cli.people:people",
    "backup": "server.cli.backup:backup",
    "restore": "server.cli.restore:restore",
    "audit": "server.cli.audit:audit",
    "keys": "server.cli.keys:keys",
    "verify": "server.cli.verify:verify",
    "openapi": "server.cli.openapi:openapi",
    "vocabulary": "server.cli.contract:vocabulary_command",
    "ask": "server.cli.sheets:ask",
    "timeline": "server.cli.sheets:timeline",
    "check-sheet": "server.cli.sheets:check_sheet",
    "read-sheet": "server.cli.sheet_import:read_sheet_command",
}
"""The module of each command, and the command's name in it."""
COMPOSITION_ROOT = "server.main"
UPKEEP = "server.upkeep"
KEY_UPKEEP = "server.key_upkeep"
ACCOUNT_UPKEEP = "server.account_upkeep"


class StaffMember(Protocol):
    """A practitioner in one clinic, as `server.usecases.staff` returns them."""

    @property
    def person_id(self) -> UUID: ...
    @property
    def name(self) -> str: ...
    @property
    def clinic(self) -> str: ...
    @property
    def role(self) -> str: ...
    @property
    def passkeys(self) -> int: ...
    @property
    def last_seen_at(self) -> datetime | None: ...
    @property
    def disabled_at(self) -> datetime | None: ...


class Disabling(Protocol):
    """What has ended with an account, as `server.jobs.disabling` returns it."""

    @property
    def devices(self) -> int: ...
    @property
    def messages(self) -> int: ...


class ImageFault(Protocol):
    """An image that is not stored as it was, as `server.usecases.verifying` returns it."""

    @property
    def treatment_id(self) -> UUID: ...
    @property
    def photo_id(self) -> UUID: ...
    @property
    def size(self) -> str: ...
    @property
    def kind(self) -> str: ...


class Verification(Protocol):
    """What a verification has found."""

    @property
    def checked(self) -> int: ...
    @property
    def hashed(self) -> int: ...
    @property
    def faults(self) -> Sequence[ImageFault]: ...
    @property
    def orphans(self) -> Sequence[str]: ...
    @property
    def swept(self) -> bool: ...


class AuditVerdict(Protocol):
    """What walking the audit log has shown, as `server.usecases.audit_verifying` returns it."""

    @property
    def events(self) -> int: ...
    @property
    def head(self) -> str: ...
    @property
    def erased(self) -> int: ...
    @property
    def fault(self) -> str | None: ...


class BackedUp(Protocol):
    """A backup that is complete."""

    @property
    def name(self) -> str: ...
    @property
    def copied(self) -> int: ...
    @property
    def known(self) -> int: ...
    @property
    def missing(self) -> Sequence[UUID]: ...
    @property
    def expired(self) -> Sequence[str]: ...


class RestorePlan(Protocol):
    """A backup that has been checked."""

    @property
    def name(self) -> str: ...
    @property
    def images(self) -> int: ...
    @property
    def erasures_at(self) -> datetime: ...


class Restored(Protocol):
    @property
    def images(self) -> int: ...
    @property
    def erased(self) -> int: ...
    @property
    def withdrawn(self) -> int: ...


class CompositionRoot(Protocol):
    """What `server.main` offers to commands. Each function raises `StartError`."""

    def serve(self, settings: Settings) -> None: ...
    def work(self, settings: Settings) -> None: ...
    def migrate_database(self, settings: Settings) -> list[str]: ...
    def fill_demo(self, settings: Settings) -> list[tuple[str, str]]: ...
    def describe(self, public_url: str) -> dict[str, Any]: ...


class AccountUpkeep(Protocol):
    """What `server.account_upkeep` offers to commands. Each function raises `StartError`."""

    def list_people(self, settings: Settings) -> tuple[Sequence[StaffMember], Mapping[UUID, datetime]]: ...
    def disable_account(self, settings: Settings, person_id: UUID) -> Disabling: ...
    def enable_account(self, settings: Settings, person_id: UUID) -> bool: ...
    def make_sign_in_link(self, settings: Settings, person_id: UUID) -> tuple[str, datetime | None]: ...


class Upkeep(Protocol):
    """What `server.upkeep` offers to commands. Each function raises `StartError`."""

    def verify(self, settings: Settings, *, sweep: bool) -> Verification: ...
    def verify_audit(self, settings: Settings, *, printed: str | None) -> AuditVerdict: ...
    def export_audit(self, settings: Settings, write: Callable[[dict[str, object]], None]) -> None: ...
    def backup(self, settings: Settings, directory: Path, *, keep_days: int) -> BackedUp: ...
    def backup_erasures(self, settings: Settings, directory: Path) -> str: ...
    def check_backup(
        self,
        settings: Settings,
        directory: Path,
        *,
        at: str | None,
        for_restore: bool,
        ask: Callable[[], str],
    ) -> RestorePlan: ...
    def restore(self, settings: Settings, plan: Any) -> Restored: ...


class KeyUpkeep(Protocol):
    """What `server.key_upkeep` offers to commands. Each function raises `StartError`."""

    def new_recovery_key(self, settings: Settings) -> str: ...
    def confirm_recovery_key(self, settings: Settings, typed: str) -> None: ...
    def rotate(self, settings: Settings) -> int: ...
    def encrypt(self, settings: Settings) -> int: ...
    def recover(self, settings: Settings, directory: Path, ask: Callable[[], str]) -> Path: ...


def load_command(name: str) -> click.Command | None:
    """Return None if there is no command of this name."""
    if name not in COMMANDS:
        return None
    module, _, attribute = COMMANDS[name].partition(":")
    return cast(click.Command, getattr(import_module(module), attribute))


def composition_root() -> CompositionRoot:
    return cast(CompositionRoot, import_module(COMPOSITION_ROOT))


def upkeep() -> Upkeep:
    return cast(Upkeep, import_module(UPKEEP))


def key_upkeep() -> KeyUpkeep:
    return cast(KeyUpkeep, import_module(KEY_UPKEEP))


def account_upkeep() -> AccountUpkeep:
    return cast(AccountUpkeep, import_module(ACCOUNT_UPKEEP))
