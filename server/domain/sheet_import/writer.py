"""Write an imported sheet as TOML: each rule below its sentence, and everything undecided as a comment."""

import json
import re

from server.domain.sheet_import.model import ImportedSentence, ImportedSheet
from server.domain.sheets import OwnTopic, Rule, Sheet, Source, to_toml

_RULE = "[[rules]]\n"
_UNPRINTABLE = re.compile(r"[^\x20-\x7e\u00a0-\ud7ff\ue000-\ufffd]")


def draft_to_toml(imported: ImportedSheet, *, name: str) -> str:
    """Return TOML that `parse_toml` accepts if at least one sentence was read. `name` is the source file.

    The rules of a sentence that its author has to decide follow it as comments.
    """
    header, *tables = to_toml(draft_sheet(imported, name=name)).split(_RULE)
    rest = iter(tables)
    parts = [_about(imported), header]
    for sentence in imported.sentences:
        parts.append("\n" + _comment(sentence))
        if sentence.state == "read":
            parts += [_RULE + next(rest).strip("\n") + "\n" for _ in sentence.rules]
        elif sentence.rules:
            parts.append(_proposed(imported, sentence, name))
    return "".join(parts)


def draft_sheet(imported: ImportedSheet, *, name: str) -> Sheet:
    """Return the sheet of all sentences that were read. `name` is the source file."""
    return _sheet(imported, imported.draft, name)


def _sheet(imported: ImportedSheet, rules: tuple[Rule, ...], name: str) -> Sheet:
    title = imported.title or name
    return Sheet(
        id=re.sub(r"[^a-z0-9]+", "-", title.lower())[:48].strip("-") or "draft",
        title=_printable(title),
        publisher="",
        treatment=imported.treatment,
        language=imported.language,
        version=1,
        day_one=1,
        source=Source(name, "whole sheet"),
        rules=rules,
        topics=_named(imported, rules),
    )


def _proposed(imported: ImportedSheet, sentence: ImportedSentence, name: str) -> str:
    tables = to_toml(_sheet(imported, sentence.rules, name)).split(_RULE)[1:]
    taken = _named(imported, imported.draft)
    own = "".join(_own_topic(topic) for topic in _named(imported, sentence.rules) if topic not in taken)
    lines = (own + "".join(_RULE + table for table in tables)).strip("\n").splitlines()
    return "".join(f"# {line}\n" if line else "" for line in lines)


def _named(imported: ImportedSheet, rules: tuple[Rule, ...]) -> tuple[OwnTopic, ...]:
    """Return the sheet's own topics that the rules name."""
    named = {topic for rule in rules for topic in rule.topics}
    return tuple(topic for topic in imported.topics if topic.id in named)


def _own_topic(topic: OwnTopic) -> str:
    words = "".join(f"words.{name} = {json.dumps(list(each))}\n" for name, each in topic.words.items())
    return f"[topics.{topic.id}]\n{words}\n"


def _about(imported: ImportedSheet) -> str:
    return (
        f"# A draft: {len(imported.draft)} rules read, {len(imported.undecided)} sentences to decide."
        " Check each rule against the sentence above it.\n"
    )


def _comment(sentence: ImportedSentence) -> str:
    text = _printable(sentence.text)
    if sentence.is_heading:
        return f"# == {text} ==\n"
    if sentence.state == "decide":
        return f"# OPEN ({sentence.reason}), line {sentence.line}: {text}\n"
    reading = " (for reading only)" if sentence.state == "reading-only" else ""
    return f"# line {sentence.line}{reading}: {text}\n"


def _printable(text: str) -> str:
    return _UNPRINTABLE.sub(" ", text)
