"""The topic tree as the phone loads it."""

from server.shapes.base import Language, Shape


class SpeechWords(Shape):
    """The words of questions in one language.

    `cues`: by family and value ("open may"), phrases separated by `|`. `gaps`: separated by `|`, each a first word, a
    last word and what they mean. `names`: words of time, each followed by its value. `lists`: phrases around times,
    the longest first. The others are words separated by spaces. Cues and words are sorted, and each begins with the
    number of letters that it shares with the one before it.
    """

    cues: dict[str, str]
    gaps: str
    names: dict[str, str]
    lists: dict[str, str]
    small: str
    hypothetical: str
    subjects: str
    adverbs: str
    plain: str
    doubtful: str
    applying: str
    done: str


class QuestionWords(Shape):
    """The words of questions, and the topics that questions treat in a way of their own."""

    speeches: dict[Language, SpeechWords]
    coverings: list[str]
    products: list[str]
    treatments: list[str]
    signs: list[str]
    occasions: list[str]
    carriers: list[str]
    contact: str
    anything: list[str]
    reasons: list[str]
    comparable: list[str]
    removing: list[str]
    conditions: dict[str, str]
    describing: dict[str, str]
    figures: list[str]
    sheds: dict[str, str]
    tools: list[str]
    picking: str
    applied: str
    alarming: list[str]
    related: dict[str, str]
    withheld: list[str]
    reacting: list[str]


class TopicNames(Shape):
    """What the board of Today needs of the topic tree, in one language, as columns in the same order.

    `ids`: separated by spaces. `parents`: positions. `words`: per language a line for each topic with its label,
    empty where it has none. `short`: per language a line for each topic with its short name, empty where that is the
    label with a capital. `icons`: each topic's own icon, separated by spaces, empty where it has that of its nearest
    family.
    """

    format: int
    ids: str
    parents: list[list[int]]
    words: dict[Language, str]
    short: dict[Language, str]
    icons: str


class Topics(TopicNames):
    """The topic tree in all languages.

    An id is empty where it is the English label in lower case with hyphens. A line of `words` has all words of a
    topic, separated by `|`, label first; `_` in a further word is the label, `~` before it marks a weak word.
    """

    small: dict[Language, str]
    ordinary: dict[Language, str]
    tails: str
    questions: QuestionWords
