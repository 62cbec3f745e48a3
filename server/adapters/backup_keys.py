"""The keys of a backup: none lies in it, but both of them in a form that another key opens.

The key of the backups is there wrapped by the master key, and, together with the master key, locked for the recovery
key. So a server checks its own backups by itself, and an empty place needs the recovery key.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

from models.data_keys import BACKUPS, wrapped_key
from models.server_state import server_state
from server.adapters.backup_cipher import BackupCipher
from server.adapters.data_key_ring import DataKeyRing
from server.adapters.master_keys import KeyUnusable, MasterKeys
from server.adapters.recovery_key import RecoveryKey, lock
from server.adapters.sealing import NotAuthentic, key_id, unseal

UNCONFIRMED = (
    "no recovery key has been typed back: run `afterglow keys recovery`, write down what it prints, and type it back"
    " with `afterglow keys confirm`"
)
KeyDocument = Mapping[str, Any]
"""What a manifest and a list of erasures say about their keys."""


async def keys_for_backup(ring: DataKeyRing) -> tuple[BackupCipher, KeyDocument]:
    """Return what a new backup is encrypted with. Raises `KeyUnusable` until a recovery key was typed back."""
    public = (await server_state()).recovery_key
    if public is None:
        raise KeyUnusable(UNCONFIRMED)
    backup_key = await ring.backup_key()
    wrapped = await wrapped_key(BACKUPS)
    if wrapped is None:
        raise KeyUnusable("the key of the backups was deleted while it was used: try again")
    locked = lock(public, {"backups": [backup_key], "master": ring.masters.listed()})
    return BackupCipher(backup_key), {
        "backup_key": key_id(backup_key),
        "master_key": wrapped[1],
        "by_master_key": wrapped[0].hex(),
        "by_recovery_key": locked,
    }


class BackupUnlocker:
    """Opens the keys of backups, with the master key of this place or else with the recovery key.

    `ask` returns what the operator types. It is called a second time only for a backup that is older than both the
    recovery key and the master key of the newest one. `masters` are the master keys that were in backups.
    """

    def __init__(self, here: MasterKeys, ask: Callable[[], str]) -> None:
        self.masters: list[bytes] = []
        self._here = here
        self._ask = ask
        self._typed: list[RecoveryKey] = []

    def cipher(self, keys: KeyDocument) -> BackupCipher:
        """Return what opens a backup or a list. Raises `KeyUnusable`."""
        master = self._master(keys["master_key"])
        if master is not None:
            return BackupCipher(_by_master(master, keys))
        opened = self._unlocked(keys)
        self.masters += opened["master"]
        return BackupCipher(opened["backups"][0])

    def recover(self, keys: KeyDocument) -> list[bytes]:
        """Return the master keys, by the recovery key. Raises `KeyUnusable`."""
        return self._unlocked(keys)["master"]

    def _master(self, wanted: str) -> bytes | None:
        known = next((key for key in self.masters if key_id(key) == wanted), None)
        return known or self._here.find(wanted)

    def _unlocked(self, keys: KeyDocument) -> dict[str, list[bytes]]:
        for typed in self._typed:
            with suppress(KeyUnusable):
                return typed.unlock(keys["by_recovery_key"])
        typed = RecoveryKey.typed(self._ask())
        opened = typed.unlock(keys["by_recovery_key"])
        self._typed.append(typed)
        return opened


def _by_master(master: bytes, keys: KeyDocument) -> bytes:
    try:
        return unseal(master, bytes.fromhex(keys["by_master_key"]), place=BACKUPS)
    except NotAuthentic:
        raise KeyUnusable(
            "the key of the backups in this backup is damaged: take another one with --at"
        ) from None
