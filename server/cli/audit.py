"""`afterglow audit`: verify the audit log, or export it."""

import json

import click

from server.cli.loading import upkeep
from server.cli.terminal import errors_in_one_line, settings_from


@click.group("audit")
def audit() -> None:
    """The log of who signed in, who saw a diary, and what else concerns access."""


@audit.command("verify")
@click.option("--head", help="A head that an earlier run printed: it must still be in the chain.")
@click.pass_context
def verify(ctx: click.Context, head: str | None) -> None:
    """Walk the chain of events. The exit code is 1 if something was changed, removed or put in."""
    with errors_in_one_line():
        verdict = upkeep().verify_audit(settings_from(), printed=head)
    if verdict.fault:
        click.echo(f"The audit log is not as it was written: {verdict.fault}.")
    click.echo(f"{verdict.events} events verified, {verdict.erased} of their details were erased.")
    click.echo(f"Head: {verdict.head}")
    ctx.exit(1 if verdict.fault else 0)


@audit.command("export")
def export() -> None:
    """Print every event as one line of JSON, oldest first."""
    with errors_in_one_line():
        upkeep().export_audit(
            settings_from(), lambda event: click.echo(json.dumps(event, ensure_ascii=False))
        )
