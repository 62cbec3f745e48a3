"""`afterglow worker` with a page of its own, called as from a terminal."""

import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx2

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


def test_a_port_of_the_worker_that_is_taken_prevents_startup_with_one_sentence(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        refused = run("worker", data_dir=str(tmp_path), worker_port=port)
    assert refused.exit_code == 1
    assert refused.output == (
        f"Error: Afterglow cannot listen on 127.0.0.1:{port}: Address already in use. Set AFTERGLOW_WORKER_PORT.\n"
    )
