"""Run `afterglow serve` in its own process, with its own data folder."""

import contextlib
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass
class Server:
    """A running server."""

    url: str
    log: Path
    data_dir: Path

    def set_up_link(self) -> str:
        """Return the set-up link that the server printed at its first start."""
        link = re.search(r"http://\S+/set-up#\S+", self.log.read_text())
        assert link, f"no set-up link was printed:\n{self.log.read_text()}"
        return link.group(0)


def wait_until_ready(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + 240  # a busy machine paints the photos of the demo slowly
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        with contextlib.suppress(OSError), urllib.request.urlopen(f"{url}/readyz", timeout=2) as answer:  # noqa: S310 - our own loopback server
            if answer.status == 200:
                return
        time.sleep(0.1)
    pytest.fail(f"the server did not become ready:\n{log.read_text()}")


@contextlib.contextmanager
def running_server(
    data_dir: Path, command: tuple[str, ...] = ("serve",), **environment: str
) -> Iterator[Server]:
    port = free_port()
    url = f"http://localhost:{port}"
    log = data_dir / "server.log"
    settings = {
        "AFTERGLOW_DATA_DIR": str(data_dir),
        "AFTERGLOW_PUBLIC_URL": url,
        "AFTERGLOW_PORT": str(port),
        **environment,
    }
    with log.open("wb") as output:
        process = subprocess.Popen(  # noqa: S603 - our own command
            [sys.executable, "-m", "server.cli", *command], cwd=ROOT, env={**os.environ, **settings},
            stdout=output, stderr=subprocess.STDOUT,
        )  # fmt: skip
        try:
            wait_until_ready(url, process, log)
            yield Server(url=url, log=log, data_dir=data_dir)
        finally:
            process.terminate()
            process.wait(20)
