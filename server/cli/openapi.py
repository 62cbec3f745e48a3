"""`afterglow openapi`"""

import json

import click

from server.cli.loading import composition_root
from server.cli.terminal import errors_in_one_line, settings_from


@click.command("openapi")
def openapi() -> None:
    """Print the OpenAPI document; the phone's typed client is generated from it."""
    with errors_in_one_line():
        settings = settings_from()
    click.echo(json.dumps(composition_root().describe(settings.url), indent=1))
