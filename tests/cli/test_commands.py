"""The command `afterglow`, as a person at a terminal meets it."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event

import pytest
from click.testing import CliRunner, Result

from server.cli import afterglow


def run(*words: str, **environment: str) -> Result:
    named = {f"AFTERGLOW_{name.upper()}": value for name, value in environment.items()}
    return CliRunner().invoke(afterglow, list(words), env=named)


def test_help_lists_what_there_is() -> None:
    said = run("--help").output
    for command in (
        "serve",
        "demo",
        "migrate",
        "worker",
        "ask",
        "timeline",
        "check-sheet",
        "read-sheet",
        "openapi",
    ):
        assert re.search(rf"^  {command} ", said, re.M), command


@pytest.mark.parametrize("command", ["serve", "migrate", "worker", "demo", "openapi"])
def test_a_wrong_setting_stops_the_start_with_one_sentence(command: str) -> None:
    refused = run(command, port="http")
    assert refused.exit_code == 1
    assert refused.output.startswith("Error: AFTERGLOW_PORT ")
    assert refused.output.count("\n") == 1


def test_a_push_origin_that_cannot_be_stops_the_start(tmp_path: Path) -> None:
    refused = run("serve", data_dir=str(tmp_path), push_extra_origins="http://push.example")
    assert refused.exit_code == 1
    assert refused.output.startswith("Error: ")
    assert "push.example" in refused.output


def test_a_database_that_nobody_answers_for_stops_the_start(tmp_path: Path) -> None:
    refused = run("worker", data_dir=str(tmp_path), database_url="postgres://nobody@127.0.0.1:1/nothing")
    assert refused.exit_code == 1
    assert refused.output.startswith("Error: The database of AFTERGLOW_DATABASE_URL cannot be opened: ")


def test_the_database_is_brought_up_to_date_once(tmp_path: Path) -> None:
    home = {"data_dir": str(tmp_path / "new")}
    assert run("migrate", **home).output.startswith("Applied: ")
    assert run("migrate", **home).output == "The database is up to date.\n"
    assert (tmp_path / "new").stat().st_mode & 0o077 == 0


def test_asking_starts_neither_database_nor_web_server() -> None:
    asked = (
        "import sys, server.cli; print(sorted({'tortoise', 'uvicorn', 'PIL', 'aiohttp'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout == "[]\n"


@contextmanager
def serving(home: Path) -> Iterator[tuple[subprocess.Popen[bytes], int, Path]]:
    """`afterglow serve` in its own process, ready; gives it, its port and its log."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
    log = home / "log"
    settings = {"AFTERGLOW_DATA_DIR": str(home / "data"), "AFTERGLOW_PORT": str(port)}
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "server.cli", "serve"],
            env={**os.environ, **settings},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        wait_until_ready(port, process)
        yield process, port, log
    finally:
        process.kill()
        process.wait()


def wait_until_ready(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        with (
            suppress(OSError),
            urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5) as answer,
        ):
            assert answer.status == 200
            return
        pause()
    pytest.fail("the server did not get ready")


def pause() -> None:
    """Between two looks at another process."""
    Event().wait(0.05)


def wait_until_begun(port: int) -> None:
    """Until the server is busy with two requests: the slow one, and the one that asks."""
    while (
        b"afterglow_requests_running 2.0"
        not in urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics").read()
    ):
        pause()


def test_a_first_start_needs_nothing_and_a_stop_drains(tmp_path: Path) -> None:
    with serving(tmp_path) as (process, port, log):
        assert re.search(rf"http://localhost:{port}/set-up#[\w-]{{43}}\n", log.read_text())
        [key] = (tmp_path / "data").glob("*.pem")
        assert key.stat().st_mode & 0o077 == 0
        with socket.create_connection(("127.0.0.1", port)) as slow:
            body = b'{"token": "%s"}' % (b"x" * 43)
            head = f"POST /api/links/open HTTP/1.1\r\nHost: localhost\r\nContent-Length: {len(body)}\r\n"
            slow.sendall(f"{head}Content-Type: application/json\r\n\r\n".encode() + body[:5])
            wait_until_begun(port)
            process.send_signal(signal.SIGTERM)
            slow.sendall(body[5:])
            answer = slow.makefile("rb").readline()
        assert answer.startswith(b"HTTP/1.1 404")
        assert process.wait(20) == 0
        assert "x" * 43 not in log.read_text()
