"""Paste a sheet: from the English text of an aftercare sheet to a draft of its rules, without guessing."""

from server.domain.sheet_import.model import Draft, DraftLine
from server.domain.sheet_import.parser import read_sheet
from server.domain.sheet_import.writing import draft_to_toml

__all__ = ["Draft", "DraftLine", "draft_to_toml", "read_sheet"]
