"""`afterglow read-sheet FILE.txt`: turn the text of a clinic's sheet into a draft in TOML."""

from pathlib import Path

import click

from server.domain.sheet_import import draft_to_toml, parse_sheet_text
from server.sheets import load_topics

MAX_BYTES = 1_000_000


@click.command("read-sheet")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def read_sheet_command(file: Path) -> None:
    """Read the English text of an aftercare sheet and print a draft: its rules, and what was not understood."""
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
        raise click.UsageError(f"{file.name} is not a UTF-8 text.") from None
    if "\x00" in text:
        raise click.UsageError(f"{file.name} contains a NUL character, so it is not a text.")
    return text
