"""`afterglow verify`: is every photo stored as it was?"""

import click

from server.cli.loading import Verification, upkeep
from server.cli.terminal import errors_in_one_line, settings_from


@click.command("verify")
@click.option("--sweep", is_flag=True, help="Delete files that are older than a day and belong to no photo.")
@click.pass_context
def verify(ctx: click.Context, sweep: bool) -> None:
    """Compare every stored photo with the database. The exit code is 1 if one is missing or damaged."""
    with errors_in_one_line():
        result = upkeep().verify(settings_from(), sweep=sweep)
    _print(result)
    ctx.exit(1 if result.faults else 0)


def _print(result: Verification) -> None:
    """Print ids only: whose photo it is, and what it shows, is nobody's business here."""
    for fault in result.faults:
        click.echo(f"{fault.kind}: treatment {fault.treatment_id}, photo {fault.photo_id}, {fault.size}")
    click.echo(f"{result.checked} images checked, {len(result.faults)} missing or damaged.")
    if result.hashed:
        click.echo(f"{result.hashed} images of earlier versions have their hash now.")
    if result.orphans:
        done = "deleted" if result.swept else "left alone; `afterglow verify --sweep` deletes them"
        click.echo(f"{len(result.orphans)} files belong to no photo: {done}.")
