"""`afterglow migrate`"""

import click

from server.cli.loading import composition_root
from server.cli.terminal import errors_in_one_line, settings_from


@click.command("migrate")
def migrate() -> None:
    """Bring the database up to date."""
    with errors_in_one_line():
        applied = composition_root().migrate_database(settings_from())
    click.echo(f"Applied: {', '.join(applied)}" if applied else "The database is up to date.")
