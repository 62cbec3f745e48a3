"""The aftercare sheet as data, in TOML and in JSON (docs/sheet-format.md)."""

from server.domain.sheets.model import (
    NOW,
    STATABLE,
    UP_TO,
    Fault,
    Grade,
    Mark,
    OwnTopic,
    Rule,
    RuleSource,
    RuleText,
    Sheet,
    SheetError,
    Source,
    Trend,
    UpTo,
)
from server.domain.sheets.parser import directed_rule, from_document
from server.domain.sheets.toml import parse_toml, parse_toml_bytes
from server.domain.sheets.writer import rule_document, to_document, to_toml

__all__ = [
    "NOW",
    "STATABLE",
    "UP_TO",
    "Fault",
    "Grade",
    "Mark",
    "OwnTopic",
    "Rule",
    "RuleSource",
    "RuleText",
    "Sheet",
    "SheetError",
    "Source",
    "Trend",
    "UpTo",
    "directed_rule",
    "from_document",
    "parse_toml",
    "parse_toml_bytes",
    "rule_document",
    "to_document",
    "to_toml",
]
