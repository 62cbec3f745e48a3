"""Answers to questions about an aftercare sheet (CARE_PROTOCOL.md, "Questions and answers")."""

from server.domain.answers.answering import answer
from server.domain.answers.candidates import family
from server.domain.answers.document import to_document
from server.domain.answers.model import KINDS, STRICTNESS, Answer, AnswerKind, Change, StricterMember

__all__ = [
    "KINDS",
    "STRICTNESS",
    "Answer",
    "AnswerKind",
    "Change",
    "StricterMember",
    "answer",
    "family",
    "to_document",
]
