"""Sheets are worked on in processes of their own: a slow one can be abandoned, and nothing else waits for it."""

import asyncio
import os
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from server.adapters.process_pool import ProcessDied
from server.adapters.sheet_pool import SheetPool, SheetProcess
from server.domain.errors import Conflict, Invalid
from server.domain.topics import TopicTree
from tests.fakes import TOPICS


def count_topics(tree: TopicTree) -> int:
    return len(tree.topics)


def environment_names(tree: TopicTree) -> list[str]:
    return sorted(os.environ)


def process_id(_: TopicTree) -> int:
    return os.getpid()


def reach(_: TopicTree, begun: str, path: str) -> str:
    """Create the file `begun`, then wait until the file `path` exists."""
    Path(begun).touch()
    wait_for(Path(path))
    return "reached"


def wait_for(path: Path) -> None:
    while not path.exists():
        time.sleep(0.01)


def refuse(_: TopicTree) -> None:
    raise Conflict("There is a draft already.", code="draft-open", at="document.id")


def fail(_: TopicTree) -> None:
    raise LookupError("a mistake of ours")


def take_memory(_: TopicTree) -> int:
    return len(bytes(2_000_000_000))


def die(_: TopicTree) -> None:
    os._exit(3)


@pytest.fixture
async def pool() -> AsyncIterator[SheetPool]:
    pool = SheetPool(TOPICS, workers=1, seconds=60)
    yield pool
    await pool.close()


async def test_the_function_runs_in_one_other_process_with_the_topic_tree(pool: SheetPool) -> None:
    assert await pool(count_topics) == len(TOPICS.topics)
    first, second = await pool(process_id), await pool(process_id)
    assert first == second != os.getpid()


async def test_the_event_loop_keeps_running_while_a_sheet_is_worked_on(
    pool: SheetPool, tmp_path: Path
) -> None:
    """The work ends only when the loop lets it: a loop that waited for it would never do so."""
    begun, end = tmp_path / "begun", tmp_path / "end"
    working = asyncio.create_task(pool(reach, str(begun), str(end)))
    await asyncio.to_thread(wait_for, begun)
    assert not working.done()
    end.touch()
    assert await working == "reached"


async def test_an_error_of_the_function_arrives_with_its_code_and_facts(pool: SheetPool) -> None:
    with pytest.raises(Conflict) as refused:
        await pool(refuse)
    error = refused.value
    assert (error.code, error.detail, error.facts) == (
        "draft-open",
        "There is a draft already.",
        {"at": "document.id"},
    )


async def test_an_unexpected_error_carries_the_traceback_of_its_process(pool: SheetPool) -> None:
    with pytest.raises(LookupError, match="a mistake of ours") as failed:
        await pool(fail)
    assert "in fail" in failed.value.__notes__[0]


async def test_a_sheet_that_takes_too_long_is_abandoned_and_the_next_is_processed(tmp_path: Path) -> None:
    pool = SheetPool(TOPICS, workers=1, seconds=60)
    before = await pool(process_id)
    pool.seconds = 0.05
    with pytest.raises(Invalid) as refused:
        await pool(reach, str(tmp_path / "begun"), str(tmp_path / "never"))
    assert refused.value.code == "sheet-too-slow"
    pool.seconds = 60
    assert await pool(process_id) != before
    await pool.close()


async def test_waiting_for_a_turn_counts_towards_the_deadline(pool: SheetPool, tmp_path: Path) -> None:
    begun, end = tmp_path / "begun", tmp_path / "end"
    working = asyncio.create_task(pool(reach, str(begun), str(end)))
    await asyncio.to_thread(wait_for, begun)
    pool.seconds = 0.05
    with pytest.raises(Invalid) as refused:
        await pool(count_topics)
    assert refused.value.code == "sheet-too-slow"
    end.touch()
    assert await working == "reached"


async def test_a_cancelled_request_frees_its_process(pool: SheetPool, tmp_path: Path) -> None:
    for _ in range(3):
        cancelled = asyncio.create_task(pool(reach, str(tmp_path / "begun"), str(tmp_path / "never")))
        await asyncio.sleep(0)
        cancelled.cancel()
        with pytest.raises(asyncio.CancelledError):
            await cancelled
    assert await pool(count_topics) == len(TOPICS.topics)


@pytest.mark.parametrize("work", [die, take_memory])
async def test_a_sheet_can_harm_only_its_own_process(pool: SheetPool, work: object) -> None:
    with pytest.raises(Invalid) as refused:
        await pool(work)  # type: ignore[arg-type]  # of either function
    assert refused.value.code == "sheet-too-slow"
    assert await pool(count_topics) == len(TOPICS.topics)


async def test_more_sheets_than_workers_wait_for_their_turn(pool: SheetPool) -> None:
    assert len(set(await asyncio.gather(*(pool(process_id) for _ in range(3))))) == 1


def test_a_killed_worker_raises_an_error_and_is_unusable() -> None:
    worker = SheetProcess(TOPICS)
    assert worker.run(count_topics) == len(TOPICS.topics)
    worker.kill()
    with pytest.raises(ProcessDied):
        worker.run(count_topics)
    worker.close()
    assert not worker.usable


async def test_a_process_does_not_inherit_the_secrets_of_the_server(
    pool: SheetPool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AFTERGLOW_VAPID_KEY", "secret")
    assert await pool(environment_names) == ["LANG", "PATH"]
