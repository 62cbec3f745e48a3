"""What a question says, in the words of CARE_PROTOCOL.md."""

from dataclasses import dataclass
from enum import StrEnum

from server.domain.questions.moment import AskedMoment
from server.domain.topics_match import How


class QuestionKind(StrEnum):
    """What a question asks. Listed by precedence: where several fit, the first one counts."""

    TELL = "tell"  # should I call, is this bad; a stated sign
    NORMAL = "normal"  # is it normal, why is my skin; a stated symptom
    WHEN = "when"
    HOW = "how"  # how often, how much, with what
    STATUS = "status"  # is it forbidden, is it too early
    MUST = "must"
    MAY = "may"  # also a topic without a question


@dataclass(frozen=True, slots=True)
class AskedTopic:
    topic: str
    understood: str  # the phrase of the tree
    how: How
    aside: bool = False  # a circumstance of what else is asked about: "sunscreen before I go out"
    unclear: bool = False  # a word beside it was not understood
    denied: bool = False  # a symptom that the question says is absent


@dataclass(frozen=True, slots=True)
class Question:
    kind: QuestionKind
    negated: bool  # asks about not doing it: stopping, skipping, avoiding
    topics: tuple[AskedTopic, ...]  # in the order of the text; empty: nothing was understood
    conditions: tuple[
        str, ...
    ]  # act:home, now:irritated, not:healed, with:sunscreen, without:make-up, area:neck, lasts:48h
    at: AskedMoment | None
    unknown: tuple[str, ...]
    language: str
    statement_only: bool  # the answer must not begin with yes or no
    moments: tuple[AskedMoment, ...] = ()  # `at` and those joined to it: "Friday or Thursday morning"
    past: bool = False  # said to be done already; `at` then lies in the past, or is None
