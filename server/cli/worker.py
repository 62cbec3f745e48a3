"""`afterglow worker`"""

import click

from server.cli.loading import composition_root
from server.cli.terminal import errors_in_one_line, settings_from


@click.command("worker")
def worker() -> None:
    """Send reminders until SIGTERM; any number of workers may run."""
    with errors_in_one_line():
        composition_root().work(settings_from())
