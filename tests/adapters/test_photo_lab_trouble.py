"""What happens to a photo when the machine fails, and what a process that decodes may do."""

import asyncio
import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import AsyncIterator
from pathlib import Path
from uuid import UUID

import pytest
from PIL import Image

from server.adapters import imaging_limits
from server.adapters.photo_lab import ProcessLab
from server.adapters.photo_process import PhotoProcess, Trouble
from server.domain.errors import Invalid, TooLarge, Unavailable
from server.ports import Developed
from tests.adapters.pictures import face, saved

ALICE, BOB = UUID(int=1), UUID(int=2)
SMALL = saved(face(), "JPEG")
HEAVY = saved(
    Image.effect_noise((500, 375), 40).resize((4000, 3000)).convert("RGB"),
    "WEBP",
    lossless=True,
    quality=0,
    method=0,
)


@pytest.fixture
async def lab() -> AsyncIterator[ProcessLab]:
    lab = ProcessLab(workers=1)
    yield lab
    await lab.close()


def output_of(code: str) -> str:
    """Return what Python prints, in a process of its own."""
    command = [sys.executable, "-c", code]
    return subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout  # noqa: S603 - our own code


def children() -> list[int]:
    """Return the ids of this process's children that decode photos."""
    running = []
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):  # it has ended meanwhile
            parent = (folder / "stat").read_text().rpartition(")")[2].split()[1]
            if parent == str(os.getpid()) and b"imaging_worker" in (folder / "cmdline").read_bytes():
                running.append(int(folder.name))
    return running


def counted(lab: ProcessLab) -> dict[str, int]:
    return {outcome: count for outcome, count in lab.figures().outcomes.items() if count}


async def started() -> int:
    """Wait for the lab's process, and return its id."""
    for _ in range(1000):
        if processes := children():
            return processes[0]
        await asyncio.sleep(0.01)
    raise AssertionError("no process has started")


async def keep_signalling(number: signal.Signals) -> None:
    """Send a signal to every process of the lab, as soon as it is there."""
    while True:
        for child in children():
            os.kill(child, number)
        await asyncio.sleep(0.01)


async def test_a_process_killed_while_idle_costs_nobody_a_photo(lab: ProcessLab) -> None:
    await lab.develop(SMALL, person_id=ALICE)
    os.kill(await started(), signal.SIGKILL)
    assert (await lab.develop(SMALL, person_id=ALICE)).display.width == 96
    assert counted(lab) == {"developed": 2, "killed": 1}


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
async def test_a_photo_whose_processes_are_killed_may_be_sent_again(
    lab: ProcessLab, number: signal.Signals
) -> None:
    killing = asyncio.create_task(keep_signalling(number))
    with pytest.raises(Unavailable) as later:
        await lab.develop(HEAVY, person_id=ALICE)
    killing.cancel()
    assert (later.value.code, later.value.facts["retry_after"]) == ("photo-lab-busy", 10)
    assert counted(lab) == {"killed": 2}
    assert (await lab.develop(SMALL, person_id=ALICE)).display.width == 96


async def test_a_photo_that_crashes_two_processes_is_at_fault(lab: ProcessLab) -> None:
    crashing = asyncio.create_task(keep_signalling(signal.SIGSEGV))
    with pytest.raises(Invalid) as refused:
        await lab.develop(HEAVY, person_id=ALICE)
    crashing.cancel()
    assert refused.value.code == "photo-unreadable"
    assert counted(lab) == {"crashed": 2}


async def test_a_process_that_hangs_is_replaced_and_the_photo_may_be_sent_again(lab: ProcessLab) -> None:
    lab.seconds = 0
    with pytest.raises(Unavailable):
        await lab.develop(SMALL, person_id=ALICE)
    lab.seconds = 60
    assert (await lab.develop(SMALL, person_id=ALICE)).display.width == 96
    assert counted(lab) == {"hung": 2, "developed": 1}


async def test_a_process_that_was_stopped_is_replaced_within_the_same_request(lab: ProcessLab) -> None:
    await lab.develop(SMALL, person_id=ALICE)
    os.kill(await started(), signal.SIGSTOP)
    lab.seconds = 5
    assert (await lab.develop(SMALL, person_id=ALICE)).display.width == 96
    assert counted(lab) == {"hung": 1, "developed": 2}


async def test_no_process_can_be_started(lab: ProcessLab, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with pytest.raises(Unavailable):
        await lab.develop(SMALL, person_id=ALICE)
    monkeypatch.undo()
    assert (await lab.develop(SMALL, person_id=ALICE)).display.width == 96


async def test_a_picture_that_needs_too_much_memory_is_too_large() -> None:
    worker = PhotoProcess(memory=120 * 1024 * 1024)
    with pytest.raises(Trouble) as trouble:
        worker.develop(saved(face(4000, 4000), "PNG", compress_level=1))
    worker.close()
    assert (trouble.value.kind, worker.usable) == ("no-memory", False)


async def test_a_picture_that_lacks_memory_twice_is_too_large(
    lab: ProcessLab, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lacks(*_: object) -> None:
        raise Trouble("no-memory")

    monkeypatch.setattr(PhotoProcess, "develop", lacks)
    with pytest.raises(TooLarge):
        await lab.develop(SMALL, person_id=ALICE)


def test_nothing_is_written_to_a_folder_even_if_a_process_is_killed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The process gets another folder for temporary files, which is watched while it is killed in the middle."""
    monkeypatch.setattr("server.adapters.photo_process.LAB_ENVIRONMENT", _environment(tmp_path))
    seen: set[str] = set()
    for moment in (0.0, 0.01, 0.05, 0.1, 0.2, 0.4):
        worker = PhotoProcess()
        worker.greet()
        killing = threading.Timer(moment, worker.kill)
        killing.start()
        try:
            worker.develop(HEAVY)
        except Trouble as trouble:
            assert trouble.kind == "killed"
        killing.join()
        worker.close()
        seen |= {path.name for path in tmp_path.rglob("*")}
    assert seen == set()


def _environment(folder: Path) -> dict[str, str]:
    return {"PATH": os.defpath, "LANG": "C.UTF-8", "TMPDIR": str(folder)}


@pytest.mark.skipif(sys.platform != "linux", reason="seccomp is Linux's")
@pytest.mark.parametrize(
    "attempt",
    [
        "open('/etc/passwd')",
        "open('/tmp/afterglow-audit-probe', 'w')",
        "socket.socket()",
        "os.fork()",
        "os.execv('/bin/true', ['true'])",
        "os.kill(os.getppid(), 0)",
        "os.unlink('/etc/hostname')",
        "resource.prlimit(os.getppid(), resource.RLIMIT_CPU)",
    ],
)
def test_a_confined_process_reaches_nothing_outside(attempt: str) -> None:
    code = (
        "import os, resource, socket\nfrom server.adapters.confinement import confine\n"
        f"assert confine() is None\ntry:\n    {attempt}\nexcept PermissionError:\n    print('refused')"
    )
    assert output_of(code) == "refused\n"


@pytest.mark.skipif(sys.platform != "linux", reason="seccomp is Linux's")
def test_threads_still_start_and_the_process_has_the_lowest_priority() -> None:
    code = (
        "import os, threading\nfrom server.adapters.confinement import confine\nassert confine() is None\n"
        "thread = threading.Thread(target=lambda: print('runs'))\nthread.start()\nthread.join()"
    )
    assert output_of(code) == "runs\n"
    worker = PhotoProcess()
    worker.greet()
    assert os.getpriority(os.PRIO_PROCESS, worker._process.pid) == 19
    worker.close()


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.parametrize(
    ("kind", "mode", "options"),
    [
        ("JPEG", "RGB", {}),
        ("JPEG", "RGB", {"progressive": True}),
        ("JPEG", "CMYK", {"progressive": True, "subsampling": 0}),
        ("PNG", "RGBA", {"compress_level": 1}),
        ("PNG", "P", {"compress_level": 1}),
        ("WEBP", "RGBA", {"lossless": True, "quality": 0, "method": 0}),
        ("WEBP", "RGB", {"quality": 95, "method": 0}),
        ("AVIF", "RGBA", {"speed": 10, "quality": 50, "subsampling": "4:4:4"}),
    ],
)
def test_the_largest_picture_of_each_kind_takes_at_most_300_mb(
    kind: imaging_limits.Format, mode: str, options: dict[str, object]
) -> None:
    pixels = imaging_limits.MAX_PIXELS[kind]
    if "progressive" in options:
        pixels = min(pixels, imaging_limits.MAX_COEFFICIENTS // (4 if mode == "CMYK" else 2))
    width = int((pixels * 4 / 3) ** 0.5) // 16 * 16
    picture = (
        Image.effect_noise((width // 16, width * 3 // 64), 40).resize((width, width * 3 // 4)).convert(mode)
    )
    largest = saved(picture, kind, **options)
    assert len(largest) < imaging_limits.MAX_BYTES
    worker = PhotoProcess()
    try:
        worker.develop(largest)
        status = Path(f"/proc/{worker._process.pid}/status").read_text()
    finally:
        worker.close()
    peak = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM"))
    assert peak <= 300 * 1024


async def test_an_honest_person_waits_at_most_3_seconds_beside_16_heavy_uploads(lab: ProcessLab) -> None:
    """Or, on a machine that is busy with something else, not longer than two heavy photos take on it."""
    begun = time.monotonic()
    await lab.develop(HEAVY, person_id=BOB)
    one_takes = time.monotonic() - begun
    heavy = [asyncio.create_task(lab.develop(HEAVY, person_id=ALICE)) for _ in range(16)]
    await asyncio.sleep(0.05)
    begun = time.monotonic()
    await lab.develop(SMALL, person_id=BOB)
    waited = time.monotonic() - begun
    assert sum(each.done() and each.exception() is None for each in heavy) <= 1
    done = await asyncio.gather(*heavy, return_exceptions=True)
    assert waited <= max(3, 2 * one_takes)
    assert {each.display.width for each in done if isinstance(each, Developed)} == {2560}
    assert [type(each) for each in done].count(Unavailable) == 7  # one runs, eight wait
