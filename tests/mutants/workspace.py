"""Copies of the repository to plant faults in. The working tree itself is never changed."""

import os
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / ".mutants"


def fresh_copy(name: str) -> Path:
    """Copy all files that git tracks or would track, with uncommitted changes, to .mutants/`name`."""
    folder = FOLDER / name
    shutil.rmtree(folder, ignore_errors=True)
    for path in _files():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / path, target)
    return folder


def _files() -> list[str]:
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout  # noqa: S603 - fixed words
    return [path for path in listed.split("\0") if (ROOT / path).is_file()]


def run_logged(command: list[str], folder: Path, environment: dict[str, str] | None = None) -> int:
    """Run a command in a copy, append its output to the log next to the copy, and return its exit code."""
    with log_of(folder).open("a", encoding="utf-8") as log:
        return subprocess.run(  # noqa: S603 - our own arguments
            command,
            cwd=folder,
            env={**os.environ, "PYTHONUTF8": "1", **(environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            check=False,
        ).returncode


def log_of(folder: Path) -> Path:
    return folder.with_suffix(".log")
