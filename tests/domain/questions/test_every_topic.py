"""Every topic of the tree, put into plain questions by its name: no word of the questions hides it."""

import pytest

from server.domain.questions import Question, QuestionKind, read_question
from server.sheets import load_topics

TREE = load_topics()
ASKING_NAMES = {"session", "needle-depth", "treatment-plan"}
"""Topics whose names are questions themselves: "how deep"."""

PATTERNS = [
    ("en", "is {} forbidden", QuestionKind.STATUS, False),
    ("en", "should i avoid {}", QuestionKind.MUST, True),
    ("en", "can i skip {} tomorrow", QuestionKind.MAY, True),
    ("de", "ist {} verboten", QuestionKind.STATUS, False),
    ("de", "soll ich {} meiden", QuestionKind.MUST, True),
    ("de", "darf ich morgen {}", QuestionKind.MAY, False),
]


def asked(pattern: str, topic_id: str, language: str) -> Question:
    return read_question(pattern.format(TREE.label(topic_id, language)), language, TREE)


@pytest.mark.parametrize(
    ("language", "pattern", "kind", "negated"), PATTERNS, ids=[row[1] for row in PATTERNS]
)
def test_the_name_of_every_topic_is_understood_in_a_question(
    language: str, pattern: str, kind: QuestionKind, negated: bool
) -> None:
    wrong = []
    for topic_id in TREE.topics:
        question = asked(pattern, topic_id, language)
        if [topic.topic for topic in question.topics] != [topic_id]:
            wrong.append(f"{topic_id}: {question}")
        special = (
            "symptom" in TREE.ancestors(topic_id)
            or topic_id in ASKING_NAMES
            or question.kind is QuestionKind.TELL
        )
        if not special and (question.kind, question.negated) != (kind, negated):
            wrong.append(f"{topic_id}: {question}")
    assert not wrong, "\n".join(wrong)
