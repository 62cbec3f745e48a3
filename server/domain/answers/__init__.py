"""Answers to questions about an aftercare sheet (CARE_PROTOCOL.md, "Questions and answers")."""

from server.domain.answers.answering import answer, answer_of_versions
from server.domain.answers.candidates import family
from server.domain.answers.document import to_document
from server.domain.answers.model import (
    ASK_FIRST,
    KINDS,
    MAX_EXCEPT,
    PRESCRIBED,
    STRICTNESS,
    Answer,
    AnswerKind,
    Change,
    StricterMember,
)
from server.domain.answers.versions import is_stricter, stricter_of

__all__ = [
    "ASK_FIRST",
    "KINDS",
    "MAX_EXCEPT",
    "PRESCRIBED",
    "STRICTNESS",
    "Answer",
    "AnswerKind",
    "Change",
    "StricterMember",
    "answer",
    "answer_of_versions",
    "family",
    "is_stricter",
    "stricter_of",
    "to_document",
]
