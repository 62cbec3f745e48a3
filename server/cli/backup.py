"""`afterglow backup`: everything into a folder, while the server runs."""

from pathlib import Path

import click

from server.cli.loading import BackedUp, upkeep
from server.cli.terminal import errors_in_one_line, settings_from

KEEP_DAYS = 30
DIRECTORY = click.argument("directory", type=click.Path(file_okay=False, path_type=Path), metavar="DIR")


@click.command("backup")
@DIRECTORY
@click.option("--keep-days", type=click.IntRange(min=1), default=KEEP_DAYS, show_default=True)
@click.option("--only-erasures", is_flag=True, help="Write only the list of what was erased; takes a moment.")
def backup(directory: Path, keep_days: int, only_erasures: bool) -> None:
    """Back up the database, the photos and the key for push messages into DIR, and delete expired backups.

    Photos that DIR has already are not copied again. A backup is complete when its name is printed.
    """
    with errors_in_one_line():
        if only_erasures:
            click.echo(f"List of erasures {upkeep().backup_erasures(settings_from(), directory)}")
            return
        _print(upkeep().backup(settings_from(), directory, keep_days=keep_days))


def _print(made: BackedUp) -> None:
    click.echo(f"Backup {made.name}: {made.copied} images copied, {made.known} were there already.")
    for name in made.expired:
        click.echo(f"Deleted {name}, which has expired.")
    for photo_id in made.missing:
        click.echo(f"Photo {photo_id} could not be read; see `afterglow verify`.", err=True)
