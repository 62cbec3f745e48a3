"""`afterglow read-sheet FILE.txt`: the text of a clinic's sheet as a draft in TOML."""

from pathlib import Path

import click

from server.adapters.builtin_sheets import load_topics
from server.domain.sheet_import import draft_to_toml, parse_sheet_text

MAX_BYTES = 1_000_000


@click.command("read-sheet")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def read_sheet_command(file: Path) -> None:
    """Read the text of an aftercare sheet (English) and print a draft: rules, and what was left open."""
    draft = parse_sheet_text(_text(file), load_topics(), name=file.name)
    if not draft.rules:
        click.echo(f"{file.name}: no sentence could be read as a rule.", err=True)
    click.echo(draft_to_toml(draft), nl=False)


def _text(file: Path) -> str:
    if file.stat().st_size > MAX_BYTES:
        raise click.UsageError(f"{file.name} is too large: at most {MAX_BYTES:,} bytes.")
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise click.UsageError(f"{file.name} is not a text in UTF-8.") from None
    if "\x00" in text:
        raise click.UsageError(f"{file.name} holds a NUL character: this is not a text.")
    return text


COMMANDS: tuple[click.Command, ...] = (read_sheet_command,)
