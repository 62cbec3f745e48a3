"""Write a `Sheet` as its JSON document and as TOML: `from_document(to_document(s)) == s`."""

import json
from dataclasses import asdict
from typing import Any

from server.domain.sheets.model import Rule, Sheet
from server.domain.when import time_text


def to_document(sheet: Sheet) -> dict[str, Any]:
    return {
        "id": sheet.id,
        "title": sheet.title,
        "publisher": sheet.publisher,
        "treatment": sheet.treatment,
        "language": sheet.language,
        "version": sheet.version,
        "day_one": sheet.day_one,
        "source": asdict(sheet.source),
        "rules": [rule_document(rule) for rule in sheet.rules],
    }


def rule_document(rule: Rule) -> dict[str, Any]:
    """Return a rule as in the file, with set fields only."""
    fields = {
        "id": rule.id,
        "verb": rule.verb.value,
        "topics": list(rule.topics),
        "from": time_text(rule.starts) if rule.starts else None,
        "until": time_text(rule.ends) if rule.ends else None,
        "every": rule.every,
        "amount": rule.amount,
        "if": list(rule.if_),
        "unless": list(rule.unless),
        "area": rule.area.value if rule.area else None,
        "using": list(rule.using),
        "trend": rule.trend,
        "grade": rule.grade,
        "exception": rule.exception,
        "family": list(rule.family),
        "says": rule.says,
        "why": rule.why,
        "cite": rule.cite,
        "mark": rule.mark,
    }
    return {name: value for name, value in fields.items() if value}


def to_toml(sheet: Sheet) -> str:
    document = to_document(sheet)
    rules = document.pop("rules")
    return "\n".join([_table(document), *("[[rules]]\n" + _table(rule) for rule in rules)])


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
