"""The care protocol: a sheet as data, in TOML and in JSON (docs/protocol-language.md)."""

from server.domain.protocol.model import (
    NOW,
    Fault,
    Grade,
    Mark,
    Protocol,
    ProtocolError,
    Rule,
    RuleSource,
    Source,
    Trend,
)
from server.domain.protocol.reading import MAX_RULES, directed_rule, from_document
from server.domain.protocol.toml import parse_toml, parse_toml_bytes
from server.domain.protocol.writing import rule_document, to_document, to_toml

__all__ = [
    "MAX_RULES",
    "NOW",
    "Fault",
    "Grade",
    "Mark",
    "Protocol",
    "ProtocolError",
    "Rule",
    "RuleSource",
    "Source",
    "Trend",
    "directed_rule",
    "from_document",
    "parse_toml",
    "parse_toml_bytes",
    "rule_document",
    "to_document",
    "to_toml",
]
