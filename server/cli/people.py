"""`afterglow people`: who works here, and a way in for a practitioner who is locked out."""

from uuid import UUID

import click

from server.cli.loading import composition_root
from server.cli.terminal import errors_in_one_line, settings_from


@click.group("people")
def people() -> None:
    """List the practitioners, and let one in who is locked out."""


@people.command("list")
def list_people() -> None:
    """Print everyone who works in a clinic: id, clinic, role, name, passkeys, last seen."""
    with errors_in_one_line():
        members = composition_root().list_staff(settings_from())
    for each in members:
        seen = f"seen {each.last_seen_at:%Y-%m-%d}" if each.last_seen_at else "signed in nowhere"
        click.echo(
            f"{each.person_id}  {each.clinic}, {each.role}: {each.name} ({each.passkeys} passkeys, {seen})"
        )
    if not members:
        click.echo("Nobody works in a clinic yet.")


@people.command("sign-in-link")
@click.argument("person_id", type=click.UUID)
def sign_in_link(person_id: UUID) -> None:
    """Print a link that signs one practitioner in, once, within an hour. Hand it over in person."""
    with errors_in_one_line():
        click.echo(composition_root().make_staff_sign_in_link(settings_from(), person_id))
