"""Write a draft as TOML: each rule below its sentence, each open line as a comment."""

import re

from server.domain.sheet_import.model import Draft, DraftLine
from server.domain.sheets import Sheet, Source, to_toml

_RULE = "[[rules]]\n"
_OPEN = "# OPEN"


def draft_to_toml(draft: Draft) -> str:
    """Return TOML that `parse_toml` accepts, provided the draft has a rule."""
    sections = to_toml(_sheet(draft)).split(_RULE)
    header, tables = sections[0], iter(sections[1:])
    parts = [_about(draft), header]
    for line in draft.lines:
        parts.append("\n" + _comment(line))
        parts += [_RULE + next(tables).strip("\n") + "\n" for _ in line.rules]
    return "".join(parts)


def _sheet(draft: Draft) -> Sheet:
    return Sheet(
        id=_slug(draft.title) or "draft",
        title=draft.title,
        publisher="",
        treatment="microneedling",
        language="en",
        version=1,
        day_one=1,
        source=Source(draft.name, "whole sheet"),
        rules=draft.rules,
    )


def _slug(title: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", title.lower())[:48].strip("-")


def _about(draft: Draft) -> str:
    rules, still_open = len(draft.rules), len(draft.open_lines)
    return f"# A draft: {rules} rules read, {still_open} lines open. Check each rule against the line above it.\n"


def _comment(line: DraftLine) -> str:
    text = re.sub(r"[^\x20-\x7e\u00a0-\ud7ff\ue000-\ufffd]", " ", line.text)
    if line.kind == "open":
        return f"{_OPEN} ({line.why_open}), line {line.line}: {text}\n"
    return f"# line {line.line}: {text}\n" if line.kind == "rules" else f"# == {text} ==\n"
