"""`afterglow worker` with a page of its own, and starts on a newer database, called as from a terminal."""

import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import httpx2
import pytest

from tests.cli.test_commands import METRICS_TOKEN, run, wait_until_ready


def test_a_worker_shows_that_it_lives_until_it_is_stopped(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
    settings = {"DATA_DIR": str(tmp_path), "WORKER_PORT": str(port), "METRICS_TOKEN": METRICS_TOKEN}
    process = subprocess.Popen(
        [sys.executable, "-m", "server.cli", "worker"],
        env={**os.environ, **{f"AFTERGLOW_{name}": value for name, value in settings.items()}},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_until_ready(port, process)
        headers = {"authorization": f"Bearer {METRICS_TOKEN}"}
        text = httpx2.get(f"http://127.0.0.1:{port}/metrics", headers=headers).text
        assert set(
            re.findall(r'^afterglow_task_round_timestamp_seconds\{task="(\w+)"\} [\d.e+]+$', text, re.M)
        ) == {
            "reminders",
            "housekeeping",
            "exports",
        }
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0
    finally:
        process.kill()
        process.wait()


@pytest.mark.parametrize("command", ["serve", "worker", "verify"])
def test_an_older_version_does_not_start_on_the_database_of_a_newer_one(command: str, tmp_path: Path) -> None:
    assert run("migrate", data_dir=str(tmp_path)).exit_code == 0
    with closing(sqlite3.connect(tmp_path / "afterglow.sqlite3")) as file, file:
        file.execute(
            "INSERT INTO tortoise_migrations (app, name, applied_at)"
            " SELECT app, '9999_of_next_year', applied_at FROM tortoise_migrations LIMIT 1"
        )
    refused = run(command, data_dir=str(tmp_path), port="8998")
    assert refused.exit_code == 1
    assert refused.output.startswith("Error: A newer version of Afterglow has changed this database: ")
    assert refused.output.count("\n") == 1


def test_a_port_of_the_worker_that_is_taken_prevents_startup_with_one_sentence(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        refused = run("worker", data_dir=str(tmp_path), worker_port=port)
    assert refused.exit_code == 1
    assert refused.output == (
        f"Error: Afterglow cannot listen on 127.0.0.1:{port}: Address already in use. Set AFTERGLOW_WORKER_PORT.\n"
    )
