"""Paste a sheet: from the English text of an aftercare sheet to a draft of its rules, without guessing."""

from server.domain.reader.model import Draft, DraftLine
from server.domain.reader.reading import read_sheet
from server.domain.reader.writing import draft_to_toml

__all__ = ["Draft", "DraftLine", "draft_to_toml", "read_sheet"]
