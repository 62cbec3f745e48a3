"""The keys of patients and of the backups: made when they are first needed, and wrapped by the master key."""

from typing import Final
from uuid import UUID

from models.data_keys import BACKUPS, DataKey, current_master_key, wrapped_key
from models.diary import Photo
from models.revision import lock_patient
from models.server_state import change_server_state, claim_master_key, server_state
from models.unit_of_work import create_once, unit_of_work
from server.adapters.clock import SYSTEM_CLOCK
from server.adapters.master_keys import VARIABLE, KeyUnusable, MasterKeys
from server.adapters.sealing import NotAuthentic, key_id, new_key, seal, unseal

BATCH: Final = 200
"""Keys that are rewrapped in one unit of work."""


class DataKeyRing:
    """No key is kept in memory: one that was destroyed opens nothing from that moment on, in any process."""

    def __init__(self, masters: MasterKeys) -> None:
        self.masters = masters

    async def check(self) -> None:
        """Compare the master key with the database; make one for a new database. Raises `KeyUnusable`.

        A database that has had a master key never gets another one by itself: it would open nothing.
        """
        wanted = (await server_state()).master_key
        if wanted is None:
            await self._take_first()
        elif self.masters.find(wanted) is None:
            raise KeyUnusable(self._missing())

    async def _take_first(self) -> None:
        is_new = not await Photo.exists()
        if await claim_master_key(key_id(self.masters.newest())) and is_new:
            await change_server_state(photos_encrypted_at=SYSTEM_CLOCK.now())
        await self.check()  # another process may have been first

    def _missing(self) -> str:
        if self.masters.is_given:
            return f"{VARIABLE} is not the master key of this database: set the one that it was written with"
        if self.masters.listed():
            return f"{self.masters.path} is not the master key of this database: put back the one that belongs to it"
        return (
            f"the master key {self.masters.path} is missing: put it back, or get it from a backup with"
            " `afterglow keys recover`"
        )

    async def take_over(self) -> None:
        """After a restore: let the master key of this place open everything. Raises `KeyUnusable`."""
        own, wanted = self.masters.newest(), (await server_state()).master_key
        if wanted is not None:
            await self.rewrap(own)
            self.masters.end_rotation()
        await self.check()

    async def find(self, name: str) -> bytes | None:
        """Return a key; None if it was never made or was destroyed. Raises `KeyUnusable`."""
        for _ in range(2):  # a rotation may end between reading the row and reading the file
            wrapped = await wrapped_key(name)
            if wrapped is None:
                return None
            master = self.masters.find(wrapped[1])
            if master is not None:
                return _unwrapped(master, wrapped[0], name)
        raise KeyUnusable(self._missing())

    async def find_or_make(self, name: str) -> bytes:
        """Return a key, and make it if there is none. Raises `KeyUnusable`, and `NotFound` for an erased account."""
        return await self.find(name) or await self._make(name)

    async def _make(self, name: str) -> bytes:
        async def make() -> None:
            if person_id := _person(name):
                await lock_patient(person_id)  # an upload that was under way must not make a new one
            if await DataKey.exists(name=name):
                return
            master_id = await current_master_key()
            master = self.masters.find(master_id)
            if master is None:
                raise KeyUnusable(self._missing())
            wrapped = seal(master, new_key(), place=name)
            await DataKey.create(name=name, wrapped=wrapped, master_key=master_id)

        await create_once(make)
        return await self.find_or_make(name)

    async def backup_key(self) -> bytes:
        return await self.find_or_make(BACKUPS)

    async def rewrap(self, master: bytes) -> int:
        """Wrap every key by this master key, from now on also new ones. Return how many were changed.

        Both master keys must be known to every process meanwhile. If it is cut, it can be called again.
        """
        await change_server_state(master_key=key_id(master))
        count = 0
        while changed := await unit_of_work(lambda: self._rewrap_some(master)):
            count += changed
        return count

    async def _rewrap_some(self, master: bytes) -> int:
        rows = DataKey.exclude(master_key=key_id(master)).order_by("name").limit(BATCH)
        changed = 0
        for row in await rows.select_for_update():
            before = self.masters.find(row.master_key)
            if before is None:
                raise KeyUnusable(self._missing())
            wrapped = seal(master, _unwrapped(before, bytes(row.wrapped), row.name), place=row.name)
            changed += await DataKey.filter(name=row.name).update(wrapped=wrapped, master_key=key_id(master))
        return changed


def _unwrapped(master: bytes, wrapped: bytes, name: str) -> bytes:
    try:
        return unseal(master, wrapped, place=name)
    except NotAuthentic:
        raise KeyUnusable(f"the key {name} in the database is damaged: restore it from a backup") from None


def _person(name: str) -> UUID | None:
    """Return whose folder it is, None for a record's and for the backups."""
    try:
        return UUID(name)
    except ValueError:
        return None
