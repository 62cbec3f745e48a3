"""`afterglow restore`: a backup into an empty place."""

from pathlib import Path

import click

from server.cli.backup import DIRECTORY
from server.cli.loading import upkeep
from server.cli.terminal import errors_in_one_line, settings_from


@click.command("restore")
@DIRECTORY
@click.option("--at", metavar="NAME", help="Name of the backup; the newest one if not given.")
@click.option("--check", is_flag=True, help="Only compare the backup with its hashes.")
@click.option("--yes", is_flag=True, help="Do not ask whether to go on with this list of erasures.")
def restore(directory: Path, at: str | None, check: bool, yes: bool) -> None:
    """Restore a backup from DIR into an empty data folder, or an empty database and photo store.

    Every hash is checked first. What was erased or withdrawn after the backup is so again, by the newest list in DIR.
    If the master key of the backup is not here, the recovery key is asked for.
    """
    settings = settings_from()
    with errors_in_one_line():
        plan = upkeep().check_backup(settings, directory, at=at, for_restore=not check, ask=_ask)
    click.echo(f"Backup {plan.name} is whole: {plan.images} images, and the database.")
    click.echo(f"The newest list of erasures is of {plan.erasures_at:%Y-%m-%d %H:%M} UTC.")
    if check:
        return
    if not yes:
        click.confirm(
            "What was erased or withdrawn after that comes back. Restore with this list?", abort=True
        )
    with errors_in_one_line():
        done = upkeep().restore(settings, plan)
    click.echo(
        f"Restored {done.images} images and the database; "
        f"{done.erased} later erasures and {done.withdrawn} later withdrawals applied."
    )


def _ask() -> str:
    return str(click.prompt("Recovery key"))
