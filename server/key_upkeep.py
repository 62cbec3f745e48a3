"""The composition root of `afterglow keys`: the recovery key, a new master key, photos of earlier versions."""

from collections.abc import Callable
from pathlib import Path

from models.server_state import change_server_state, server_state
from server.adapters.backup_folder import BackupFolder, BackupUnusable
from server.adapters.backup_keys import BackupUnlocker
from server.adapters.master_keys import KeyUnusable, MasterKeys
from server.adapters.recovery_key import RecoveryKey
from server.api.logging import configure_logging
from server.main import Runtime, with_database
from server.settings import Settings
from server.upkeep import in_one_sentence, with_current_database
from server.usecases.encrypting import encrypt_photos, note_everything_encrypted


def new_recovery_key(settings: Settings) -> str:
    """Return a new recovery key, for this one time. The one before is valid until this one was typed back.

    Raises `StartError`.
    """
    recovery_key = RecoveryKey.new()

    async def ask(_: Runtime) -> None:
        await change_server_state(recovery_key_asked=recovery_key.public())

    with in_one_sentence():
        with_current_database(settings, ask)
    return recovery_key.printed()


def confirm_recovery_key(settings: Settings, typed: str) -> None:
    """Lock backups for this recovery key from now on. Raises `StartError` if it is not the one that was printed."""

    async def confirm(_: Runtime) -> None:
        public, state = RecoveryKey.typed(typed).public(), await server_state()
        if public not in (state.recovery_key_asked, state.recovery_key):
            raise KeyUnusable("this is not the recovery key that was printed last: print a new one")
        if public == state.recovery_key_asked:
            await change_server_state(recovery_key=public, recovery_key_asked=None)

    with in_one_sentence():
        with_current_database(settings, confirm)


def rotate(settings: Settings) -> int:
    """Wrap all keys by a new master key, while a server may run. Return how many were wrapped anew.

    Both master keys are known until the last one is done: if this is cut, call it again. Raises `StartError`.
    """

    async def rewrap(runtime: Runtime) -> int:
        masters = runtime.keys.masters
        count = await runtime.keys.rewrap(masters.begin_rotation())
        masters.end_rotation()
        return count

    with in_one_sentence():
        return with_current_database(settings, rewrap)


def encrypt(settings: Settings) -> int:
    """Encrypt photos of an earlier version now. Return how many. Raises `StartError`."""
    configure_logging(settings.log_format)

    async def run(runtime: Runtime) -> int:
        count = await encrypt_photos(runtime.services, runtime.vault)
        if count == 0:
            await note_everything_encrypted(runtime.services)
        return count

    with in_one_sentence():
        return with_database(settings, run)


def recover(settings: Settings, directory: Path, ask: Callable[[], str]) -> Path:
    """Write the master key of the newest backup into the data folder, where it is missing. Return its path.

    `ask` returns the recovery key. Raises `StartError`.
    """
    masters = MasterKeys(settings.data_dir, settings.master_key)
    with in_one_sentence():
        if masters.listed():
            raise KeyUnusable("there is a master key already: move it away first")
        settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        masters.adopt(BackupUnlocker(masters, ask).recover(_newest_keys(BackupFolder(directory))))
    return masters.path


def _newest_keys(folder: BackupFolder) -> dict[str, str]:
    for name in reversed(folder.names()):
        manifest = folder.manifest(name)
        if "keys" in manifest:
            return dict(manifest["keys"])
    raise BackupUnusable(f"there is no complete backup with keys in {folder.folder}")
