"""Import a pasted sheet: parse the English text of an aftercare sheet into draft rules, without guessing."""

from server.domain.sheet_import.model import Draft, DraftLine
from server.domain.sheet_import.parser import parse_sheet_text
from server.domain.sheet_import.writer import draft_to_toml

__all__ = ["Draft", "DraftLine", "draft_to_toml", "parse_sheet_text"]
