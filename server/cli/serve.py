"""`afterglow serve`"""

import click

from server.cli.loading import composition_root
from server.cli.terminal import errors_in_one_line, settings_from


@click.command("serve")
@click.option("--host", help="Address to listen on (AFTERGLOW_HOST).")
@click.option("--port", type=int, help="Port to listen on (AFTERGLOW_PORT).")
def serve(host: str | None, port: int | None) -> None:
    """Run the web server. With SQLite, the same process also migrates the database and sends reminders."""
    with errors_in_one_line():
        composition_root().serve(settings_from(host=host, port=port))
