"""The command `afterglow`. Commands parse and print; what they do is put together in `server.main`."""

import json
from importlib import import_module
from typing import Any

import click

from server import __version__
from server.cli.contract import COMMANDS as CONTRACT_COMMANDS
from server.cli.sheet_import import COMMANDS as READER_COMMANDS
from server.cli.sheets import COMMANDS as PROTOCOL_COMMANDS
from server.settings import Settings, SettingsError, read_settings


def root() -> Any:
    """The composition root, loaded only by the commands that need it: `ask` starts without a web server."""
    return import_module("server.main")


@click.group()
@click.version_option(__version__)
def afterglow() -> None:
    """Afterglow: the healing diary between two sessions.

    Settings come from the environment (AFTERGLOW_PORT, AFTERGLOW_DATA_DIR, …); none needs to be set.
    """


@afterglow.command()
@click.option("--host", help="Address to listen on (AFTERGLOW_HOST).")
@click.option("--port", type=int, help="Port to listen on (AFTERGLOW_PORT).")
def serve(host: str | None, port: int | None) -> None:
    """Run the web server; with SQLite also migrations and reminders, all in one process."""
    _run(root().serve, _settings(host=host, port=port))


@afterglow.command()
@click.option("--serve", "then_serve", is_flag=True, help="Go on and run the server.")
def demo(*, then_serve: bool) -> None:
    """Fill an empty database with a made-up clinic and print sign-in links."""
    settings = _settings()
    for label, url in _run(root().fill_demo, settings):
        click.echo(f"{label:<28} {url}")
    if then_serve:
        _run(root().serve, settings)


@afterglow.command()
def migrate() -> None:
    """Bring the database up to date."""
    applied = _run(root().migrate_database, _settings())
    click.echo(f"Applied: {', '.join(applied)}" if applied else "The database is up to date.")


@afterglow.command()
def worker() -> None:
    """Send reminders until told to stop; any number of workers may run."""
    _run(root().work, _settings())


@afterglow.command()
def openapi() -> None:
    """Print the description of the API; the phone's typed client is made from it."""
    click.echo(json.dumps(root().describe(_settings().url), indent=1))


def _settings(**given: object) -> Settings:
    try:
        return read_settings({name: value for name, value in given.items() if value is not None})
    except SettingsError as error:
        raise click.ClickException(str(error)) from error


def _run(command: Any, settings: Settings) -> Any:
    """A refusal of the root is one line for the person at the terminal."""
    try:
        return command(settings)
    except root().Refused as refused:
        raise click.ClickException(str(refused)) from refused


for _command in (*PROTOCOL_COMMANDS, *READER_COMMANDS, *CONTRACT_COMMANDS):
    afterglow.add_command(_command)


def main() -> None:
    afterglow()
