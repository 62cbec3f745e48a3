"""The topic tree as the phone loads it."""

from server.shapes.base import Language, Shape


class Topics(Shape):
    """The topic tree in all languages, as columns in the same order.

    `ids` are separated by spaces; one is empty if it is the English label in lower case with hyphens. `parents`
    holds positions. `words` has, per language, one line for each topic, empty if it has no words. Words are
    separated by `|`, the label first; `_` in another word stands for the label, and `~` before it marks a weak word.
    """

    format: int
    ids: str
    parents: list[list[int]]
    words: dict[Language, str]
    small: dict[Language, str]
    ordinary: dict[Language, str]
    tails: str
