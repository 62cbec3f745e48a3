"""`afterglow read-sheet FILE.txt`: turn the text of a clinic's sheet into a draft in TOML."""

import json
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import click

from server.domain.errors import Invalid
from server.domain.sheet_import import LANGUAGES, ImportedSheet, draft_to_toml, parse_sheet_text
from server.domain.sheets import rule_document
from server.sheets import load_topics

MAX_BYTES = 1_000_000


@click.command("read-sheet")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--language", type=click.Choice(sorted(LANGUAGES)), help="Detected from the text if not given.")
@click.option("--json", "as_json", is_flag=True, help="Print every sentence with its state and its rules.")
def read_sheet_command(file: Path, language: str | None, as_json: bool) -> None:
    """Read the text of an aftercare sheet and print a draft: its rules, and what its author has to decide."""
    try:
        imported = parse_sheet_text(_text(file), load_topics(), language=language)
    except Invalid as error:
        raise click.UsageError(f"{file.name}: {error}") from None
    if as_json:
        click.echo(json.dumps(_document(imported), ensure_ascii=False, indent=2))
        return
    if not imported.draft:
        click.echo(f"{file.name}: no sentence could be read as a rule.", err=True)
    click.echo(draft_to_toml(imported, name=file.name), nl=False)


def _document(imported: ImportedSheet) -> dict[str, Any]:
    sentences = [
        {**asdict(replace(sentence, rules=())), "rules": [rule_document(rule) for rule in sentence.rules]}
        for sentence in imported.sentences
    ]
    return {
        "language": imported.language,
        "title": imported.title,
        "rules": [rule_document(rule) for rule in imported.draft],
        "topics": {topic.id: {"words": dict(topic.words)} for topic in imported.topics},
        "sentences": sentences,
    }


def _text(file: Path) -> str:
    if file.stat().st_size > MAX_BYTES:
        raise click.UsageError(f"{file.name} is too large: at most {MAX_BYTES:,} bytes.")
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise click.UsageError(f"{file.name} is not UTF-8 text.") from None
    if "\x00" in text:
        raise click.UsageError(f"{file.name} contains a NUL character, so it is not a text.")
    return text
