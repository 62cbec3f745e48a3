"""The command `afterglow`, called as from a terminal."""

import asyncio
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event
from uuid import UUID, uuid4

import httpx2
import pytest
from click.testing import CliRunner, Result
from tortoise.backends.base.executor import EXECUTOR_CACHE

import server.main
from server.adapters.data_key_ring import DataKeyRing
from server.adapters.database import database
from server.adapters.master_keys import MasterKeys
from server.adapters.photo_store_local import LocalPhotoStore
from server.adapters.photo_vault import PhotoVault
from server.cli import afterglow
from server.cli.loading import COMMANDS, CompositionRoot, composition_root, load_command
from tests.factories import (
    make_clinic,
    make_entry,
    make_own_treatment,
    make_patient,
    make_photo,
    make_practitioner,
)
from tests.fakes import fake_services

METRICS_TOKEN = "of-the-operator"


def run(*words: str, typed: str | None = None, **environment: str) -> Result:
    """Run a command; `typed` is what somebody answers it."""
    named = {f"AFTERGLOW_{name.upper()}": value for name, value in environment.items()}
    return CliRunner().invoke(afterglow, list(words), env=named, input=typed and f"{typed}\n")


def test_help_lists_every_command() -> None:
    output = run("--help").output
    for command in (
        "serve",
        "demo",
        "people",
        "backup",
        "restore",
        "keys",
        "verify",
        "migrate",
        "worker",
        "ask",
        "timeline",
        "check-sheet",
        "read-sheet",
        "openapi",
    ):
        assert re.search(rf"^  {command} ", output, re.M), command


@pytest.mark.parametrize("command", ["serve", "migrate", "worker", "demo", "openapi"])
def test_an_invalid_setting_prevents_startup_with_one_sentence(command: str) -> None:
    refused = run(command, port="http")
    assert refused.exit_code == 1
    assert refused.output.startswith("Error: AFTERGLOW_PORT ")
    assert refused.output.count("\n") == 1


def test_a_push_origin_without_https_prevents_startup(tmp_path: Path) -> None:
    refused = run("serve", data_dir=str(tmp_path), push_extra_origins="http://push.example")
    assert refused.exit_code == 1
    assert refused.output.startswith("Error: ")
    assert "push.example" in refused.output


def test_an_unreachable_database_prevents_startup(tmp_path: Path) -> None:
    refused = run("worker", data_dir=str(tmp_path), database_url="postgres://nobody@127.0.0.1:1/nothing")
    assert refused.exit_code == 1
    assert refused.output.startswith("Error: The database of AFTERGLOW_DATABASE_URL cannot be opened: ")


@pytest.mark.parametrize("command", ["serve", "migrate", "worker", "demo"])
def test_a_damaged_database_prevents_startup_with_one_sentence(command: str, tmp_path: Path) -> None:
    (tmp_path / "afterglow.sqlite3").write_text("This is not a database. " * 100)
    refused = run(command, data_dir=str(tmp_path))
    assert refused.exit_code == 1
    assert refused.output.startswith("Error: Afterglow does not start: ")
    assert "restore it from a backup" in refused.output
    assert refused.output.count("\n") == 1


def test_a_second_server_on_the_same_folder_does_not_start(tmp_path: Path) -> None:
    with serving(tmp_path):
        refused = run("serve", data_dir=str(tmp_path / "data"), port="8999")
    assert refused.exit_code == 1
    assert "another Afterglow already serves" in refused.output


@pytest.mark.parametrize(
    "folder", ["file/data", "/proc/sys/afterglow", "/proc/self"], ids=["file", "no", "read"]
)
@pytest.mark.parametrize("command", ["serve", "migrate", "worker"])
def test_a_folder_that_cannot_be_made_or_written_prevents_startup_with_one_sentence(
    command: str, folder: str, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    refused = run(command, data_dir=str(tmp_path / folder))
    assert refused.exit_code == 1
    assert refused.output.startswith("Error: ")
    assert folder in refused.output or "/proc/" in refused.output
    assert refused.output.count("\n") == 1


def test_a_port_that_is_taken_prevents_startup_with_one_sentence(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        refused = run("serve", data_dir=str(tmp_path), port=port)
    assert refused.exit_code == 1
    assert refused.output == (
        f"Error: Afterglow cannot listen on 127.0.0.1:{port}: Address already in use. Set AFTERGLOW_PORT.\n"
    )
    assert not (tmp_path / "afterglow.sqlite3").exists()


def test_an_operator_lists_the_practitioners_and_lets_one_in(tmp_path: Path) -> None:
    home = {"data_dir": str(tmp_path)}
    assert run("people", "list", **home).output == "Nobody works in a clinic yet.\n"
    stranger = run("people", "sign-in-link", str(uuid4()), **home)
    assert (stranger.exit_code, stranger.output.count("\n")) == (1, 1)
    assert "works in a clinic" in stranger.output
    person_id = asyncio.run(_set_up(f"sqlite://{tmp_path / 'afterglow.sqlite3'}"))
    assert run("people", "list", **home).output == (
        f"{person_id}  Lindenhof, practitioner: Bob Berger (0 passkeys, signed in nowhere)\n"
    )
    link = run("people", "sign-in-link", str(person_id), **home)
    assert link.exit_code == 0
    assert re.search(r"^http://localhost:8000/sign-in#\S{40,}$", link.output, re.M)


def test_an_operator_disables_an_account_and_enables_it_again(tmp_path: Path) -> None:
    home = {"data_dir": str(tmp_path)}
    assert run("migrate", **home).exit_code == 0
    url = f"sqlite://{tmp_path / 'afterglow.sqlite3'}"
    bob, alice = asyncio.run(_set_up(url)), asyncio.run(_join(url))
    unknown = uuid4()
    for command in ("disable", "enable"):
        refused = run("people", command, str(unknown), **home)
        assert (refused.exit_code, refused.output) == (
            1,
            f"Error: There is no account with the id {unknown}.\n",
        )
    for person_id in (bob, alice):
        done = run("people", "disable", str(person_id), **home)
        assert done.exit_code == 0
        assert "Disabled. 0 devices were signed out, 0 of them were sent a message.\n" in done.output
    listed = run("people", "list", **home).output.splitlines()
    assert re.fullmatch(
        rf"{bob}  Lindenhof, practitioner: Bob Berger \(0 passkeys, disabled since [0-9-]{{10}}\)", listed[0]
    )
    assert re.fullmatch(rf"{alice}  works in no clinic \(disabled since [0-9-]{{10}}\)", listed[1])
    link = run("people", "sign-in-link", str(bob), **home)
    assert (link.exit_code, link.output) == (1, "Error: This account is disabled. Enable it first.\n")
    assert run("people", "enable", str(bob), **home).output.endswith("Enabled.\n")
    assert run("people", "enable", str(bob), **home).output == "This account was not disabled.\n"
    assert run("people", "sign-in-link", str(bob), **home).exit_code == 0


def test_an_empty_diary_is_verified_and_a_missing_image_is_named_by_its_ids(tmp_path: Path) -> None:
    home = {"data_dir": str(tmp_path)}
    whole = run("verify", **home)
    assert (whole.exit_code, whole.output) == (0, "0 images checked, 0 missing or damaged.\n")
    photo_id = asyncio.run(_photograph(f"sqlite://{tmp_path / 'afterglow.sqlite3'}", tmp_path / "photos"))
    assert run("verify", **home).output == "2 images checked, 0 missing or damaged.\n"
    [image] = tmp_path.glob("photos/*/*-display")
    orphan = image.with_name(image.name.replace(str(photo_id), str(uuid4())))
    image.rename(orphan)
    os.utime(orphan, (0, 0))
    faulty = run("verify", **home)
    assert faulty.exit_code == 1
    assert re.search(rf"^missing: treatment \S{{36}}, photo {photo_id}, display$", faulty.output, re.M)
    assert "1 files belong to no photo: left alone" in faulty.output
    assert "1 files belong to no photo: deleted." in run("verify", "--sweep", **home).output
    assert not orphan.exists()


def test_a_missing_or_wrong_master_key_stops_every_start_and_destroys_nothing(tmp_path: Path) -> None:
    home, key = {"data_dir": str(tmp_path)}, tmp_path / "master-key"
    assert run("verify", **home).exit_code == 0
    original = key.read_text()
    key.rename(tmp_path / "away")
    missing = run("verify", **home)
    assert (missing.exit_code, missing.output.count("\n")) == (1, 1)
    assert f"the master key {key} is missing" in missing.output
    assert not key.exists()
    key.write_text(f"{'ab' * 32}\n")
    wrong = run("verify", **home)
    assert (wrong.exit_code, wrong.output.count("\n")) == (1, 1)
    assert f"{key} is not the master key of this database" in wrong.output
    key.write_text("nonsense")
    assert "does not hold a master key" in run("verify", **home).output
    key.write_text(original)
    assert run("verify", **home).exit_code == 0


async def _photograph(url: str, folder: Path) -> UUID:
    EXECUTOR_CACHE.clear()
    ring = DataKeyRing(MasterKeys(folder.parent))
    services = fake_services(photos=PhotoVault(LocalPhotoStore(folder), ring))
    async with database(url, everywhere=False):
        alice = await make_patient()
        entry = await make_entry(services, alice, await make_own_treatment(services, alice))
        return (await make_photo(services, alice, entry.id)).id


async def _set_up(url: str) -> UUID:
    EXECUTOR_CACHE.clear()
    async with database(url, everywhere=False):
        return (await make_practitioner(await make_clinic())).person_id


async def _join(url: str) -> UUID:
    EXECUTOR_CACHE.clear()
    async with database(url, everywhere=False):
        return (await make_patient()).person_id


def test_the_database_is_migrated_once(tmp_path: Path) -> None:
    home = {"data_dir": str(tmp_path / "new")}
    assert run("migrate", **home).output.startswith("Applied: ")
    assert run("migrate", **home).output == "The database is up to date.\n"
    assert (tmp_path / "new").stat().st_mode & 0o077 == 0


def test_ask_loads_neither_the_database_nor_the_web_server() -> None:
    asking = "ask --sheet 003 --hours 30 mascara"
    program = f"""
import sys
from server.cli import afterglow
afterglow({asking.split()}, standalone_mode=False)
print(sorted({{'tortoise', 'uvicorn', 'PIL', 'aiohttp'}} & set(sys.modules)))
"""
    finished = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)  # noqa: S603
    assert finished.stdout.startswith("Mascara: ")
    assert finished.stdout.endswith("\n[]\n")


@contextmanager
def starting(home: Path) -> Iterator[tuple[subprocess.Popen[bytes], int, Path]]:
    """Run `afterglow serve` in a process; yield the process, its port and its log at once."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
    log = home / "log"
    settings = {
        "AFTERGLOW_DATA_DIR": str(home / "data"),
        "AFTERGLOW_PORT": str(port),
        "AFTERGLOW_METRICS_TOKEN": METRICS_TOKEN,
    }
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "server.cli", "serve"],
            env={**os.environ, **settings},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        yield process, port, log
    finally:
        process.kill()
        process.wait()


@contextmanager
def serving(home: Path) -> Iterator[tuple[subprocess.Popen[bytes], int, Path]]:
    """Like `starting`, but yield only once the server is ready."""
    with starting(home) as (process, port, log):
        wait_until_ready(port, process)
        yield process, port, log


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
    pytest.fail("the server did not become ready")


def pause() -> None:
    """Wait before polling another process again."""
    Event().wait(0.05)


def wait_until_begun(port: int) -> None:
    """Wait until two requests are running: the slow one and the one for the metrics."""
    headers = {"authorization": f"Bearer {METRICS_TOKEN}"}
    while (
        b"afterglow_requests_running 2.0"
        not in httpx2.get(f"http://127.0.0.1:{port}/metrics", headers=headers).content
    ):
        pause()


def test_a_first_start_needs_no_settings_and_a_stop_drains_requests(tmp_path: Path) -> None:
    with serving(tmp_path) as (process, port, log):
        assert re.search(rf"http://localhost:{port}/set-up#[\w-]{{43}}\n", log.read_text())
        assert "\nA phone cannot open it: localhost is this machine alone" in log.read_text()
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


def has_database(home: Path) -> bool:
    return (home / "data" / "afterglow.sqlite3").exists()


def has_printed_its_address(home: Path) -> bool:
    return "Afterglow is at" in (home / "log").read_text()


@pytest.mark.parametrize("has_come", [has_database, has_printed_its_address])
def test_a_stop_during_startup_ends_the_process(tmp_path: Path, has_come: Callable[[Path], bool]) -> None:
    """SIGTERM arrives before Uvicorn handles it: while the database is created, or afterwards."""
    with starting(tmp_path) as (process, _, log):
        while process.poll() is None and not has_come(tmp_path):
            pause()
        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == 0, log.read_text()


def test_the_composition_root_offers_what_the_commands_call() -> None:
    """Let mypy check this: a module can implement a protocol."""
    root: CompositionRoot = server.main
    assert composition_root() is root


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_the_name_that_the_table_gives_it(name: str) -> None:
    command = load_command(name)
    assert command is not None
    assert command.name == name


def test_an_unknown_command_is_refused() -> None:
    assert load_command("sreve") is None
    assert "No such command" in run("sreve").output
