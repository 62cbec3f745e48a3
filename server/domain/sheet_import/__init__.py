"""Import a pasted sheet: read its sentences into draft rules, without guessing and without losing any."""

from server.domain.sheet_import.model import ImportedSentence, ImportedSheet, SentenceState
from server.domain.sheet_import.parser import LANGUAGES, parse_sheet_text
from server.domain.sheet_import.writer import draft_sheet, draft_to_toml

__all__ = [
    "LANGUAGES",
    "ImportedSentence",
    "ImportedSheet",
    "SentenceState",
    "draft_sheet",
    "draft_to_toml",
    "parse_sheet_text",
]
