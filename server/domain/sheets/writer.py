"""Write a `Sheet` as its JSON document and as TOML: `from_document(to_document(s)) == s`."""

import json
from dataclasses import asdict
from typing import Any

from server.domain.sheets.model import OwnTopic, Rule, Sheet
from server.domain.when import time_text


def to_document(sheet: Sheet) -> dict[str, Any]:
    document = {
        "id": sheet.id,
        "title": {sheet.language: sheet.title, **sheet.titles} if sheet.titles else sheet.title,
        "publisher": sheet.publisher,
        "treatment": sheet.treatment,
        "language": sheet.language,
        "languages": list(sheet.languages),
        "version": sheet.version,
        "day_one": sheet.day_one,
        "source": asdict(sheet.source),
        "topics": {topic.id: _topic(topic) for topic in sheet.topics},
        "conditions": {name: dict(names) for name, names in sheet.conditions.items()},
        "rules": [rule_document(rule, sheet.language) for rule in sheet.rules],
    }
    optional = ("languages", "topics", "conditions")
    return {name: value for name, value in document.items() if value or name not in optional}


def _topic(topic: OwnTopic) -> dict[str, Any]:
    parents = {"parent": topic.parents[0]} if len(topic.parents) == 1 else {"in": list(topic.parents)}
    return {**parents, "words": {language: list(words) for language, words in topic.words.items()}}


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def rule_document(rule: Rule, language: str | None = None) -> dict[str, Any]:
    """Return a rule as in the file, with set fields only.

    `language` is the sheet's own; without it the sentences are plain texts, and translations are left out.
    """
    others = rule.translations if language else {}

    def by_language(field: str) -> object:
        """Return a plain text or list if the rule has it in one language only, and a table otherwise."""
        own = getattr(rule, field)
        table = {name: _plain(text) for name, other in others.items() if (text := getattr(other, field))}
        return {str(language): _plain(own), **table} if table else _plain(own)

    fields = {
        "id": rule.id,
        "verb": rule.verb.value,
        "topics": list(rule.topics),
        "from": time_text(rule.starts) if rule.starts else None,
        "until": time_text(rule.ends) if rule.ends else None,
        "every": rule.every,
        "amount": by_language("amount"),
        "if": list(rule.if_),
        "unless": list(rule.unless),
        "area": rule.area.value if rule.area else None,
        "using": by_language("using"),
        "with": list(rule.with_),
        "up_to": rule.up_to,
        "trend": rule.trend,
        "grade": rule.grade,
        "exception": rule.exception,
        "family": list(rule.family),
        "says": by_language("says"),
        "why": by_language("why"),
        "cite": by_language("cite"),
        "mark": rule.mark,
    }
    return {name: value for name, value in fields.items() if value}


def to_toml(sheet: Sheet) -> str:
    document = to_document(sheet)
    rules = document.pop("rules")
    own = [
        f"[{part}.{name}]\n" + _table(content)
        for part in ("topics", "conditions")
        for name, content in document.pop(part, {}).items()
    ]
    return "\n".join([_table(document), *own, *("[[rules]]\n" + _table(rule) for rule in rules)])


def _table(content: dict[str, Any]) -> str:
    return "".join(f"{name} = {_value(value)}\n" for name, value in content.items())


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "[" + ", ".join(map(_value, value)) + "]"
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{name} = {_value(item)}" for name, item in value.items()) + " }"
    # The escapes of JSON are valid in TOML, except for DEL, which no sheet may contain.
    return json.dumps(value, ensure_ascii=False)
