"""The command `afterglow`. Commands parse options and print; `server.main` composes what they run."""

import click

from server import __version__
from server.cli.loading import COMMANDS, load_command


class CommandTable(click.Group):
    """A group whose commands are imported when they are called, so that `ask` starts quickly."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        return load_command(cmd_name)


@click.group(cls=CommandTable)
@click.version_option(__version__)
def afterglow() -> None:
    """Afterglow: the healing diary between two sessions.

    Settings come from the environment (AFTERGLOW_PORT, AFTERGLOW_DATA_DIR, …). All are optional.
    """


def main() -> None:
    afterglow()
