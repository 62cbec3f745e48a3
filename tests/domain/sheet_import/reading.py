"""Short ways to read a text in the tests of the sheet import."""

from server.domain.sheet_import import ImportedSheet, parse_sheet_text
from server.domain.sheets import Rule
from server.domain.when import time_text
from tests.sheets.test_sheets import TREE


def read(text: str, language: str = "en") -> ImportedSheet:
    return parse_sheet_text(text, TREE, language=language)


def in_short(rule: Rule) -> str:
    """Return a rule as `verb topics from>until`, with its conditions at the end."""
    window = ">".join(time_text(time) if time else "" for time in (rule.starts, rule.ends))
    conditions = [f" if {flag}" for flag in rule.if_] + [f" unless {flag}" for flag in rule.unless]
    return f"{rule.verb.value} {'+'.join(rule.topics)} {window}{''.join(conditions)}"


def rules_of(text: str, language: str = "en") -> list[str]:
    return [in_short(rule) for rule in read(text, language).draft]


def proposals_of(text: str, language: str = "en") -> list[str]:
    return [in_short(rule) for rule in read(text, language).proposals]
