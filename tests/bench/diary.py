"""Read a diary of 30 entries: Afterglow against Django and DRF, with the same JSON and data, alternating."""

import asyncio
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests.bench.diary_rows import Filled, fill
from tests.bench.load import Target, ask_once, rate

ROOT = Path(__file__).parents[2]
DJANGO = Path(os.environ.get("BENCH_PYTHON", ROOT / ".venv" / "bench" / "bin" / "python"))
ROUNDS, SECONDS = 6, 2.0
WANTED = 15.0


def run() -> bool:
    """Return whether the ratio is reached."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as running:
        filled = asyncio.run(fill(f"sqlite://{folder}/afterglow.sqlite3"))
        ours = running.enter_context(_afterglow(Path(folder), filled))
        theirs = running.enter_context(_django(Path(folder), filled, asyncio.run(ask_once(ours))))
        _compare_answers(ours, theirs)
        us, them = asyncio.run(_in_turns(ours, theirs))
    print(f"diary of 30 entries   Afterglow {us:8.0f}/s   Django + DRF {them:6.0f}/s")
    print(f"diary read: {us / them:.1f} times Django + DRF (wanted: {WANTED:.0f})")
    return us / them >= WANTED


def _compare_answers(ours: Target, theirs: Target) -> None:
    """Fail unless both return the same answer; otherwise, the comparison would be meaningless."""
    answers = [json.loads(asyncio.run(ask_once(target))) for target in (ours, theirs)]
    assert answers[0] == answers[1], "the two sides return different answers"
    assert [len(answers[0][name]) for name in ("entries", "photos")] == [30, 60]


async def _in_turns(ours: Target, theirs: Target) -> tuple[float, float]:
    """Return the median answers per second of each side, after a short warm-up."""
    rates: dict[str, list[float]] = {ours.name: [], theirs.name: []}
    for target in (ours, theirs):
        await rate(target, SECONDS / 4)
    for _ in range(ROUNDS):
        for target in (ours, theirs):
            rates[target.name].append(await rate(target, SECONDS))
    return statistics.median(rates[ours.name]), statistics.median(rates[theirs.name])


@contextmanager
def _afterglow(folder: Path, filled: Filled) -> Iterator[Target]:
    target = _target("Afterglow", filled)
    environment = {
        "AFTERGLOW_DATA_DIR": str(folder),
        "AFTERGLOW_PORT": str(target.port),
        "AFTERGLOW_LOG_FORMAT": "json",
    }
    with _running(
        [sys.executable, "-m", "server.cli", "serve"], environment, folder / "afterglow.log", target
    ):
        yield target


@contextmanager
def _django(folder: Path, filled: Filled, diary: bytes) -> Iterator[Target]:
    target = _target("Django", filled)
    answer = folder / "diary.json"
    answer.write_text(
        json.dumps(
            {
                "token": filled.token,
                "treatment_id": str(filled.treatment_id),
                "diary": json.loads(diary),
            }
        )
    )
    environment = {"BENCH_DATABASE": str(folder / "django.sqlite3"), "BENCH_LOG": str(folder / "django.log")}
    fill_it = [str(DJANGO), str(ROOT / "tests" / "bench" / "django_diary.py"), "fill", str(answer)]
    subprocess.run(fill_it, env=os.environ | environment, check=True)  # noqa: S603 - our own arguments
    serve = [
        "-m",
        "gunicorn",
        "--bind",
        f"127.0.0.1:{target.port}",
        "--worker-class",
        "gthread",
        "--threads",
        "4",
    ]
    module = ["--chdir", str(ROOT / "tests" / "bench"), "django_diary:application"]
    with _running([str(DJANGO), *serve, *module], environment, folder / "gunicorn.log", target):
        yield target


def _target(name: str, filled: Filled) -> Target:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    return Target(
        name, port, f"/api/treatments/{filled.treatment_id}/diary", f"Cookie: afterglow={filled.token}"
    )


@contextmanager
def _running(command: list[str], environment: dict[str, str], log: Path, target: Target) -> Iterator[None]:
    """Run a server with one worker; its output goes to `log`."""
    with log.open("wb") as output:
        process = subprocess.Popen(  # noqa: S603 - our own arguments
            command, cwd=ROOT, env=os.environ | environment, stdout=output, stderr=subprocess.STDOUT
        )
    try:
        _wait_for(process, target, log)
        yield
    finally:
        process.terminate()
        process.wait(30)


def _wait_for(process: subprocess.Popen[bytes], target: Target, log: Path) -> None:
    end = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < end:
        try:
            asyncio.run(ask_once(target))
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"{target.name} did not start:\n{log.read_text()}")
