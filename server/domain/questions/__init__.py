"""Reading a question: what is asked, about which topics, under which conditions, and for when.

The phone has the same code in pwa/src/domain/questions; both read server/sheets/words/questions.toml.
"""

from server.domain.questions.model import AskedTopic, Question, QuestionKind
from server.domain.questions.moment import AskedMoment
from server.domain.questions.reader import read_question
from server.domain.questions.readings import spans_of

__all__ = ["AskedMoment", "AskedTopic", "Question", "QuestionKind", "read_question", "spans_of"]
