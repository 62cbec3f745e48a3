"""A new master key: whatever happens in between, every patient's key can be opened, and the end is reached."""

from pathlib import Path

import pytest

from models.data_keys import DataKey
from models.server_state import server_state
from server.adapters import data_key_ring
from server.adapters.data_key_ring import DataKeyRing
from server.adapters.master_keys import KeyUnusable, MasterKeys
from server.adapters.sealing import key_id, new_key

NAMES = [f"record-{number}" for number in range(5)]


class Killed(BaseException):
    """The process ends here."""


@pytest.fixture
def ring(db: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DataKeyRing:
    monkeypatch.setattr(data_key_ring, "BATCH", 2)
    return DataKeyRing(MasterKeys(tmp_path))


async def keys_of(ring: DataKeyRing) -> dict[str, bytes | None]:
    return {name: await ring.find(name) for name in NAMES}


async def filled(ring: DataKeyRing) -> dict[str, bytes | None]:
    await ring.check()
    keys = {name: await ring.find_or_make(name) for name in NAMES}
    assert len(set(keys.values())) == len(NAMES)
    return dict(keys)


async def rotate(ring: DataKeyRing) -> int:
    count = await ring.rewrap(ring.masters.begin_rotation())
    ring.masters.end_rotation()
    return count


async def test_all_keys_stay_and_only_the_new_master_key_opens_them(
    ring: DataKeyRing, tmp_path: Path
) -> None:
    before, [old] = await filled(ring), ring.masters.listed()
    assert await rotate(ring) == len(NAMES)
    [new] = ring.masters.listed()
    assert new != old
    assert (await server_state()).master_key == key_id(new)
    assert await keys_of(DataKeyRing(MasterKeys(tmp_path))) == before
    with pytest.raises(KeyUnusable):
        await DataKeyRing(MasterKeys(tmp_path / "elsewhere", old.hex())).find(NAMES[0])


@pytest.mark.parametrize("after", [0, 1, 2, 3])
async def test_a_rotation_that_was_killed_is_taken_up_where_it_was(
    ring: DataKeyRing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    """Killed before the first batch, between two of them, and before the old key is forgotten."""
    before = await filled(ring)
    batches = 0
    rewrap_some = DataKeyRing._rewrap_some

    async def killed(self: DataKeyRing, master: bytes) -> int:
        nonlocal batches
        if batches == after:
            raise Killed
        batches += 1
        return await rewrap_some(self, master)

    monkeypatch.setattr(DataKeyRing, "_rewrap_some", killed)
    with pytest.raises(Killed):
        await rotate(ring)
    monkeypatch.setattr(DataKeyRing, "_rewrap_some", rewrap_some)
    again = DataKeyRing(MasterKeys(tmp_path))
    assert len(again.masters.listed()) == 2
    new = again.masters.listed()[0]
    await again.check()
    assert await keys_of(again) == before
    await rotate(again)
    assert again.masters.listed() == [new]
    assert await keys_of(DataKeyRing(MasterKeys(tmp_path))) == before
    assert not await DataKey.exclude(master_key=key_id(new)).exists()


async def test_a_server_that_runs_meanwhile_reads_and_makes_keys(ring: DataKeyRing, tmp_path: Path) -> None:
    before = await filled(ring)
    running = DataKeyRing(MasterKeys(tmp_path))
    assert await keys_of(running) == before
    await rotate(ring)
    assert await keys_of(running) == before
    made = await running.find_or_make("record-new")
    assert (await DataKey.get(name="record-new")).master_key == (await server_state()).master_key
    assert await DataKeyRing(MasterKeys(tmp_path)).find("record-new") == made


async def test_keys_of_the_environment_are_rotated_to_the_first(db: str, tmp_path: Path) -> None:
    old, new = new_key(), new_key()
    before = await filled(DataKeyRing(MasterKeys(tmp_path, old.hex())))
    with pytest.raises(KeyUnusable, match="has one key: write a new one before it"):
        await rotate(DataKeyRing(MasterKeys(tmp_path, old.hex())))
    both = DataKeyRing(MasterKeys(tmp_path, f"{new.hex()} {old.hex()}"))
    await both.check()
    await rotate(both)
    assert await keys_of(DataKeyRing(MasterKeys(tmp_path, new.hex()))) == before
    assert not both.masters.path.exists()


async def test_a_swapped_row_opens_nothing(ring: DataKeyRing) -> None:
    """Somebody who can write into the database cannot give one patient's key to another."""
    await filled(ring)
    other = await DataKey.get(name=NAMES[1])
    await DataKey.filter(name=NAMES[0]).update(wrapped=other.wrapped)
    with pytest.raises(KeyUnusable, match=f"the key {NAMES[0]} in the database is damaged"):
        await ring.find(NAMES[0])
