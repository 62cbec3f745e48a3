"""`afterglow keys`: the recovery key for backups, a new master key, photos of earlier versions."""

from pathlib import Path

import click

from server.cli.backup import DIRECTORY
from server.cli.loading import key_upkeep
from server.cli.terminal import errors_in_one_line, settings_from


@click.group("keys")
def keys() -> None:
    """Manage the keys with which photos and backups are encrypted."""


@keys.command("recovery")
def recovery() -> None:
    """Print a new recovery key, once. Together with a backup it opens everything: keep it on paper, elsewhere."""
    with errors_in_one_line():
        printed = key_upkeep().new_recovery_key(settings_from())
    click.echo(printed)
    click.echo(
        "Write it down, keep it away from the backups, and type it back: afterglow keys confirm", err=True
    )


@keys.command("confirm")
def confirm() -> None:
    """Type the recovery key back. Backups made from now on can be opened with it."""
    typed = str(click.prompt("Recovery key"))
    with errors_in_one_line():
        key_upkeep().confirm_recovery_key(settings_from(), typed)
    click.echo("This is the recovery key. Backups made from now on can be opened with it.")


@keys.command("rotate")
def rotate() -> None:
    """Replace the master key. Photos and backups stay as they are; the server may run."""
    settings = settings_from()
    with errors_in_one_line():
        count = key_upkeep().rotate(settings)
    click.echo(f"The master key is new; {count} keys were wrapped by it.")
    if settings.master_key:
        click.echo("Take the old one out of AFTERGLOW_MASTER_KEY now.")


@keys.command("encrypt")
def encrypt() -> None:
    """Encrypt photos that an earlier version has stored. The server does so by itself within hours."""
    with errors_in_one_line():
        count = key_upkeep().encrypt(settings_from())
    click.echo(f"{count} files were encrypted." if count else "Every photo is encrypted.")


@keys.command("recover")
@DIRECTORY
def recover(directory: Path) -> None:
    """Get the lost master key of a server that is otherwise whole from the newest backup in DIR."""
    with errors_in_one_line():
        path = key_upkeep().recover(settings_from(), directory, lambda: str(click.prompt("Recovery key")))
    click.echo(f"The master key is in {path} again.")
