"""`afterglow people`: who works here, a way in for who is locked out, and none for a disabled account."""

from uuid import UUID

import click

from server.cli.loading import account_upkeep
from server.cli.terminal import errors_in_one_line, settings_from


@click.group("people")
def people() -> None:
    """List the practitioners, let one in who is locked out, disable and enable accounts."""


@people.command("list")
def list_people() -> None:
    """Print everyone who works in a clinic: id, clinic, role, name, passkeys, last seen. Then all disabled accounts."""
    with errors_in_one_line():
        members, elsewhere = account_upkeep().list_people(settings_from())
    for each in members:
        seen = f"seen {each.last_seen_at:%Y-%m-%d}" if each.last_seen_at else "signed in nowhere"
        state = f"disabled since {each.disabled_at:%Y-%m-%d}" if each.disabled_at else seen
        click.echo(
            f"{each.person_id}  {each.clinic}, {each.role}: {each.name} ({each.passkeys} passkeys, {state})"
        )
    for person_id, at in elsewhere.items():
        click.echo(f"{person_id}  works in no clinic (disabled since {at:%Y-%m-%d})")
    if not members:
        click.echo("Nobody works in a clinic yet.")


@people.command("sign-in-link")
@click.argument("person_id", type=click.UUID)
def sign_in_link(person_id: UUID) -> None:
    """Print a link that signs somebody in once. Hand it over in person.

    A practitioner's works at once, for an hour. A patient's works after a day, and only if no clinic can issue one.
    """
    with errors_in_one_line():
        url, works_at = account_upkeep().make_sign_in_link(settings_from(), person_id)
    click.echo(url)
    if works_at:
        click.echo(f"It works from {works_at:%Y-%m-%d %H:%M} UTC on, unless the patient stops it.")


@people.command("disable")
@click.argument("person_id", type=click.UUID)
def disable(person_id: UUID) -> None:
    """Sign a patient or a practitioner out everywhere, and let no passkey or link sign them in."""
    with errors_in_one_line():
        done = account_upkeep().disable_account(settings_from(), person_id)
    click.echo(
        f"Disabled. {done.devices} devices were signed out, {done.messages} of them were sent a message."
    )


@people.command("enable")
@click.argument("person_id", type=click.UUID)
def enable(person_id: UUID) -> None:
    """Let the passkeys of a disabled account sign its person in again. Links and devices that ended stay ended."""
    with errors_in_one_line():
        changed = account_upkeep().enable_account(settings_from(), person_id)
    click.echo("Enabled." if changed else "This account was not disabled.")
