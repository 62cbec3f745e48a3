"""`afterglow demo`"""

import click

from server.cli.loading import composition_root
from server.cli.terminal import errors_in_one_line, settings_from


@click.command("demo")
@click.option("--serve", "then_serve", is_flag=True, help="Run the server afterwards.")
def demo(*, then_serve: bool) -> None:
    """Fill an empty database with two fictional clinics and print sign-in links."""
    with errors_in_one_line():
        settings, root = settings_from(), composition_root()
        for label, url in root.fill_demo(settings):
            click.echo(f"{label:<32} {url}")
        if then_serve:
            root.serve(settings)
