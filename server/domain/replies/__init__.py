"""The reply to a whole question: every topic, every treatment, its moment, and the sentences that say it."""

from server.domain.replies.model import Part, Reply, ReplyTo
from server.domain.replies.replying import reply
from server.domain.replies.saying import Day, Gates, Moment, Noticed, Says, Sentence, Topics, Value
from server.domain.replies.sentences import sentences

__all__ = [
    "Day",
    "Gates",
    "Moment",
    "Noticed",
    "Part",
    "Reply",
    "ReplyTo",
    "Says",
    "Sentence",
    "Topics",
    "Value",
    "reply",
    "sentences",
]
